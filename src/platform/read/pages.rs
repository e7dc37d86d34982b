//! When a paged list is complete (design.md 3): every page until none follows, as many rows as it says it
//! has, none twice, and nothing changed in between.

use std::collections::BTreeMap;

use super::rows::{Row, repeated, sorted};
use crate::platform::wire::Page;

/// How often a list that does not add up is read again.
pub(super) const REPEATS: u32 = 3;
/// More pages than this are not believed.
const MOST_PAGES: u64 = 100_000;

/// A paged list while it is being read.
#[derive(Debug)]
pub(super) struct Pages<T> {
    arrived: BTreeMap<u64, Page<T>>,
    expected: u64,
    total: u64,
    reading: u32,
    complete: Option<Vec<T>>,
}

/// Which page of which reading, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageOf {
    pub(super) reading: u32,
    pub(super) page: u64,
}

impl PageOf {
    /// Where every list begins.
    pub(super) const FIRST: PageOf = PageOf { reading: 1, page: 1 };
}

/// Why a list cannot be trusted.
pub(super) type Flaw = String;

impl<T: Row> Pages<T> {
    /// Nothing read yet.
    pub(super) fn new() -> Pages<T> {
        Pages {
            arrived: BTreeMap::new(),
            expected: 1,
            total: 0,
            reading: 1,
            complete: None,
        }
    }

    /// The rows, once all are there, ordered.
    pub(super) fn complete(&self) -> Option<&[T]> {
        self.complete.as_deref()
    }

    /// Takes the rows out, once all are there.
    pub(super) fn take_complete(&mut self) -> Option<Vec<T>> {
        self.complete.take()
    }

    /// The rows, once all are there, ordered.
    pub(super) fn into_complete(self) -> Option<Vec<T>> {
        self.complete
    }

    /// Takes a page; answers which ones to ask for next. A page of an abandoned reading is dropped. Where
    /// something does not add up, that is the first page of another reading, or at last the flaw.
    pub(super) fn take(&mut self, at: PageOf, page: Page<T>) -> Result<Vec<PageOf>, Flaw> {
        if at.reading != self.reading {
            return Ok(Vec::new());
        }
        match self.add(at.page, page) {
            Ok(next) => Ok(next.into_iter().map(|page| PageOf { page, ..at }).collect()),
            Err(flaw) => self.start_over(flaw),
        }
    }

    /// Forgets everything, and answers where to start over; or the flaw, when it was read often enough.
    pub(super) fn start_over(&mut self, flaw: Flaw) -> Result<Vec<PageOf>, Flaw> {
        let reading = self.reading + 1;
        *self = Pages {
            reading,
            ..Pages::new()
        };
        if reading <= 1 + REPEATS {
            tracing::info!(why = flaw, "a list does not add up, and is read again");
            Ok(vec![PageOf { reading, page: 1 }])
        } else {
            Err(flaw)
        }
    }

    fn add(&mut self, number: u64, page: Page<T>) -> Result<Vec<u64>, Flaw> {
        if let Some(said) = page.number.filter(|said| *said != number) {
            return Err(format!("page {number} says that it is page {said}"));
        }
        let next = if number == 1 {
            self.begin(&page)?
        } else {
            Vec::new()
        };
        if page.total != self.total {
            return Err(format!(
                "it had {} rows and then {} while it was being read",
                self.total, page.total
            ));
        }
        self.arrived.insert(number, page);
        if self.arrived.len() as u64 == self.expected {
            return self.finish();
        }
        Ok(next)
    }

    /// The first page tells how many there are.
    fn begin(&mut self, first: &Page<T>) -> Result<Vec<u64>, Flaw> {
        self.total = first.total;
        self.expected = first.pages.unwrap_or(1).max(1);
        if self.expected > MOST_PAGES || self.expected > self.total.max(1) {
            return Err(format!(
                "it says that it has {} pages of {} rows",
                self.expected, self.total
            ));
        }
        Ok((2..=self.expected).collect())
    }

    /// All pages that are known of are there.
    fn finish(&mut self) -> Result<Vec<u64>, Flaw> {
        let last = self.expected;
        let follows = |number: &u64| self.arrived.get(number).is_some_and(|page| page.has_next);
        if let Some(early) = (1..last).find(|number| !follows(number)) {
            return Err(format!("page {early} of {last} says that none follows"));
        }
        if follows(&last) {
            let is_empty = self.arrived.get(&last).is_none_or(|page| page.rows.is_empty());
            if is_empty || last >= MOST_PAGES {
                return Err(format!("page {last} says that more follows, and it does not end"));
            }
            self.expected += 1;
            return Ok(vec![self.expected]);
        }
        let pages = std::mem::take(&mut self.arrived);
        let rows: Vec<T> = pages.into_values().flat_map(|page| page.rows).collect();
        if rows.len() as u64 != self.total {
            return Err(format!("{} rows came of {}", rows.len(), self.total));
        }
        match repeated(&rows) {
            0 => self.complete = Some(sorted(rows)),
            some => return Err(format!("{some} of {} rows came twice", rows.len())),
        }
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for &str {
        fn handle(&self) -> &str {
            self
        }
    }

    fn page(rows: &[&'static str], total: u64, pages: u64, has_next: bool) -> Page<&'static str> {
        Page {
            rows: rows.to_vec(),
            number: None,
            total,
            pages: Some(pages),
            has_next,
        }
    }

    #[test]
    fn pages_may_come_in_any_order_once_the_first_is_there() {
        let mut pages = Pages::new();
        assert_eq!(pages.add(1, page(&["c", "a"], 5, 3, true)), Ok(vec![2, 3]));
        assert_eq!(pages.add(3, page(&["b"], 5, 3, false)), Ok(vec![]));
        assert_eq!(pages.complete(), None);
        assert_eq!(pages.add(2, page(&["e", "d"], 5, 3, true)), Ok(vec![]));
        assert_eq!(pages.complete(), Some(&["a", "b", "c", "d", "e"][..]));
    }

    #[test]
    fn an_empty_list_is_complete() {
        let mut pages = Pages::<&str>::new();
        assert_eq!(pages.add(1, page(&[], 0, 0, false)), Ok(vec![]));
        assert_eq!(pages.complete(), Some(&[][..]));
    }

    #[test]
    fn without_a_number_of_pages_they_are_followed_one_by_one() {
        let untold = |rows: &[&'static str], has_next| Page {
            pages: None,
            ..page(rows, 3, 0, has_next)
        };
        let mut pages = Pages::new();
        assert_eq!(pages.add(1, untold(&["a", "b"], true)), Ok(vec![2]));
        assert_eq!(pages.add(2, untold(&["c"], false)), Ok(vec![]));
        assert_eq!(pages.complete().unwrap().len(), 3);
    }

    #[test]
    fn what_does_not_add_up_is_named() {
        type Steps<'a> = &'a [(u64, Page<&'static str>)];
        let numbered = |number| Page {
            number: Some(number),
            ..page(&["a"], 1, 1, false)
        };
        let table: [(Steps<'_>, &str); 9] = [
            (&[(1, page(&["a"], 2, 1, false))], "1 rows came of 2"),
            (&[(1, page(&["a", "b"], 1, 1, false))], "2 rows came of 1"),
            (&[(1, page(&["a", "a"], 2, 1, false))], "1 of 2 rows came twice"),
            (&[(1, numbered(7))], "page 1 says that it is page 7"),
            (
                &[(1, page(&["a"], 2, 2, true)), (2, page(&["b"], 3, 2, false))],
                "it had 2 rows and then 3 while it was being read",
            ),
            (
                &[(1, page(&["a"], 2, 2, false)), (2, page(&["b"], 2, 2, false))],
                "page 1 of 2 says that none follows",
            ),
            (
                &[(1, page(&[], 1, 1, true))],
                "page 1 says that more follows, and it does not end",
            ),
            (
                &[(1, page(&["a"], 2, 900, true))],
                "it says that it has 900 pages of 2 rows",
            ),
            (
                &[(1, page(&["a"], u64::MAX, u64::MAX, true))],
                "it says that it has 18446744073709551615 pages of 18446744073709551615 rows",
            ),
        ];
        for (steps, flaw) in table {
            let mut pages = Pages::new();
            let last = steps
                .iter()
                .map(|(number, page)| pages.add(*number, page.clone()))
                .last();
            assert_eq!(last, Some(Err(flaw.to_owned())));
            assert_eq!(pages.complete(), None);
        }
    }

    #[test]
    fn a_list_is_read_four_times_at_most() {
        let mut pages = Pages::new();
        let mut at = PageOf::FIRST;
        for reading in 2..=4 {
            let next = pages.take(at, page(&["a"], 2, 1, false));
            at = PageOf { reading, page: 1 };
            assert_eq!(next, Ok(vec![at]));
        }
        let end = pages.take(at, page(&["a"], 2, 1, false));
        assert_eq!(end, Err("1 rows came of 2".to_owned()));
    }

    #[test]
    fn a_page_of_an_abandoned_reading_is_not_counted_among_those_of_the_next() {
        let mut pages = Pages::new();
        let mut take = |reading, number, page| {
            let at = PageOf {
                reading,
                page: number,
            };
            let next = pages.take(at, page).unwrap();
            next.iter().map(|at| (at.reading, at.page)).collect::<Vec<_>>()
        };
        assert_eq!(take(1, 1, page(&["a"], 3, 3, true)), [(1, 2), (1, 3)]);
        assert_eq!(
            take(1, 2, page(&["b"], 4, 3, true)),
            [(2, 1)],
            "it changed meanwhile"
        );
        assert_eq!(take(1, 3, page(&["z"], 3, 3, false)), []);
        assert_eq!(take(2, 1, page(&["a"], 3, 3, true)), [(2, 2), (2, 3)]);
        assert_eq!(take(2, 3, page(&["c"], 3, 3, false)), []);
        assert_eq!(take(2, 2, page(&["b"], 3, 3, true)), []);
        assert_eq!(pages.complete(), Some(&["a", "b", "c"][..]));
    }
}
