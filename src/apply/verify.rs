//! The last look: whether live is now what the manifest says.

use std::collections::BTreeSet;

use super::{Clock, SurveyError, survey};
use crate::guards::Held;
use crate::model::{Address, Desired, Email};
use crate::plan::{Finding, Plan, WaitingFor};
use crate::platform::{ReadApi, Silent};

/// What a last look showed.
#[derive(Clone, Debug, PartialEq)]
pub enum Verification {
    /// Nothing is left to do, apart from waiting for people and from what is held.
    Converged {
        /// So many people have not answered yet.
        waiting: usize,
    },
    /// Something is left.
    Remaining {
        /// What a plan would do now, held additions left out.
        changes: Vec<Address>,
        /// What is declared and can be neither read nor written here.
        blocked: Vec<Finding>,
    },
    /// Live could not be read again.
    Failed {
        /// Why.
        why: String,
    },
    /// Nobody looked, because the run was stopped, or its time was over.
    NotDone,
}

/// Reads live again and plans again.
pub async fn verify(desired: &Desired, held: &[Held], reader: &ReadApi, clock: Clock) -> Verification {
    let survey = match survey(desired, reader, clock, &Silent).await {
        Ok(survey) => survey,
        Err(SurveyError::Platform(error)) if error.ends_the_run() => return Verification::NotDone,
        Err(error) => {
            return Verification::Failed {
                why: error.to_string(),
            };
        }
    };
    Verification::of(&survey.plan, held)
}

impl Verification {
    /// What a plan that was just made shows.
    pub fn of(plan: &Plan, held: &[Held]) -> Verification {
        let held: BTreeSet<&Address> = held.iter().map(|held| &held.change.address).collect();
        let changes: Vec<Address> = plan
            .changes
            .iter()
            .map(|change| &change.address)
            .filter(|address| !held.contains(address))
            .cloned()
            .collect();
        let blocked: Vec<Finding> = plan
            .findings
            .iter()
            .filter(|finding| finding.blocks)
            .cloned()
            .collect();
        if changes.is_empty() && blocked.is_empty() {
            Verification::Converged {
                waiting: awaited(plan, &held),
            }
        } else {
            Verification::Remaining { changes, blocked }
        }
    }
}

/// How many people have not answered; whoever is not invited because that is held has nothing to answer.
fn awaited(plan: &Plan, held: &BTreeSet<&Address>) -> usize {
    let asked = plan.waiting.iter().filter(|waiting| match &waiting.for_what {
        WaitingFor::Invitation { person } => !held.contains(&Address::Invitation(person.clone())),
        WaitingFor::Answer { .. } => true,
    });
    let people: BTreeSet<&Email> = asked.map(|waiting| waiting.for_what.person()).collect();
    people.len()
}
