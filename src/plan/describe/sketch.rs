//! A description in the making: what its parts read from, and where notes go.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Note;
use crate::model::{Address, Desired, Email, Live, Reading, TeamName, UserId, limits};
use crate::plan::CallerUnclear;
use crate::plan::facts::{TeamFact, TeamFacts};
use crate::plan::people::People;

pub(super) struct Sketch<'a> {
    pub(super) live: &'a Live,
    pub(super) now: Timestamp,
    pub(super) people: People<'a>,
    pub(super) teams: TeamFacts<'a>,
    /// The calling account, where it is a robot.
    pub(super) operator: Option<Email>,
    notes: Vec<Note>,
}

impl<'a> Sketch<'a> {
    pub(super) fn new(
        live: &'a Live,
        named_by: &'a Desired,
        as_operator: bool,
        now: Timestamp,
    ) -> Result<Sketch<'a>, CallerUnclear> {
        let people = People::identify(named_by, live, now)?;
        Ok(Sketch {
            live,
            now,
            operator: as_operator.then(|| people.caller().clone()),
            people,
            teams: TeamFacts::new(live, named_by),
            notes: Vec::new(),
        })
    }

    pub(super) fn into_notes(self) -> Vec<Note> {
        let mut notes = self.notes;
        notes.sort_by(|one, other| (&one.subject, &one.detail).cmp(&(&other.subject, &other.detail)));
        notes.dedup();
        notes
    }

    pub(super) fn is_operator(&self, email: &Email) -> bool {
        self.operator.as_ref() == Some(email)
    }

    /// Notes something about an address.
    pub(super) fn note(&mut self, address: &Address, detail: impl Into<String>) {
        self.note_raw(address.to_string(), detail);
    }

    /// Notes something about what has no valid address.
    pub(super) fn note_raw(&mut self, subject: String, detail: impl Into<String>) {
        self.notes.push(Note {
            subject,
            detail: detail.into(),
        });
    }

    /// Notes why a list is not described.
    pub(super) fn note_unread<T>(&mut self, subject: String, what: &str, reading: &Reading<T>) {
        let detail = match reading {
            Reading::Read(_) => return,
            Reading::Unreadable(why) => {
                format!("the platform does not show {what}, so they are not looked after: {why}")
            }
            Reading::Unsupported => {
                format!("this platform has no route for {what}, so they are not looked after")
            }
            Reading::NotAsked => format!("{what} were not read, so they are not looked after"),
        };
        self.note_raw(subject, detail);
    }

    /// The member who holds a row of a team or a workspace, as far as that can be declared; notes where not.
    pub(super) fn member(&mut self, address: &Address, user: &UserId, told: Option<&str>) -> Option<Email> {
        let member = self.people.email_of(user).cloned();
        if member.is_none() {
            let who = told.unwrap_or_else(|| user.as_str()).escape_debug().to_string();
            let detail =
                format!("`{who}` is no member who can be told apart from others, and is left out here");
            self.note(address, detail);
        }
        member
    }

    /// Whether a team can be declared by its name.
    pub(super) fn can_name(&self, name: &TeamName) -> bool {
        limits::is_name(name.as_str(), &limits::TEAM_NAME) && self.teams.meant_by(name).is_some()
    }

    /// The names of all live teams.
    pub(super) fn team_names(&self) -> BTreeSet<TeamName> {
        let names = self.teams.names().map(|(name, fact)| match fact {
            TeamFact::Live(live) => self.teams.current_name(live),
            _ => name.clone(),
        });
        names.collect()
    }
}
