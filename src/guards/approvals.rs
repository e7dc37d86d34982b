//! What lifts a guard: exact objects, for a time, written down in the root file.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Objection;
use crate::model::{Address, Approval, GuardCode, Source};

/// What became of an approval that did not simply serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalNote {
    /// The guard that it is for.
    pub guard: GuardCode,
    /// Where it stands.
    pub source: Source,
    /// What became of it.
    pub state: ApprovalState,
}

/// Why an approval did nothing, or not enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// Its last day has passed.
    Expired {
        /// That day.
        until: Date,
    },
    /// Nothing that it names is refused; it can be deleted.
    Unused,
    /// It names some of what is refused, and not these.
    Incomplete {
        /// What it would have to name too.
        missing: BTreeSet<Address>,
    },
}

/// The approvals of a manifest during one check.
pub(super) struct Approvals<'a> {
    today: Date,
    all: Vec<(&'a Approval, Use)>,
}

enum Use {
    None,
    Served,
    Incomplete(BTreeSet<Address>),
}

impl<'a> Approvals<'a> {
    pub(super) fn at(now: Timestamp, approvals: &'a [Approval]) -> Approvals<'a> {
        let all = approvals.iter().map(|approval| (approval, Use::None)).collect();
        Approvals {
            today: now.to_zoned(TimeZone::UTC).date(),
            all,
        }
    }

    /// Whether the approvals of this guard that still hold name every object of the objection.
    pub(super) fn lift(&mut self, objection: &Objection) -> bool {
        let today = self.today;
        let concerned = |approval: &Approval| {
            approval.guard == objection.guard
                && approval.until >= today
                && !approval.objects.is_disjoint(&objection.objects)
        };
        let named: BTreeSet<&Address> = self
            .all
            .iter()
            .filter(|(approval, _)| concerned(approval))
            .flat_map(|(approval, _)| &approval.objects)
            .collect();
        let missing: BTreeSet<Address> = objection
            .objects
            .iter()
            .filter(|object| !named.contains(object))
            .cloned()
            .collect();
        let lifted = objection.liftable && missing.is_empty() && !objection.objects.is_empty();
        for (_, used) in self.all.iter_mut().filter(|(approval, _)| concerned(approval)) {
            *used = if lifted {
                Use::Served
            } else {
                Use::Incomplete(missing.clone())
            };
        }
        lifted
    }

    /// What is to be told about them, in the order of the file.
    pub(super) fn notes(self) -> Vec<ApprovalNote> {
        let today = self.today;
        self.all
            .into_iter()
            .filter_map(|(approval, used)| {
                let state = match used {
                    _ if approval.until < today => ApprovalState::Expired {
                        until: approval.until,
                    },
                    Use::Served => return None,
                    Use::None => ApprovalState::Unused,
                    Use::Incomplete(missing) => ApprovalState::Incomplete { missing },
                };
                Some(ApprovalNote {
                    guard: approval.guard,
                    source: approval.source.clone(),
                    state,
                })
            })
            .collect()
    }
}
