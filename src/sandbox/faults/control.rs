//! The rules in force, and exact counts of what they saw.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{Effect, Rule};

/// Sets the faults of a running sandbox. Clones control the same sandbox.
#[derive(Debug, Clone, Default)]
pub struct FaultControl(Arc<Mutex<Vec<Active>>>);

#[derive(Debug)]
struct Active {
    rule: Rule,
    seen: u64,
    struck: u64,
}

/// A rule in force, with what it has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// The rule.
    pub rule: Rule,
    /// How many requests it was about.
    pub seen: u64,
    /// How many of them it struck.
    pub struck: u64,
}

/// What strikes one request.
#[derive(Debug, Default)]
pub(crate) struct Strike {
    /// Effects, each with the number of its strike, in the order of the rules.
    pub(crate) effects: Vec<(Effect, u64)>,
}

impl FaultControl {
    /// Adds a rule. It counts requests from now on.
    pub fn add(&self, rule: Rule) {
        self.rules_mut().push(Active {
            rule,
            seen: 0,
            struck: 0,
        });
    }

    /// Puts these rules in place of those in force.
    pub fn set(&self, rules: Vec<Rule>) {
        let fresh = rules.into_iter().map(|rule| Active {
            rule,
            seen: 0,
            struck: 0,
        });
        *self.rules_mut() = fresh.collect();
    }

    /// Ends all faults.
    pub fn clear(&self) {
        self.rules_mut().clear();
    }

    /// The rules in force, with what they have done.
    #[must_use]
    pub fn report(&self) -> Vec<Struck> {
        let rules = self.rules_mut();
        rules
            .iter()
            .map(|active| Struck {
                rule: active.rule.clone(),
                seen: active.seen,
                struck: active.struck,
            })
            .collect()
    }

    /// How many strikes there were under the rules in force.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.rules_mut().iter().map(|active| active.struck).sum()
    }

    /// Counts a request for every rule, and tells what strikes it.
    pub(crate) fn meet(&self, method: &str, path: &str, query: &str) -> Strike {
        let mut strike = Strike::default();
        for active in self
            .rules_mut()
            .iter_mut()
            .filter(|active| active.rule.is_about(method, path, query))
        {
            active.seen += 1;
            if active.rule.strikes(active.seen) {
                active.struck += 1;
                strike.effects.push((active.rule.effect, active.struck));
            }
        }
        strike
    }

    fn rules_mut(&self) -> MutexGuard<'_, Vec<Active>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Strike {
    /// How long the request waits.
    pub(crate) fn delay(&self) -> Duration {
        self.effects.iter().map(|(effect, n)| effect.delay(*n)).sum()
    }

    /// The words for the log; nothing where nothing strikes.
    pub(crate) fn names(&self) -> Option<String> {
        let names: Vec<_> = self.effects.iter().map(|(effect, _)| effect.name()).collect();
        if names.is_empty() {
            None
        } else {
            Some(names.join(", "))
        }
    }
}
