//! The names that all files declare in one section.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Code, Diagnostic, Email, Span, TeamName};

use super::super::findings::Findings;
use super::super::say::quoted;
use super::super::suggest::Suggester;
use super::super::tree::{NodeId, Tree};
use super::Input;

/// The names of one section with the place of each.
#[derive(Debug)]
pub(super) struct Names<'t, K> {
    names: BTreeMap<K, Declared<'t>>,
    /// The same by how they are written: most references are written as the declaration is.
    written: HashMap<&'t str, K>,
    /// The key of the first such section; `None` where no file has one, and references need not resolve.
    section: Option<Declared<'t>>,
    /// Whether all names are known: no file was lost that may declare more.
    complete: bool,
    /// Names that are mistakes themselves: references that look like them are left alone.
    unusable: Vec<String>,
}

/// Where a name is declared.
#[derive(Clone, Copy, Debug)]
struct Declared<'t> {
    tree: &'t Tree<'t>,
    key: NodeId,
}

impl Declared<'_> {
    fn span(&self) -> Span {
        self.tree.span(self.key)
    }

    fn shown(&self) -> &str {
        self.tree.text(self.key).unwrap_or_default()
    }
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

impl<'t, K: Ord + Clone> Names<'t, K> {
    /// Collects the names that a section has in all files, and tells those that are declared twice.
    pub(super) fn collect(
        input: &Input<'t>,
        section: &NamedSection<K>,
        findings: &mut Findings,
    ) -> Names<'t, K> {
        let mut names = Names {
            names: BTreeMap::new(),
            written: HashMap::new(),
            section: None,
            complete: !input.is_lost(section.name),
            unusable: Vec::new(),
        };
        for file in &input.files {
            let Some(entry) = file.section(section.name) else {
                continue;
            };
            let tree = file.tree;
            names.section.get_or_insert(Declared { tree, key: entry.key });
            names.complete &= !tree.is_bad(entry.value) && !tree.is_incomplete(entry.value);
            let mut keys: Vec<NodeId> = tree.entries(entry.value).iter().map(|entry| entry.key).collect();
            keys.sort();
            for key in keys {
                names.declare(Declared { tree, key }, section, findings);
            }
        }
        names
    }

    fn declare(&mut self, declared: Declared<'t>, section: &NamedSection<K>, findings: &mut Findings) {
        let text = declared.tree.text(declared.key).unwrap_or_default();
        let is_bad = declared.tree.is_bad(declared.key);
        let Some(name) = (section.parse)(text).filter(|_| !is_bad) else {
            self.unusable.push(text.to_lowercase());
            return;
        };
        if let Some(first) = self.names.get(&name) {
            let message = format!("the {} {} is declared twice", section.one, quoted(text));
            let diagnostic = Diagnostic::error(section.twice, message, declared.span())
                .with_label("again here")
                .with_secondary(first.span(), "first here")
                .with_help("take one out");
            findings.push(diagnostic);
            return;
        }
        self.written.insert(text, name.clone());
        self.names.insert(name, declared);
    }

    /// The name that is declared exactly as `text` is written.
    pub(super) fn as_written(&self, text: &str) -> Option<&K> {
        self.written.get(text)
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
    pub(super) fn place(&self, name: &K) -> Option<Span> {
        self.names.get(name).map(Declared::span)
    }

    /// Adds what an unknown name was probably meant to be (of the known ones, `meant`), or where the known ones are.
    fn suggest(&self, diagnostic: Diagnostic, meant: Option<&K>) -> Diagnostic {
        match (meant.and_then(|name| self.names.get(name)), &self.section) {
            (Some(declared), _) => diagnostic
                .with_secondary(declared.span(), "a similar name is declared here")
                .with_help(format!("did you mean {}?", quoted(declared.shown()))),
            (None, Some(section)) => {
                let name = section.tree.text(section.key).unwrap_or_default();
                diagnostic
                    .with_secondary(section.span(), "what is known is declared here")
                    .with_help(format!("declare it in {}, or take it out here", quoted(name)))
            }
            (None, None) => diagnostic,
        }
    }
}

impl Names<'_, Email> {
    /// The same for a person.
    pub(super) fn suggest_person(
        &self,
        diagnostic: Diagnostic,
        email: &Email,
        suggester: &mut Suggester,
    ) -> Diagnostic {
        let nearest = suggester.nearest_person(email, self.names.keys());
        self.suggest(diagnostic, nearest)
    }
}

impl Names<'_, TeamName> {
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
