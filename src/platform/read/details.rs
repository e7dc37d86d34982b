//! Puts the rows that belong to one object each where they belong.

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::verdict::{Route, is_missing, on_one};
use crate::model::{
    LiveTeam, LiveTeamGrant, LiveTeamMember, LiveUserGrant, LiveWorkspace, Reading, TeamId, WorkspaceKey,
};

/// The rows that belong to each object of a kind.
pub(super) type Details<K, T> = BTreeMap<K, Outcome<Vec<T>>>;

/// People into their teams. The list of teams, which is documented, has answered.
pub(super) fn put_people(teams: &mut [LiveTeam], mut people: Details<TeamId, LiveTeamMember>) {
    let missing = is_missing(Route::BesideOneThatAnswers, people.values());
    for team in teams {
        if let Some(outcome) = people.remove(&team.id) {
            team.members = on_one(outcome, missing);
        }
    }
}

/// Grants into their workspaces, some of which may have theirs already. Grants of workspaces that are not
/// listed, or not active, are dropped, and decide nothing.
pub(super) fn put_grants(
    workspaces: &mut [LiveWorkspace],
    mut users: Details<WorkspaceKey, LiveUserGrant>,
    mut teams: Details<WorkspaceKey, LiveTeamGrant>,
) {
    let is_wanted = |key: &WorkspaceKey| {
        workspaces
            .binary_search_by(|workspace| workspace.key.cmp(key))
            .is_ok_and(|place| workspaces[place].is_active)
    };
    users.retain(|key, _| is_wanted(key));
    teams.retain(|key, _| is_wanted(key));

    let users_were_read = workspaces.iter().any(|workspace| is_read(&workspace.users));
    let teams_were_read = workspaces.iter().any(|workspace| is_read(&workspace.teams));
    let users_missing = !users_were_read && is_missing(Route::Documented, users.values());
    let route = if users_were_read || users.values().any(Outcome::is_read) {
        Route::BesideOneThatAnswers
    } else {
        Route::Inferred
    };
    let teams_missing = !teams_were_read && is_missing(route, teams.values());

    for workspace in workspaces.iter_mut() {
        if let Some(outcome) = users.remove(&workspace.key) {
            workspace.users = on_one(outcome, users_missing);
        }
        if let Some(outcome) = teams.remove(&workspace.key) {
            workspace.teams = on_one(outcome, teams_missing);
        }
    }
    take_back(workspaces.iter_mut().map(|workspace| &mut workspace.users));
    take_back(workspaces.iter_mut().map(|workspace| &mut workspace.teams));
}

fn is_read<T>(reading: &Reading<T>) -> bool {
    reading.known().is_some()
}

/// Takes an earlier "this platform cannot" back where one has answered by now.
fn take_back<'a, T: 'a>(readings: impl Iterator<Item = &'a mut Reading<T>>) {
    let (mut answered, mut unsupported) = (false, Vec::new());
    for reading in readings {
        match reading {
            Reading::Read(_) => answered = true,
            Reading::Unsupported => unsupported.push(reading),
            Reading::Unreadable(_) | Reading::NotAsked => {}
        }
    }
    if answered {
        for reading in unsupported {
            *reading = Reading::Unreadable("it is not there for this one".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Text, WorkspaceId};
    use crate::platform::{CallError, CallFacts, Problem, Refusal};

    fn workspace(key: &str) -> LiveWorkspace {
        LiveWorkspace {
            id: WorkspaceId::new(key),
            key: WorkspaceKey::new(key),
            name: Text::new(key),
            description: Text::default(),
            is_active: true,
            is_default: false,
            created_by: None,
            users: Reading::NotAsked,
            teams: Reading::NotAsked,
        }
    }

    fn refused<T>(status: u16) -> Outcome<T> {
        let problem = Problem::Refused(Refusal::read(status, b"", &[]));
        Outcome::Refused(CallError::new(CallFacts::default(), problem, false))
    }

    fn keyed<T>(rows: Vec<(&str, Outcome<Vec<T>>)>) -> Details<WorkspaceKey, T> {
        rows.into_iter()
            .map(|(key, outcome)| (WorkspaceKey::new(key), outcome))
            .collect()
    }

    #[test]
    fn an_early_answer_about_a_workspace_that_is_not_listed_decides_nothing() {
        let mut workspaces = [workspace("a")];
        put_grants(
            &mut workspaces,
            keyed(vec![("a", Outcome::Read(vec![])), ("new", refused(404))]),
            keyed(vec![("a", refused(404)), ("new", Outcome::Read(vec![]))]),
        );
        assert_eq!(workspaces[0].users, Reading::Read(vec![]));
        assert_eq!(workspaces[0].teams, Reading::Unsupported);
    }

    #[test]
    fn what_a_missing_route_is_told_once_and_what_is_hidden_for_each() {
        let mut workspaces = [workspace("a"), workspace("b")];
        put_grants(
            &mut workspaces,
            keyed(vec![("a", Outcome::Read(vec![])), ("b", refused(403))]),
            keyed(vec![("a", Outcome::Read(vec![])), ("b", refused(404))]),
        );
        assert!(matches!(workspaces[1].users, Reading::Unreadable(_)));
        assert!(matches!(workspaces[1].teams, Reading::Unreadable(_)));
    }

    #[test]
    fn where_a_workspace_is_hidden_altogether_no_verdict_on_the_platform_is_possible() {
        let mut workspaces = [workspace("a")];
        put_grants(
            &mut workspaces,
            keyed(vec![("a", refused(404))]),
            keyed(vec![("a", refused(404))]),
        );
        assert!(matches!(workspaces[0].users, Reading::Unreadable(_)));
        assert!(matches!(workspaces[0].teams, Reading::Unreadable(_)));
    }

    #[test]
    fn a_wider_read_may_take_a_verdict_back() {
        let mut workspaces = [workspace("a"), workspace("b")];
        put_grants(
            &mut workspaces,
            keyed(vec![("a", Outcome::Read(vec![]))]),
            keyed(vec![("a", refused(404))]),
        );
        assert_eq!(workspaces[0].teams, Reading::Unsupported);
        put_grants(
            &mut workspaces,
            keyed(vec![("b", Outcome::Read(vec![]))]),
            keyed(vec![("b", Outcome::Read(vec![]))]),
        );
        assert!(matches!(workspaces[0].teams, Reading::Unreadable(_)));
        assert_eq!(workspaces[1].teams, Reading::Read(vec![]));
    }
}
