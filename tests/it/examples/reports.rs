//! `examples/reports/`: what the real program tells of the large example, drifted, against the manifest as it was
//! applied last. So somebody clicked here, and the manifest moved on there.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::folders::folder;
use crate::support::blessed::assert_blessed;

/// Each form with the name of its file.
const FORMS: [(&str, &str); 7] = [
    ("human", "drift.txt"),
    ("json", "drift.json"),
    ("markdown", "drift.md"),
    ("html", "drift.html"),
    ("sarif", "drift.sarif"),
    ("junit", "drift.junit.xml"),
    ("github", "drift.github.txt"),
];

/// What the manifest said otherwise when it was applied last.
const MOVED_ON: [(&str, &str, &str); 3] = [
    // Invited since, which nobody has applied.
    (
        "members-apac.yaml",
        "  aroha.ngata@acme.example: contributor\n",
        "",
    ),
    // Lowered by hand, and lowered further by the manifest.
    (
        "members-americas.yaml",
        "  valentina.rojas@acme.example: reader\n",
        "  valentina.rojas@acme.example: owner\n",
    ),
    // Promoted since, which nobody has applied.
    (
        "members.yaml",
        "  julien.moreau@acme.example: contributor ",
        "  julien.moreau@acme.example: reader ",
    ),
];

/// The example, at noon of a day, beside the manifest as it was applied last.
fn stage() -> TempDir {
    let stage = TempDir::new().unwrap();
    copy(&stage.path().join("acme"));
    let applied = stage.path().join("applied");
    copy(&applied);
    for (file, now, then) in MOVED_ON {
        let text = fs::read_to_string(applied.join(file)).unwrap();
        assert!(text.contains(now), "{file} has moved on: {now}");
        fs::write(applied.join(file), text.replace(now, then)).unwrap();
    }
    let seed = stage.path().join("acme/sandbox.seed.yaml");
    let text = fs::read_to_string(&seed).unwrap();
    fs::write(&seed, format!("clock: 2026-06-01T12:00:00Z\n{text}")).unwrap();
    stage
}

fn copy(to: &Path) {
    let from = folder("acme");
    for entry in WalkDir::new(&from) {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(&from).unwrap();
        if below.starts_with(".orgform") {
            continue;
        }
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(below)).unwrap();
        } else {
            fs::copy(entry.path(), to.join(below)).unwrap();
        }
    }
}

/// What `orgform drift` tells in a form.
fn told(stage: &TempDir, form: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_orgform"))
        .args([
            "drift",
            "acme",
            "--sandbox",
            "--baseline",
            "applied",
            "--format",
            form,
        ])
        .current_dir(stage.path())
        .env_clear()
        .env("ORGFORM_NOW", "2026-06-01T12:00:00Z")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_reports_are_what_is_told_now_and_a_second_run_tells_the_same() {
    let stage = stage();
    for (form, file) in FORMS {
        let first = told(&stage, form);
        assert_blessed(&format!("examples/reports/{file}"), &first);
        assert_eq!(
            told(&stage, form),
            first,
            "two runs over the same world, as {form}"
        );
    }
}

/// The example is worth its name: each way to differ is in it, and nobody would find it by luck.
#[test]
fn the_reports_show_drift_pending_and_both() {
    let report = fs::read_to_string(folder("reports").join("drift.json")).unwrap();
    for state in ["drift", "pending", "both"] {
        assert!(report.contains(&format!("\"state\": \"{state}\"")), "{state}");
    }
}
