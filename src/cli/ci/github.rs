//! A step of GitHub Actions, as the program finds itself in one: files to append to.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::Facts;
use crate::cli::environment::Environment;

/// GitHub shows no summary of a step that is longer, in bytes.
const SUMMARY_LIMIT: u64 = 1 << 20;

/// A character of the lengths that renderers count in (UTF-16 units) takes no more bytes than these.
const BYTES_PER_UNIT: u64 = 3;

/// Where a step of GitHub Actions listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    summary: Option<PathBuf>,
    outputs: Option<PathBuf>,
}

impl Step {
    /// Nothing where `GITHUB_ACTIONS` is not `true`, whatever else is set.
    pub(super) fn of(environment: &Environment) -> Option<Step> {
        let file = |name| environment.get(name).map(PathBuf::from);
        (environment.get("GITHUB_ACTIONS") == Some("true")).then(|| Step {
            summary: file("GITHUB_STEP_SUMMARY"),
            outputs: file("GITHUB_OUTPUT"),
        })
    }

    /// Adds to the outputs of the step.
    pub(super) fn output(&self, facts: &Facts) -> Result<(), String> {
        let Some(path) = &self.outputs else { return Ok(()) };
        let delimiter = format!("orgform-{}", Uuid::new_v4());
        append(path, |file| file.write_all(lines(facts, &delimiter).as_bytes()))
    }

    /// Adds to the summary of the step. `make` is told how long its text may be.
    pub(super) fn summarize(&self, make: impl FnOnce(usize) -> String) -> Result<(), String> {
        let Some(path) = &self.summary else { return Ok(()) };
        append(path, |file| {
            let left = SUMMARY_LIMIT.saturating_sub(file.metadata()?.len());
            let room = usize::try_from(left / BYTES_PER_UNIT).unwrap_or(usize::MAX);
            // Two newlines part it from what comes next.
            let text = make(room.saturating_sub(2));
            file.write_all(format!("{text}\n\n").as_bytes())
        })
    }
}

/// Outputs as GitHub reads them. Each value stands between two lines that nobody can guess, so whatever is in
/// it stays a value.
fn lines(facts: &Facts, delimiter: &str) -> String {
    facts
        .iter()
        .map(|(name, value)| format!("{name}<<{delimiter}\n{value}\n{delimiter}\n"))
        .collect()
}

fn append(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), String> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .and_then(|mut file| write(&mut file))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Environment {
            variables: variables.iter().map(owned).collect(),
            home: None,
        }
    }

    #[test]
    fn only_true_is_true() {
        for value in ["", "1", "false", "TRUE", "yes"] {
            let set = [("GITHUB_ACTIONS", value), ("GITHUB_OUTPUT", "/tmp/outputs")];
            assert_eq!(Step::of(&environment(&set)), None, "{value}");
        }
        assert_eq!(Step::of(&environment(&[("GITHUB_OUTPUT", "/tmp/outputs")])), None);
        let step = Step::of(&environment(&[("GITHUB_ACTIONS", "true")])).unwrap();
        assert_eq!(step.output(&Facts::one("changes", "1")), Ok(()), "nobody listens");
        assert_eq!(step.summarize(|_| unreachable!("nobody listens")), Ok(()));
    }

    #[test]
    fn a_value_cannot_add_an_output_of_its_own() {
        let facts = Facts::one("removals", "one\nexitcode=0\nEOF\nexitcode<<EOF");
        let text = lines(&facts, "orgform-1");
        assert_eq!(
            text,
            "removals<<orgform-1\none\nexitcode=0\nEOF\nexitcode<<EOF\norgform-1\n"
        );
    }

    #[test]
    fn a_summary_is_told_how_much_room_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("summary");
        let step = Step {
            summary: Some(path.clone()),
            outputs: None,
        };
        let euros = |room: usize| "\u{20ac}".repeat(room);
        step.summarize(|room| euros(room / 2)).unwrap();
        step.summarize(euros).unwrap();
        step.summarize(euros).unwrap();
        let bytes = std::fs::metadata(&path).unwrap().len();
        assert!((1_048_560..=1_048_580).contains(&bytes), "{bytes}");
    }

    #[test]
    fn what_cannot_be_written_is_told_with_its_name() {
        let step = Step {
            summary: None,
            outputs: Some(PathBuf::from("/nowhere/outputs")),
        };
        let told = step.output(&Facts::one("changes", "1")).unwrap_err();
        assert!(told.starts_with("/nowhere/outputs cannot be written"), "{told}");
    }
}
