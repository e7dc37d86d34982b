//! What is on this machine, in words.

use super::page::Said;
use crate::render::human::talk::{NOT_DECLARED, sizes_in_words};
use crate::render::words::count;
use crate::report::{LastApplyCheck, ManifestCheck};

pub(super) fn manifest(check: &ManifestCheck) -> Said {
    match check {
        ManifestCheck::Valid {
            path,
            organization,
            members,
            teams,
            workspaces,
            warnings,
        } => {
            let sizes = [
                (*members, "member", "members"),
                (*teams, "team", "teams"),
                (*workspaces, "workspace", "workspaces"),
            ];
            let sizes = sizes_in_words(&sizes, NOT_DECLARED);
            let valid = format!("valid: {organization}, {sizes}");
            match warnings {
                0 => Said::found(valid),
                _ => Said::found(format!("{valid}; {}", count(*warnings, "warning", "warnings")))
                    .advise(format!("`orgform validate {path}` tells them")),
            }
        }
        ManifestCheck::Invalid {
            path,
            organization,
            mistakes,
        } => {
            let mistakes = count(*mistakes, "mistake", "mistakes");
            let named = match organization {
                Some(key) => format!("{mistakes}; it names {key}"),
                None => format!("{mistakes}; it names no organization that could be asked for"),
            };
            Said::found(named).advise(format!("`orgform validate {path}` tells each, with its place"))
        }
        ManifestCheck::Absent { why, expected: true } => {
            Said::found(why).advise("give the path of a manifest, or none")
        }
        ManifestCheck::Absent { why, expected: false } => Said::found(why).advise(
            "`orgform import --organization KEY` writes that of an organization that is there, `orgform init` a first one",
        ),
    }
}

pub(super) fn last_apply(check: &LastApplyCheck) -> Said {
    match check {
        LastApplyCheck::None => Said::found("none in this checkout"),
        LastApplyCheck::Ended { .. } => Said::found("came to its end"),
        LastApplyCheck::Running { process } => Said::found(format!("runs now (process {process})"))
            .advise("wait for it: two at once are refused"),
        LastApplyCheck::CutOff { journal, open_calls } => {
            let calls = count(*open_calls, "call", "calls");
            Said::found(format!("was cut off; of {calls} the end is unknown")).advise(format!(
                "`orgform show {journal}` tells which; the next apply starts from what is live"
            ))
        }
        LastApplyCheck::Unreadable { journal, why } => {
            Said::found(format!("{journal} cannot be read: {why}"))
                .advise("nothing depends on it: the next apply starts from what is live")
        }
    }
}
