//! Where a new declaration belongs: beside those of its kind.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::super::files::{FileKind, shown};
use super::super::meaning::meaning;
use super::draft::Draft;
use super::entry::Entry;
use super::error::EditError;
use super::insert::New;
use super::spot::Spot;
use crate::model::{Address, Email, TeamName, WorkspaceKey};

impl Draft {
    /// Declares something in the file where its siblings stand. `entry` is what the manifest says of it; a place in a
    /// team has none.
    ///
    /// # Errors
    /// When there is no place for it, or no edit that changes nothing else. The draft is then as it was.
    pub fn declare(&mut self, address: &Address, entry: Option<&Entry>) -> Result<(), EditError> {
        match address {
            Address::Member(email) | Address::Invitation(email) => self.declare_member(email, entry),
            Address::TeamMember(team, email) => {
                let name = |written: &str| TeamName::new(written) == *team;
                self.declare_inside("teams", name, "members", email.as_str(), entry)
            }
            Address::UserGrant(key, email) => {
                let name = |written: &str| WorkspaceKey::new(written) == *key;
                self.declare_inside("workspaces", name, "users", email.as_str(), entry)
            }
            Address::TeamGrant(key, team) => {
                let name = |written: &str| WorkspaceKey::new(written) == *key;
                self.declare_inside("workspaces", name, "teams", team.as_str(), entry)
            }
            Address::Team(team) => self.declare_whole(FileKind::Teams, "teams", team.as_str(), entry),
            Address::Workspace(key) => {
                self.declare_whole(FileKind::Workspaces, "workspaces", key.as_str(), entry)
            }
            Address::Organization => Err(nowhere("organization")),
        }
    }

    /// Beside most people of the same domain.
    fn declare_member(&mut self, email: &Email, entry: Option<&Entry>) -> Result<(), EditError> {
        let mut best: Option<(usize, Arc<str>)> = None;
        for (file, section) in self.sections("members")? {
            let names = section.as_object().into_iter().flat_map(|names| names.keys());
            let same = names
                .filter(|name| Email::parse(name).is_ok_and(|other| other.domain() == email.domain()))
                .count();
            if best.as_ref().is_none_or(|(most, _)| same > *most) {
                best = Some((same, file));
            }
        }
        let (_, file) = best.ok_or_else(|| nowhere("members"))?;
        let spot = Spot::new(&["members"], email.as_str());
        self.put(&file, &spot, entry, true)
    }

    /// Into a team or workspace that is declared.
    fn declare_inside(
        &mut self,
        section: &str,
        is_it: impl Fn(&str) -> bool,
        part: &str,
        name: &str,
        entry: Option<&Entry>,
    ) -> Result<(), EditError> {
        for (file, value) in self.sections(section)? {
            let names = value.as_object().into_iter().flat_map(|names| names.keys());
            if let Some(written) = names.into_iter().find(|written| is_it(written)) {
                let spot = Spot::new(&[section, written, part], name);
                return self.put(&file, &spot, entry, true);
            }
        }
        Err(nowhere(section))
    }

    /// Into a file of its own where others have one, else beside the others.
    fn declare_whole(
        &mut self,
        kind: FileKind,
        section: &str,
        name: &str,
        entry: Option<&Entry>,
    ) -> Result<(), EditError> {
        let sections = self.sections(section)?;
        let (file, _) = sections.last().ok_or_else(|| nowhere(section))?;
        let spot = Spot::new(&[section], name);
        let sibling = self.parts.iter().find(|part| part.source.name == *file);
        if sibling.is_none_or(|sibling| sibling.kind != kind) {
            return self.put(file, &spot, entry, false);
        }
        let path = self.root.join(section).join(format!("{}.yaml", file_name(name)));
        let own = shown(&path);
        if self.parts.iter().any(|part| part.source.name == own) {
            return self.put(&own, &spot, entry, false);
        }
        let is_beside = Path::new(&**file).parent() == path.parent();
        let schema = sibling
            .filter(|_| is_beside)
            .and_then(|sibling| schema_line(&sibling.source.text));
        let entry = entry.map(|entry| entry.lines(name)).unwrap_or_default();
        let lines = schema.into_iter().map(|line| format!("{line}\n\n"));
        let lines = lines.chain([format!("{section}:\n")]);
        let text: String = lines
            .chain(entry.iter().map(|line| format!("  {line}\n")))
            .collect();
        self.create(kind, &own, text);
        Ok(())
    }

    fn put(
        &mut self,
        file: &Arc<str>,
        spot: &Spot,
        entry: Option<&Entry>,
        is_short: bool,
    ) -> Result<(), EditError> {
        self.insert(
            file,
            New {
                spot,
                entry,
                is_short,
            },
        )
    }

    /// Every file with a section, and what the section says; files of the root first.
    fn sections(&self, section: &str) -> Result<Vec<(Arc<str>, Value)>, EditError> {
        let mut found = Vec::new();
        for part in &self.parts {
            let mut value = meaning(&part.source.name, &part.source.text).map_err(EditError::Unsound)?;
            if let Some(section) = value.get_mut(section) {
                found.push((Arc::clone(&part.source.name), section.take()));
            }
        }
        Ok(found)
    }
}

/// The line by which editors find the schema.
fn schema_line(text: &str) -> Option<&str> {
    let first = text.lines().next()?;
    first
        .starts_with("# yaml-language-server:")
        .then(|| first.trim_end())
}

/// A name as a file is called.
fn file_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = lower.chars().map(safe).collect();
    match name.trim_matches('-') {
        "" => "unnamed".to_owned(),
        name => name.to_owned(),
    }
}

fn nowhere(section: &str) -> EditError {
    EditError::Missing {
        file: super::super::files::ROOT_FILE.to_owned(),
        what: format!("section `{section}`"),
    }
}
