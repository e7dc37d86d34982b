//! The published JSON Schemas of documents, made from their types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::{
    AdoptReport, DiagnosticsReport, DoctorReport, DriftReport, EventReport, OffboardReport, PlanReport,
    ReceiptReport, SavedPlanReport,
};
use crate::apply::Record;

/// The schema of a plan's JSON: what is written, in draft 2020-12.
pub fn plan_schema() -> Schema {
    written::<PlanReport>()
}

/// The schema of a saved plan.
pub fn saved_plan_schema() -> Schema {
    written::<SavedPlanReport>()
}

/// The schema of a receipt.
pub fn receipt_schema() -> Schema {
    written::<ReceiptReport>()
}

/// The schema of a line of `apply --format jsonl`.
pub fn event_schema() -> Schema {
    written::<EventReport>()
}

/// The schema of a line of a journal.
pub fn journal_schema() -> Schema {
    written::<Record>()
}

/// The schema of what `validate --format json` tells.
pub fn diagnostics_schema() -> Schema {
    written::<DiagnosticsReport>()
}

/// The schema of a drift report.
pub fn drift_schema() -> Schema {
    written::<DriftReport>()
}

/// The schema of what `offboard --format json` tells.
pub fn offboard_schema() -> Schema {
    written::<OffboardReport>()
}

/// The schema of what `adopt --format json` tells.
pub fn adopt_schema() -> Schema {
    written::<AdoptReport>()
}

/// The schema of what `doctor --format json` tells.
pub fn doctor_schema() -> Schema {
    written::<DoctorReport>()
}

fn written<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
