//! The published JSON Schema of manifests.

use std::sync::LazyLock;

use jsonschema::json::Json;
use jsonschema::{PatternOptions, Validator};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::document::Document;

/// The JSON Schema (draft 2020-12) of a manifest file. The same one is enforced, so an editor that knows it
/// flags what `validate` flags, as far as a schema can say it.
pub fn schema() -> Value {
    SCHEMA.clone()
}

pub(crate) static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let generator = SchemaSettings::draft2020_12()
        .for_deserialize()
        .with_transform(RecursiveTransform(null_is_no_default))
        .into_generator();
    let schema = generator.into_root_schema_for::<Document<'static>>();
    schema.to_value()
});

/// What is left out in Rust's eyes is no null to a reader, for whom null is a mistake.
fn null_is_no_default(schema: &mut Schema) {
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}

/// The compiled schema, for values.
pub(crate) static VALIDATOR: LazyLock<Validator> = LazyLock::new(compile);

/// Compiles the schema for one representation of values.
pub(crate) fn compile<F: Json>() -> Validator<F> {
    jsonschema::options_for::<F>()
        // Linear in the text, whatever the text is.
        .with_pattern_options(PatternOptions::regex())
        .build(&SCHEMA)
        .expect("a schema generated from our own types compiles, which a test checks")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ORGFORM_BLESS=1 cargo test` writes the file anew.
    #[test]
    fn the_published_file_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/manifest.schema.json");
        let current = serde_json::to_string_pretty(&*SCHEMA).unwrap() + "\n";
        if std::env::var_os("ORGFORM_BLESS").is_some() {
            std::fs::write(path, &current).unwrap();
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            published == current,
            "schemas/manifest.schema.json is stale: ORGFORM_BLESS=1 cargo test"
        );
    }

    #[test]
    fn the_schema_compiles_and_is_valid_itself() {
        assert!(jsonschema::meta::is_valid(&SCHEMA));
        assert!(VALIDATOR.is_valid(&serde_json::json!({})));
    }
}
