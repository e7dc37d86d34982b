//! It as a manifest.

use std::fmt::Write;

use orgform::manifest::load_files;
use orgform::model::{Desired, SourceFile};

use super::Size;
use super::size::{team, workspace};

/// In what the manifest differs from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// In nothing.
    Nothing,
    /// One in so many members, teams and grants is changed.
    OneIn(usize),
    /// The first so many workspaces give their reader more.
    Grants(usize),
}

impl Edit {
    fn is_one(self, index: usize) -> bool {
        matches!(self, Edit::OneIn(every) if index.is_multiple_of(every))
    }
}

impl Size {
    /// The manifest as one file.
    pub(crate) fn manifest(&self, edit: Edit) -> String {
        let mut text = String::from(
            "apiVersion: orgform/v1\norganization: { key: acme }\nmanage: { prune: [members, teams, team-members, grants] }\n\
             guards: { max_removals: { count: 100000, percent: 100 }, max_access_loss: { count: 100000, percent: 100 } }\nmembers:\n",
        );
        for index in 0..self.members {
            let role = if edit.is_one(index) {
                "contributor"
            } else {
                "reader"
            };
            line(&mut text, format_args!("  {}: {role}", self.person(index)));
        }
        text.push_str("teams:\n");
        for index in 0..self.teams {
            let left_out = usize::from(edit.is_one(index));
            let people: Vec<String> = self
                .in_team(index)
                .skip(left_out)
                .map(|index| self.person(index))
                .collect();
            line(
                &mut text,
                format_args!("  {}: {{ members: [{}] }}", team(index), people.join(", ")),
            );
        }
        text.push_str("workspaces:\n");
        for index in 0..self.workspaces {
            let of_team = if edit.is_one(index) {
                "owner"
            } else {
                "contributor"
            };
            let of_reader = match edit {
                Edit::Grants(grants) if index < grants => "contributor",
                _ => "reader",
            };
            let [reader, contributor] = self.in_workspace(index).map(|index| self.person(index));
            line(
                &mut text,
                format_args!(
                    "  {}: {{ teams: {{ {}: {of_team} }}, users: {{ {reader}: {of_reader}, {contributor}: contributor }} }}",
                    workspace(index),
                    team(self.team_in_workspace(index)),
                ),
            );
        }
        text
    }

    /// What the manifest means.
    pub(crate) fn desired(&self, edit: Edit) -> Desired {
        let loaded = load_files("", &[file(self.manifest(edit))]);
        loaded
            .desired
            .unwrap_or_else(|| unreachable!("{:?}", loaded.diagnostics.first()))
    }
}

/// A text as the root file of a manifest.
pub(crate) fn file(text: String) -> SourceFile {
    SourceFile {
        name: "orgform.yaml".into(),
        text: text.into(),
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("memory");
}
