//! It as a seed for the sandbox.

use std::fmt::Write;

use super::size::{team, workspace};
use super::{CALLER, Size};

impl Size {
    /// The seed. The caller owns all workspaces.
    pub(crate) fn seed(&self) -> String {
        let mut text = format!(
            "caller: {CALLER}\norganization: {{ key: acme, name: Acme, max_members: 100000 }}\nmembers:\n\
             \x20 {CALLER}: {{ role: owner, default_workspace: false }}\n"
        );
        for index in 0..self.members {
            let person = self.person(index);
            line(
                &mut text,
                format_args!("  {person}: {{ role: reader, default_workspace: false }}"),
            );
        }
        text.push_str("teams:\n");
        for index in 0..self.teams {
            let people: Vec<String> = self.in_team(index).map(|index| self.person(index)).collect();
            line(
                &mut text,
                format_args!(
                    "  - {{ name: {}, members: [{}] }}",
                    team(index),
                    people.join(", ")
                ),
            );
        }
        text.push_str("workspaces:\n");
        for index in 0..self.workspaces {
            let [reader, contributor] = self.in_workspace(index).map(|index| self.person(index));
            line(
                &mut text,
                format_args!(
                    "  {}: {{ teams: {{ {}: contributor }}, users: {{ {CALLER}: owner, {reader}: reader, {contributor}: contributor }} }}",
                    workspace(index),
                    team(self.team_in_workspace(index)),
                ),
            );
        }
        text
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("memory");
}
