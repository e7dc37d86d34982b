//! The names that all files declare in one section.

use std::collections::BTreeMap;

use crate::model::{Code, Diagnostic, Email, Span, TeamName, WorkspaceKey};

use super::super::findings::Findings;
use super::super::say::quoted;
use super::super::suggest::Suggester;
use super::super::tree::{NodeId, Tree};
use super::Input;

/// The names of one section with the place of each.
#[derive(Debug)]
pub(super) struct Names<K> {
    names: BTreeMap<K, Declared>,
    /// The key of the first such section; `None` where no file has one, and references need not resolve.
    section: Option<Span>,
    /// Whether all names are known: no file was lost that may declare more.
    complete: bool,
    /// Names that are mistakes themselves: references that look like them are left alone.
    unusable: Vec<String>,
}

#[derive(Debug)]
struct Declared {
    shown: String,
    span: Span,
}

/// A section of the manifest whose entries have names.
pub(super) struct NamedSection<K> {
    pub(super) name: &'static str,
    /// One entry of it, for messages.
    pub(super) one: &'static str,
    /// The code for the same name twice.
    pub(super) twice: Code,
    pub(super) parse: fn(&str) -> Option<K>,
}

impl<K: Ord> Names<K> {
    /// Collects the names that a section has in all files, and tells those that are declared twice.
    pub(super) fn collect(input: &Input<'_>, section: &NamedSection<K>, findings: &mut Findings) -> Names<K> {
        let mut names = Names {
            names: BTreeMap::new(),
            section: None,
            complete: !input.is_lost(section.name),
            unusable: Vec::new(),
        };
        for file in &input.files {
            let Some(entry) = file.section(section.name) else {
                continue;
            };
            names.section.get_or_insert_with(|| file.tree.span(entry.key));
            names.complete &= !file.tree.is_bad(entry.value) && !file.tree.is_incomplete(entry.value);
            let mut keys: Vec<NodeId> = file
                .tree
                .entries(entry.value)
                .iter()
                .map(|entry| entry.key)
                .collect();
            keys.sort();
            for key in keys {
                names.declare(file.tree, key, section, findings);
            }
        }
        names
    }

    fn declare(&mut self, tree: &Tree<'_>, key: NodeId, section: &NamedSection<K>, findings: &mut Findings) {
        let text = tree.text(key).unwrap_or_default();
        let parsed = (section.parse)(text).filter(|_| !tree.is_bad(key));
        let Some(name) = parsed else {
            self.unusable.push(text.to_lowercase());
            return;
        };
        let span = tree.span(key);
        if let Some(first) = self.names.get(&name) {
            let message = format!("the {} {} is declared twice", section.one, quoted(text));
            let diagnostic = Diagnostic::error(section.twice, message, span)
                .with_label("again here")
                .with_secondary(first.span.clone(), "first here")
                .with_help("take one out");
            findings.push(diagnostic);
            return;
        }
        let shown = text.to_owned();
        self.names.insert(name, Declared { shown, span });
    }

    /// Whether a name is surely not declared, though names like it are.
    pub(super) fn is_unknown(&self, name: &K, text: &str, suggester: &mut Suggester) -> bool {
        if self.section.is_none() || !self.complete || self.names.contains_key(name) {
            return false;
        }
        let unusable = self.unusable.iter().map(String::as_str);
        self.unusable.is_empty() || suggester.nearest(text, unusable).is_none()
    }

    /// Where a name is declared.
    pub(super) fn place(&self, name: &K) -> Option<&Span> {
        self.names.get(name).map(|declared| &declared.span)
    }

    /// Adds what an unknown name was probably meant to be (of the known ones, `meant`), or where the known ones are.
    fn suggest(&self, diagnostic: Diagnostic, meant: Option<&K>) -> Diagnostic {
        match (meant.and_then(|name| self.names.get(name)), &self.section) {
            (Some(declared), _) => diagnostic
                .with_secondary(declared.span.clone(), "a similar name is declared here")
                .with_help(format!("did you mean {}?", quoted(&declared.shown))),
            (None, Some(section)) => {
                diagnostic.with_secondary(section.clone(), "what is known is declared here")
            }
            (None, None) => diagnostic,
        }
    }
}

impl Names<Email> {
    /// The same for a person.
    pub(super) fn suggest_person(
        &self,
        diagnostic: Diagnostic,
        email: &Email,
        suggester: &mut Suggester,
    ) -> Diagnostic {
        let nearest = suggester.nearest(email.folded(), self.names.keys().map(Email::folded));
        self.suggest(
            diagnostic,
            nearest.and_then(|name| Email::parse(name).ok()).as_ref(),
        )
    }
}

impl Names<TeamName> {
    /// The same for a team.
    pub(super) fn suggest_team(
        &self,
        diagnostic: Diagnostic,
        team: &TeamName,
        suggester: &mut Suggester,
    ) -> Diagnostic {
        let nearest = suggester.nearest(team.as_str(), self.names.keys().map(TeamName::as_str));
        self.suggest(diagnostic, nearest.map(TeamName::new).as_ref())
    }
}

/// How the sections name their entries.
pub(super) mod sections {
    use super::super::super::codes;
    use super::{Email, NamedSection, TeamName, WorkspaceKey};

    pub(in super::super) const MEMBERS: NamedSection<Email> = NamedSection {
        name: "members",
        one: "person",
        twice: codes::DUPLICATE_MEMBER,
        parse: |text| Email::parse(text).ok(),
    };

    pub(in super::super) const TEAMS: NamedSection<TeamName> = NamedSection {
        name: "teams",
        one: "team",
        twice: codes::DUPLICATE_TEAM,
        parse: |text| Some(TeamName::new(text)),
    };

    pub(in super::super) const WORKSPACES: NamedSection<WorkspaceKey> = NamedSection {
        name: "workspaces",
        one: "workspace",
        twice: codes::DUPLICATE_WORKSPACE,
        parse: |text| Some(WorkspaceKey::new(text)),
    };
}
