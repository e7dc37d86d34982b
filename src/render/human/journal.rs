//! A journal: call by call, what is known of each.

use super::canvas::{Canvas, Line};
use crate::render::Style;
use crate::render::style::Paint;
use crate::render::words::count;
use crate::report::{CallReport, JournalReport};

/// A journal for a person at a terminal.
pub fn journal(report: &JournalReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let head = &report.head;
    let title = format!(
        "Run {} on {}, begun {} as {}",
        head.run, head.organization, head.started_at, head.caller
    );
    canvas.put(0, 2, Line::new().painted(Paint::Heading, title));
    for call in &report.calls {
        put_call(&mut canvas, call);
    }
    let unknown = report.calls.iter().filter(|call| call.end.is_none()).count();
    match &report.closed_at {
        Some(at) => canvas.put(0, 2, Line::new().dim(format!("closed {at}"))),
        None => {
            let calls = count(unknown, "call", "calls");
            let text = format!(
                "The run was cut off; of {calls} the end is unknown. The next run looks at what is live."
            );
            canvas.put(0, 2, Line::new().painted(Paint::Attention, text));
        }
    }
    canvas.finish()
}

fn put_call(canvas: &mut Canvas<'_>, call: &CallReport) {
    let (paint, word, told) = match &call.end {
        Some(end) if end.ok => (
            Paint::Add,
            "ok     ",
            format!("{} in {} ms", status(end.status), end.duration_ms),
        ),
        Some(end) => (Paint::Refused, "failed ", end.error.clone().unwrap_or_default()),
        None => (Paint::Attention, "unknown", String::new()),
    };
    let line = Line::new()
        .painted(paint, word)
        .plain(format!(" {} ", call.call))
        .whole(Paint::Plain, &call.address);
    canvas.put(2, 4, line.dim(format!("  {told}")));
}

fn status(status: Option<u16>) -> String {
    status.map_or_else(|| "no answer".to_owned(), |status| status.to_string())
}
