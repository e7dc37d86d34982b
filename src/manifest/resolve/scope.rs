//! What every step of resolution needs: the names that are declared, and where to tell mistakes.

use crate::model::{Code, Diagnostic, Email, Span, TeamName};

use super::super::codes;
use super::super::findings::Findings;
use super::super::say::quoted;
use super::super::suggest::Suggester;
use super::super::tree::{At, Tree};
use super::names::Names;

pub(super) struct Scope<'r, 't> {
    pub(super) members: &'r Names<'t, Email>,
    pub(super) teams: &'r Names<'t, TeamName>,
    pub(super) suggester: &'r mut Suggester,
    pub(super) findings: &'r mut Findings,
}

impl Scope<'_, '_> {
    /// Tells an error at a node.
    pub(super) fn error(&mut self, code: Code, message: impl Into<String>, at: Span) {
        self.findings.push(Diagnostic::error(code, message, at));
    }

    /// An address, as it is declared where it is. The schema has told what is none.
    pub(super) fn person(&mut self, tree: &Tree<'_>, at: At<&str>) -> Option<Email> {
        if let Some(email) = self.members.as_written(at.value) {
            return Some(email.clone());
        }
        match Email::parse(at.value) {
            Ok(email) => Some(email),
            Err(error) => {
                let message = format!("{} {error}", quoted(at.value));
                self.error(codes::BAD_EMAIL, message, tree.span(at.node));
                None
            }
        }
    }

    /// A person in a team or with a grant, who must be declared, where people are.
    pub(super) fn declared_person(&mut self, tree: &Tree<'_>, at: At<&str>) -> Option<Email> {
        if let Some(email) = self.members.as_written(at.value) {
            return Some(email.clone());
        }
        let email = self.person(tree, at)?;
        if self.members.is_unknown(&email, email.folded(), self.suggester) {
            let message = format!("{} is not declared in `members`", quoted(at.value));
            let diagnostic = Diagnostic::error(codes::UNKNOWN_MEMBER, message, tree.span(at.node));
            let diagnostic = self.members.suggest_person(diagnostic, &email, self.suggester);
            self.findings.push(diagnostic);
        }
        Some(email)
    }

    /// A team that has a grant, which must be declared, where teams are.
    pub(super) fn declared_team(&mut self, tree: &Tree<'_>, at: At<&str>) -> Option<TeamName> {
        if let Some(team) = self.teams.as_written(at.value) {
            return Some(team.clone());
        }
        let team = TeamName::new(at.value);
        if self.teams.is_unknown(&team, team.as_str(), self.suggester) {
            let message = format!("{} is not declared in `teams`", quoted(at.value));
            let diagnostic = Diagnostic::error(codes::UNKNOWN_TEAM, message, tree.span(at.node));
            let diagnostic = self.teams.suggest_team(diagnostic, &team, self.suggester);
            self.findings.push(diagnostic);
        }
        Some(team)
    }
}
