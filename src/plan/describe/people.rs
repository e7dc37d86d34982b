//! People: members, and who is on the way in.

use std::collections::BTreeMap;

use super::sketch::Sketch;
use crate::model::{
    Address, DesiredMember, DesiredTeam, Email, InvitationStatus, LiveInvitation, LiveMember, ModelAccess,
    Role, Source, TeamName, limits,
};
use crate::plan::people::is_open;

pub(super) fn describe(
    sketch: &mut Sketch<'_>,
    teams: Option<&BTreeMap<TeamName, DesiredTeam>>,
) -> BTreeMap<Email, DesiredMember> {
    let rows: Vec<(Email, &LiveMember)> = sketch
        .people
        .rows()
        .map(|(email, row)| (email.clone(), row))
        .collect();
    let mut members = BTreeMap::new();
    for (email, row) in rows {
        // A robot is no member to look after, but a team's list can name declared people only.
        if !sketch.is_operator(&email) || is_in_a_team(teams, &email) {
            let member = member(sketch, &email, row);
            members.insert(email, member);
        }
    }
    members.extend(invited(sketch));
    tell_unclear(sketch);
    members
}

fn is_in_a_team(teams: Option<&BTreeMap<TeamName, DesiredTeam>>, email: &Email) -> bool {
    let mut lists = teams
        .into_iter()
        .flatten()
        .filter_map(|(_, team)| team.members.as_ref());
    lists.any(|list| list.contains_key(email))
}

fn member(sketch: &mut Sketch<'_>, email: &Email, row: &LiveMember) -> DesiredMember {
    if !row.is_active {
        let detail = "is suspended by the platform, and declared as what the account is when that ends";
        sketch.note(&Address::Member(email.clone()), detail);
    }
    let models = match &row.models {
        Some(ModelAccess::Only(models)) if row.role != Role::Owner && !sketch.is_operator(email) => {
            Some(models)
        }
        _ => None,
    };
    let is_sayable =
        models.is_none_or(|models| models.iter().all(|model| limits::is_name(model, &limits::MODEL)));
    if !is_sayable {
        let detail = "has a model whose id a manifest cannot say, so the models are not looked after";
        sketch.note(&Address::Member(email.clone()), detail);
    }
    DesiredMember {
        models: models.filter(|_| is_sayable).cloned().map(ModelAccess::Only),
        ..with_role(row.role)
    }
}

fn with_role(role: Role) -> DesiredMember {
    DesiredMember {
        role,
        models: None,
        previously: Vec::new(),
        reinvite: None,
        source: Source::unwritten(),
    }
}

/// Whoever can still answer an invitation is declared with the role that it offers.
fn invited(sketch: &mut Sketch<'_>) -> BTreeMap<Email, DesiredMember> {
    sketch.note_unread("invitations".to_owned(), "invitations", &sketch.live.invitations);
    let people = &sketch.people;
    let newcomers = people
        .invitations()
        .filter(|(email, _)| people.row(email).is_none() && !people.is_ambiguous(email));
    let mut invited = BTreeMap::new();
    let mut never_came = 0_usize;
    for (email, rows) in newcomers {
        match offered(sketch, rows) {
            Some(role) => _ = invited.insert(email.clone(), with_role(role)),
            None => never_came += 1,
        }
    }
    tell_invited(sketch, invited.len(), never_came);
    invited
}

fn tell_invited(sketch: &mut Sketch<'_>, invited: usize, never_came: usize) {
    let mut tell = |detail: String| sketch.note_raw("invitations".to_owned(), detail);
    if invited > 0 {
        tell(format!(
            "open invitations are declared as members, and nothing is sent again: {invited}"
        ));
    }
    if never_came > 0 {
        tell(format!(
            "expired and declined invitations are left out, because whoever is declared is invited again: {never_came}"
        ));
    }
}

/// The role for which planning waits: of an invitation that is being taken up, or else of the newest open one.
fn offered(sketch: &Sketch<'_>, rows: &[&LiveInvitation]) -> Option<Role> {
    let now = sketch.now;
    let mut newest_first = rows.iter().rev();
    let taken_up = newest_first
        .clone()
        .find(|row| row.status(now) == InvitationStatus::Verifying);
    let kept = taken_up.or_else(|| newest_first.find(|row| is_open(row, now)))?;
    Some(kept.role)
}

fn tell_unclear(sketch: &mut Sketch<'_>) {
    let live = sketch.live;
    for row in live.invitations.known().into_iter().flatten() {
        if is_open(row, sketch.now) && Email::parse(&row.email).is_err() {
            let detail =
                "is an open invitation to an address that is not ASCII or no address, and is left out";
            sketch.note_raw(format!("invitation/{}", row.email.escape_debug()), detail);
        }
    }
    let unreadable: Vec<String> = sketch
        .people
        .unreadable_addresses()
        .map(|raw| raw.escape_debug().to_string())
        .collect();
    for raw in unreadable {
        let detail = "is a live member's address that is not ASCII or no address, and is left out";
        sketch.note_raw(format!("member/{raw}"), detail);
    }
    let ambiguous: Vec<Email> = sketch
        .people
        .ambiguous()
        .map(|(email, _)| email.clone())
        .collect();
    for email in ambiguous {
        let detail = "several live members fold to this address, and are left out";
        sketch.note(&Address::Member(email), detail);
    }
}
