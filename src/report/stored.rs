//! Whatever orgform leaves behind, told apart by what it says it is.

use super::{Document, JournalReport, PlanReport, ReadError, ReceiptReport, SavedPlanReport};

/// A document in a file.
#[derive(Clone, Debug)]
pub enum Stored {
    /// `plan --format json`
    Plan(Box<PlanReport>),
    /// `plan --out`
    SavedPlan(Box<SavedPlanReport>),
    /// `apply --format json`
    Receipt(Box<ReceiptReport>),
    /// `.orgform/journal/*.jsonl`
    Journal(Box<JournalReport>),
}

impl Stored {
    /// Reads any of them.
    pub fn read(text: &str) -> Result<Stored, ReadError> {
        if serde_json::from_str::<serde_json::Value>(text).is_err() {
            // Only a journal is more than one value.
            let no_journal = |_| match serde_json::from_str::<serde_json::Value>(text) {
                Err(error) => ReadError::NotJson(error),
                Ok(_) => ReadError::NotOurs(serde::de::Error::custom("neither a document nor a journal")),
            };
            return JournalReport::read(text)
                .map(|journal| Stored::Journal(Box::new(journal)))
                .map_err(no_journal);
        }
        match PlanReport::from_json(text) {
            Ok(plan) => return Ok(Stored::Plan(Box::new(plan))),
            Err(ReadError::OtherKind { .. }) => {}
            Err(error) => return Err(error),
        }
        match ReceiptReport::from_json(text) {
            Ok(receipt) => return Ok(Stored::Receipt(Box::new(receipt))),
            Err(ReadError::OtherKind { .. }) => {}
            Err(error) => return Err(error),
        }
        SavedPlanReport::from_json(text).map(|saved| Stored::SavedPlan(Box::new(saved)))
    }
}
