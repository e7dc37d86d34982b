//! Invitations: sent and cancelled by owners, answered by those invited.

use serde_json::Value;

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    query::any,
    role::Role,
    rules::InOrg,
    settings::{AddressCase, Duplicate, External, Readers},
    store::{
        accounts::{self, fold},
        invitations::{self, Invitation, NewInvitation},
        members, people,
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    if call.settings.invitation_readers == Readers::Owners {
        scope.need(Role::Owner, "list invitations")?;
    }
    let all = call.query_flag("include_all")?;
    let rows = invitations::list(call.conn, &scope.org.id, all, &call.order_by("i"), call.now)?;
    let shown = rows
        .iter()
        .filter(|row| row.accepted != Some(true) || call.settings.list_accepted_invitations);
    Ok(Reply::ok(shown.map(Invitation::json).collect::<Vec<_>>().into()))
}

pub(super) fn invite(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "invite")?;
    let mut fields = call.fields()?;
    let email = fields.email("email");
    let role = fields.role("role", Some(Role::Contributor));
    fields.flag("send_email", Some(true));
    fields.done()?;
    check_invitee(call, &scope, &email)?;
    let id = send(call, &scope, &email, role)?;
    Ok(call.created(find(call, &id)?.json()))
}

/// Makes an invitation that was checked.
pub(super) fn send(call: &Call<'_>, scope: &InOrg, email: &str, role: Role) -> Result<String, ApiError> {
    let new = NewInvitation {
        org_id: &scope.org.id,
        email,
        role,
        accepted: None,
        pending_verification: false,
        invited_by: &scope.caller,
        created: call.now,
        expires: call.settings.invitation_window.after(call.now),
    };
    Ok(invitations::create(call.conn, &new)?)
}

fn check_invitee(call: &Call<'_>, scope: &InOrg, email: &str) -> Result<(), ApiError> {
    if is_member(call, &scope.org.id, email)? {
        return Err(ApiError::new(
            409,
            "member_exists_error",
            "This person is a member already",
        ));
    }
    if call.settings.duplicate_invitation == Duplicate::Refused
        && invitations::is_invited(call.conn, &scope.org.id, email, call.now)?
    {
        return Err(ApiError::exists("An invitation for this address is open"));
    }
    check_domain(call, scope, email)?;
    let mut taken = members::total(call.conn, &scope.org.id)?;
    if call.settings.invitations_take_seats {
        taken += invitations::open_total(call.conn, &scope.org.id, call.now)?;
    }
    if taken >= scope.org.max_members {
        let status = call.settings.seat_limit_status;
        return Err(ApiError::new(
            status,
            "member_limit_exceeded_error",
            "All seats are taken",
        ));
    }
    Ok(())
}

fn is_member(call: &Call<'_>, org_id: &str, email: &str) -> Result<bool, ApiError> {
    let (column, value) = match call.settings.address_case {
        AddressCase::Ignored => ("folded", fold(email)),
        AddressCase::Significant => ("email", email.trim().to_owned()),
    };
    let sql = format!(
        "SELECT 1 FROM users u JOIN members m ON m.user_id = u.id WHERE u.{column} = ?2 AND m.org_id = ?1"
    );
    Ok(any(call.conn, &sql, [org_id, &value])?)
}

fn check_domain(call: &Call<'_>, scope: &InOrg, email: &str) -> Result<(), ApiError> {
    if scope.org.allow_external_invites || call.settings.external == External::Nobody {
        return Ok(());
    }
    let folded = fold(email);
    let domain = folded.rsplit_once('@').map_or("", |(_, domain)| domain);
    let sql =
        "SELECT 1 FROM members m JOIN users u ON u.id = m.user_id WHERE m.org_id = ?1 AND m.role = 'owner'
               AND m.active = 1 AND substr(u.folded, -length(?2)) = ?2";
    if any(call.conn, sql, [scope.org.id.as_str(), &format!("@{domain}")])? {
        return Ok(());
    }
    let status = call.settings.external_status;
    Err(ApiError::new(
        status,
        "forbidden_error",
        "This organization does not allow external invitations",
    ))
}

pub(super) fn cancel(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "cancel invitations")?;
    let id = call.id("invitation_id")?;
    let invitation = find(call, &id)?;
    if invitation.org_id != scope.org.id {
        return Err(ApiError::not_found("Invitation"));
    }
    let expired = invitation.expired(call.now) && !call.settings.cancel_expired;
    if invitation.accepted.is_some() || expired {
        return Err(ApiError::conflict("Only a pending invitation can be cancelled"));
    }
    invitations::delete(call.conn, &id)?;
    Ok(call.deleted())
}

pub(super) fn mine(call: &Call<'_>) -> Answer {
    let caller = call.caller()?;
    let rows = invitations::open_for(call.conn, &caller.email, call.settings.address_case, call.now)?;
    Ok(Reply::ok(
        rows.iter().map(Invitation::json).collect::<Vec<_>>().into(),
    ))
}

pub(super) fn get(call: &Call<'_>) -> Answer {
    call.caller()?;
    Ok(Reply::ok(find(call, &call.id("invitation_id")?)?.json()))
}

pub(super) fn respond(call: &Call<'_>) -> Answer {
    let caller = call.caller()?;
    let id = call.id("invitation_id")?;
    let invitation = find(call, &id)?;
    let same = match call.settings.address_case {
        AddressCase::Ignored => fold(&caller.email) == fold(&invitation.email),
        AddressCase::Significant => caller.email == invitation.email,
    };
    if !same {
        return Err(ApiError::forbidden("This invitation is for somebody else"));
    }
    let mut fields = call.fields()?;
    let accept = fields.flag("accept", None);
    fields.done()?;
    if !invitation.open(call.now) {
        return Err(ApiError::conflict("This invitation is no longer open"));
    }
    if !accept {
        invitations::answer(call.conn, &id, false)?;
        return Ok(Reply::ok(Value::Null));
    }
    let user = accounts::by_id(call.conn, &caller.user_id)?.ok_or_else(ApiError::unauthenticated)?;
    people::accept(call.conn, call.settings, &invitation, &user, call.now)?;
    let member = members::get(call.conn, &invitation.org_id, &user.id)?;
    Ok(Reply::ok(
        member.map_or(Value::Null, |member| member.json(call.settings)),
    ))
}

fn find(call: &Call<'_>, id: &str) -> Result<Invitation, ApiError> {
    invitations::by_id(call.conn, id)?.ok_or_else(|| ApiError::not_found("Invitation"))
}
