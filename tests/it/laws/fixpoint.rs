//! What a plan says will be is what the manifest says: planned from there, nothing is left but to wait.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use orgform::guards::{Verdict, check};
use orgform::model::{
    Action, Email, InvitationId, Live, LiveInvitation, LiveMember, LiveTeam, LiveTeamGrant, LiveTeamMember,
    LiveUserGrant, LiveWorkspace, OrgState, Reading, Role, TeamId, TeamName, UserId, WorkspaceId,
    WorkspaceKey,
};
use orgform::plan::Plan;
use proptest::prelude::*;

use super::case::{case, plan_of};
use super::world::World;
use crate::support::cases::cases;

/// What a plan leads to as the platform would tell it, as far as a state knows; the rest as it was.
fn told(plan: &Plan, was: &Live) -> Live {
    let state = &plan.after;
    let mut live = was.clone();
    live.organization.name = state.profile.name.clone();
    live.organization.description = state.profile.description.clone();
    let ids: BTreeMap<Email, UserId> = was
        .members
        .iter()
        .map(|row| (Email::parse(&row.email).unwrap(), row.user_id.clone()))
        .collect();
    let user = |email: &Email| {
        ids.get(email)
            .cloned()
            .unwrap_or_else(|| UserId::new(email.folded()))
    };
    live.members = state
        .members
        .iter()
        .map(|(email, member)| member_row(email, member, user(email), was))
        .collect();
    live.invitations = Reading::Read(invitation_rows(plan, was));
    live.teams = Reading::Read(team_rows(state, was, &user));
    live.workspaces = Reading::Read(workspace_rows(state, was, &user));
    live
}

fn member_row(
    email: &Email,
    member: &orgform::model::MemberState,
    user_id: UserId,
    was: &Live,
) -> LiveMember {
    // Whoever is live under an earlier address is told under the current one from here on.
    let before = was.members.iter().find(|row| row.user_id == user_id);
    LiveMember {
        user_id,
        email: email.to_string(),
        name: None,
        role: member.role,
        is_active: member.active,
        invited_by: None,
        joined_at: before.map_or(World::days_ago(90), |row| row.joined_at),
        models: member.models.clone(),
    }
}

/// The invitations after a plan. A state knows one an address, so they are told from what the plan sends.
fn invitation_rows(plan: &Plan, was: &Live) -> Vec<LiveInvitation> {
    let mut rows = was.invitations.known().cloned().unwrap_or_default();
    for change in &plan.changes {
        let (cancelled, asked): (&[InvitationId], _) = match &change.action {
            Action::Invite { email, role } => (&[], Some((email, *role))),
            Action::Reinvite {
                email, cancel, after, ..
            } => (cancel, Some((email, *after))),
            Action::CancelInvitations { cancel, .. } => (cancel, None),
            _ => continue,
        };
        rows.retain(|row| !cancelled.contains(&row.id));
        rows.extend(asked.map(|(email, role)| sent(email, role)));
    }
    rows
}

fn sent(email: &Email, role: Role) -> LiveInvitation {
    LiveInvitation {
        id: InvitationId::new(email.folded()),
        email: email.to_string(),
        role,
        accepted: None,
        pending_verification: false,
        created_at: World::now(),
        expires_at: World::now() + SignedDuration::from_hours(24),
        invited_by: None,
    }
}

fn team_rows(state: &OrgState, was: &Live, user: &impl Fn(&Email) -> UserId) -> Vec<LiveTeam> {
    let rows = was.teams.known().into_iter().flatten();
    let inactive = rows.clone().filter(|team| !team.is_active).cloned();
    let is_default = |name: &TeamName| {
        rows.clone()
            .any(|team| TeamName::new(&team.name) == *name && team.is_default)
    };
    let active = state.teams.iter().map(|(name, team)| LiveTeam {
        id: TeamId::new(name.as_str()),
        name: name.to_string(),
        description: team.description.clone(),
        is_active: true,
        is_default: is_default(name),
        members: Reading::Read(
            team.members
                .iter()
                .flatten()
                .map(|email| LiveTeamMember {
                    user_id: user(email),
                    email: Some(email.to_string()),
                })
                .collect(),
        ),
    });
    active.chain(inactive).collect()
}

fn workspace_rows(state: &OrgState, was: &Live, user: &impl Fn(&Email) -> UserId) -> Vec<LiveWorkspace> {
    let rows = was.workspaces.known().into_iter().flatten();
    let inactive = rows.filter(|workspace| !workspace.is_active).cloned();
    let active = state.workspaces.iter().map(|(key, workspace)| LiveWorkspace {
        id: WorkspaceId::new(key.as_str()),
        key: key.clone(),
        name: workspace.profile.name.clone(),
        description: workspace.profile.description.clone(),
        is_active: true,
        is_default: workspace.default,
        created_by: workspace.created_by.as_ref().map(user),
        users: Reading::Read(user_rows(key, state, user)),
        teams: Reading::Read(grant_rows(key, state)),
    });
    active.chain(inactive).collect()
}

fn user_rows(key: &WorkspaceKey, state: &OrgState, user: &impl Fn(&Email) -> UserId) -> Vec<LiveUserGrant> {
    let grants = state
        .workspaces
        .get(key)
        .and_then(|workspace| workspace.users.as_ref())
        .into_iter()
        .flatten();
    let row = |(email, role): (&Email, &Role)| LiveUserGrant {
        user_id: user(email),
        email: email.to_string(),
        role: *role,
        granted_by: None,
        granted_at: None,
    };
    grants.map(row).collect()
}

fn grant_rows(key: &WorkspaceKey, state: &OrgState) -> Vec<LiveTeamGrant> {
    let grants = state
        .workspaces
        .get(key)
        .and_then(|workspace| workspace.teams.as_ref())
        .into_iter()
        .flatten();
    let row = |(name, role): (&TeamName, &Role)| LiveTeamGrant {
        team_id: TeamId::new(name.as_str()),
        role: *role,
        granted_by: None,
        granted_at: None,
    };
    grants.map(row).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_plan_leads_to_where_nothing_is_planned(case in case()) {
        let desired = case.manifest_without_private().desired();
        let live = case.world.live();
        // A plan that is refused may end elsewhere: a declared workspace that dies with its owner is missing.
        let Verdict::Approved(approved) = check(plan_of(&desired, &live), &desired) else { return Ok(()) };
        let plan = approved.plan();
        let next = plan_of(&desired, &told(plan, &live));
        prop_assert_eq!(&next.changes, &[], "after {:#?}", plan.changes);
        for person in next.waiting.iter().map(|waiting| waiting.for_what.person()) {
            prop_assert!(plan.after.invitations.contains_key(person), "{person} is waited for, and not invited");
        }
    }
}
