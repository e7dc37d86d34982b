//! What is said to people at a terminal, on a page.

use super::escape::{fence, length, line};

/// A text for a terminal, in a fence: harmless, and cut at its end where it is longer than that many UTF-16
/// units.
pub fn talk(text: &str, most: usize) -> String {
    let mut lines: Vec<String> = text.trim_end().lines().map(line).collect();
    let ticks = fence(&lines);
    let frame = length("text\n\n\n...\n") + 2 * ticks.len();
    let mut room = most.saturating_sub(frame);
    let fitting = lines.iter().take_while(|line| {
        let taken = length(line) + 1;
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    });
    let fitting = fitting.count();
    if fitting < lines.len() {
        lines.truncate(fitting);
        lines.push("...".to_owned());
    }
    format!("{ticks}text\n{}\n{ticks}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_holds_whatever_is_in_it() {
        assert_eq!(talk("error: no\n", 100), "```text\nerror: no\n```\n");
        assert_eq!(talk("```\n@ada\n", 100), "````text\n```\n@ada\n````\n");
    }

    #[test]
    fn what_does_not_fit_is_cut_at_the_end() {
        let long = "one line\n".repeat(100);
        let text = talk(&long, 60);
        assert!(length(&text) <= 60, "{}", length(&text));
        assert!(
            text.starts_with("```text\none line\n") && text.ends_with("...\n```\n"),
            "{text}"
        );
    }
}
