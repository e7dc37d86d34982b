//! The manifest as of the last apply, from a folder or from git.

use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Exit, git, manifest};
use crate::manifest::{load, load_files};
use crate::model::Desired;
use crate::report::BaselineReport;

/// What a manifest may be held against.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct BaselineArgs {
    /// Hold the manifest against this one, as of the last apply or of the base of a pull request: a folder, or git:REV
    #[arg(long, value_name = "FOLDER|git:REV", value_hint = ValueHint::DirPath)]
    baseline: Option<String>,
}

/// A baseline that was read.
#[derive(Debug)]
pub(super) struct Baseline {
    pub(super) desired: Desired,
    name: String,
    commit: Option<String>,
}

impl BaselineArgs {
    /// Reads the baseline of a manifest, if one is asked for. Mistakes in it stop the command: what it would say could
    /// not be told from the whole truth.
    pub(super) fn read(
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
        let desired = manifest::other(&format!("the baseline {name}"), loaded, terminal)?;
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

impl Baseline {
    /// As it is told.
    pub(super) fn report(&self) -> BaselineReport {
        BaselineReport {
            name: self.name.clone(),
            commit: self.commit.clone(),
            manifest: self.desired.digest.clone(),
        }
    }
}
