//! What is told about files and folders, as diagnostics.

use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use crate::model::{Diagnostic, Severity};

use super::super::codes;
use super::ROOT_FILE;
use super::part::beginning;

/// A path as the user would type it.
pub(crate) fn shown(path: &Path) -> Arc<str> {
    let text = path.to_string_lossy();
    let text = if MAIN_SEPARATOR == '/' {
        text
    } else {
        text.replace(MAIN_SEPARATOR, "/").into()
    };
    text.strip_prefix("./").unwrap_or(&text).into()
}

pub(super) fn no_manifest(path: &Path, reason: &str) -> Diagnostic {
    let message = format!("there is no manifest at `{}`: {reason}", shown(path));
    Diagnostic::error_without_place(codes::NO_MANIFEST, message)
        .with_help(format!("give a root file, or a folder with a file `{ROOT_FILE}`"))
}

pub(super) fn no_root_file(folder: &Path, misnamed: bool) -> Diagnostic {
    let message = format!("the folder `{}` has no root file `{ROOT_FILE}`", shown(folder));
    let diagnostic = Diagnostic::error_without_place(codes::NO_MANIFEST, message);
    if misnamed {
        diagnostic.with_help(format!("rename `orgform.yml` to `{ROOT_FILE}`"))
    } else {
        diagnostic.with_help(format!(
            "a manifest is a file, or a folder with a file `{ROOT_FILE}`"
        ))
    }
}

pub(super) fn too_many_entries(folder: &Path) -> Diagnostic {
    let message = format!("the folder `{}` holds too much to be a manifest", shown(folder));
    Diagnostic::error_without_place(codes::TOO_MANY_FILES, message)
}

pub(super) fn outside(path: &Path) -> Diagnostic {
    let name = shown(path);
    let message =
        format!("`{name}` is a link that leads out of the folder of the manifest, up in it, or nowhere");
    Diagnostic::error(codes::OUTSIDE_LINK, message, beginning(&name))
        .with_help("put the file itself there: what is reviewed must be what is read")
}

pub(super) fn unreadable(path: &Path, reason: &str) -> Diagnostic {
    let name = shown(path);
    let message = format!("`{name}` cannot be read: {reason}");
    Diagnostic::error(codes::UNREADABLE_FILE, message, beginning(&name))
}

pub(super) fn ignored_file(path: &Path, name: &str) -> Diagnostic {
    let message = format!("`{}` is not read", shown(path));
    let help = match name {
        "orgform.yml" => format!("the root file is called `{ROOT_FILE}`"),
        _ => format!(
            "what is read: `{ROOT_FILE}`, `members*.yaml` beside it, and `*.yaml` under `teams/` and `workspaces/`"
        ),
    };
    ignored(path, message).with_help(help)
}

pub(super) fn ignored_folder(path: &Path) -> Diagnostic {
    let message = format!("the YAML files in `{}/` are not read", shown(path));
    ignored(path, message).with_help("the folders that are read are `teams/` and `workspaces/`")
}

fn ignored(path: &Path, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::IGNORED_FILE, message, beginning(&shown(path)));
    diagnostic.with_severity(Severity::Notice)
}
