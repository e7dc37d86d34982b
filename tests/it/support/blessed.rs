//! Committed files that must be what the program makes.

use std::path::PathBuf;
use std::{env, fs};

/// Holds a file of the repository, named from its root, against what the program makes now. With
/// `ORGFORM_BLESS=1` the file is written instead; look at the difference before it is committed.
pub(crate) fn assert_blessed(path: &str, made: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("ORGFORM_BLESS").is_some_and(|value| value == "1") {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(&file, made).unwrap();
        return;
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == made,
        "{path} is not what is made now; ORGFORM_BLESS=1 writes it\n{}",
        difference(&committed, made)
    );
}

/// A page with the text between two markers replaced.
pub(crate) fn with_section(page: &str, name: &str, section: &str) -> String {
    let (before, rest) = page.split_once(&format!("<!-- {name}:begin")).unwrap();
    let (marker, rest) = rest.split_once("-->\n").unwrap();
    let (_, after) = rest.split_once(&format!("<!-- {name}:end -->")).unwrap();
    format!("{before}<!-- {name}:begin{marker}-->\n{section}<!-- {name}:end -->{after}")
}

fn difference(committed: &str, made: &str) -> String {
    similar::TextDiff::from_lines(committed, made)
        .unified_diff()
        .header("committed", "made now")
        .to_string()
}
