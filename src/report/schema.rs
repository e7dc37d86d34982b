//! The published JSON Schemas of documents, made from their types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::{DiagnosticsReport, PlanReport};

/// The schema of a plan's JSON: what is written, in draft 2020-12.
pub fn plan_schema() -> Schema {
    written::<PlanReport>()
}

/// The schema of the diagnostics' JSON.
pub fn diagnostics_schema() -> Schema {
    written::<DiagnosticsReport>()
}

fn written<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
