//! Effective access: the best permission of a person in a workspace, with every path that gives it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Email, OrgState, Role, TeamName, WorkspaceKey, WorkspaceState};

/// One way in which somebody has access.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessPath {
    /// A direct grant.
    Direct(Role),
    /// A team's grant.
    Team(TeamName, Role),
    /// The implicit right of the organization's owners.
    OrganizationOwner,
}

impl AccessPath {
    /// What the path gives. The highest wins (UNKNOWN on the platform; the natural reading).
    pub fn role(&self) -> Role {
        match self {
            AccessPath::Direct(role) | AccessPath::Team(_, role) => *role,
            AccessPath::OrganizationOwner => Role::Owner,
        }
    }
}

/// A person whose access to a workspace, or a path to it, changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChange {
    /// The person.
    pub person: Email,
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// Every path before.
    pub paths_before: BTreeSet<AccessPath>,
    /// Every path after.
    pub paths_after: BTreeSet<AccessPath>,
}

impl AccessChange {
    /// The best permission before.
    pub fn before(&self) -> Option<Role> {
        best(&self.paths_before)
    }

    /// The best permission after.
    pub fn after(&self) -> Option<Role> {
        best(&self.paths_after)
    }

    /// Whether the person may do less afterwards.
    pub fn is_loss(&self) -> bool {
        self.after() < self.before()
    }

    /// Whether the person may do more afterwards.
    pub fn is_gain(&self) -> bool {
        self.after() > self.before()
    }
}

fn best(paths: &BTreeSet<AccessPath>) -> Option<Role> {
    paths.iter().map(AccessPath::role).max()
}

/// What a plan means for people; robots are not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessSummary {
    /// Who has no access to anything any more, or leaves the organization.
    pub lose_all: BTreeSet<Email>,
    /// Who may do less somewhere, and still has something.
    pub lose_some: BTreeSet<Email>,
    /// Who becomes owner of the organization or of a workspace.
    pub gain_owner: BTreeSet<Email>,
    /// Who may do more somewhere, without becoming owner.
    pub gain: BTreeSet<Email>,
    /// How many people nothing changes for.
    pub unaffected: usize,
}

type Paths<'a> = BTreeMap<&'a Email, BTreeSet<AccessPath>>;

/// Who has access to one workspace, and how; `None` where its grants are unknown.
fn paths<'a>(state: &'a OrgState, owners: &[&'a Email], workspace: &'a WorkspaceState) -> Option<Paths<'a>> {
    if !is_known(state, workspace) {
        return None;
    }
    let (users, teams) = (workspace.users.as_ref()?, workspace.teams.as_ref()?);
    let mut paths: Paths<'_> = BTreeMap::new();
    for (person, role) in users {
        paths.entry(person).or_default().insert(AccessPath::Direct(*role));
    }
    for (name, role) in teams {
        for person in people_of(state, name)? {
            paths
                .entry(person)
                .or_default()
                .insert(AccessPath::Team(name.clone(), *role));
        }
    }
    // Private workspaces are shared on purpose only, so the organization's owners have no implicit right there.
    if !workspace.default {
        for owner in owners {
            paths
                .entry(owner)
                .or_default()
                .insert(AccessPath::OrganizationOwner);
        }
    }
    Some(paths)
}

/// Whether it can be told who has access to a workspace.
fn is_known(state: &OrgState, workspace: &WorkspaceState) -> bool {
    let teams_are_known = |teams: &BTreeMap<TeamName, Role>| {
        let mut names = teams.keys();
        names.all(|name| people_of(state, name).is_some())
    };
    workspace.users.is_some() && workspace.teams.as_ref().is_some_and(teams_are_known)
}

/// Who is in a team. A team whose people cannot be read is not a team of nobody.
fn people_of<'a>(state: &'a OrgState, team: &TeamName) -> Option<&'a BTreeSet<Email>> {
    state.teams.get(team)?.members.as_ref()
}

fn owners(state: &OrgState) -> Vec<&Email> {
    state
        .members
        .iter()
        .filter(|(_, member)| member.role == Role::Owner)
        .map(|(email, _)| email)
        .collect()
}

/// The shared workspaces to which access cannot be told.
pub(super) fn unknown(state: &OrgState) -> impl Iterator<Item = &WorkspaceKey> {
    let shared = state
        .workspaces
        .iter()
        .filter(|(_, workspace)| !workspace.default);
    shared
        .filter(|(_, workspace)| !is_known(state, workspace))
        .map(|(key, _)| key)
}

/// Every difference in who has access to what, robots left out. A workspace whose grants are unknown on
/// either side tells nothing.
///
/// `renamed` maps the old names of teams that the plan renames to the new ones: the path stays the same.
pub(super) fn compare(
    before: &OrgState,
    after: &OrgState,
    renamed: &BTreeMap<&TeamName, &TeamName>,
) -> Vec<AccessChange> {
    let (owners_before, owners_after) = (owners(before), owners(after));
    let keys: BTreeSet<&WorkspaceKey> = before.workspaces.keys().chain(after.workspaces.keys()).collect();
    let names_and_owners_stay = renamed.is_empty() && owners_before == owners_after;
    let is_untouched = |key: &WorkspaceKey| names_and_owners_stay && is_the_same(before, after, key);
    let mut changes = Vec::new();
    for key in keys.into_iter().filter(|key| !is_untouched(key)) {
        let was = side_of(before, &owners_before, key).map(|paths| with_new_names(paths, renamed));
        let will_be = side_of(after, &owners_after, key);
        let (Some(was), Some(will_be)) = (was, will_be) else {
            continue;
        };
        changes.extend(differences(before, key, was, will_be));
    }
    changes.sort_by(|a, b| (&a.person, &a.workspace).cmp(&(&b.person, &b.workspace)));
    changes
}

/// Whether a workspace has the same grants on both sides, and the teams among them the same people. Most have,
/// and comparing costs far less than finding all paths.
fn is_the_same(before: &OrgState, after: &OrgState, key: &WorkspaceKey) -> bool {
    let (Some(was), Some(will_be)) = (before.workspaces.get(key), after.workspaces.get(key)) else {
        return false;
    };
    let mut teams = was.teams.iter().flat_map(BTreeMap::keys);
    was == will_be && teams.all(|team| people_of(before, team) == people_of(after, team))
}

fn side_of<'a>(state: &'a OrgState, owners: &[&'a Email], key: &WorkspaceKey) -> Option<Paths<'a>> {
    match state.workspaces.get(key) {
        Some(workspace) => paths(state, owners, workspace),
        None => Some(BTreeMap::new()),
    }
}

fn with_new_names<'a>(paths: Paths<'a>, renamed: &BTreeMap<&TeamName, &TeamName>) -> Paths<'a> {
    if renamed.is_empty() {
        return paths;
    }
    let new_name = |path: AccessPath| match path {
        AccessPath::Team(name, role) => AccessPath::Team(
            renamed.get(&name).map_or(name.clone(), |new| (*new).clone()),
            role,
        ),
        other => other,
    };
    paths
        .into_iter()
        .map(|(person, paths)| (person, paths.into_iter().map(new_name).collect()))
        .collect()
}

fn differences(
    before: &OrgState,
    key: &WorkspaceKey,
    mut was: Paths<'_>,
    will_be: Paths<'_>,
) -> Vec<AccessChange> {
    let is_robot = |person: &Email| before.members.get(person).is_some_and(|member| member.operator);
    // The organization's owners have their right on every workspace, so on a new one it is no news.
    let is_new = !before.workspaces.contains_key(key);
    let no_news = |paths: &BTreeSet<AccessPath>| is_new && paths.iter().eq([&AccessPath::OrganizationOwner]);
    let mut changes = Vec::new();
    let mut add = |person: &Email, paths_before: BTreeSet<AccessPath>, paths_after: BTreeSet<AccessPath>| {
        if paths_before != paths_after && !is_robot(person) && !no_news(&paths_after) {
            changes.push(AccessChange {
                person: person.clone(),
                workspace: key.clone(),
                paths_before,
                paths_after,
            });
        }
    };
    for (person, after) in will_be {
        add(person, was.remove(person).unwrap_or_default(), after);
    }
    for (person, before) in was {
        add(person, before, BTreeSet::new());
    }
    changes
}

/// Counts people.
pub(super) fn summarize(before: &OrgState, after: &OrgState, changes: &[AccessChange]) -> AccessSummary {
    let mut summary = AccessSummary::default();
    let mut lost_access: BTreeSet<&Email> = BTreeSet::new();
    for change in changes {
        let person = change.person.clone();
        if change.is_loss() {
            lost_access.insert(&change.person);
            summary.lose_some.insert(person);
        } else if change.is_gain() && change.after() == Some(Role::Owner) {
            summary.gain_owner.insert(person);
        } else if change.is_gain() {
            summary.gain.insert(person);
        }
    }
    let people = before.members.iter().filter(|(_, member)| !member.operator);
    for (email, member) in people.clone() {
        match after.members.get(email).map(|later| later.role) {
            None => summary.lose_all.insert(email.clone()),
            Some(role) if role < member.role => summary.lose_some.insert(email.clone()),
            Some(Role::Owner) if member.role != Role::Owner => summary.gain_owner.insert(email.clone()),
            Some(role) if role > member.role => summary.gain.insert(email.clone()),
            Some(_) => false,
        };
    }
    if !lost_access.is_empty() {
        let still = people_with_access(after);
        let none_left = lost_access.into_iter().filter(|person| !still.has(person));
        summary.lose_all.extend(none_left.cloned());
    }
    summary
        .lose_some
        .retain(|person| !summary.lose_all.contains(person));
    summary.gain.retain(|person| !summary.gain_owner.contains(person));
    summary.unaffected = people.filter(|(email, _)| !summary.touches(email)).count();
    summary
}

impl AccessSummary {
    /// Whether anything changes for this person.
    pub fn touches(&self, person: &Email) -> bool {
        let sets = [&self.lose_all, &self.lose_some, &self.gain_owner, &self.gain];
        sets.into_iter().any(|set| set.contains(person))
    }
}

/// Everybody who has some access; everybody at all, where the grants of a workspace are unknown.
struct WithAccess<'a> {
    people: BTreeSet<&'a Email>,
    unknown: bool,
}

impl WithAccess<'_> {
    fn has(&self, person: &Email) -> bool {
        self.unknown || self.people.contains(person)
    }
}

fn people_with_access(state: &OrgState) -> WithAccess<'_> {
    let owners = owners(state);
    let mut with_access = WithAccess {
        people: BTreeSet::new(),
        unknown: false,
    };
    for workspace in state.workspaces.values().filter(|workspace| !workspace.default) {
        match paths(state, &owners, workspace) {
            Some(paths) => with_access.people.extend(paths.into_keys()),
            None => with_access.unknown = true,
        }
    }
    with_access
}
