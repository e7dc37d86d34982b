//! "Did you mean": the nearest known name, within a budget.

use strsim::osa_distance;

use crate::model::Email;

/// Steps of comparing that one run may take: about a tenth of a second. A manifest with so many unknown names
/// that it runs out needs no suggestions.
const BUDGET: usize = 60_000_000;

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
        let letters = Letters::of(&folded);
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            self.left = self.left.checked_sub(candidate.len())?;
            let bound = letters
                .as_ref()
                .map_or(0, |letters| letters.least_distance(candidate));
            if candidate.len() > LONGEST || bound > allowed {
                continue;
            }
            self.left = self.left.checked_sub(candidate.len() * word.len())?;
            let distance = osa_distance(&folded, &candidate.to_lowercase());
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The same for people. Colleagues share a domain, so only what stands before it tells them apart; somebody of the
    /// same name at another domain may be meant too.
    pub(crate) fn nearest_person<'c>(
        &mut self,
        person: &Email,
        candidates: impl Iterator<Item = &'c Email> + Clone,
    ) -> Option<&'c Email> {
        let here = candidates
            .clone()
            .filter(|email| email.domain() == person.domain());
        if let Some(local) = self.nearest(person.local_part(), here.clone().map(Email::local_part)) {
            return here.clone().find(|email| email.local_part() == local);
        }
        let namesakes = candidates.filter(|email| email.local_part() == person.local_part());
        let domain = self.nearest(person.domain(), namesakes.clone().map(Email::domain))?;
        namesakes.clone().find(|email| email.domain() == domain)
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

/// How often each letter stands in a text: a bound for the edit distance that costs far less than the distance.
struct Letters {
    counts: [u8; 128],
    length: usize,
}

impl Letters {
    /// The letters of an ASCII text; `None` for any other, whose bytes are no letters.
    fn of(text: &str) -> Option<Letters> {
        let mut counts = [0_u8; 128];
        for byte in text.bytes() {
            let count = counts.get_mut(usize::from(byte))?;
            *count = count.saturating_add(1);
        }
        let length = text.len();
        Some(Letters { counts, length })
    }

    /// No fewer edits than this lead to `other`.
    fn least_distance(&self, other: &str) -> usize {
        let mut left = self.counts;
        let mut shared = 0;
        for byte in other.bytes() {
            match left.get_mut(usize::from(byte.to_ascii_lowercase())) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    shared += 1;
                }
                Some(_) => {}
                None => return 0,
            }
        }
        self.length.max(other.len()) - shared
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
    fn people_are_told_apart_by_what_stands_before_the_domain() {
        let email = |text: &str| Email::parse(text).unwrap();
        let known = ["bob@acme.example", "eve@acme.example", "zoe@partner.example"].map(email);
        let nearest = |text: &str| {
            let found = Suggester::default().nearest_person(&email(text), known.iter());
            found.map(ToString::to_string)
        };
        assert_eq!(nearest("bib@acme.example").as_deref(), Some("bob@acme.example"));
        assert_eq!(nearest("Bob@acme.exmaple").as_deref(), Some("bob@acme.example"));
        assert_eq!(nearest("zoe@acme.example"), None);
    }

    #[test]
    fn letters_bound_the_distance() {
        let pairs = [
            ("owner", "Owenr"),
            ("ada@b.c", "bob@b.c"),
            ("", "abc"),
            ("équipe", "equipe"),
            ("equipe", "équipe"),
        ];
        for (one, other) in pairs {
            let bound = Letters::of(one).map_or(0, |letters| letters.least_distance(other));
            assert!(
                bound <= osa_distance(one, &other.to_lowercase()),
                "{one} {other} {bound}"
            );
        }
        assert_eq!(Letters::of("abc").unwrap().least_distance("xyz"), 3);
    }

    #[test]
    fn the_budget_ends_the_search() {
        let mut suggester = Suggester { left: 40 };
        assert_eq!(suggester.nearest("ownr", ["owner"]), Some("owner"));
        assert_eq!(suggester.nearest("ownr", ["owner"]), None);
    }
}
