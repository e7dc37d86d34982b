//! A snapshot in a file, in the place of the platform.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueHint;
use jiff::SignedDuration;

use crate::cli::Exit;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::settings::duration;
use crate::model::Desired;
use crate::report::Document;
use crate::snapshot::{HidingKey, NotThisOne, Snapshot, SnapshotReport};

/// What may take the platform's place.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Snapshot")]
pub(in crate::cli) struct SnapshotArgs {
    /// Look at this snapshot instead of the platform: no key, no network, and nothing that could be applied
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["server", "api_key_file", "profile", "ca_cert", "sandbox"]
    )]
    snapshot: Option<PathBuf>,
    /// The file with the key that the snapshot's addresses are hidden by
    #[arg(long, value_name = "KEYFILE", value_hint = ValueHint::FilePath, requires = "snapshot")]
    hash_emails: Option<PathBuf>,
    /// Refuse a snapshot that was taken longer ago: 90s, 5m, 48h
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "48h", requires = "snapshot")]
    max_age: Duration,
}

impl SnapshotArgs {
    /// The snapshot, opened for these manifests; none where the platform itself is to be looked at.
    pub(in crate::cli) fn open(&self, manifests: &[&Desired]) -> Result<Option<Snapshot>, Failure> {
        let Some(file) = &self.snapshot else {
            return Ok(None);
        };
        let text = files::read_lossy(file).map_err(|error| unusable(file, &error.to_string()))?;
        let document =
            SnapshotReport::from_json(&text).map_err(|error| unusable(file, &error.to_string()))?;
        let key = self.hash_emails.as_deref().map(key).transpose()?;
        let max_age = SignedDuration::try_from(self.max_age).unwrap_or(SignedDuration::MAX);
        Snapshot::open(document, key.as_ref(), manifests)
            .and_then(|snapshot| snapshot.not_older_than(max_age, now()))
            .map(Some)
            .map_err(|error| refused(file, &error))
    }
}

/// The key that addresses are hidden by.
pub(in crate::cli) fn key(file: &Path) -> Result<HidingKey, Failure> {
    let usage = |why: String| Failure::new(Exit::Usage, format!("{}: {why}", file.display()));
    let bytes = std::fs::read(file).map_err(|error| usage(format!("cannot be read: {error}")))?;
    HidingKey::new(&bytes).map_err(|error| usage(error.to_string()).hint("openssl rand -hex 32 makes one"))
}

fn refused(file: &Path, error: &NotThisOne) -> Failure {
    if !error.is_about_the_key() {
        return unusable(file, &error.to_string());
    }
    let failure = Failure::new(Exit::Usage, format!("{} {error}", file.display()));
    match error {
        NotThisOne::NotHidden => failure.hint("leave --hash-emails out"),
        _ => failure.hint("--hash-emails KEYFILE, with the key that it was taken with"),
    }
}

fn unusable(file: &Path, why: &str) -> Failure {
    Failure::new(
        Exit::Stale,
        format!("{} cannot be used as a snapshot: {why}", file.display()),
    )
    .hint("take one with `orgform snapshot --out FILE`")
}
