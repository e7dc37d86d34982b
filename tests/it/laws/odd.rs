//! What a real platform may tell and a small world does not: rows that cannot be told apart, addresses that
//! are none, lists that nobody may read.

use jiff::Timestamp;
use orgform::model::{Live, LiveTeam, LiveWorkspace, OrganizationId, Reading, Text, UserId, WorkspaceKey};
use proptest::prelude::*;
use proptest::sample::Index;

/// One thing that is odd about a live organization, somewhere in it.
#[derive(Clone, Debug)]
pub(super) enum Oddity {
    /// A member's address is written so.
    Address(Index, &'static str),
    /// Two accounts fold to one address.
    Twin(Index),
    /// An invitation was sent to an address written so.
    InvitationAddress(Index, &'static str),
    /// An invitation that was answered, or is open, at the end of time or its beginning.
    InvitationTime(Index, Timestamp),
    /// Two teams of one name.
    TeamTwin(Index),
    /// A team is called so.
    TeamName(Index, &'static str),
    /// A grant, or a seat in a team, of an account or a team that is not there.
    Strangers(Index),
    /// A workspace has this key.
    Key(Index, &'static str),
    /// A list was not read.
    Unread(List, Index, Unread),
    /// The platform does not tell what the caller may do, nor how many seats there are.
    Silent,
    /// Models are not told.
    ModelsUnknown(Index),
    /// There are this many seats.
    Seats(u64),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum List {
    Invitations,
    Teams,
    TeamMembers,
    Workspaces,
    UserGrants,
    TeamGrants,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Unread {
    Refused,
    Unsupported,
    NotAsked,
}

/// A few oddities, most often none.
pub(super) fn oddities() -> impl Strategy<Value = Vec<Oddity>> {
    prop_oneof![1 => Just(Vec::new()), 2 => prop::collection::vec(oddity(), 1..4)]
}

fn oddity() -> impl Strategy<Value = Oddity> {
    let at = any::<Index>;
    let address = || {
        prop::sample::select(vec![
            "",
            "\u{e4}da@acme.example",
            "ADA@ACME.EXAMPLE ",
            "a b@c",
            "@",
            "ci@acme.example",
        ])
    };
    let word = || prop::sample::select(vec!["", "  ", "red", "RED", "x/y", "\u{202e}der", "Cafe\u{301}"]);
    let time = prop::sample::select(vec![Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX]);
    let list = prop::sample::select(vec![
        List::Invitations,
        List::Teams,
        List::TeamMembers,
        List::Workspaces,
        List::UserGrants,
        List::TeamGrants,
    ]);
    let unread = prop::sample::select(vec![Unread::Refused, Unread::Unsupported, Unread::NotAsked]);
    prop_oneof![
        2 => (at(), address()).prop_map(|(at, text)| Oddity::Address(at, text)),
        2 => at().prop_map(Oddity::Twin),
        1 => (at(), address()).prop_map(|(at, text)| Oddity::InvitationAddress(at, text)),
        1 => (at(), time).prop_map(|(at, time)| Oddity::InvitationTime(at, time)),
        2 => at().prop_map(Oddity::TeamTwin),
        1 => (at(), word()).prop_map(|(at, text)| Oddity::TeamName(at, text)),
        2 => at().prop_map(Oddity::Strangers),
        1 => (at(), word()).prop_map(|(at, text)| Oddity::Key(at, text)),
        4 => (list, at(), unread).prop_map(|(list, at, unread)| Oddity::Unread(list, at, unread)),
        1 => Just(Oddity::Silent),
        1 => at().prop_map(Oddity::ModelsUnknown),
        1 => (0..3_u64).prop_map(Oddity::Seats),
    ]
}

/// Makes a live organization odd.
pub(super) fn distort(live: &mut Live, oddities: &[Oddity]) {
    for oddity in oddities {
        one(live, oddity);
    }
}

fn one(live: &mut Live, oddity: &Oddity) {
    match oddity {
        Oddity::Address(at, text) => at.get_mut(&mut live.members).email = (*text).to_owned(),
        Oddity::Twin(at) => {
            let mut twin = at.get(&live.members).clone();
            twin.email = twin.email.to_ascii_uppercase();
            // Ids are distinct, or the client would not have taken the answer.
            twin.user_id = UserId::new(&format!("twin{}", live.members.len()));
            live.members.push(twin);
        }
        Oddity::InvitationAddress(at, text) => {
            pick(rows(&mut live.invitations), *at)
                .into_iter()
                .for_each(|row| row.email = (*text).to_owned());
        }
        Oddity::InvitationTime(at, time) => {
            let row = pick(rows(&mut live.invitations), *at);
            row.into_iter()
                .for_each(|row| (row.created_at, row.expires_at) = (*time, *time));
        }
        Oddity::TeamTwin(at) => {
            let twin = pick(teams(live), *at).cloned();
            teams(live).extend(twin.map(|twin| LiveTeam {
                id: orgform::model::TeamId::new("twin"),
                ..twin
            }));
        }
        Oddity::TeamName(at, text) => {
            pick(teams(live), *at)
                .into_iter()
                .for_each(|team| team.name = (*text).to_owned());
        }
        Oddity::Strangers(at) => strangers(live, *at),
        Oddity::Key(at, text) => {
            pick(workspaces(live), *at)
                .into_iter()
                .for_each(|workspace| workspace.key = WorkspaceKey::new(text));
        }
        Oddity::Unread(list, at, unread) => unread_list(live, *list, *at, *unread),
        Oddity::Silent => {
            let told = &mut live.organization;
            (told.may_manage_members, told.may_create_workspaces) = (None, None);
            (told.allow_external_invites, told.max_members) = (None, None);
            (told.name, told.id) = (Text::new(""), OrganizationId::new(""));
        }
        Oddity::ModelsUnknown(at) => at.get_mut(&mut live.members).models = None,
        Oddity::Seats(seats) => live.organization.max_members = Some(*seats),
    }
}

fn strangers(live: &mut Live, at: Index) {
    if let Some(workspace) = pick(workspaces(live), at) {
        if let Some(mut grant) = pick(rows(&mut workspace.users), at).cloned() {
            (grant.user_id, grant.email) = (UserId::new("stranger"), "stranger@elsewhere.example".to_owned());
            rows(&mut workspace.users).push(grant);
        }
        if let Some(mut grant) = pick(rows(&mut workspace.teams), at).cloned() {
            grant.team_id = orgform::model::TeamId::new("stranger");
            rows(&mut workspace.teams).push(grant);
        }
    }
    if let Some(team) = pick(teams(live), at) {
        let mut members = rows(&mut team.members).clone();
        members.truncate(1);
        members
            .iter_mut()
            .for_each(|row| (row.user_id, row.email) = (UserId::new("stranger"), None));
        rows(&mut team.members).extend(members);
    }
}

fn unread_list(live: &mut Live, list: List, at: Index, unread: Unread) {
    match list {
        List::Invitations => live.invitations = unread.reading(),
        List::Teams => live.teams = unread.reading(),
        List::Workspaces => live.workspaces = unread.reading(),
        List::TeamMembers => pick(teams(live), at)
            .into_iter()
            .for_each(|team| team.members = unread.reading()),
        List::UserGrants => {
            pick(workspaces(live), at)
                .into_iter()
                .for_each(|workspace| workspace.users = unread.reading());
        }
        List::TeamGrants => {
            pick(workspaces(live), at)
                .into_iter()
                .for_each(|workspace| workspace.teams = unread.reading());
        }
    }
}

impl Unread {
    fn reading<T>(self) -> Reading<T> {
        match self {
            Unread::Refused => Reading::Unreadable("403".to_owned()),
            Unread::Unsupported => Reading::Unsupported,
            Unread::NotAsked => Reading::NotAsked,
        }
    }
}

fn teams(live: &mut Live) -> &mut Vec<LiveTeam> {
    rows(&mut live.teams)
}

fn workspaces(live: &mut Live) -> &mut Vec<LiveWorkspace> {
    rows(&mut live.workspaces)
}

/// The rows of a list; a list that was not read becomes an empty one that nobody sees.
fn rows<T>(reading: &mut Reading<Vec<T>>) -> &mut Vec<T> {
    match reading {
        Reading::Read(rows) => rows,
        unread => {
            *unread = Reading::Read(Vec::new());
            rows(unread)
        }
    }
}

fn pick<T>(rows: &mut [T], at: Index) -> Option<&mut T> {
    (!rows.is_empty()).then(|| at.get_mut(rows))
}
