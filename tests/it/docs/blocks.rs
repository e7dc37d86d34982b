//! A page, taken apart into text and fenced blocks.

/// A part of a page.
pub(super) enum Part<'p> {
    /// A line outside of fences.
    Line(&'p str),
    /// A fenced block.
    Block(Block<'p>),
}

/// A fenced block, and what the page remarks about it in a comment right above, which no reader sees.
pub(super) struct Block<'p> {
    pub(super) opening: &'p str,
    pub(super) language: &'p str,
    pub(super) lines: Vec<&'p str>,
    pub(super) closing: &'p str,
    pub(super) remark: Option<&'p str>,
}

impl Block<'_> {
    /// Whether it holds commands.
    pub(super) fn is_commands(&self) -> bool {
        matches!(self.language, "sh" | "console" | "bash" | "shell")
    }

    /// Whether what is printed stands between the commands, which then have a prompt.
    pub(super) fn is_session(&self) -> bool {
        self.lines.first().is_some_and(|line| line.starts_with("$ "))
    }
}

/// The parts of a page, in their order.
pub(super) fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut remark = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(fence) = fence(line) else {
            if !line.trim().is_empty() {
                remark = line
                    .strip_prefix("<!-- ")
                    .and_then(|rest| rest.strip_suffix(" -->"));
            }
            parts.push(Part::Line(line));
            continue;
        };
        let mut inner = Vec::new();
        let closing = loop {
            let line = lines.next().unwrap_or_else(|| panic!("`{line}` is never closed"));
            if line == fence {
                break line;
            }
            inner.push(line);
        };
        parts.push(Part::Block(Block {
            opening: line,
            language: line[fence.len()..].trim(),
            lines: inner,
            closing,
            remark: remark.take(),
        }));
    }
    parts
}

/// The blocks of a page.
pub(super) fn blocks(page: &str) -> impl Iterator<Item = Block<'_>> {
    parts(page).into_iter().filter_map(|part| match part {
        Part::Block(block) => Some(block),
        Part::Line(_) => None,
    })
}

/// The lines outside of fences.
pub(super) fn prose(page: &str) -> impl Iterator<Item = &str> {
    parts(page).into_iter().filter_map(|part| match part {
        Part::Line(line) => Some(line),
        Part::Block(_) => None,
    })
}

fn fence(line: &str) -> Option<&str> {
    let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
    (ticks >= 3).then(|| &line[..ticks])
}
