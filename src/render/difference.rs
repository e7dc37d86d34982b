//! What would change in a file, as a unified diff.

use similar::{ChangeTag, TextDiff};

use super::style::Paint;
use super::visible::visible;
use super::{Style, words};

/// What formatting changes in a file, and in how many lines.
pub fn difference(name: &str, before: &str, after: &str, style: &Style) -> String {
    let mut text = style.paint(Paint::Strong, &format!("--- {name}\n+++ {name} (formatted)\n"));
    let changed = hunks(&mut text, before, after, style);
    text.push_str(&format!(
        "{}\n",
        words::count(changed, "line differs", "lines differ")
    ));
    text
}

/// What an edit changes in a file, as `patch` and `git apply` read it. A new file had no text before.
pub fn patch(name: &str, before: Option<&str>, after: &str, style: &Style) -> String {
    let from = before.map_or("/dev/null".to_owned(), |_| format!("a/{name}"));
    let head = format!("--- {}\n+++ b/{}\n", visible(&from), visible(name));
    let mut text = style.paint(Paint::Strong, &head);
    hunks(&mut text, before.unwrap_or_default(), after, style);
    text
}

/// Puts every stretch that differs, with its neighbours; returns how many lines do.
fn hunks(text: &mut String, before: &str, after: &str, style: &Style) -> usize {
    let diff = TextDiff::from_lines(before, after);
    let mut changed = 0;
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        text.push_str(&style.paint(Paint::Dim, &format!("{}\n", hunk.header())));
        for change in hunk.iter_changes() {
            let (paint, sign) = match change.tag() {
                ChangeTag::Delete => (Paint::Remove, '-'),
                ChangeTag::Insert => (Paint::Add, '+'),
                ChangeTag::Equal => (Paint::Plain, ' '),
            };
            changed += usize::from(change.tag() != ChangeTag::Equal);
            let line = visible(change.value().trim_end_matches(['\r', '\n'])).into_owned();
            text.push_str(&style.paint(paint, &format!("{sign}{line}")));
            text.push('\n');
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_is_told_with_its_neighbours() {
        let told = difference("a.yaml", "one\ntwo\nthree\n", "one\n2\nthree\n", &Style::PLAIN);
        assert_eq!(
            told,
            "--- a.yaml\n+++ a.yaml (formatted)\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n2 lines differ\n"
        );
    }

    #[test]
    fn a_patch_names_both_sides_and_a_missing_end() {
        let told = patch("a.yaml", Some("one\ntwo"), "one\n", &Style::PLAIN);
        assert_eq!(
            told,
            "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1 @@\n one\n-two\n\\ No newline at end of file\n"
        );
        assert!(patch("a.yaml", None, "one\n", &Style::PLAIN).starts_with("--- /dev/null\n+++ b/a.yaml\n@@"));
    }
}
