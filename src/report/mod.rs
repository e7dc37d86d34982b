//! What is told: versioned view models, for machines as JSON and for `render` as values.
//!
//! The types here are the contract with whoever reads the documents, so they are their own: domain values
//! are turned into them by functions and never serialized themselves. Everything is sorted, and nothing here
//! is a sentence for people beyond the reasons that the domain carries.

mod version;
mod document;
mod target;
mod facts;
mod effect;
mod change;
mod access;
mod verdict;
mod waiting;
mod finding;
mod approval;
mod guard;
mod plan;
mod saved;
mod receipt;
mod event;
mod journal;
mod diagnostics;
mod drift;
mod edit;
mod difference;
mod origin;
mod stored;
mod snapshot;
mod reads;
mod doctor;
mod schema;

pub use crate::model::{Fingerprint, Role};
pub use access::{AccessReport, PathReport, PeopleReport};
pub use approval::{ApprovalNoteReport, ApprovalNoteState};
pub use change::{ChangeReport, SourceReport, SummaryReport, VerbReport};
pub use diagnostics::{DiagnosticReport, DiagnosticsReport, LabelReport, SeverityReport, SpanReport};
pub use doctor::{
    Able, AccountCheck, Answering, CertificatesCheck, Check, CheckReport, CheckState, ClockCheck,
    ConnectionCheck, DoctorReport, KeyCheck, LastApplyCheck, LimitsCheck, ManifestCheck, NamedBy,
    OrganizationCheck, PowersCheck, ProxyCheck, RouteName, RouteReport, RoutesCheck, SeatsReport,
    ServerCheck, Subject, WriteName,
};
pub use document::{Document, DocumentKind, ReadError};
pub use drift::{
    BaselineReport, BurstReport, Deed, DriftAccessReport, DriftItemReport, DriftKind, DriftReport,
    DriftSeverity, DriftState, DriftVerdictReport, ProvenanceReport, SeverityCounts,
};
pub use edit::{
    AdoptReport, DeclarationReport, DeclaredAccessReport, FileEditReport, MentionReport, OffboardReport,
};
pub use effect::EffectReport;
pub use event::EventReport;
pub use facts::{Every, FactsReport, ModelsReport};
pub use finding::FindingReport;
pub use guard::{GuardReport, GuardState, HeldReport};
pub use journal::{CallReport, ChangeEnd, JournalReport};
pub use origin::OriginsReport;
pub use plan::{OrganizationReport, PlanReport};
pub use reads::ReadsReport;
pub use receipt::{EndReport, EndsReport, KeptReport, ReceiptReport, VerificationReport};
pub use saved::{AllowedReport, SavedPlanReport};
pub use schema::{
    adopt_schema, diagnostics_schema, doctor_schema, drift_schema, event_schema, journal_schema,
    offboard_schema, plan_schema, receipt_schema, saved_plan_schema,
};
pub use snapshot::SnapshotNoteReport;
pub use stored::Stored;
pub use target::TargetReport;
pub use verdict::{LoosenessReport, Outcome, ThanReport, VerdictReport};
pub use version::{FormatVersion, MalformedVersion};
pub use waiting::{UnmanagedReport, WaitingReport};
