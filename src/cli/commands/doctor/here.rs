//! What is on this machine: the manifest, and what the last apply left behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::apply::holder_of;
use crate::cli::files::Places;
use crate::manifest::{Loaded, load};
use crate::model::Severity;
use crate::report::{JournalReport, LastApplyCheck, ManifestCheck};

/// Looks at the manifest; also tells the organization that it names.
pub(super) fn manifest(path: &Path, expected: bool) -> (ManifestCheck, Option<String>) {
    let loaded = load(path);
    let check = match loaded.absence() {
        Some(absence) => {
            let why: Vec<&str> = std::iter::once(&absence.message)
                .chain(&absence.help)
                .map(String::as_str)
                .collect();
            ManifestCheck::Absent {
                why: why.join("; "),
                expected,
            }
        }
        None => read(path, &loaded),
    };
    (check, loaded.organization)
}

fn read(path: &Path, loaded: &Loaded) -> ManifestCheck {
    let path = path.display().to_string();
    let count = |severity| {
        loaded
            .diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    match &loaded.desired {
        Some(desired) => ManifestCheck::Valid {
            path,
            organization: desired.organization.key.clone(),
            members: desired.members.as_ref().map(BTreeMap::len),
            teams: desired.teams.as_ref().map(BTreeMap::len),
            workspaces: desired.workspaces.as_ref().map(BTreeMap::len),
            warnings: count(Severity::Warning),
        },
        None => ManifestCheck::Invalid {
            path,
            organization: loaded.organization.clone(),
            mistakes: count(Severity::Error),
        },
    }
}

/// Looks at the newest journal. The names of runs are in the order of time.
pub(super) fn last_apply(places: &Places) -> LastApplyCheck {
    let Some(newest) = journals(&places.journals()).into_iter().max() else {
        return LastApplyCheck::None;
    };
    let journal = newest.display().to_string();
    let read = fs::read_to_string(&newest).map_err(|error| error.to_string());
    let report = read.and_then(|text| JournalReport::read(&text).map_err(|error| error.to_string()));
    let report = match report {
        Ok(report) if report.closed_at.is_some() => return LastApplyCheck::Ended { journal },
        report => report,
    };
    if let Some(process) = holder_of(&places.lock()) {
        return LastApplyCheck::Running { process };
    }
    match report {
        Ok(report) => LastApplyCheck::CutOff {
            journal,
            open_calls: report.calls.iter().filter(|call| call.end.is_none()).count(),
        },
        Err(why) => LastApplyCheck::Unreadable { journal, why },
    }
}

fn journals(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect()
}
