//! What happens to each person, with people of the same story told together.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{AccessReport, ChangeReport, FactsReport, PathReport, PlanReport, Role, TargetReport};

/// People to whom the same happens.
#[derive(Clone, Debug)]
pub(super) struct Story<'a> {
    /// Who, sorted.
    pub(super) people: Vec<&'a str>,
    /// What becomes of their place in the organization.
    pub(super) membership: Membership,
    /// What becomes of their access, the largest loss first.
    pub(super) turns: Vec<Turn<'a>>,
}

/// What becomes of somebody's place in the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Membership {
    /// Removed, with the role they had.
    Leaves(Option<Role>),
    /// Another role.
    Becomes(Role, Role),
    /// Nothing.
    Stays,
}

/// The same thing happening in some workspaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn<'a> {
    pub(super) before: Option<Role>,
    pub(super) after: Option<Role>,
    /// Paths that end, or that become lower or higher.
    pub(super) lost: Vec<Step<'a>>,
    /// Paths that come, or that became lower or higher.
    pub(super) gained: Vec<Step<'a>>,
    /// Where something is lost, the paths that stay.
    pub(super) kept: Vec<&'a PathReport>,
    pub(super) workspaces: Vec<&'a str>,
}

/// A path that comes or goes, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step<'a> {
    pub(super) path: &'a PathReport,
    pub(super) cause: Cause,
}

/// What makes a team's path come or go. A direct path and an owner's are their own reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// The path says it.
    Itself,
    /// The person joins or leaves the team.
    Person,
    /// The team's grant changes.
    Grant,
    /// The whole team goes.
    Team,
}

/// Stories by what they mean for people. Somebody may be in one chapter of losses and one of gains; the story
/// is told in full in the first.
#[derive(Clone, Debug, Default)]
pub(super) struct Chapters<'a> {
    pub(super) lose_all: Vec<Story<'a>>,
    pub(super) lose_some: Vec<Story<'a>>,
    pub(super) gain_owner: Vec<Story<'a>>,
    pub(super) gain: Vec<Story<'a>>,
    /// Who keeps what they have, by another path.
    pub(super) other_path: Vec<Story<'a>>,
    /// How many of `gain_owner` and `gain` are told among the losses.
    pub(super) told_before: (usize, usize),
}

impl<'a> Chapters<'a> {
    pub(super) fn of(report: &'a PlanReport) -> Chapters<'a> {
        let mut teller = Teller::of(report);
        let people = &report.people;
        let lose_all = teller.tell(&people.lose_all);
        let lose_some = teller.tell(&people.lose_some);
        let gain_owner = teller.tell(&people.gain_owner);
        let gain = teller.tell(&people.gain);
        let missing = |told: &[Story<'_>], all: &[String]| {
            all.len() - told.iter().map(|story| story.people.len()).sum::<usize>()
        };
        Chapters {
            told_before: (
                missing(&gain_owner, &people.gain_owner),
                missing(&gain, &people.gain),
            ),
            lose_all,
            lose_some,
            gain_owner,
            gain,
            other_path: teller.tell_rest(),
        }
    }
}

/// The workspaces to which access is not fully known, where that could matter to this plan: where access
/// changes, or something is taken away.
pub(super) fn unknown_workspaces(report: &PlanReport) -> Vec<&str> {
    let matters = !report.access.is_empty() || report.changes.iter().any(|change| change.destructive);
    let unknown = report.people.unknown_workspaces.iter().filter(|_| matters);
    unknown.map(String::as_str).collect()
}

struct Teller<'a> {
    access: BTreeMap<&'a str, Vec<&'a AccessReport>>,
    membership: BTreeMap<&'a str, Membership>,
    causes: Causes<'a>,
    told: BTreeSet<&'a str>,
}

impl<'a> Teller<'a> {
    fn of(report: &'a PlanReport) -> Teller<'a> {
        let mut access: BTreeMap<&str, Vec<&AccessReport>> = BTreeMap::new();
        for row in &report.access {
            access.entry(&row.person).or_default().push(row);
        }
        Teller {
            access,
            membership: report.changes.iter().filter_map(membership).collect(),
            causes: Causes::of(&report.changes),
            told: BTreeSet::new(),
        }
    }

    /// The stories of those who are not told yet.
    fn tell(&mut self, people: &'a [String]) -> Vec<Story<'a>> {
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        self.tell_once(people)
    }

    fn tell_rest(mut self) -> Vec<Story<'a>> {
        let people: Vec<&str> = self.access.keys().copied().collect();
        self.tell_once(people)
    }

    fn tell_once(&mut self, people: Vec<&'a str>) -> Vec<Story<'a>> {
        let mut groups: BTreeMap<(Membership, Vec<Turn<'a>>), Vec<&str>> = BTreeMap::new();
        for person in people {
            if self.told.insert(person) {
                groups.entry(self.story(person)).or_default().push(person);
            }
        }
        let mut stories: Vec<Story<'_>> = groups
            .into_iter()
            .map(|((membership, turns), people)| Story {
                people,
                membership,
                turns,
            })
            .collect();
        stories.sort_by(|a, b| a.people.cmp(&b.people));
        stories
    }

    fn story(&self, person: &'a str) -> (Membership, Vec<Turn<'a>>) {
        let membership = self.membership.get(person).copied().unwrap_or(Membership::Stays);
        let leaves = matches!(membership, Membership::Leaves(_));
        let mut turns: BTreeMap<Turn<'a>, Vec<&str>> = BTreeMap::new();
        for row in self.access.get(person).into_iter().flatten() {
            let turn = self.turn(row);
            // A private workspace that goes with its person is told with the removal, and a team's new name
            // changes nothing for its people.
            let goes_along = leaves && row.private;
            let is_same = turn.lost.is_empty() && turn.gained.is_empty();
            if !goes_along && !is_same {
                turns.entry(turn).or_default().push(&row.workspace);
            }
        }
        let mut turns: Vec<Turn<'_>> = turns
            .into_iter()
            .map(|(turn, workspaces)| Turn { workspaces, ..turn })
            .collect();
        turns.sort_by(|a, b| (a.after, b.before, a).cmp(&(b.after, a.before, b)));
        (membership, turns)
    }

    /// What happens in one workspace, its name left out so that equal turns meet.
    fn turn(&self, row: &'a AccessReport) -> Turn<'a> {
        let before: BTreeMap<PathKey<'_>, &PathReport> = self.causes.keyed(&row.paths_before);
        let after: BTreeMap<PathKey<'_>, &PathReport> = self.causes.keyed(&row.paths_after);
        let only = |one: &BTreeMap<PathKey<'a>, &'a PathReport>, other: &BTreeMap<PathKey<'a>, _>| {
            let missing = one.iter().filter(|(key, _)| !other.contains_key(key));
            missing
                .map(|(_, path)| Step {
                    path,
                    cause: self.causes.of_path(path, row),
                })
                .collect()
        };
        let mut kept = Vec::new();
        if row.after < row.before {
            let both = after.iter().filter(|(key, _)| before.contains_key(key));
            kept.extend(both.map(|(_, path)| *path));
        }
        Turn {
            before: row.before,
            after: row.after,
            lost: only(&before, &after),
            gained: only(&after, &before),
            kept,
            workspaces: Vec::new(),
        }
    }
}

fn membership(change: &ChangeReport) -> Option<(&str, Membership)> {
    let TargetReport::Member { person } = &change.target else {
        return None;
    };
    let role = |facts: &Option<FactsReport>| facts.as_ref().and_then(|facts| facts.role);
    let membership = match (role(&change.before), role(&change.after)) {
        (before, None) => Membership::Leaves(before),
        (Some(before), Some(after)) if before != after => Membership::Becomes(before, after),
        _ => Membership::Stays,
    };
    Some((person, membership))
}

/// Which teams change, in whom and in what they are granted.
#[derive(Default)]
struct Causes<'a> {
    people: BTreeSet<(&'a str, &'a str)>,
    /// Who leaves the organization: no team's own change is why they lose a path.
    leaving: BTreeSet<&'a str>,
    grants: BTreeSet<(&'a str, &'a str)>,
    teams: BTreeSet<&'a str>,
    /// Earlier names to current ones.
    renamed: BTreeMap<&'a str, &'a str>,
}

/// A path by the name that its team has afterwards.
type PathKey<'a> = (Option<&'a str>, &'static str, Role);

impl<'a> Causes<'a> {
    fn of(changes: &'a [ChangeReport]) -> Causes<'a> {
        let mut causes = Causes::default();
        for change in changes {
            match &change.target {
                TargetReport::TeamMember { team, person } => {
                    causes.people.insert((team, person));
                }
                TargetReport::Member { person } if change.after.is_none() => {
                    causes.leaving.insert(person);
                }
                TargetReport::TeamGrant { workspace, team } => {
                    causes.grants.insert((team, workspace));
                }
                TargetReport::Team { team } => match (name(&change.before), &change.after) {
                    (_, None) => {
                        causes.teams.insert(team);
                    }
                    (Some(earlier), Some(_)) if earlier != team => {
                        causes.renamed.insert(earlier, team);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        causes
    }

    fn keyed(&self, paths: &'a [PathReport]) -> BTreeMap<PathKey<'a>, &'a PathReport> {
        paths.iter().map(|path| (self.key(path), path)).collect()
    }

    fn key(&self, path: &'a PathReport) -> PathKey<'a> {
        match path {
            PathReport::Direct { role } => (None, "direct", *role),
            PathReport::OrganizationOwner { role } => (None, "organization owner", *role),
            PathReport::Team { team, role } => {
                let team = self.renamed.get(team.as_str()).copied().unwrap_or(team);
                (Some(team), "team", *role)
            }
        }
    }

    fn of_path(&self, path: &'a PathReport, row: &'a AccessReport) -> Cause {
        let PathReport::Team { team, .. } = path else {
            return Cause::Itself;
        };
        if self.leaving.contains(row.person.as_str()) {
            Cause::Itself
        } else if self.teams.contains(team.as_str()) {
            Cause::Team
        } else if self.people.contains(&(team, &row.person)) {
            Cause::Person
        } else if self.grants.contains(&(team, &row.workspace)) {
            Cause::Grant
        } else {
            Cause::Itself
        }
    }
}

fn name(facts: &Option<FactsReport>) -> Option<&str> {
    facts.as_ref()?.name.as_deref()
}
