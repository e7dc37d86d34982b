//! What a platform supports, in words.

use super::page::Said;
use crate::render::words::list;
use crate::report::{Answering, RouteName, RouteReport, RoutesCheck, WriteName};

pub(super) fn routes(check: &RoutesCheck) -> Said {
    let (reads, by_writing) = match check {
        RoutesCheck::Asked {
            reads,
            known_by_writing_alone,
        } => (reads, known_by_writing_alone),
        RoutesCheck::NotKnown { because } => return Said::unknown(*because),
    };
    let named = |wanted: fn(&Answering) -> bool| -> Vec<&str> {
        let alike = reads.iter().filter(|route| wanted(&route.answering));
        alike.map(|route| name(route.lists)).collect()
    };
    let missing = named(|answering| matches!(answering, Answering::Missing));
    let forbidden = named(|answering| matches!(answering, Answering::Forbidden));
    let groups = [
        (
            "can be read",
            named(|answering| matches!(answering, Answering::Rows)),
        ),
        ("cannot be read on this platform", missing.clone()),
        ("may not be read with this key", forbidden.clone()),
        (
            "not tried, as there are none",
            named(|answering| matches!(answering, Answering::NothingToAsk)),
        ),
    ];
    let told = groups.iter().filter(|(_, names)| !names.is_empty());
    let told: Vec<String> = told
        .map(|(what, names)| format!("{what}: {}", list(names)))
        .collect();
    let mut said = Said::found(told.join("; "));
    said.more.extend(reads.iter().filter_map(failure));
    let writes: Vec<&str> = by_writing.iter().map(|write| writing(*write)).collect();
    said.more
        .push(format!("known only by doing it, so not tried: {}", list(&writes)));
    if reads.iter().any(|route| failure(route).is_some()) {
        return said.advise("try again later; a plan needs every list that its manifest looks after");
    }
    match (missing.is_empty(), forbidden.is_empty()) {
        (_, false) => said.advise("take the key of an owner of the organization"),
        (false, true) => said.advise(
            "name in `manage.unsupported` what this platform does not have: it is left alone then, and told",
        ),
        (true, true) => said,
    }
}

fn failure(route: &RouteReport) -> Option<String> {
    match &route.answering {
        Answering::Failed { why } => Some(format!("{}: {why}", name(route.lists))),
        _ => None,
    }
}

fn name(route: RouteName) -> &'static str {
    match route {
        RouteName::Members => "members",
        RouteName::Invitations => "invitations",
        RouteName::Teams => "teams",
        RouteName::TeamMembers => "who is in a team",
        RouteName::Workspaces => "workspaces",
        RouteName::WorkspaceUsers => "grants of people",
        RouteName::WorkspaceTeams => "grants of teams",
    }
}

fn writing(write: WriteName) -> &'static str {
    match write {
        WriteName::Teams => "creating, changing and deleting teams",
        WriteName::TeamMembers => "putting people into teams and taking them out",
        WriteName::WorkspaceChanges => "changing and deleting workspaces",
        WriteName::UserGrantRevocations => "revoking grants of people",
        WriteName::TeamGrants => "grants of teams",
    }
}
