//! Plans in, drift out.

use std::collections::{BTreeMap, BTreeSet};

use super::burst::{Burst, bursts};
use super::effect::Effects;
use super::item::{Item, State, fingerprint};
use super::key::{Key, keyed};
use super::provenance::Records;
use super::sentence::sentence;
use super::{Difference, Severity};
use crate::model::{Email, Live, WorkspaceKey};
use crate::plan::{AccessChange, Plan};

/// Where live is not what is declared.
#[derive(Clone, Debug)]
pub struct Drift<'a> {
    /// The plan of the manifest.
    pub manifest: &'a Plan,
    /// The plan of the baseline against the same live organization, where there is one.
    pub baseline: Option<&'a Plan>,
    /// What differs and what there is to know: the most severe first, and what does not count last.
    pub items: Vec<Item<'a>>,
    /// Collections of which a large share differs at once.
    pub bursts: Vec<Burst>,
}

impl<'a> Drift<'a> {
    /// The plan that says what drift is: of the baseline, where there is one.
    pub fn reference(&self) -> &'a Plan {
        self.baseline.unwrap_or(self.manifest)
    }

    /// What counts.
    pub fn counted(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| item.counts)
    }

    /// Whose access is not what is declared because of what counts, by person and workspace.
    pub fn access(&self) -> BTreeMap<(&'a Email, &'a WorkspaceKey), &'a AccessChange> {
        let rows = self.counted().flat_map(|item| item.access.iter().copied());
        rows.map(|row| ((&row.person, &row.workspace), row)).collect()
    }
}

/// Tells what the plans of a manifest and of its baseline, both against this live organization, say about it.
pub fn compare<'a>(live: &'a Live, manifest: &'a Plan, baseline: Option<&'a Plan>) -> Drift<'a> {
    let teller = Teller {
        records: Records::of(live),
        effects: Effects::of(manifest),
        baseline_effects: baseline.map(Effects::of),
    };
    let mut of_manifest = keyed(manifest);
    let mut of_baseline = baseline.map(keyed).unwrap_or_default();
    let keys: BTreeSet<Key> = of_manifest.keys().chain(of_baseline.keys()).cloned().collect();
    let mut items: Vec<(Key, Item<'a>)> = keys
        .into_iter()
        .filter_map(|key| {
            let sides = (of_manifest.remove(&key), of_baseline.remove(&key));
            let item = teller.item(&key, sides, baseline.is_some())?;
            Some((key, item))
        })
        .collect();
    items.sort_by(|(key, a), (other, b)| (a.severity, a.state, key).cmp(&(b.severity, b.state, other)));
    let items: Vec<Item<'a>> = items.into_iter().map(|(_, item)| item).collect();
    Drift {
        manifest,
        baseline,
        bursts: bursts(&items, &manifest.before),
        items,
    }
}

/// A difference from the manifest and one from the baseline, of the same thing.
pub(super) type Sides<'a> = (Option<Difference<'a>>, Option<Difference<'a>>);

struct Teller<'a> {
    records: Records<'a>,
    effects: Effects<'a>,
    baseline_effects: Option<Effects<'a>>,
}

impl<'a> Teller<'a> {
    /// The item of one thing; none where neither side tells of it.
    fn item(&self, key: &Key, sides: Sides<'a>, has_baseline: bool) -> Option<Item<'a>> {
        let state = if has_baseline { state(sides)? } else { State::Drift };
        let (manifest, baseline) = sides;
        // Drift is drift from what was applied; what is to come is told as the manifest has it.
        let decisive = match state {
            State::Drift | State::Both | State::Settled => baseline.or(manifest)?,
            State::Pending => manifest?,
        };
        let counts = matches!(state, State::Drift | State::Both) && decisive.counts();
        let effects = match baseline.filter(|_| state != State::Pending) {
            Some(_) => self.baseline_effects.as_ref()?,
            None => &self.effects,
        };
        let address = decisive.address();
        let worst = address.as_ref().and_then(|address| effects.worst(address));
        let severity = if counts {
            worst.into_iter().fold(Severity::of(decisive), Severity::min)
        } else {
            Severity::Information
        };
        let access = address.as_ref().map(|address| effects.rows(address).to_vec());
        let is_live = decisive.live().is_some();
        let provenance = key
            .address()
            .filter(|_| is_live)
            .and_then(|address| self.records.provenance(address));
        Some(Item {
            state,
            kind: decisive.kind(),
            counts,
            severity,
            address: manifest.map_or(address, Difference::address),
            manifest,
            baseline,
            access: access.unwrap_or_default(),
            provenance,
            fingerprint: fingerprint(key, decisive),
            sentence: sentence(state, sides, has_baseline),
        })
    }
}

/// Which of the states it is, where there is a baseline.
fn state(sides: Sides<'_>) -> Option<State> {
    match sides {
        (None, None) => None,
        (None, Some(_)) => Some(State::Settled),
        (Some(_), None) => Some(State::Pending),
        // What the baseline left alone, and the manifest no longer does, waits for an apply.
        (Some(manifest), Some(baseline)) if manifest.counts() && !baseline.counts() => Some(State::Pending),
        (Some(manifest), Some(baseline)) if manifest.wanted() == baseline.wanted() => Some(State::Drift),
        (Some(_), Some(_)) => Some(State::Both),
    }
}
