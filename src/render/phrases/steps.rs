//! What a step is about, what is done, and why.

use super::transition;
use crate::render::style::Symbols;
use crate::render::words;
use crate::report::{ChangeReport, FactsReport, TargetReport, VerbReport};

/// What a line of a place is about.
pub(in crate::render) fn subject(target: &TargetReport) -> String {
    match target {
        TargetReport::Organization => "organization".to_owned(),
        TargetReport::Member { person }
        | TargetReport::Invitation { person }
        | TargetReport::TeamMember { person, .. }
        | TargetReport::UserGrant { person, .. } => person.clone(),
        TargetReport::Team { team } => team.clone(),
        TargetReport::Workspace { workspace } => workspace.clone(),
        TargetReport::TeamGrant { team, .. } => format!("team {team}"),
    }
}

/// What something is and where, for a line that stands under no place.
pub(in crate::render) fn thing(target: &TargetReport) -> String {
    match target {
        TargetReport::Organization => "the organization".to_owned(),
        TargetReport::Member { person } => person.clone(),
        TargetReport::Invitation { person } => format!("invitation of {person}"),
        TargetReport::Team { team } => format!("team {team}"),
        TargetReport::TeamMember { team, person } => format!("{person} in team {team}"),
        TargetReport::Workspace { workspace } => format!("workspace {workspace}"),
        TargetReport::TeamGrant { workspace, team } => format!("team {team} on {workspace}"),
        TargetReport::UserGrant { workspace, person } => format!("{person} on {workspace}"),
    }
}

/// What is done.
pub(in crate::render) fn what(change: &ChangeReport, symbols: Symbols) -> String {
    let nothing = FactsReport::default();
    let before = change.before.as_ref().unwrap_or(&nothing);
    let after = change.after.as_ref().unwrap_or(&nothing);
    let role = |facts: &FactsReport| words::role(facts.role);
    match change.action.as_str() {
        "invite" => format!("invite as {}", role(after)),
        "reinvite" => format!("invite again as {}, was {}", role(after), role(before)),
        "cancel-invitation" => cancelled(before, change.after.as_ref()),
        "remove-member" => format!("remove, was {}", role(before)),
        "create-team" => described("create the team", after.description.as_deref()),
        "update-team" if change.verb == VerbReport::Rename => renamed(before, after, symbols),
        "delete-team" => deleted_team(before),
        "add-team-member" => "joins the team".to_owned(),
        "remove-team-member" => "leaves the team".to_owned(),
        "create-workspace" => described("create the workspace", after.name.as_deref()),
        "delete-workspace" => "delete, with everything in it".to_owned(),
        "grant-user" | "grant-team" => format!("grant {}", role(after)),
        "revoke-user" | "revoke-team" => format!("revoke {}", role(before)),
        _ => differences(before, after, symbols),
    }
}

fn cancelled(before: &FactsReport, remaining: Option<&FactsReport>) -> String {
    let open = before.open_invitations.unwrap_or(1);
    match remaining {
        Some(_) => format!("cancel {} of {open} open invitations", open.saturating_sub(1)),
        None if open == 1 => format!("cancel the invitation as {}", words::role(before.role)),
        None => format!("cancel {open} open invitations"),
    }
}

fn described(what: &str, text: Option<&str>) -> String {
    match text {
        Some(text) if !text.is_empty() => format!("{what} \"{text}\""),
        _ => what.to_owned(),
    }
}

fn renamed(before: &FactsReport, after: &FactsReport, symbols: Symbols) -> String {
    let earlier = before.name.as_deref().unwrap_or_default();
    let mut what = format!("rename, was \"{earlier}\"");
    if let Some(description) = difference("description", &before.description, &after.description, symbols) {
        what.push_str("; ");
        what.push_str(&description);
    }
    what
}

fn deleted_team(team: &FactsReport) -> String {
    match team.people {
        Some(0) => "delete the empty team".to_owned(),
        Some(people) => format!("delete the team of {}", words::people(people)),
        None => "delete the team".to_owned(),
    }
}

/// Every fact that differs.
fn differences(before: &FactsReport, after: &FactsReport, symbols: Symbols) -> String {
    let arrow = symbols.arrow();
    let mut parts = Vec::new();
    parts.extend(difference("name", &before.name, &after.name, symbols));
    parts.extend(difference(
        "description",
        &before.description,
        &after.description,
        symbols,
    ));
    if before.role != after.role {
        parts.push(transition(before.role, after.role, symbols));
    }
    if let (Some(was), Some(will_be)) = (&before.models, &after.models)
        && was != will_be
    {
        parts.push(format!(
            "{} {arrow} {}",
            words::models(was),
            words::models(will_be)
        ));
    }
    parts.join("; ")
}

fn difference(
    field: &str,
    before: &Option<String>,
    after: &Option<String>,
    symbols: Symbols,
) -> Option<String> {
    let quoted = |text: &Option<String>| match text.as_deref() {
        None | Some("") => "none".to_owned(),
        Some(text) => format!("\"{text}\""),
    };
    (before != after).then(|| format!("{field} {} {} {}", quoted(before), symbols.arrow(), quoted(after)))
}

/// Why, where the step itself does not say it.
pub(in crate::render) fn reason(change: &ChangeReport) -> Option<&str> {
    let because = change.because.as_str();
    let is_said = match change.verb {
        VerbReport::Add => because.starts_with("declared, and not"),
        VerbReport::Change => because.ends_with("differs") || because.ends_with("differ"),
        VerbReport::Rename => because.ends_with("is its earlier name"),
        VerbReport::Remove => false,
    };
    (!is_said).then_some(because)
}
