//! The published schemas are the types', and what is written keeps to them.

use orgform::report::{
    Document, adopt_schema, diagnostics_schema, doctor_schema, drift_schema, offboard_schema, plan_schema,
};

use orgform::snapshot::{HidingKey, SnapshotReport};

use crate::support::blessed::assert_blessed;
use crate::support::situations::{blast_radius, eventful, held, notes, refused, taken_away};
use crate::support::world::World;

#[test]
fn the_published_plan_schema_is_current() {
    let schema = serde_json::to_string_pretty(&plan_schema()).unwrap();
    assert_blessed("schemas/plan.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_published_diagnostics_schema_is_current() {
    let schema = serde_json::to_string_pretty(&diagnostics_schema()).unwrap();
    assert_blessed("schemas/diagnostics.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_published_drift_schema_is_current() {
    let schema = serde_json::to_string_pretty(&drift_schema()).unwrap();
    assert_blessed("schemas/drift.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_published_schema_of_an_examination_is_current() {
    let schema = serde_json::to_string_pretty(&doctor_schema()).unwrap();
    assert_blessed("schemas/doctor.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_published_schemas_of_edits_are_current() {
    for (name, schema) in [("offboard", offboard_schema()), ("adopt", adopt_schema())] {
        let schema = serde_json::to_string_pretty(&schema).unwrap();
        assert_blessed(&format!("schemas/{name}.schema.json"), &format!("{schema}\n"));
    }
}

#[test]
fn a_plan_keeps_to_its_schema() {
    let schema = serde_json::to_value(plan_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let written = |world: World| -> serde_json::Value {
        serde_json::from_str(&world.report().to_json().unwrap()).unwrap()
    };
    for world in [
        eventful(),
        refused(),
        held(),
        notes(),
        taken_away(),
        blast_radius(),
    ] {
        let written = written(world);
        let errors: Vec<String> = validator
            .iter_errors(&written)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }

    let mut broken = written(eventful());
    broken["changes"][0]["verb"] = "explode".into();
    assert!(!validator.is_valid(&broken), "the schema must be able to refuse");
}

#[test]
fn the_published_snapshot_schema_is_current() {
    let schema = serde_json::to_string_pretty(&orgform::snapshot::schema()).unwrap();
    assert_blessed("schemas/snapshot.schema.json", &format!("{schema}\n"));
}

#[test]
fn a_snapshot_keeps_to_its_schema() {
    let schema = serde_json::to_value(orgform::snapshot::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let world = eventful();
    let snapshot = SnapshotReport::of(&world.live, crate::support::world::now());
    let key = HidingKey::new(b"sixteen bytes and more").unwrap();
    for snapshot in [snapshot.clone(), snapshot.hidden_by(&key)] {
        let written: serde_json::Value = serde_json::from_str(&snapshot.to_json().unwrap()).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&written)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}
