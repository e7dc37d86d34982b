//! One line of a drift report.

use super::key::Key;
use super::{Difference, Kind, Provenance, Severity};
use crate::model::{Address, Fingerprint};
use crate::plan::AccessChange;

/// Where a difference comes from. Without a baseline it is always `Drift`.
///
/// | | live is as the baseline says | live is not as the baseline says |
/// | --- | --- | --- |
/// | the manifest says the same as the baseline | – | `Drift` |
/// | the manifest moved on, live did not | `Pending` | `Both` |
/// | the manifest does not object to live | – | `Settled` |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Somebody changed live.
    Drift,
    /// Somebody changed live, and the manifest moved on.
    Both,
    /// The manifest moved on, and nobody changed live: it waits for an apply.
    Pending,
    /// Live is not what was applied, and the manifest does not object: it says the same, or no longer looks after it.
    Settled,
}

/// One thing that differs, or that there is to know.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Where it comes from.
    pub state: State,
    /// What kind of difference it is.
    pub kind: Kind,
    /// Whether it counts as drift.
    pub counts: bool,
    /// How much it matters.
    pub severity: Severity,
    /// The address, by the manifest's names; none for a live row without a valid one.
    pub address: Option<Address>,
    /// The difference from the manifest.
    pub manifest: Option<Difference<'a>>,
    /// The difference from the baseline.
    pub baseline: Option<Difference<'a>>,
    /// Whose access it has a part in.
    pub access: Vec<&'a AccessChange>,
    /// Who did it and when, where that is known.
    pub provenance: Option<Provenance>,
    /// The same tomorrow for the same difference.
    pub fingerprint: Fingerprint,
    /// The whole in one sentence.
    pub sentence: String,
}

/// Of what differs, and how. A difference from the baseline stays the same one, however the manifest moves on.
pub(super) fn fingerprint(key: &Key, difference: Difference<'_>) -> Fingerprint {
    let (wanted, live) = (difference.wanted(), difference.live());
    let mut builder = Fingerprint::builder("drift");
    for part in key.parts() {
        builder.add(&part);
    }
    builder
        .optional(wanted.as_deref())
        .optional(live.as_deref())
        .finish()
}
