//! The steps of planning, in order.

use jiff::Timestamp;

use super::draft::Draft;
use super::observed::observe;
use super::people::{CallerUnclear, People};
use super::{
    EarlierNames, OrganizationRef, Plan, Seats, effects, invitations, members, order, organization,
    team_grants, team_members, teams, user_grants, workspaces,
};
use crate::model::{Desired, InvitationStatus, Live};

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct PlanInput<'a> {
    /// What the manifest says.
    pub desired: &'a Desired,
    /// What the platform says.
    pub live: &'a Live,
    /// The moment that counts, in UTC.
    pub now: Timestamp,
}

/// Makes the plan that brings live to desired. Refuses only when the calling account cannot be told from
/// another one.
pub fn plan(input: PlanInput<'_>) -> Result<Plan, CallerUnclear> {
    let PlanInput { desired, live, now } = input;
    let people = People::identify(desired, live, now)?;
    let before = observe(live, &people, now);
    let mut draft = Draft::new(input, &people, &before);

    organization::plan(&mut draft);
    members::plan(&mut draft);
    invitations::plan(&mut draft);
    teams::plan(&mut draft);
    team_members::plan(&mut draft);
    workspaces::plan(&mut draft);
    team_grants::plan(&mut draft);
    user_grants::plan(&mut draft);

    let earlier_names = EarlierNames {
        people: people.earlier_addresses().clone(),
        teams: draft.teams.earlier_names(),
    };
    let mut parts = draft.finish();
    effects::add(&mut parts.changes, &before);
    order::depend(&mut parts.changes, &before);
    let changes = order::sort(parts.changes);

    let mut plan = Plan {
        organization: OrganizationRef {
            id: live.organization.id.clone(),
            key: live.organization.key.clone(),
            server: live.server.clone(),
        },
        caller: people.caller().clone(),
        now,
        manifest: desired.digest(),
        changes,
        waiting: parts.waiting,
        unmanaged: parts.unmanaged,
        findings: parts.findings,
        after: before.clone(),
        before,
        access: Vec::new(),
        seats: seats(live, now),
        allow_external_invites: live.organization.allow_external_invites,
        may_manage_members: live.organization.may_manage_members,
        earlier_names,
    };
    plan.forecast();
    Ok(plan)
}

fn seats(live: &Live, now: Timestamp) -> Seats {
    let open = |status| matches!(status, InvitationStatus::Open | InvitationStatus::Verifying);
    let invitations = live.invitations.known().map(Vec::as_slice).unwrap_or_default();
    Seats {
        limit: live.organization.max_members,
        members: live.members.len() as u64,
        open_invitations: invitations.iter().filter(|row| open(row.status(now))).count() as u64,
    }
}
