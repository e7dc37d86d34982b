//! The manifest as of the last apply, from a folder or from git.

use std::path::{Path, PathBuf};

use super::git;
use super::read::other;
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
    #[arg(long, value_name = "FOLDER|git:REV")]
    baseline: Option<String>,
}

/// A baseline that was read.
#[derive(Debug)]
pub(in crate::cli) struct Baseline {
    pub(in crate::cli) desired: Desired,
    name: String,
    commit: Option<String>,
}

impl BaselineArgs {
    /// Reads the baseline of a manifest, if one is asked for. Mistakes in it stop the command: what it would say could
    /// not be told from the whole truth.
    pub(in crate::cli) fn read(
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

impl Baseline {
    /// As it is told.
    pub(in crate::cli) fn report(&self) -> BaselineReport {
        BaselineReport {
            name: self.name.clone(),
            commit: self.commit.clone(),
            manifest: self.desired.digest.clone(),
        }
    }
}
