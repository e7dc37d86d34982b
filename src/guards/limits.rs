//! By how much a limit is passed.

use crate::model::Limit;

/// Of a collection with fewer rows than this, shares say little.
const SMALL: usize = 10;

/// Why so many of so many are too many; `None` when they are not.
pub(super) fn excess(limit: Limit, removed: usize, rows: usize) -> Option<String> {
    let count = limit.count as usize;
    if removed > count {
        return Some(format!("{removed} of {rows}; the limit is {count}"));
    }
    let most_of_few = rows < SMALL && removed > 3 && removed * 2 > rows;
    share_excess(limit, removed, rows).or_else(|| {
        most_of_few
            .then(|| format!("{removed} of {rows}; of so few, more than 3 and more than half is too many"))
    })
}

/// The share alone, from ten rows on.
pub(super) fn share_excess(limit: Limit, removed: usize, rows: usize) -> Option<String> {
    let percent = limit.percent as usize;
    (rows >= SMALL && removed * 100 > percent * rows)
        .then(|| format!("{removed} of {rows}; the limit is {percent} percent"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_under_at_and_above() {
        let limit = Limit {
            count: 10,
            percent: 25,
        };
        let passes = |removed, rows| excess(limit, removed, rows).is_none();
        assert!(passes(10, 1000) && !passes(11, 1000), "count");
        assert!(passes(5, 20) && !passes(6, 20), "share");
        assert!(passes(2, 10) && !passes(3, 10), "share from ten rows on");
        assert!(passes(3, 3) && passes(3, 4), "three of few are allowed");
        assert!(
            passes(4, 8) && !passes(5, 8) && !passes(4, 7),
            "more than half of few"
        );
        assert!(passes(0, 0));
    }
}
