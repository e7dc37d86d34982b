//! Input that means harm, in a process that may have little memory and little time: it ends by itself, with a diagnostic.
//!
//! The limits are the operating system's. Time is counted in the seconds that the process computes, so a busy machine
//! changes nothing; the program under test is not optimized, and needs a tenth of what it may have.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What the process may address, in KiB: its threads alone reserve some 200 MB.
const MEMORY: u32 = 1 << 20;

/// How long it may compute, in seconds.
const TIME: u32 = 60;

const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";

fn limited(arguments: &str, folder: &Path) -> Output {
    let script = format!(
        "ulimit -v {MEMORY} && ulimit -t {TIME} && exec {} {arguments}",
        env!("CARGO_BIN_EXE_orgform")
    );
    Command::new("/bin/sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Texts of which each is a few lines to write and without end to read.
fn hostile() -> Vec<(&'static str, String)> {
    let mut bomb = "a0: &a0 [lol]\n".to_owned();
    for level in 1..60 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{aliases}]");
    }
    let mut stairs = String::from("teams:\n");
    for level in 1..3_000 {
        let _ = writeln!(stairs, "{}a:", " ".repeat(level));
    }
    let anchors: String = (0..200_000).fold(String::new(), |mut text, number| {
        let _ = write!(text, "&a{number} x, ");
        text
    });
    vec![
        ("an alias bomb", bomb),
        (
            "a long text repeated",
            format!(
                "a: &a \"{}\"\nb: [{}]\n",
                "x".repeat(1 << 20),
                "*a, ".repeat(100_000)
            ),
        ),
        ("open brackets", format!("teams: {}", "[".repeat(100_000))),
        ("open braces", format!("teams: {}", "{a: ".repeat(100_000))),
        ("dashes", format!("teams:\n  {}", "- ".repeat(100_000))),
        ("question marks", format!("teams:\n  {}", "? ".repeat(100_000))),
        ("stairs", stairs),
        ("anchors", format!("teams: [{anchors}]")),
        (
            "more values than there can be",
            format!("teams: [{}]", "a,".repeat(1_000_001)),
        ),
        (
            "the same key",
            format!("teams:\n{}", "  red: {}\n".repeat(100_000)),
        ),
        (
            "one long line",
            format!("members: {{ {} }}", "x@acme.example: boss, ".repeat(100_000)),
        ),
        ("one long key", format!("{}: 1", "k".repeat(10 << 20))),
        ("one open quote", format!("teams: \"{}", "x\n ".repeat(1 << 20))),
        ("comments", format!("teams: nobody\n{}", "# x\n".repeat(1 << 20))),
        ("documents", "---\na: 1\n".repeat(100_000)),
        ("NUL", "\0".repeat(15 << 20)),
    ]
}

#[test]
fn hostile_files_end_in_a_diagnostic_within_limits() {
    for (name, text) in hostile() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("orgform.yaml"), format!("{ROOT}{text}")).unwrap();
        let told = limited("validate", folder.path());
        assert_eq!(told.status.code(), Some(3), "{name}: {:?}", told.status);
        assert!(told.stderr.starts_with(b"error"), "{name}");
        assert!(
            told.stdout.len() + told.stderr.len() < 1 << 20,
            "{name} has much to say"
        );
        // The formatter reads once more, and in another way.
        let told = limited("fmt --check", folder.path());
        assert!(
            matches!(told.status.code(), Some(0 | 3)),
            "fmt, {name}: {:?}",
            told.status
        );
    }
}

#[test]
fn what_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("orgform.yaml"), ROOT).unwrap();
    let file = File::create(folder.path().join("members.yaml")).unwrap();
    // More than the process could hold.
    file.set_len(8 << 30).unwrap();
    let told = limited("validate", folder.path());
    assert_eq!(told.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&told.stderr).contains("error[file-too-large]"));
}

/// Were the limits not there, the tests above could not fail.
#[test]
fn the_limits_are_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let script =
        format!("ulimit -v {MEMORY} && head -c 2000000000 /dev/zero | tail -c 1900000000 >/dev/null");
    let status = Command::new("/bin/sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!status.success(), "more memory was had than there is");
}
