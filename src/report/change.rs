//! The steps of a plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EffectReport, FactsReport, Fingerprint, TargetReport, facts};
use crate::model::{Change, Source, Verb};
use crate::plan::{Plan, Summary};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeReport {
    /// Unique in a plan, and the same for the same step in another plan: `ACTION:ADDRESS`.
    pub id: String,
    /// What is changed, as approvals write it. No two steps of a plan have the same address.
    pub address: String,
    /// The address taken apart.
    pub target: TargetReport,
    /// What is done: `invite`, `remove-member`, `grant-team` and so on. A later minor version may add words.
    pub action: String,
    /// What kind of step it is.
    pub verb: VerbReport,
    /// What is there before; null where the step adds something.
    pub before: Option<FactsReport>,
    /// What is there after; null where the step removes something.
    pub after: Option<FactsReport>,
    /// Why, in words.
    pub because: String,
    /// The addresses of the steps that must be done before. If one of them fails, this one is not started.
    pub depends_on: Vec<String>,
    /// Whether it takes something away from somebody.
    pub destructive: bool,
    /// What happens because of it, without being sent.
    pub effects: Vec<EffectReport>,
    /// A digest of the live value from which the step was computed.
    pub fingerprint: Fingerprint,
    /// Where the manifest asks for it; null for what is removed because no line declares it.
    pub source: Option<SourceReport>,
}

/// The kinds of steps that the summary counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerbReport {
    /// Something comes.
    Add,
    /// Something is made otherwise.
    Change,
    /// Something gets another name.
    Rename,
    /// Something goes.
    Remove,
}

/// A place in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct SourceReport {
    /// The file, relative to where orgform was run, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// How many steps of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryReport {
    /// Steps that add something.
    pub add: usize,
    /// Steps that make something otherwise.
    pub change: usize,
    /// Steps that remove something.
    pub remove: usize,
    /// Steps that rename something.
    pub rename: usize,
    /// Intents that wait for people.
    pub waiting: usize,
}

impl ChangeReport {
    /// Whether another step is told as the same deed; the reason and the line may differ.
    pub(super) fn does_the_same_as(&self, other: &ChangeReport) -> bool {
        let told = |change: &ChangeReport| ChangeReport {
            because: String::new(),
            source: None,
            ..change.clone()
        };
        told(self) == told(other)
    }

    /// Tells one step of a plan.
    pub(super) fn of(change: &Change, plan: &Plan) -> ChangeReport {
        let (before, after) = facts::sides(change, plan);
        ChangeReport {
            id: id(change),
            address: change.address.to_string(),
            target: TargetReport::from(&change.address),
            action: change.action.name().to_owned(),
            verb: change.action.verb().into(),
            before,
            after,
            because: change.because.clone(),
            depends_on: change.depends_on.iter().map(ToString::to_string).collect(),
            destructive: change.action.is_destructive(),
            effects: change.effects.iter().map(EffectReport::from).collect(),
            fingerprint: change.fingerprint.clone(),
            source: change.source.as_ref().map(SourceReport::from),
        }
    }
}

/// An address has one change in a plan, so action and address together are unique too.
pub(super) fn id(change: &Change) -> String {
    format!("{}:{}", change.action.name(), change.address)
}

impl From<Verb> for VerbReport {
    fn from(verb: Verb) -> VerbReport {
        match verb {
            Verb::Add => VerbReport::Add,
            Verb::Change => VerbReport::Change,
            Verb::Rename => VerbReport::Rename,
            Verb::Remove => VerbReport::Remove,
        }
    }
}

impl From<&Source> for SourceReport {
    fn from(source: &Source) -> SourceReport {
        SourceReport {
            file: source.file.as_ref().to_owned(),
            line: source.line,
            column: source.column,
        }
    }
}

impl From<Summary> for SummaryReport {
    fn from(summary: Summary) -> SummaryReport {
        let Summary {
            add,
            change,
            remove,
            rename,
            waiting,
        } = summary;
        SummaryReport {
            add,
            change,
            remove,
            rename,
            waiting,
        }
    }
}
