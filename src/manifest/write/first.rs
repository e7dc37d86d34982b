//! The manifest that somebody begins with.

use crate::model::{SourceFile, limits};

use super::super::files::ROOT_FILE;
use super::super::format::lay_out_text;

const FIRST: &str = include_str!("first.yaml");

/// A root file that looks after nothing yet, and shows how to go on. `None` where the key can be no organization's.
pub fn first(organization: &str) -> Option<SourceFile> {
    limits::is_key(organization).then(|| SourceFile {
        name: ROOT_FILE.into(),
        text: FIRST
            .replace("\"KEY\"", &lay_out_text(organization, false))
            .into(),
    })
}
