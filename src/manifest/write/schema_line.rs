//! The line by which an editor finds the schema.

/// The name of the schema's file, beside the root file. `orgform schema manifest` prints what is in it.
pub const SCHEMA_FILE: &str = "orgform.schema.json";

/// The first line of a file that stands so many folders below the root file.
pub(super) fn schema_line(folders: usize) -> String {
    format!(
        "# yaml-language-server: $schema={}{SCHEMA_FILE}",
        "../".repeat(folders)
    )
}
