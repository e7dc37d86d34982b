//! A manifest beside what it is held against: the one as of the last apply, from a folder or from git.

use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::git;
use super::read::{desired, other};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::manifest::{load, load_files};
use crate::model::Desired;
use crate::report::BaselineReport;

/// What a manifest may be held against.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct BaselineArgs {
    /// Hold the manifest against this one, as of the last apply or of the base of a pull request: a folder, or git:REV
    #[arg(long, value_name = "FOLDER|git:REV", value_hint = ValueHint::DirPath)]
    baseline: Option<String>,
}

/// A manifest, and the one that it is held against where that is asked for.
#[derive(Debug)]
pub(in crate::cli) struct Manifests {
    pub(in crate::cli) desired: Desired,
    baseline: Option<Baseline>,
}

/// A baseline that was read.
#[derive(Debug)]
struct Baseline {
    desired: Desired,
    name: String,
    commit: Option<String>,
}

impl BaselineArgs {
    /// Reads a manifest with its baseline. Mistakes in either stop the command: what it would say could not be told
    /// from the whole truth.
    pub(in crate::cli) fn read(&self, path: &Path, terminal: &mut Terminal) -> Result<Manifests, Failure> {
        let desired = desired(path, terminal)?;
        let baseline = self.baseline(path, &desired, terminal)?;
        Ok(Manifests { desired, baseline })
    }

    fn baseline(
        &self,
        path: &Path,
        own: &Desired,
        terminal: &mut Terminal,
    ) -> Result<Option<Baseline>, Failure> {
        let Some(name) = &self.baseline else {
            return Ok(None);
        };
        let (loaded, commit) = match name.strip_prefix("git:") {
            Some(revision) => {
                let found = git::read(path, revision)?;
                let base = format!("{name}:{}", found.folder);
                (load_files(&base, &found.files), Some(found.commit))
            }
            None => (load(&PathBuf::from(name)), None),
        };
        let desired = other(&format!("the baseline {name}"), loaded, terminal)?;
        let (key, other) = (&own.organization.key, &desired.organization.key);
        if key != other {
            let message =
                format!("the baseline {name} is of the organization `{other}`, and the manifest of `{key}`");
            return Err(Failure::new(Exit::Usage, message));
        }
        Ok(Some(Baseline {
            desired,
            name: name.clone(),
            commit,
        }))
    }
}

impl Manifests {
    /// The baseline.
    pub(in crate::cli) fn baseline(&self) -> Option<&Desired> {
        self.baseline.as_ref().map(|baseline| &baseline.desired)
    }

    /// The baseline as it is told.
    pub(in crate::cli) fn told(&self) -> Option<BaselineReport> {
        self.baseline.as_ref().map(Baseline::report)
    }

    /// The manifest, and then its baseline.
    pub(in crate::cli) fn all(&self) -> Vec<&Desired> {
        std::iter::once(&self.desired).chain(self.baseline()).collect()
    }
}

impl Baseline {
    fn report(&self) -> BaselineReport {
        BaselineReport {
            name: self.name.clone(),
            commit: self.commit.clone(),
            manifest: self.desired.digest(),
        }
    }
}
