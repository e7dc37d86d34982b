//! Live teams by the names that a manifest can use for them.

use std::collections::BTreeMap;

use crate::model::{Desired, DesiredTeam, Live, LiveTeam, Reading, TeamId, TeamName};

/// What there is under a team's name.
#[derive(Clone, Copy, Debug)]
pub(super) enum TeamFact<'a> {
    /// One active team.
    Live(&'a LiveTeam),
    /// Several active teams have the name.
    Ambiguous,
    /// Only inactive teams have it.
    Inactive,
    /// None.
    Absent,
}

/// All live teams, by normalized name, with the renames that the manifest declares.
pub(super) struct TeamFacts<'a> {
    by_name: BTreeMap<TeamName, Vec<&'a LiveTeam>>,
    by_id: BTreeMap<&'a TeamId, &'a LiveTeam>,
    /// Teams that are live under an earlier name, by the declared one.
    renamed: BTreeMap<&'a TeamName, &'a LiveTeam>,
    /// The same the other way round.
    new_names: BTreeMap<&'a TeamId, &'a TeamName>,
    readable: bool,
}

impl<'a> TeamFacts<'a> {
    pub(super) fn new(live: &'a Live, desired: &'a Desired) -> TeamFacts<'a> {
        let mut by_name: BTreeMap<TeamName, Vec<&LiveTeam>> = BTreeMap::new();
        let rows = live.teams.known().map(Vec::as_slice).unwrap_or_default();
        for team in rows {
            by_name.entry(TeamName::new(&team.name)).or_default().push(team);
        }
        let by_id = rows.iter().map(|team| (&team.id, team)).collect();
        let readable = matches!(live.teams, Reading::Read(_));
        let mut facts = TeamFacts {
            by_name,
            by_id,
            renamed: BTreeMap::new(),
            new_names: BTreeMap::new(),
            readable,
        };
        for (name, team) in desired.teams.iter().flatten() {
            if let Some(found) = facts.under_earlier_name(name, team) {
                facts.renamed.insert(name, found);
                facts.new_names.insert(&found.id, name);
            }
        }
        facts
    }

    /// A live team under an earlier name of a declared one that is not live under its own.
    fn under_earlier_name(&self, name: &TeamName, team: &DesiredTeam) -> Option<&'a LiveTeam> {
        if !matches!(self.named(name), TeamFact::Absent) {
            return None;
        }
        team.previously
            .iter()
            .find_map(|earlier| match self.named(earlier) {
                TeamFact::Live(live) if !live.is_default => Some(live),
                _ => None,
            })
    }

    /// Whether the list of teams was read at all.
    pub(super) fn are_read(&self) -> bool {
        self.readable
    }

    /// What there is under this name.
    pub(super) fn named(&self, name: &TeamName) -> TeamFact<'a> {
        let rows = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        let mut active = rows.iter().filter(|team| team.is_active);
        match (active.next(), active.next()) {
            (Some(team), None) => TeamFact::Live(team),
            (Some(_), Some(_)) => TeamFact::Ambiguous,
            (None, _) if rows.is_empty() => TeamFact::Absent,
            (None, _) => TeamFact::Inactive,
        }
    }

    /// What a manifest means by a name: what there is under this name, or else a team under an earlier one.
    pub(super) fn meant(&self, name: &TeamName) -> TeamFact<'a> {
        match (self.named(name), self.renamed.get(name)) {
            (TeamFact::Absent, Some(live)) => TeamFact::Live(live),
            (fact, _) => fact,
        }
    }

    /// The live team that a manifest means by a name.
    pub(super) fn meant_by(&self, name: &TeamName) -> Option<&'a LiveTeam> {
        match self.meant(name) {
            TeamFact::Live(live) => Some(live),
            TeamFact::Absent | TeamFact::Ambiguous | TeamFact::Inactive => None,
        }
    }

    /// The name that the manifest knows a live team by, which differs while a rename is planned.
    pub(super) fn current_name(&self, live: &LiveTeam) -> TeamName {
        self.new_names
            .get(&live.id)
            .map_or_else(|| TeamName::new(&live.name), |name| (*name).clone())
    }

    /// Whether the manifest renames this team.
    pub(super) fn is_renamed(&self, live: &LiveTeam) -> bool {
        self.new_names.contains_key(&live.id)
    }

    /// The declared names of teams that are live under an earlier one, with that one.
    pub(super) fn earlier_names(&self) -> BTreeMap<TeamName, TeamName> {
        let renamed = self.renamed.iter();
        renamed
            .map(|(name, live)| ((*name).clone(), TeamName::new(&live.name)))
            .collect()
    }

    /// The team of an id.
    pub(super) fn with_id(&self, id: &TeamId) -> Option<&'a LiveTeam> {
        self.by_id.get(id).copied()
    }

    /// Every name with what there is under it.
    pub(super) fn names(&self) -> impl Iterator<Item = (&TeamName, TeamFact<'a>)> {
        self.by_name.keys().map(|name| (name, self.named(name)))
    }
}
