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

    /// Adds what an unknown name was probably meant to be, or where the known ones are.
    pub(super) fn suggest<'c>(
        &self,
        diagnostic: Diagnostic,
        text: &str,
        candidates: impl Iterator<Item = (&'c str, &'c K)>,
        suggester: &mut Suggester,
    ) -> Diagnostic
    where
        K: 'c,
    {
        let candidates: Vec<(&str, &K)> = candidates.collect();
        let nearest = suggester.nearest(text, candidates.iter().map(|(text, _)| *text));
        let meant = nearest.and_then(|nearest| candidates.iter().find(|(text, _)| *text == nearest));
        if let Some(declared) = meant.and_then(|(_, name)| self.names.get(*name)) {
            return diagnostic
                .with_secondary(declared.span.clone(), "a similar name is declared here")
                .with_help(format!("did you mean {}?", quoted(&declared.shown)));
        }
        match &self.section {
            Some(section) => diagnostic.with_secondary(section.clone(), "what is known is declared here"),
            None => diagnostic,
        }
    }
}

impl Names<Email> {
    pub(super) fn folded_names(&self) -> impl Iterator<Item = (&str, &Email)> {
        self.names.keys().map(|email| (email.folded(), email))
    }
}

impl Names<TeamName> {
    pub(super) fn team_names(&self) -> impl Iterator<Item = (&str, &TeamName)> {
        self.names.keys().map(|team| (team.as_str(), team))
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
