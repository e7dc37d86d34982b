//! What would change in a file, as a unified diff.

use similar::{ChangeTag, TextDiff};

use super::style::Paint;
use super::visible::visible;
use super::{Style, words};

/// The difference between two versions of a file.
pub fn difference(name: &str, before: &str, after: &str, style: &Style) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut text = style.paint(Paint::Strong, &format!("--- {name}\n+++ {name} (formatted)\n"));
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
            let line = visible(change.value().trim_end_matches('\n')).into_owned();
            text.push_str(&style.paint(paint, &format!("{sign}{line}")));
            text.push('\n');
        }
    }
    text.push_str(&format!(
        "{}\n",
        words::count(changed, "line differs", "lines differ")
    ));
    text
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
}
