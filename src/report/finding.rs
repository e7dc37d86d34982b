//! What a reader should know and the plan does not change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SourceReport;
use crate::plan::Finding;

/// One thing to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingReport {
    /// The stable name of the kind: `gave-up`, `unknown-person`, `unreadable` and so on. A later minor version
    /// may add words.
    pub kind: String,
    /// What it is about: an address, or the raw text where the live row has no valid one.
    pub subject: String,
    /// The story in one sentence.
    pub detail: String,
    /// The line that declares it.
    pub source: Option<SourceReport>,
    /// Whether something declared is thereby neither there nor under way, so that apply does not converge.
    pub blocks: bool,
}

impl From<&Finding> for FindingReport {
    fn from(finding: &Finding) -> FindingReport {
        FindingReport {
            kind: finding.kind.as_str().to_owned(),
            subject: finding.subject.clone(),
            detail: finding.detail.clone(),
            source: finding.source.as_ref().map(SourceReport::from),
            blocks: finding.blocks,
        }
    }
}
