//! Programs of others, which tests use where they are installed.

use std::io::Write;

/// Whether a program is installed. Where it is not, whoever reads the log learns what is not held.
pub(crate) fn is_installed(tool: &str, not_held: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_there = std::env::split_paths(&path).any(|folder| folder.join(tool).is_file());
    if !is_there {
        // Past what catches the output of tests.
        let _ = writeln!(
            std::io::stderr(),
            "NOTICE: not held: {not_held}. `{tool}` is not installed."
        );
    }
    is_there
}
