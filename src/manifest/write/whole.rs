//! All files of a manifest.

use crate::model::{Desired, SourceFile};

use super::super::files::ROOT_FILE;
use super::super::format::{Draft, Entry, lay_out};
use super::names::file_names;
use super::schema_line::schema_line;
use super::{entries, sections};

/// How a manifest is spread over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The root file, `members.yaml`, and a file for each team and each workspace.
    Folder,
    /// The root file alone.
    OneFile,
}

/// What the root file begins with.
const HEAD: &str =
    "# Who is in the organization, and who may do what. What is left out here is not looked after.";

/// The files of a manifest, named by their place below the root folder. What they mean together is `desired`, but
/// for the places. The same is written in the same bytes.
pub fn write(desired: &Desired, layout: Layout) -> Vec<SourceFile> {
    let line = schema_line(0);
    let words = sections::prune_words();
    let mut root = sections::root(desired, &words);
    if let Some(first) = root.first_mut() {
        first.above = vec![&line, "", HEAD, ""];
    }
    let mut parts = Vec::new();
    for (section, entries) in named(desired) {
        // A section without entries says that there are none, and has no file of its own to say it in.
        if layout == Layout::OneFile || entries.is_empty() {
            root.push(Entry::new(section, Draft::Map(entries)).below(&[""]));
        } else {
            parts.extend(spread(section, entries));
        }
    }
    let root = file(ROOT_FILE.to_owned(), &root);
    std::iter::once(root).chain(parts).collect()
}

/// The sections that need not stand in the root file, as far as they are declared.
fn named(desired: &Desired) -> impl Iterator<Item = (&'static str, Vec<Entry<'_>>)> {
    let members = desired.members.iter().map(|members| {
        let entries = members
            .iter()
            .map(|(email, member)| entries::member(email, member));
        ("members", entries.collect())
    });
    let teams = desired.teams.iter().map(|teams| {
        let entries = teams.iter().map(|(name, team)| entries::team(name, team));
        ("teams", entries.collect())
    });
    let workspaces = desired.workspaces.iter().map(|workspaces| {
        let entries = workspaces
            .iter()
            .map(|(key, workspace)| entries::workspace(key, workspace));
        ("workspaces", entries.collect())
    });
    members.chain(teams).chain(workspaces)
}

/// The files of one section: people stand together, teams and workspaces each in a file of its own.
fn spread<'d>(section: &'static str, entries: Vec<Entry<'d>>) -> Vec<SourceFile> {
    if section == "members" {
        return vec![part(section, "members.yaml".to_owned(), entries, 0)];
    }
    let names: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
    let files = file_names(&names, section.trim_end_matches('s'));
    let each = files.into_iter().zip(entries);
    each.map(|(name, entry)| part(section, format!("{section}/{name}.yaml"), vec![entry], 1))
        .collect()
}

fn part(section: &'static str, name: String, entries: Vec<Entry<'_>>, folders: usize) -> SourceFile {
    let line = schema_line(folders);
    file(
        name,
        &[Entry::new(section, Draft::Map(entries)).below(&[&line, ""])],
    )
}

fn file(name: String, entries: &[Entry<'_>]) -> SourceFile {
    SourceFile {
        name: name.into(),
        text: lay_out(entries).into(),
    }
}
