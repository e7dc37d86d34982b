//! Drift as a comment, or as the text of an issue.

use super::MarkdownOptions;
use super::escape::{clip, code, length, marker, prose};
use super::fit;
use super::section::{Importance, Section};
use crate::render::drift::{self, Chapter};
use crate::render::{past, words};
use crate::report::{DriftItemReport, DriftReport, DriftSeverity, SnapshotNoteReport};

/// So many people whose access differs are named under one item.
const NAMED: usize = 6;

/// Drift for a forge: the verdict, what looks like a problem of reading, what counts, and the rest folded. What does
/// not fit is left out from the least important end and named.
pub fn drift(report: &DriftReport, options: &MarkdownOptions) -> String {
    let head = head(report, options);
    let unknown = drift::unknown(report, Some(NAMED)).map(|unknown| format!("{}.\n\n", prose(&unknown)));
    let closing = format!("**{}**\n", prose(&drift::closing(report)));
    let foot = unknown.unwrap_or_default() + &closing;
    let mut sections = vec![bursts(report)];
    sections.extend(drift::chapters(report).iter().map(section));
    sections.retain(|section| !section.lines.is_empty());
    let fitted = options
        .max_chars
        .checked_sub(length(&head) + length(&foot))
        .and_then(|room| fit::fit(&sections, room, options.full_plan.as_deref()));
    match fitted {
        Some(fitted) => format!("{head}{}{}{foot}", fitted.note, fitted.body),
        None => clip(&format!("{}{foot}", hidden(report, options)), options.max_chars),
    }
}

fn hidden(report: &DriftReport, options: &MarkdownOptions) -> String {
    match &options.marker {
        Some(name) => marker(name),
        None => marker(&format!("orgform:drift:{}", report.organization.key)),
    }
}

fn head(report: &DriftReport, options: &MarkdownOptions) -> String {
    let organization = &report.organization;
    let parts: Vec<String> = drift::verdict(report).iter().map(|part| prose(part)).collect();
    let (first, rest) = parts
        .split_first()
        .map_or(("", &[][..]), |(first, rest)| (first, rest));
    let rest: String = rest.iter().map(|part| format!(" · {part}")).collect();
    let baseline = drift::compared(report).map(|baseline| format!(", {}", code(&baseline)));
    let past = past(report.snapshot.as_ref());
    format!(
        "{}### orgform: drift of {}\n\n**{first}**{rest}\n\n{past}{} at {}, as {}, {}{}\n\n",
        hidden(report, options),
        code(&organization.key),
        code(&organization.key),
        code(&organization.server),
        code(&report.caller),
        words::minute(report.created_at),
        baseline.unwrap_or_default(),
    )
}

/// That the report tells of the past, where it does.
pub(super) fn past(snapshot: Option<&SnapshotNoteReport>) -> String {
    let note = |snapshot| format!("**{}.**\n\n", prose(&past::note(snapshot)));
    snapshot.map(note).unwrap_or_default()
}

fn bursts(report: &DriftReport) -> Section {
    let title = "Probably a problem of reading or of the platform";
    let mut section = Section::new(title, Importance::Refusals);
    for burst in &report.bursts {
        section.push(format!("! {}", drift::burst(burst)));
    }
    section
}

fn section(chapter: &Chapter<'_>) -> Section {
    let title = format!("{}: {}", chapter.title, chapter.items.len());
    let worst = chapter.items.first().map(|item| item.severity);
    let importance = match worst {
        Some(DriftSeverity::Critical) => Importance::Removals,
        Some(DriftSeverity::High) => Importance::Losses,
        Some(DriftSeverity::Medium) => Importance::Owners,
        Some(DriftSeverity::Low) => Importance::Changes,
        Some(DriftSeverity::Information) | None => Importance::Notes,
    };
    let mut section = Section::new(title, importance);
    if !chapter.counts {
        section = section.folded().in_language("text");
    }
    for item in &chapter.items {
        tell(&mut section, item, chapter.counts);
    }
    section
}

/// One item and what lies below it.
pub(super) fn tell(section: &mut Section, item: &DriftItemReport, counts: bool) {
    let symbol = match (counts, item.severity) {
        (false, _) => "",
        (true, DriftSeverity::Critical | DriftSeverity::High) => "- ",
        (true, _) => "! ",
    };
    let source = item.source.as_ref().or(item.baseline_source.as_ref());
    let place = source.map(|source| format!("  {}:{}:{}", source.file, source.line, source.column));
    let found = item
        .finding
        .as_ref()
        .map(|finding| format!("{}  {finding}: ", item.address));
    section.push(format!(
        "{symbol}{}{}{}",
        found.unwrap_or_default(),
        item.sentence,
        place.unwrap_or_default()
    ));
    let provenance = item.provenance.as_ref().map(drift::provenance);
    for below in provenance.into_iter().chain(drift::access(item, Some(NAMED))) {
        section.push(format!("{symbol}    {below}"));
    }
}
