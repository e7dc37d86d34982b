//! How an editor finds the schema.

use crate::model::SourceFile;

use super::super::schema::SCHEMA;

/// Beside the root file.
const NAME: &str = "orgform.schema.json";

/// The schema as a file beside the root file, to which the first line of every written file points.
pub fn schema_file() -> SourceFile {
    SourceFile {
        name: NAME.into(),
        text: format!("{:#}\n", *SCHEMA).into(),
    }
}

/// The first line of a file that stands so many folders below the root file.
pub(super) fn schema_line(folders: usize) -> String {
    format!("# yaml-language-server: $schema={}{NAME}", "../".repeat(folders))
}
