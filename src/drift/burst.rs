//! A large share of a collection at once is rarely so many deeds: it is what a short read, a platform in trouble or
//! the wrong manifest looks like.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Kind};
use crate::model::{Address, OrgState};

/// Of a collection with fewer things than this, shares say little.
const FEW: usize = 10;

/// Fewer differences than this are never a burst.
const LEAST: usize = 4;

/// From ten things on, more than this share is one, in percent.
const SHARE: usize = 25;

/// Of fewer things, more than this share is one, in percent.
const SHARE_OF_FEW: usize = 50;

/// A collection of which a large share differs at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Which one.
    pub collection: &'static str,
    /// How many of its things differ, in items that count.
    pub differing: usize,
    /// How many things there are, live or declared.
    pub of: usize,
    /// How many of the differing ones are declared and not live.
    pub missing: usize,
}

/// Whether so many of so many are a burst.
fn is_burst(differing: usize, of: usize) -> bool {
    let share = if of < FEW { SHARE_OF_FEW } else { SHARE };
    differing >= LEAST && differing * 100 > share * of
}

/// The bursts among these items, over the state in which live was read.
pub(super) fn bursts(items: &[Item<'_>], live: &OrgState) -> Vec<Burst> {
    let mut differing: BTreeMap<&'static str, Vec<&Item<'_>>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.counts) {
        if let Some(collection) = item.address.as_ref().and_then(collection) {
            differing.entry(collection).or_default().push(item);
        }
    }
    let found = differing.into_iter().map(|(collection, items)| {
        let things: BTreeSet<&Address> = items.iter().filter_map(|item| item.address.as_ref()).collect();
        let missing = items
            .iter()
            .filter(|item| matches!(item.kind, Kind::Missing | Kind::UnknownPerson))
            .count();
        Burst {
            collection,
            differing: things.len(),
            of: (live_things(collection, live) + missing).max(things.len()),
            missing,
        }
    });
    found
        .filter(|burst| is_burst(burst.differing, burst.of))
        .collect()
}

/// Where something is counted.
fn collection(address: &Address) -> Option<&'static str> {
    Some(match address {
        Address::Organization => return None,
        Address::Member(_) | Address::Invitation(_) => "members",
        Address::Team(_) => "teams",
        Address::TeamMember(..) => "team-members",
        Address::Workspace(_) => "workspaces",
        Address::TeamGrant(..) | Address::UserGrant(..) => "grants",
    })
}

fn live_things(collection: &str, live: &OrgState) -> usize {
    let workspaces = live.workspaces.values().filter(|workspace| !workspace.default);
    match collection {
        "members" => {
            let people = live.members.values().filter(|member| !member.operator);
            people.count() + live.invitations.len()
        }
        "teams" => live.teams.len(),
        "team-members" => {
            let teams = live.teams.values().filter_map(|team| team.members.as_ref());
            teams.map(BTreeSet::len).sum()
        }
        "workspaces" => workspaces.count(),
        _ => workspaces
            .map(|workspace| {
                let users = workspace.users.as_ref().map_or(0, BTreeMap::len);
                users + workspace.teams.as_ref().map_or(0, BTreeMap::len)
            })
            .sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_burst;

    #[test]
    fn a_share_is_large_from_a_quarter_on_and_of_few_from_a_half_on() {
        assert!(!is_burst(25, 100) && is_burst(26, 100));
        assert!(!is_burst(4, 8) && is_burst(5, 8));
        assert!(is_burst(4, 10) && !is_burst(3, 10), "a few are never a burst");
        assert!(!is_burst(3, 3));
        assert!(!is_burst(200, 10_000), "many are none if they are a small share");
    }
}
