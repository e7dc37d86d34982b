//! What every step of resolution needs: the names that are declared, and where to tell mistakes.

use crate::model::{Code, Diagnostic, Email, Span, TeamName};

use super::super::codes;
use super::super::findings::Findings;
use super::super::say::quoted;
use super::super::suggest::Suggester;
use super::super::tree::{NodeId, Tree};
use super::names::Names;

pub(super) struct Scope<'r> {
    pub(super) members: &'r Names<Email>,
    pub(super) teams: &'r Names<TeamName>,
    pub(super) suggester: &'r mut Suggester,
    pub(super) findings: &'r mut Findings,
}

impl Scope<'_> {
    /// Tells an error at a node.
    pub(super) fn error(&mut self, code: Code, message: impl Into<String>, at: Span) {
        self.findings.push(Diagnostic::error(code, message, at));
    }

    /// A person who is named in a team or a grant must be declared, where people are.
    pub(super) fn refer_to_member(&mut self, tree: &Tree<'_>, node: NodeId, email: &Email) {
        if !self.members.is_unknown(email, email.folded(), self.suggester) {
            return;
        }
        let message = format!("{} is not declared in `members`", quoted(email.as_str()));
        let diagnostic = Diagnostic::error(codes::UNKNOWN_MEMBER, message, tree.span(node));
        let diagnostic = self.members.suggest_person(diagnostic, email, self.suggester);
        self.findings.push(diagnostic);
    }

    /// A team that gets a grant must be declared, where teams are.
    pub(super) fn refer_to_team(&mut self, tree: &Tree<'_>, node: NodeId, team: &TeamName) {
        if !self.teams.is_unknown(team, team.as_str(), self.suggester) {
            return;
        }
        let message = format!("{} is not declared in `teams`", quoted(team.as_str()));
        let diagnostic = Diagnostic::error(codes::UNKNOWN_TEAM, message, tree.span(node));
        let diagnostic = self.teams.suggest_team(diagnostic, team, self.suggester);
        self.findings.push(diagnostic);
    }
}
