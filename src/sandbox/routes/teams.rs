//! Teams and their members. Only the list is documented; the rest mirrors its siblings.

use serde_json::Value;

use crate::sandbox::{
    call::{Answer, Call, Reply},
    error::ApiError,
    fields::{Fields, Given},
    rules::InOrg,
    settings::{Duplicate, TeamMemberBody},
    store::{
        accounts, members as org_members,
        teams::{self, NewTeam, Team, TeamMember},
    },
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    let rows = teams::list(call.conn, &scope.org.id, &call.order_by("t"))?;
    Ok(Reply::ok(rows.iter().map(Team::json).collect::<Vec<_>>().into()))
}

pub(super) fn create(call: &Call<'_>) -> Answer {
    let scope = InOrg::owned(call, "create teams")?;
    let mut fields = call.fields()?;
    let name = fields.text("name", 1..=255);
    let description = fields.nullable_text("description", 0..=1000).value();
    fields.done()?;
    check_name(call, &scope, &name, "")?;
    let new = NewTeam {
        org_id: &scope.org.id,
        name: &name,
        description: description.as_deref(),
        active: true,
        is_default: false,
        created: call.now,
    };
    let id = teams::create(call.conn, &new)?;
    let team = teams::get(call.conn, &scope.org.id, &id)?;
    Ok(call.created(team.map_or(Value::Null, |team| team.json())))
}

pub(super) fn get(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    Ok(Reply::ok(scope.team(call)?.json()))
}

pub(super) fn update(call: &Call<'_>) -> Answer {
    let (scope, team) = writable(call, "change teams")?;
    let mut fields = call.fields()?;
    let name = fields.nullable_text("name", 1..=255);
    let description = fields.nullable_text("description", 0..=1000);
    fields.done()?;
    let name = name.value().unwrap_or(team.name);
    check_name(call, &scope, &name, &team.id)?;
    teams::update(
        call.conn,
        &team.id,
        &name,
        description.or_keep(team.description).as_deref(),
        call.now,
    )?;
    get(call)
}

pub(super) fn delete(call: &Call<'_>) -> Answer {
    let (_, team) = writable(call, "delete teams")?;
    if team.is_default {
        let status = call.settings.default_refusal;
        return Err(ApiError::new(
            status,
            "forbidden_error",
            "A default team cannot be deleted",
        ));
    }
    teams::delete(call.conn, call.settings, &team.id, call.now)?;
    Ok(call.deleted())
}

pub(super) fn members(call: &Call<'_>) -> Answer {
    let scope = InOrg::of(call)?;
    let team = scope.team(call)?;
    let rows = teams::members(call.conn, &team.id, &call.order_by("tm"))?;
    Ok(Reply::ok(
        rows.iter().map(TeamMember::json).collect::<Vec<_>>().into(),
    ))
}

pub(super) fn add_member(call: &Call<'_>) -> Answer {
    let (scope, team) = writable(call, "change teams")?;
    let mut fields = call.fields()?;
    let person = Person::read(&mut fields, call.settings.team_member_body);
    let role = fields
        .nullable_text("role", 0..=20)
        .value()
        .unwrap_or_else(|| "member".to_owned());
    fields.done()?;
    if !matches!(role.as_str(), "owner" | "member") {
        return Err(ApiError::field(
            "body",
            "role",
            "Input should be 'owner' or 'member'",
            "enum",
        ));
    }
    let user_id = person.find(call)?;
    if org_members::role(call.conn, &scope.org.id, &user_id)?.is_none() {
        return Err(ApiError::not_found("Member"));
    }
    let duplicate = teams::member(call.conn, &team.id, &user_id)?.is_some();
    if duplicate && call.settings.duplicate_grant == Duplicate::Refused {
        return Err(ApiError::exists("This person is in the team already"));
    }
    teams::put_member(call.conn, &team.id, &user_id, &role)?;
    let row = teams::member(call.conn, &team.id, &user_id)?;
    Ok(call.created(row.map_or(Value::Null, |row| row.json())))
}

pub(super) fn remove_member(call: &Call<'_>) -> Answer {
    let (_, team) = writable(call, "change teams")?;
    let user_id = call.id("user_id")?;
    if !teams::remove_member(call.conn, &team.id, &user_id)? {
        return Err(ApiError::not_found("Team member"));
    }
    Ok(call.deleted())
}

/// How a body names the person who joins a team.
enum Person {
    Id(String),
    Address(String),
}

impl Person {
    fn read(fields: &mut Fields, body: TeamMemberBody) -> Self {
        match body {
            TeamMemberBody::UserId => Self::Id(fields.required_id("user_id")),
            TeamMemberBody::UserEmail => Self::Address(fields.email("user_email")),
            TeamMemberBody::UserIdOrEmail => match fields.id("user_id") {
                Given::Value(id) => Self::Id(id),
                Given::Absent | Given::Null => Self::Address(fields.email("user_email")),
            },
        }
    }

    fn find(self, call: &Call<'_>) -> Result<String, ApiError> {
        match self {
            Self::Id(id) => Ok(id),
            Self::Address(email) => accounts::by_email(call.conn, &email, call.settings.address_case)?
                .map(|user| user.id)
                .ok_or_else(|| ApiError::not_found("Member")),
        }
    }
}

fn writable(call: &Call<'_>, to: &str) -> Result<(InOrg, Team), ApiError> {
    let scope = InOrg::owned(call, to)?;
    let team = scope.team(call)?;
    if team.active {
        Ok((scope, team))
    } else {
        Err(ApiError::not_found("Team"))
    }
}

fn check_name(call: &Call<'_>, scope: &InOrg, name: &str, except: &str) -> Result<(), ApiError> {
    if call.settings.team_names_unique && teams::name_taken(call.conn, &scope.org.id, name, except)? {
        return Err(ApiError::exists("A team of this name exists"));
    }
    Ok(())
}
