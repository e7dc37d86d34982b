//! Rows in columns that line up.

use super::canvas::{Canvas, Line};

/// A row: a symbol, cells, and lines below that belong to it.
pub(super) struct Row {
    pub(super) symbol: Line,
    pub(super) cells: Vec<Line>,
    pub(super) below: Vec<Line>,
}

/// How wide a column gets at most so that others line up with it; a wider cell pushes its own row only.
const WIDEST: usize = 40;

/// Where the text of a row goes on when the last column leaves less room than this.
const NARROW: usize = 30;

/// Puts rows under one another, from column 2.
pub(super) fn put(canvas: &mut Canvas<'_>, rows: Vec<Row>) {
    put_at(canvas, 2, rows);
}

/// Puts rows under one another, from a column.
pub(super) fn put_at(canvas: &mut Canvas<'_>, indent: usize, rows: Vec<Row>) {
    let widths = widths(&rows);
    let symbol = rows.iter().map(|row| row.symbol.width()).max().unwrap_or(1);
    let begin = indent + symbol + 1;
    let last: usize = begin + widths.iter().map(|width| gapped(*width)).sum::<usize>();
    let room = canvas.style.width.unwrap_or(usize::MAX).saturating_sub(last);
    let hang = if room < NARROW { begin + 2 } else { last };
    for row in rows {
        let mut line = row.symbol.padded(symbol + 1);
        let cells = row.cells.len();
        for (index, cell) in row.cells.into_iter().enumerate() {
            let is_last = index + 1 == cells;
            let width = widths.get(index).copied().unwrap_or(0);
            line = line.then(if is_last || (width == 0 && cell.is_empty()) {
                cell
            } else {
                cell.padded(width).plain("  ")
            });
        }
        canvas.put(indent, hang, line);
        for below in row.below {
            canvas.put(begin + 2, begin + 4, below);
        }
    }
}

/// A column with the gap behind it; a column in which nothing stands has none.
fn gapped(width: usize) -> usize {
    if width == 0 { 0 } else { width + 2 }
}

/// The width of every column but the last.
fn widths(rows: &[Row]) -> Vec<usize> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    (0..columns.saturating_sub(1))
        .map(|index| {
            let cells = rows.iter().filter_map(|row| row.cells.get(index));
            cells
                .map(Line::width)
                .filter(|width| *width <= WIDEST)
                .max()
                .unwrap_or(0)
        })
        .collect()
}
