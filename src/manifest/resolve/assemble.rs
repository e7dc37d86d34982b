//! All steps of resolution, one after another.

use crate::model::Desired;

use super::super::findings::Findings;
use super::super::suggest::Suggester;
use super::named::{MEMBERS, TEAMS, WORKSPACES};
use super::names::Names;
use super::scope::Scope;
use super::{Input, ReadFile};
use super::{approvals, conflicts, guards, manage, members, organization, teams, workspaces};

/// What all files mean together; `None` when a mistake keeps them from meaning anything.
pub(crate) fn resolve(
    input: &Input<'_>,
    suggester: &mut Suggester,
    findings: &mut Findings,
) -> Option<Desired> {
    super::sections::check(input, suggester, findings);
    for file in &input.files {
        super::sections::empty_file(file, findings);
    }
    let member_names = Names::collect(input, &MEMBERS, findings);
    let team_names = Names::collect(input, &TEAMS, findings);
    // Workspaces are not referred to; only that none is declared twice is of interest.
    Names::collect(input, &WORKSPACES, findings);
    let mut scope = Scope {
        members: &member_names,
        teams: &team_names,
        suggester,
        findings,
    };
    let desired = assemble(&mut scope, input);
    let (desired, root) = desired.zip(input.root()).filter(|_| !findings.has_error())?;
    conflicts::warn(&desired, root, input, findings);
    Some(desired)
}

fn assemble(scope: &mut Scope<'_, '_>, input: &Input<'_>) -> Option<Desired> {
    let root = input.root();
    let organization = root.and_then(|root| organization::organization(scope, root));
    let manage = from_root(root, |root| manage::manage(scope, root));
    let guards = from_root(root, |root| guards::guards(scope, root));
    let approvals = from_root(root, |root| approvals::approvals(scope, root));
    let members = members::members(scope, input, &manage);
    let teams = teams::teams(scope, input);
    let workspaces = workspaces::workspaces(scope, input);
    Some(Desired {
        organization: organization?,
        manage,
        guards,
        approvals,
        members,
        teams,
        workspaces,
    })
}

fn from_root<T: Default>(root: Option<&ReadFile<'_>>, section: impl FnOnce(&ReadFile<'_>) -> T) -> T {
    root.map(section).unwrap_or_default()
}
