//! "Did you mean": the nearest known name, within a budget.

use strsim::osa_distance;

/// Bytes of candidates that may be looked at in one run: about a tenth of a second. A manifest with so many
/// unknown names that it runs out needs no suggestions.
const BUDGET: usize = 4_000_000;

/// Longer names are not worth a guess.
const LONGEST: usize = 80;

/// Finds near names until its budget is spent.
#[derive(Debug)]
pub(crate) struct Suggester {
    left: usize,
}

impl Default for Suggester {
    fn default() -> Suggester {
        Suggester { left: BUDGET }
    }
}

impl Suggester {
    /// The candidate that is so near to `word` that it was probably meant; of equals, the first.
    pub(crate) fn nearest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        if word.len() > LONGEST {
            return None;
        }
        let folded = word.to_lowercase();
        let allowed = (folded.chars().count() / 3).clamp(1, 3);
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            self.left = self.left.checked_sub(candidate.len())?;
            if candidate.len().abs_diff(word.len()) > allowed * 4 {
                continue;
            }
            let distance = osa_distance(&folded, &candidate.to_lowercase());
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The same as a line of help.
    pub(crate) fn did_you_mean<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<String> {
        let nearest = self.nearest(word, candidates)?;
        Some(format!("did you mean {}?", super::say::quoted(nearest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_candidate_is_meant() {
        let mut suggester = Suggester::default();
        let roles = ["owner", "contributor", "reader"];
        assert_eq!(suggester.nearest("Owner", roles), Some("owner"));
        assert_eq!(suggester.nearest("contributer", roles), Some("contributor"));
        assert_eq!(suggester.nearest("raeder", roles), Some("reader"));
        assert_eq!(suggester.nearest("admin", roles), None);
    }

    #[test]
    fn the_budget_ends_the_search() {
        let mut suggester = Suggester { left: 8 };
        assert_eq!(suggester.nearest("ownr", ["owner"]), Some("owner"));
        assert_eq!(suggester.nearest("ownr", ["owner"]), None);
    }
}
