//! The demo, played from beginning to end where there is nothing: no home, no key, no checkout.

use std::process::{Command, Stdio};

use crate::support::blessed::assert_blessed;

#[test]
fn it_is_told_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let script = "exec 2>&1; exec \"$PROGRAM\" sandbox demo";
    let output = Command::new("/bin/sh")
        .args(["-c", script])
        .current_dir(folder.path())
        .env_clear()
        .env("PROGRAM", env!("CARGO_BIN_EXE_orgform"))
        .env("TMPDIR", folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "the demo leaves nothing behind");
    assert_blessed("tests/goldens/demo.txt", &redacted(&told));
}

/// The text with what differs from day to day replaced: dates, times, and the names of journals.
fn redacted(text: &str) -> String {
    let mut redacted = String::new();
    for line in text.lines() {
        let line = line.split(' ').map(word).collect::<Vec<_>>().join(" ");
        redacted.push_str(&line);
        redacted.push('\n');
    }
    redacted
}

fn word(word: &str) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = word.trim_end_matches(',').split(['-', ':']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && [*year, *month, *day].into_iter().all(digits) => {
            word.replace(&format!("{year}-{month}-{day}"), "YYYY-MM-DD")
        }
        [hour, minute] if hour.len() == 2 && minute.len() == 2 && digits(hour) && digits(minute) => {
            "HH:MM".to_owned()
        }
        _ if word.parse::<jiff::Timestamp>().is_ok() => "TIMESTAMP".to_owned(),
        _ if word.starts_with(".orgform/journal/") => ".orgform/journal/RUN.jsonl".to_owned(),
        _ => word.to_owned(),
    }
}
