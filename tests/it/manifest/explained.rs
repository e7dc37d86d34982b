//! What `orgform explain` shows is so: sessions at a console are played, and guards say what their pages say.

use std::path::Path;
use std::process::Command;

use orgform::guards::GUARDS;
use orgform::manifest::{CODES, explain, load, load_files};
use orgform::model::{GuardCode, SourceFile};

const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";

/// The example of a kind under a heading.
fn block<'p>(page: &'p str, heading: &str, kind: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("\n{heading}\n\n```{kind}\n"))?;
    rest.split_once("\n```\n").map(|(block, _)| block)
}

/// Does what a session does, each line in the folder.
fn play(session: &str, folder: &Path) {
    for line in session.lines() {
        let command = line.strip_prefix("$ ").unwrap();
        let status = Command::new("/bin/sh")
            .args(["-c", command])
            .current_dir(folder)
            .status()
            .unwrap();
        assert!(status.success(), "{command}");
    }
}

#[test]
fn every_session_makes_its_mistake_and_mends_it() {
    let mut played = 0;
    for (code, _) in CODES {
        let page = explain(code.0).unwrap();
        let Some(wrong) = block(page, "Wrong:", "console") else {
            continue;
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("orgform.yaml"), ROOT).unwrap();
        let told = || -> Vec<&str> {
            let loaded = load(folder.path());
            loaded
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code.0)
                .collect()
        };
        play(wrong, folder.path());
        assert!(told().contains(&code.0), "{code}: {:?}", told());
        play(block(page, "Mended:", "console").unwrap(), folder.path());
        assert_eq!(told(), [""; 0], "{code}");
        played += 1;
    }
    assert!(played >= 10, "only {played}");
}

#[test]
fn every_guard_says_what_its_page_says_and_is_lifted_as_it_says() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let told: String = std::fs::read_dir(scenarios)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path().join("transcript.md")).unwrap())
        .collect();
    for guard in GUARDS {
        let code = guard.code.as_str();
        assert!(
            guard.page.starts_with(&format!("# {code}\n\nA guard. ")),
            "{code}"
        );
        let says = block(guard.page, "Told:", "text").unwrap();
        assert!(
            says.starts_with(&format!("! {code}  ")) && told.contains(says),
            "{says}"
        );
        let heading = "Lifted, in the root file, for exactly these objects and for a time:";
        let Some(lifted) = block(guard.page, heading, "yaml") else {
            assert_eq!(guard.code, GuardCode::SelfLockout);
            continue;
        };
        let text = format!("{ROOT}{lifted}\n");
        let file = SourceFile {
            name: "orgform.yaml".into(),
            text: text.into(),
        };
        let loaded = load_files("", &[file]);
        assert_eq!(loaded.diagnostics, [], "{code}");
        assert_eq!(loaded.desired.unwrap().approvals[0].guard, guard.code);
    }
}
