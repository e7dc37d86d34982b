//! A plan as a comment.

use super::escape::{clip, code, length, marker, prose};
use super::section::Section;
use super::{changes, fit, notes, people};
use crate::render::{closing, origins, verdict, words};
use crate::report::PlanReport;

/// How the comment is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// The comment is never longer, counted in UTF-16 units.
    pub max_chars: usize,
    /// What stands in the hidden comment by which a later run finds this one; `orgform:KEY` if there is none.
    pub marker: Option<String>,
    /// Where everything can be read that did not fit, such as the address of an artifact.
    pub full_plan: Option<String>,
}

impl Default for MarkdownOptions {
    /// As much as GitHub takes, which is the least of the forges.
    fn default() -> MarkdownOptions {
        MarkdownOptions {
            max_chars: 65_536,
            marker: None,
            full_plan: None,
        }
    }
}

/// A plan for a pull request: the verdict, what people lose, every removal, and the rest folded. What does not
/// fit is left out from the least important end and named; a removal is left out last, and loudly.
pub fn plan(report: &PlanReport, options: &MarkdownOptions) -> String {
    let head = head(report, options);
    let foot = format!("**{}**\n", prose(&closing::line(report)));
    let sections: Vec<Section> = sections(report)
        .into_iter()
        .filter(|section| !section.lines.is_empty())
        .collect();
    let fitted = options
        .max_chars
        .checked_sub(length(&head) + length(&foot))
        .and_then(|room| fit::fit(&sections, room, options.full_plan.as_deref()));
    match fitted {
        Some(fitted) => format!("{head}{}{}{foot}", fitted.note, fitted.body),
        None => too_small(report, options),
    }
}

/// In the order in which they are read.
fn sections(report: &PlanReport) -> Vec<Section> {
    let mut sections = notes::refusals(report);
    let [losses, owners, gains] = people::sections(report);
    let [removed_before, changed_before] = changes::there_before(report);
    sections.extend([losses, owners, changes::removals(report), notes::blocked(report)]);
    sections.extend(notes::held(report));
    sections.extend([
        changes::others(report),
        gains,
        removed_before,
        changed_before,
        changes::repaired(report),
        notes::waiting(report),
        notes::to_know(report),
        notes::unmanaged(report),
    ]);
    sections
}

fn head(report: &PlanReport, options: &MarkdownOptions) -> String {
    let organization = &report.organization;
    let past = super::drift::past(report.snapshot.as_ref());
    format!(
        "{}### orgform: {}\n\n{}\n\n{past}{} at {}, as {}, {}\n\n",
        hidden(report, options),
        code(&organization.key),
        in_one_line(report),
        code(&organization.key),
        code(&organization.server),
        code(&report.caller),
        words::minute(report.created_at),
    ) + &origins::line(report).map_or_else(String::new, |line| format!("{}\n\n", prose(&line)))
}

fn hidden(report: &PlanReport, options: &MarkdownOptions) -> String {
    match &options.marker {
        Some(name) => marker(name),
        None => marker(&format!("orgform:{}", report.organization.key)),
    }
}

fn in_one_line(report: &PlanReport) -> String {
    let parts: Vec<String> = verdict::parts(&report.verdict)
        .iter()
        .map(|part| prose(part))
        .collect();
    match parts.split_first() {
        Some((first, rest)) => {
            let rest: String = rest.iter().map(|part| format!(" · {part}")).collect();
            format!("**{first}**{rest}")
        }
        None => String::new(),
    }
}

/// Where not even the frame fits.
fn too_small(report: &PlanReport, options: &MarkdownOptions) -> String {
    let text = format!(
        "{}**This plan does not fit into {} characters.** {}\n",
        hidden(report, options),
        options.max_chars,
        prose(&verdict::parts(&report.verdict).join(" · ")),
    );
    clip(&text, options.max_chars)
}
