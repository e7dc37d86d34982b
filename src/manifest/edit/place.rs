//! Where a new declaration belongs: beside those of its kind.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::super::files::{FileKind, ROOT_FILE, shown};
use super::super::format::{Entry, lay_out};
use super::super::meaning::meaning;
use super::super::write::{entries, file_name};
use super::entry::Written;
use super::error::EditError;
use super::revision::Revision;
use super::spot::Spot;
use crate::model::{Address, Desired, Email, TeamName, WorkspaceKey};

impl Revision {
    /// Declares something as `described` has it, in the file where its siblings stand.
    ///
    /// # Errors
    /// When it is not described, when there is no place for it, or no edit that changes nothing else. The revision is
    /// then as it was.
    pub fn declare(&mut self, address: &Address, described: &Desired) -> Result<(), EditError> {
        let unknown = || missing(&address.to_string());
        let is_team = |team: &TeamName| {
            let team = team.clone();
            move |written: &str| TeamName::new(written) == team
        };
        let is_workspace = |key: &WorkspaceKey| {
            let key = key.clone();
            move |written: &str| WorkspaceKey::new(written) == key
        };
        match address {
            Address::Member(email) | Address::Invitation(email) => {
                let member = described.members.as_ref().and_then(|all| all.get(email));
                self.declare_member(email, &entries::member(email, member.ok_or_else(unknown)?))
            }
            Address::Team(name) => {
                let team = described.teams.as_ref().and_then(|all| all.get(name));
                let entry = entries::team(name, team.ok_or_else(unknown)?);
                self.declare_whole(FileKind::Teams, "teams", &entry)
            }
            Address::Workspace(key) => {
                let workspace = described.workspaces.as_ref().and_then(|all| all.get(key));
                let entry = entries::workspace(key, workspace.ok_or_else(unknown)?);
                self.declare_whole(FileKind::Workspaces, "workspaces", &entry)
            }
            Address::TeamMember(team, email) => {
                let item = Written::item(email.as_str());
                self.declare_inside("teams", is_team(team), "members", email.as_str(), &item)
            }
            Address::UserGrant(key, email) => {
                let workspace = described.workspaces.as_ref().and_then(|all| all.get(key));
                let grants = workspace.and_then(|workspace| workspace.users.as_ref());
                let grant = grants.and_then(|grants| grants.get(email)).ok_or_else(unknown)?;
                let entry = Written::entry(&entries::grant(email.as_str(), grant.role));
                self.declare_inside("workspaces", is_workspace(key), "users", email.as_str(), &entry)
            }
            Address::TeamGrant(key, team) => {
                let workspace = described.workspaces.as_ref().and_then(|all| all.get(key));
                let grants = workspace.and_then(|workspace| workspace.teams.as_ref());
                let grant = grants.and_then(|grants| grants.get(team)).ok_or_else(unknown)?;
                let entry = Written::entry(&entries::grant(team.as_str(), grant.role));
                self.declare_inside("workspaces", is_workspace(key), "teams", team.as_str(), &entry)
            }
            Address::Organization => Err(unknown()),
        }
    }

    /// Beside most people of the same domain.
    fn declare_member(&mut self, email: &Email, entry: &Entry<'_>) -> Result<(), EditError> {
        let mut best: Option<(usize, Arc<str>)> = None;
        for (file, section) in self.sections("members")? {
            let is_near =
                |name: &&String| Email::parse(name).is_ok_and(|other| other.domain() == email.domain());
            let names = section.as_object().into_iter().flat_map(|names| names.keys());
            let near = names.filter(is_near).count();
            if best.as_ref().is_none_or(|(most, _)| near > *most) {
                best = Some((near, file));
            }
        }
        let (_, file) = best.ok_or_else(|| missing("section `members`"))?;
        let spot = Spot::new(&["members"], email.as_str());
        self.insert(&file, &spot, &Written::entry(entry))
    }

    /// Into a team or workspace that is declared.
    fn declare_inside(
        &mut self,
        section: &str,
        is_it: impl Fn(&str) -> bool,
        part: &str,
        name: &str,
        new: &Written,
    ) -> Result<(), EditError> {
        for (file, value) in self.sections(section)? {
            let mut names = value.as_object().into_iter().flat_map(|names| names.keys());
            if let Some(written) = names.find(|written| is_it(written)) {
                let spot = Spot::new(&[section, written, part], name);
                return self.insert(&file, &spot, new);
            }
        }
        Err(missing(&format!("section `{section}`")))
    }

    /// Into a file of its own where others have one, else beside the others.
    fn declare_whole(&mut self, kind: FileKind, section: &str, entry: &Entry<'_>) -> Result<(), EditError> {
        let sections = self.sections(section)?;
        let (beside, _) = sections
            .last()
            .ok_or_else(|| missing(&format!("section `{section}`")))?;
        let spot = Spot::new(&[section], &entry.key);
        let sibling = self.parts.iter().find(|part| part.source.name == *beside);
        if sibling.is_none_or(|sibling| sibling.kind != kind) {
            return self.insert(beside, &spot, &Written::entry(entry));
        }
        let path = self.root.join(section).join(format!(
            "{}.yaml",
            file_name(&entry.key, section.trim_end_matches('s'))
        ));
        let own = shown(&path);
        if self.parts.iter().any(|part| part.source.name == own) {
            return self.insert(&own, &spot, &Written::entry(entry));
        }
        let is_beside = Path::new(&**beside).parent() == Path::new(&*own).parent();
        let schema = sibling
            .filter(|_| is_beside)
            .and_then(|sibling| schema_line(&sibling.source.text));
        let text = lay_out(&[Entry::new(
            section,
            super::super::format::Draft::Map(vec![entry.clone()]),
        )]);
        let text = schema.map_or(text.clone(), |line| format!("{line}\n\n{text}"));
        self.create(kind, &own, text);
        Ok(())
    }

    /// Every file with a section, and what the section says; the root file first.
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

fn missing(what: &str) -> EditError {
    EditError::Missing {
        file: ROOT_FILE.to_owned(),
        what: what.to_owned(),
    }
}
