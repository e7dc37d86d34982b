//! What becomes of somebody's access, and by which paths.

use crate::render::stories::{Cause, Membership, Step, Turn};
use crate::render::style::Symbols;
use crate::render::words::{self, either};
use crate::report::{PathReport, Role};

/// `contributor → none`.
pub(in crate::render) fn transition(before: Option<Role>, after: Option<Role>, symbols: Symbols) -> String {
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

/// What becomes of the place of some people in the organization.
pub(in crate::render) fn membership(
    membership: Membership,
    people: usize,
    symbols: Symbols,
) -> Option<String> {
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
pub(in crate::render) fn how(turn: &Turn<'_>, symbols: Symbols) -> String {
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
