//! Taking an entry out of a text.

use super::super::cst;
use super::block::{self, Odd};
use super::find::{Way, follow};
use super::flow;
use super::page::{Page, spliced};
use super::spot::Spot;

/// Why a text has to stay as it is.
pub(super) enum Refusal {
    /// The entry is not there.
    Missing,
    /// It repeats what stands elsewhere.
    Alias,
    /// A line cannot be edited.
    Odd(usize),
}

impl From<Odd> for Refusal {
    fn from(odd: Odd) -> Refusal {
        Refusal::Odd(odd.0)
    }
}

/// The text without an entry, the comments of the entry, and nothing else. What is repeated by an alias stays: it
/// goes where it is written.
pub(super) fn remove(text: &str, spot: &Spot) -> Result<String, Refusal> {
    let file = cst::read(text).ok_or(Refusal::Odd(1))?;
    let found = match follow(&file, &spot.path) {
        Way::Found(found) => found,
        Way::Alias => return Ok(text.to_owned()),
        Way::Missing => return Err(Refusal::Missing),
    };
    let index = found.entry(&spot.name).ok_or(Refusal::Missing)?;
    let page = Page::new(text);
    let splices = if found.collection.is_flow {
        flow::cut(&page, &found, index).ok_or(Refusal::Odd(found.node.start.line))?
    } else {
        block::cut(&page, &found, index)?
    };
    Ok(spliced(text, splices))
}
