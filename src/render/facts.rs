//! The facts of one thing in one line.

use super::words::{self, count};
use crate::report::FactsReport;

/// `contributor, all models`; `not there` where there is nothing.
pub(super) fn told(facts: Option<&FactsReport>) -> String {
    let Some(facts) = facts else {
        return "not there".to_owned();
    };
    let FactsReport {
        name,
        description,
        role,
        models,
        open_invitations,
        people,
        allow_external_invites,
        max_members,
    } = facts;
    let parts = [
        role.map(|role| role.to_string()),
        models.as_ref().map(words::models),
        name.as_ref().map(|name| format!("name \u{201c}{name}\u{201d}")),
        description.as_ref().map(|text| match text.as_str() {
            "" => "no description".to_owned(),
            text => format!("description \u{201c}{text}\u{201d}"),
        }),
        open_invitations.map(|open| count(open, "open invitation", "open invitations")),
        people.map(words::people),
        allow_external_invites.map(|may| {
            let may = if may { "may" } else { "may not" };
            format!("people outside {may} be invited")
        }),
        max_members.map(|seats| format!("{seats} seats")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "there".to_owned()
    } else {
        parts.join(", ")
    }
}
