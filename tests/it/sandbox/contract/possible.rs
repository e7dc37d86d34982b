//! Which refusals the sandbox can give to which operation, without being told to misbehave.
//!
//! One test brings each of them about, and another finds no other one in answers to wild requests.

use std::collections::BTreeSet;

use super::document::Operation;

/// Something is there already, or may not become so.
const CONFLICTS: &[&str] = &[
    "complete_onboarding",
    "update_organization_member",
    "remove_organization_member",
    "invite_to_organization",
    "cancel_organization_invitation",
    "respond_to_invitation",
    "create_organization_team",
    "update_organization_team",
    "add_team_member",
    "create_workspace",
    "add_user_to_workspace",
    "update_workspace_user_permission",
    "remove_user_from_workspace",
    "add_team_to_workspace",
    "create_project",
    "update_project",
];

/// The plan of the organization may be too low.
const UPGRADES: &[&str] = &["create_workspace", "update_workspace"];

/// Forbidden to some, though outside of an organization.
const PERSONAL: &[&str] = &["revoke_self_api_key", "respond_to_invitation"];

pub(in crate::sandbox) fn refusals(operation: &Operation<'_>) -> BTreeSet<u16> {
    let id = &operation.id;
    let in_an_organization = operation.gaps().any(|gap| gap == "org");
    let can = [
        (400, true),
        (401, !operation.is_public()),
        (403, in_an_organization || PERSONAL.contains(id)),
        (404, operation.gaps().next().is_some()),
        (409, CONFLICTS.contains(id)),
        (422, is_checked(operation)),
        (426, UPGRADES.contains(id)),
        (429, true),
    ];
    can.into_iter()
        .filter(|(_, can)| *can)
        .map(|(status, _)| status)
        .collect()
}

/// Whether there is anything in a request that could be of a wrong shape.
pub(super) fn is_checked(operation: &Operation<'_>) -> bool {
    has_an_id(operation)
        || operation.takes_json()
        || operation.takes_a_file()
        || operation.wrong_query().is_some()
}

pub(super) fn has_an_id(operation: &Operation<'_>) -> bool {
    operation.gaps().any(|gap| gap.ends_with("_id"))
}
