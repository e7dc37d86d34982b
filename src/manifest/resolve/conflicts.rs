//! What is declared and left to others at once.

use crate::model::{Address, Desired, Diagnostic, Severity, Source};

use super::super::codes;
use super::super::findings::Findings;
use super::{Input, ReadFile};

/// Warns of every entry of `manage.ignore` that hides a declaration: what is ignored does not exist for the
/// plan, so the declaration has no effect.
pub(super) fn warn(desired: &Desired, root: &ReadFile<'_>, input: &Input<'_>, findings: &mut Findings) {
    let written = root
        .document
        .manage
        .iter()
        .flat_map(|manage| &manage.ignore)
        .flat_map(|ignore| &ignore.0);
    for entry in written {
        let Some(at) = entry.value.address else { continue };
        let address = at.value.parse().ok();
        let Some(declared) = address.and_then(|address| declared_at(desired, &address)) else {
            continue;
        };
        let message = format!(
            "`{}` is left to others here, and declared at {declared}",
            at.value
        );
        let diagnostic = Diagnostic::error(codes::IGNORED_AND_DECLARED, message, root.tree.span(at.node))
            .with_severity(Severity::Warning)
            .with_label("left to others here")
            .with_help("what is declared has no effect while it is ignored: take out one of the two");
        findings.push(match input.span_at(declared) {
            Some(place) => diagnostic.with_secondary(place, "declared here"),
            None => diagnostic,
        });
    }
}

fn declared_at<'d>(desired: &'d Desired, address: &Address) -> Option<&'d Source> {
    let workspace = |key| desired.workspaces.as_ref()?.get(key);
    let team = |name| desired.teams.as_ref()?.get(name);
    match address {
        Address::Organization => Some(&desired.organization.source),
        Address::Member(email) => desired.members.as_ref()?.get(email).map(|member| &member.source),
        Address::Invitation(_) => None,
        Address::Team(name) => team(name).map(|team| &team.source),
        Address::TeamMember(name, email) => team(name)?.members.as_ref()?.get(email),
        Address::Workspace(key) => workspace(key).map(|workspace| &workspace.source),
        Address::TeamGrant(key, name) => workspace(key)?
            .teams
            .as_ref()?
            .get(name)
            .map(|grant| &grant.source),
        Address::UserGrant(key, email) => workspace(key)?
            .users
            .as_ref()?
            .get(email)
            .map(|grant| &grant.source),
    }
}
