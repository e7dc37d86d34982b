//! Drift, as it is told.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Document, DocumentKind, FactsReport, Fingerprint, FormatVersion, OrganizationReport, PathReport,
    SnapshotNoteReport, SourceReport, TargetReport,
};
use crate::model::Role;

/// Where the organization is not what its manifest says. It holds no secret, and no clock but `created_at`: the
/// same world at the same moment gives the same bytes. To see whether two runs found the same, compare
/// `fingerprint`, and item by item theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Drift report of orgform")]
pub struct DriftReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is a drift report.
    #[schemars(with = "String", extend("const" = "drift"))]
    pub kind: DocumentKind,
    /// The moment for which live was compared, UTC.
    pub created_at: Timestamp,
    /// The snapshot that was compared; absent where the platform itself was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<SnapshotNoteReport>,
    /// Which organization.
    pub organization: OrganizationReport,
    /// The address of the account whose key was used.
    pub caller: String,
    /// The digest of the manifest. Comments, order and layout do not change it.
    pub manifest: Fingerprint,
    /// The manifest as of the last apply, where one was given.
    pub baseline: Option<BaselineReport>,
    /// Of the fingerprints of all items that count: equal in two reports that found the same drift.
    pub fingerprint: Fingerprint,
    /// The report in one line.
    pub verdict: DriftVerdictReport,
    /// Collections of which a large share differs at once, which is more often a problem of reading or of the
    /// platform than so many deeds. To be looked into first.
    pub bursts: Vec<BurstReport>,
    /// What differs and what else there is to know: what counts first, the most severe first, then by address.
    pub items: Vec<DriftItemReport>,
    /// Whose access to which workspace is not what is declared because of items that count, sorted by person and
    /// workspace.
    pub access: Vec<DriftAccessReport>,
    /// Shared workspaces to which access is not fully known, so that `access` is not complete.
    pub unknown_workspaces: Vec<String>,
}

/// The manifest with which live was compared besides the one at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaselineReport {
    /// As it was asked for: a folder, or `git:REV`.
    pub name: String,
    /// The commit that the revision names.
    pub commit: Option<String>,
    /// The digest of that manifest.
    pub manifest: Fingerprint,
}

/// The report in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriftVerdictReport {
    /// Whether anything counts: then `drift` ends with 2.
    pub drifted: bool,
    /// How many items count.
    pub drift: usize,
    /// Of those, how many of each severity.
    pub by_severity: SeverityCounts,
    /// How many people have another access than is declared because of items that count.
    pub people: usize,
    /// How many items wait for an apply: the manifest moved on, live did not.
    pub pending: usize,
    /// How many items no longer differ from the manifest, and differ from the baseline.
    pub settled: usize,
    /// How many other items are there for information.
    pub information: usize,
    /// How many people have to answer an invitation, which is no drift.
    pub people_awaited: usize,
}

/// How many items of each severity count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeverityCounts {
    /// Owners who should not be.
    pub critical: usize,
    /// Access that is not declared.
    pub high: usize,
    /// Declared access that is missing.
    pub medium: usize,
    /// Nobody's access differs.
    pub low: usize,
}

/// How much something matters, by what it does to people's access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DriftSeverity {
    /// Somebody is owner, of the organization or of a workspace, who should not be.
    Critical,
    /// Somebody has access that is not declared, or more than is declared.
    High,
    /// Somebody lacks access that is declared.
    Medium,
    /// Nobody's access differs: a name, a description, a setting.
    Low,
    /// It does not count, and is told so that it is known.
    Information,
}

impl DriftSeverity {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            DriftSeverity::Critical => "critical",
            DriftSeverity::High => "high",
            DriftSeverity::Medium => "medium",
            DriftSeverity::Low => "low",
            DriftSeverity::Information => "information",
        }
    }
}

/// One thing that differs, or that there is to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriftItemReport {
    /// The same tomorrow for the same difference. It does not depend on time, order, lines, or the names that
    /// people show.
    pub fingerprint: Fingerprint,
    /// What kind of item.
    pub kind: DriftKind,
    /// What exactly was found, where the kind alone does not tell: `gave-up`, `declined`, `key-taken` and so on. A
    /// later minor version may add words.
    pub finding: Option<String>,
    /// Where the difference comes from; without a baseline always `drift`.
    pub state: DriftState,
    /// Whether it counts: then it alone makes `drift` end with 2.
    pub counts: bool,
    /// How much it matters.
    pub severity: DriftSeverity,
    /// What it is about: an address, or the raw text where the live row has no valid one.
    pub address: String,
    /// The address taken apart; null for a raw text.
    pub target: Option<TargetReport>,
    /// What the manifest says; null for "not there". Where it does not differ from live, or does not look after it,
    /// this is live's value.
    pub declared: Option<FactsReport>,
    /// What the baseline says, in the same way; null also where there is no baseline.
    pub baseline: Option<FactsReport>,
    /// What is there; null for "not there".
    pub live: Option<FactsReport>,
    /// The whole in one sentence.
    pub sentence: String,
    /// The line of the manifest that declares it.
    pub source: Option<SourceReport>,
    /// The line of the baseline that declares it.
    pub baseline_source: Option<SourceReport>,
    /// Who did it and when, where the platform tells.
    pub provenance: Option<ProvenanceReport>,
    /// Whose access it has a part in, sorted by person and workspace.
    pub access: Vec<DriftAccessReport>,
}

/// The kinds of items. A later minor version may add words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DriftKind {
    /// Declared, and not live.
    Missing,
    /// Declared and live, and not the same.
    Changed,
    /// Live, and not declared.
    Unmanaged,
    /// A setting that the API cannot write is not as expected.
    Expectation,
    /// A grantee or team member who is neither in the organization nor on the way in.
    UnknownPerson,
    /// The platform refused to show it.
    Unreadable,
    /// The platform has no route for it.
    Unsupported,
    /// Several live things could be meant.
    Ambiguous,
    /// An invitation that is not sent again by itself.
    Stuck,
    /// Something else to know; `finding` says what.
    Other,
}

impl DriftKind {
    /// The stable kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            DriftKind::Missing => "missing",
            DriftKind::Changed => "changed",
            DriftKind::Unmanaged => "unmanaged",
            DriftKind::Expectation => "expectation",
            DriftKind::UnknownPerson => "unknown-person",
            DriftKind::Unreadable => "unreadable",
            DriftKind::Unsupported => "unsupported",
            DriftKind::Ambiguous => "ambiguous",
            DriftKind::Stuck => "stuck",
            DriftKind::Other => "other",
        }
    }
}

/// Where a difference comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DriftState {
    /// Live is not what was applied, and the manifest still wants that: somebody changed live.
    Drift,
    /// Live is not what was applied, and the manifest wants something else again.
    Both,
    /// Live is what was applied, and the manifest moved on: it waits for an apply.
    Pending,
    /// Live is not what was applied, and the manifest does not object.
    Settled,
}

/// What the platform tells of how something came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProvenanceReport {
    /// What was done.
    pub deed: Deed,
    /// By whom, as the platform names them; the address where that is a member's id.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// A grant was given; `by` gave it.
    Granted,
    /// An invitation was sent; `by` sent it.
    Invited,
    /// A person joined; `by` had invited them.
    Joined,
    /// A workspace was made; `by` made it.
    Created,
}

/// A person whose access to a workspace, or a path to it, is not what is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriftAccessReport {
    /// The person.
    pub person: String,
    /// The workspace.
    pub workspace: String,
    /// Whether it is somebody's private default workspace.
    pub private: bool,
    /// The best permission that is declared; null for none.
    pub declared: Option<Role>,
    /// The best permission that there is; null for none.
    pub live: Option<Role>,
    /// Every path that is declared.
    pub declared_paths: Vec<PathReport>,
    /// Every path that there is.
    pub live_paths: Vec<PathReport>,
}

/// A collection of which a large share differs at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BurstReport {
    /// `members`, `teams`, `team-members`, `workspaces` or `grants`.
    pub collection: String,
    /// How many of its items count.
    pub differing: usize,
    /// How many things there are, live or declared.
    pub of: usize,
    /// How many of the differing ones are declared and not live: what a short read looks like.
    pub missing: usize,
}

impl Document for DriftReport {
    const KIND: DocumentKind = DocumentKind::Drift;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}
