//! Putting an entry into a text.

use super::super::cst::{self, Child, Kind, Lead, Paragraphs};
use super::block;
use super::entry::Written;
use super::find::{Found, Way, follow};
use super::flow::{self, Piece};
use super::page::{Page, Splice, spliced};
use super::remove::Refusal;
use super::spot::Spot;

/// The text with one more entry: among its neighbours by name where they are sorted, else behind the last.
pub(super) fn insert(text: &str, spot: &Spot, new: &Written) -> Result<String, Refusal> {
    let file = cst::read(text).ok_or(Refusal::Odd(1))?;
    let found = match follow(&file, &spot.path) {
        Way::Found(found) => found,
        Way::Alias => return Err(Refusal::Alias),
        Way::Missing => return Err(Refusal::Missing),
    };
    let page = Page::new(text);
    let splices = match (found.collection.is_flow, found.children().is_empty()) {
        (false, _) => in_lines(&page, &found, spot, new)?,
        (true, false) => in_brackets(&page, &found, spot, new).ok_or(Refusal::Odd(found.node.start.line))?,
        (true, true) => in_nothing(&page, &found, new)?,
    };
    Ok(spliced(text, splices))
}

/// Behind which entry a new one stands; `None` for before the first.
fn neighbour(children: &[Child<'_>], name: &str) -> Option<usize> {
    let all = 0..children.len();
    let is_short = |child: &Child<'_>| child.start().line == child.value.end_line;
    let paragraphs = Paragraphs::of(children, children.iter().all(is_short));
    let last = paragraphs.ranges().last().cloned().unwrap_or_else(|| all.clone());
    let wanted = (name.to_lowercase(), name);
    for range in [all, last] {
        let entries = children.get(range.clone()).unwrap_or_default();
        if entries.is_sorted_by(|one, other| one.order() <= other.order()) {
            let before = entries.partition_point(|child| child.order() < wanted);
            return (range.start + before).checked_sub(1);
        }
    }
    children.len().checked_sub(1)
}

fn in_lines(
    page: &Page<'_>,
    found: &Found<'_, '_>,
    spot: &Spot,
    new: &Written,
) -> Result<Vec<Splice>, Refusal> {
    let children = found.children();
    let neighbour = neighbour(children, &spot.name);
    let lines = block::lines(page, found, neighbour.unwrap_or(0))?;
    let indentation = page.indentation(lines.head);
    let end = page.line_end();
    let mut text: String = new
        .lines
        .iter()
        .map(|line| format!("{indentation}{line}{end}"))
        .collect();
    let air = if has_air(children) { end } else { "" };
    let at = match neighbour {
        None => {
            text.push_str(air);
            page.start(lines.first)
        }
        Some(_) => {
            text.insert_str(0, air);
            page.end(lines.last)
        }
    };
    if at == page.text.len() && !page.text.ends_with('\n') {
        text = format!("{end}{}", text.trim_end_matches(['\r', '\n']));
    }
    Ok(vec![Splice::put(at, text)])
}

/// Whether a blank line stands between any two entries.
fn has_air(children: &[Child<'_>]) -> bool {
    let mut others = children.iter().skip(1).peekable();
    others.peek().is_some() && others.all(|child| child.leads.contains(&Lead::Blank))
}

fn in_brackets(page: &Page<'_>, found: &Found<'_, '_>, spot: &Spot, new: &Written) -> Option<Vec<Splice>> {
    let text = &new.inline;
    let neighbour = neighbour(found.children(), &spot.name);
    let piece = flow::piece(page, found, neighbour.unwrap_or(0))?;
    let line = page.line_of(piece.range.start);
    let (indentation, end) = (page.indentation(line), page.line_end());
    Some(match (neighbour, &piece) {
        (None, Piece { is_alone: true, .. }) => {
            vec![Splice::put(
                page.start(line),
                format!("{indentation}{text},{end}"),
            )]
        }
        (None, _) => vec![Splice::put(piece.range.start, format!("{text}, "))],
        (
            Some(_),
            Piece {
                is_alone: true,
                comma,
                range,
            },
        ) => {
            let last = page.line_of(comma.unwrap_or(range.end));
            let own = if comma.is_some() { "," } else { "" };
            let below = Splice::put(page.end(last), format!("{indentation}{text}{own}{end}"));
            let comma = comma.is_none().then(|| Splice::put(range.end, ","));
            comma.into_iter().chain([below]).collect()
        }
        (Some(_), _) => vec![Splice::put(piece.range.end, format!(", {text}"))],
    })
}

/// Into brackets that hold nothing: there, or below the key where the entry takes more than a line.
fn in_nothing(page: &Page<'_>, found: &Found<'_, '_>, new: &Written) -> Result<Vec<Splice>, Refusal> {
    let inside = flow::inside(page, found);
    let line = found.parent.start().line;
    if !page.slice(inside.clone()).trim().is_empty() {
        return Err(Refusal::Odd(line));
    }
    if !new.is_long() || found.in_flow {
        let text = match found.collection.kind {
            Kind::List => new.inline.clone(),
            Kind::Map => format!(" {} ", &new.inline),
        };
        return Ok(vec![Splice { range: inside, text }]);
    }
    let before = page.slice(0..inside.start - 1).trim_end_matches(' ').len();
    let (indentation, end) = (page.indentation(line), page.line_end());
    let lines = new.lines.iter().map(|line| format!("{indentation}  {line}"));
    let below = lines.collect::<Vec<_>>().join(end);
    let last = page.end(page.line_of(inside.end));
    let whole = page.slice(0..last).ends_with('\n');
    let below = if whole {
        below + end
    } else {
        format!("{end}{below}")
    };
    Ok(vec![
        Splice::cut(before..inside.end + 1),
        Splice::put(last, below),
    ])
}
