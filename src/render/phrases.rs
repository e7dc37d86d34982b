//! What happens, in words without layout: the same for every format.

use super::stories::{Cause, Membership, Step, Turn};
use super::style::Symbols;
use super::words::{self, count, either};
use crate::report::{ChangeReport, EffectReport, FactsReport, PathReport, Role, TargetReport, VerbReport};

/// What a line of a place is about.
pub(super) fn subject(target: &TargetReport) -> String {
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
pub(super) fn thing(target: &TargetReport) -> String {
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
pub(super) fn what(change: &ChangeReport, symbols: Symbols) -> String {
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

/// `contributor → none`.
pub(super) fn transition(before: Option<Role>, after: Option<Role>, symbols: Symbols) -> String {
    if before == after {
        return format!("still {}", words::role(after));
    }
    format!(
        "{} {} {}",
        words::role(before),
        symbols.arrow(),
        words::role(after)
    )
}

/// Why, where the step itself does not say it.
pub(super) fn reason(change: &ChangeReport) -> Option<&str> {
    let because = change.because.as_str();
    let is_said = match change.verb {
        VerbReport::Add => because.starts_with("declared, and not"),
        VerbReport::Change => because.ends_with("differs") || because.ends_with("differ"),
        VerbReport::Rename => because.ends_with("is its earlier name"),
        VerbReport::Remove => false,
    };
    (!is_said).then_some(because)
}

/// A consequence of a change.
pub(super) struct Consequence {
    /// Whether something is lost that nobody asked to remove.
    pub(super) needs_attention: bool,
    pub(super) text: String,
}

/// What happens because of a change, alike things together, what needs attention first.
pub(super) fn consequences(change: &ChangeReport) -> Vec<Consequence> {
    let mut dying = Vec::new();
    let mut uncertain = Vec::new();
    let mut private = Vec::new();
    let mut teams = Vec::new();
    let mut grants = Vec::new();
    let mut team_grants = Vec::new();
    for effect in &change.effects {
        match effect {
            EffectReport::WorkspaceDies { workspace } => dying.push(workspace.as_str()),
            EffectReport::WorkspaceMayDie { workspace } => uncertain.push(workspace.as_str()),
            EffectReport::DefaultWorkspaceDies { workspace } => private.push(workspace.as_str()),
            EffectReport::LeavesTeam { team } => teams.push(team.as_str()),
            EffectReport::LosesGrant { workspace, role } => grants.push(format!("{role} on {workspace}")),
            EffectReport::TeamLosesGrant { workspace, role } => {
                team_grants.push(format!("{role} on {workspace}"));
            }
        }
    }
    let mut consequences = Vec::new();
    let mut tell = |needs_attention, number: usize, text: String| {
        if number > 0 {
            consequences.push(Consequence {
                needs_attention,
                text,
            });
        }
    };
    let workspaces = |names: &[&str]| {
        let word = either(names.len(), "workspace", "workspaces");
        format!("{word} {}", words::list(names))
    };
    let dies = either(
        dying.len(),
        "dies: nobody else owns it",
        "die: nobody else owns them",
    );
    tell(true, dying.len(), format!("{} {dies}", workspaces(&dying)));
    let cannot = "may die: who owns it cannot be read";
    let cannot = either(uncertain.len(), cannot, "may die: who owns them cannot be read");
    tell(
        true,
        uncertain.len(),
        format!("{} {cannot}", workspaces(&uncertain)),
    );
    let goes = either(private.len(), "goes too", "go too");
    tell(
        false,
        private.len(),
        format!("private {} {goes}", workspaces(&private)),
    );
    let team = either(teams.len(), "team", "teams");
    tell(
        false,
        teams.len(),
        format!("leaves {team} {}", words::list(&teams)),
    );
    tell(false, grants.len(), format!("loses {}", words::list(&grants)));
    let grant = either(team_grants.len(), "grant", "grants");
    tell(
        false,
        team_grants.len(),
        format!(
            "its {grant} {} {}",
            words::list(&team_grants),
            either(team_grants.len(), "goes", "go")
        ),
    );
    consequences
}

/// What is true of every removal of a member, and what no list can show.
pub(super) const UNSEEN_WORKSPACES: &str =
    "a removed member takes along every workspace that nobody else owns, also those that orgform cannot see";

/// What becomes of the place of some people in the organization.
pub(super) fn membership(membership: Membership, people: usize, symbols: Symbols) -> Option<String> {
    match membership {
        Membership::Stays => None,
        Membership::Leaves(role) => {
            let (leaves, was) = (either(people, "leaves", "leave"), either(people, "was", "were"));
            Some(format!("{leaves} the organization, {was} {}", words::role(role)))
        }
        Membership::Becomes(before, after) => {
            let transition = transition(Some(before), Some(after), symbols);
            Some(format!("{transition} in the organization"))
        }
    }
}

/// By which paths somebody gets, keeps or loses access.
pub(super) fn how(turn: &Turn<'_>, symbols: Symbols) -> String {
    let mut parts = Vec::new();
    let changed: Vec<(&Step<'_>, &Step<'_>)> = turn
        .lost
        .iter()
        .filter_map(|lost| {
            let same = |gained: &&Step<'_>| way(gained.path) == way(lost.path);
            Some((lost, turn.gained.iter().find(same)?))
        })
        .collect();
    for (lost, gained) in &changed {
        let arrow = symbols.arrow();
        parts.push(format!(
            "{}: {} {arrow} {}",
            way(lost.path),
            lost.path.role(),
            gained.path.role()
        ));
    }
    let is_changed = |step: &Step<'_>| {
        let mut both = changed.iter().flat_map(|(lost, gained)| [lost, gained]);
        both.any(|other| **other == *step)
    };
    let new: Vec<String> = turn
        .gained
        .iter()
        .filter(|step| !is_changed(step))
        .map(|step| format!("{}{}", by(step.path), came(step.cause)))
        .collect();
    let ended: Vec<String> = turn
        .lost
        .iter()
        .filter(|step| !is_changed(step))
        .map(|step| format!("{}{}", by(step.path), went(step.cause)))
        .collect();
    let kept: Vec<String> = turn.kept.iter().map(|path| by(path)).collect();
    let was = if turn.after.is_none() {
        "was "
    } else {
        "no longer "
    };
    for (word, paths) in [("", new), (was, ended), ("still ", kept)] {
        if !paths.is_empty() {
            parts.push(format!("{word}{}", words::list(&paths)));
        }
    }
    parts.join(", ")
}

fn way(path: &PathReport) -> String {
    match path {
        PathReport::Direct { .. } => "direct grant".to_owned(),
        PathReport::Team { team, .. } => format!("team {team}"),
        PathReport::OrganizationOwner { .. } => "organization owner".to_owned(),
    }
}

fn by(path: &PathReport) -> String {
    let preposition = match path {
        PathReport::Direct { .. } => "by",
        PathReport::Team { .. } => "through",
        PathReport::OrganizationOwner { .. } => "as",
    };
    format!("{preposition} {}", way(path))
}

fn came(cause: Cause) -> &'static str {
    match cause {
        Cause::Itself | Cause::Team => "",
        Cause::Person => " (joins it)",
        Cause::Grant => " (new grant)",
    }
}

fn went(cause: Cause) -> &'static str {
    match cause {
        Cause::Itself => "",
        Cause::Person => " (leaves it)",
        Cause::Grant => " (grant revoked)",
        Cause::Team => " (team deleted)",
    }
}

/// `a, b, c and 21 more workspaces`; all of them where none may be left out.
pub(super) fn some(names: &[&str], most: Option<usize>, what: (&str, &str)) -> String {
    match most {
        Some(most) if names.len() > most + 1 => {
            let (shown, rest) = names.split_at(most);
            format!("{} and {}", shown.join(", "), more(rest.len(), what))
        }
        _ => words::list(names),
    }
}

/// `1 more person`, `2 more people`.
pub(super) fn more(number: usize, (one, many): (&str, &str)) -> String {
    count(number, &format!("more {one}"), &format!("more {many}"))
}
