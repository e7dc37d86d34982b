//! How people come into an organization: by accepting an invitation, with a default workspace of their own.

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    accounts::User,
    grants,
    invitations::{self, Invitation},
    members::{self, NewMember},
    orgs, teams,
    workspaces::{self, NewWorkspace},
};
use crate::sandbox::{error::ApiError, role::Role, settings::Settings};

/// Makes somebody a member, with a default workspace and a place in the default teams.
pub(crate) fn join(conn: &Connection, new: &NewMember<'_>, user: &User) -> rusqlite::Result<()> {
    members::create(conn, new)?;
    teams::join_defaults(conn, new.org_id, new.user_id)?;
    open_default_workspace(conn, new.org_id, user, new.joined)
}

/// The private workspace that every member gets. Which key it has is not documented.
pub(crate) fn open_default_workspace(
    conn: &Connection,
    org_id: &str,
    user: &User,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let name = format!(
        "{}'s workspace",
        user.full_name.as_deref().unwrap_or(&user.username)
    );
    let new = NewWorkspace {
        org_id,
        key: &format!("default-{}", user.username),
        name: &name,
        description: None,
        active: true,
        default_of: Some(&user.id),
        created_by: Some(&user.id),
        created: now,
    };
    let id = workspaces::create(conn, &new)?;
    grants::put_user(conn, &id, &user.id, Role::Owner, None, now)?;
    Ok(())
}

/// Takes an open invitation up.
pub(crate) fn accept(
    conn: &Connection,
    settings: &Settings,
    invitation: &Invitation,
    user: &User,
    now: Timestamp,
) -> Result<(), ApiError> {
    let org_id = &invitation.org_id;
    if members::get(conn, org_id, &user.id)?.is_some() {
        return Err(ApiError::new(
            409,
            "member_exists_error",
            "This person is a member already",
        ));
    }
    let seats = orgs::by_id(conn, org_id)?.map_or(0, |org| org.max_members);
    if members::total(conn, org_id)? >= seats {
        let status = settings.seat_limit_status;
        return Err(ApiError::new(
            status,
            "member_limit_exceeded_error",
            "All seats are taken",
        ));
    }
    let new = NewMember {
        org_id,
        user_id: &user.id,
        role: invitation.role,
        active: true,
        invited_by: Some(&invitation.invited_by),
        joined: now,
        models: None,
    };
    join(conn, &new, user)?;
    invitations::answer(conn, &invitation.id, true)?;
    Ok(())
}
