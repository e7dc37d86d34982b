//! Texts that the schema cannot judge to the end.

use jiff::civil::Date;

use crate::model::{Address, Diagnostic, Text};

use super::super::codes;
use super::super::say::{count, quoted};
use super::super::tree::{At, Tree};
use super::scope::Scope;

/// The shortest name that the platform takes (DOCUMENTED for organizations and workspaces).
const SHORTEST_NAME: usize = 3;

/// A display name, which must be long enough when it is trimmed, too.
pub(super) fn name(scope: &mut Scope<'_, '_>, tree: &Tree<'_>, at: At<&str>) -> Text {
    let text = Text::new(at.value);
    if text.as_str().chars().count() < SHORTEST_NAME {
        let message = format!(
            "{} is shorter than {}",
            quoted(at.value),
            count(SHORTEST_NAME as u64, "character")
        );
        let diagnostic = Diagnostic::error(codes::TOO_SHORT, message, tree.span(at.node));
        let help = "blanks at its ends do not count; write a longer name, or leave the key out";
        scope.findings.push(diagnostic.with_help(help));
    }
    text
}

/// A day of the calendar.
pub(super) fn day(scope: &mut Scope<'_, '_>, tree: &Tree<'_>, at: At<&str>) -> Option<Date> {
    let day = at.value.parse().ok();
    if day.is_none() {
        let message = format!("the calendar has no day {}", quoted(at.value));
        let diagnostic = Diagnostic::error(codes::BAD_DATE, message, tree.span(at.node));
        scope
            .findings
            .push(diagnostic.with_help("write a day that there is, as YYYY-MM-DD"));
    }
    day
}

/// The address of something that can be declared.
pub(super) fn address(scope: &mut Scope<'_, '_>, tree: &Tree<'_>, at: At<&str>) -> Option<Address> {
    match at.value.parse() {
        Ok(address) => Some(address),
        Err(_) => {
            let message = format!("{} is no address: a name in it is not sound", quoted(at.value));
            let diagnostic = Diagnostic::error(codes::BAD_ADDRESS, message, tree.span(at.node));
            let help = "e-mail addresses stand whole in it; names are percent-escaped, as plans print them";
            scope.findings.push(diagnostic.with_help(help));
            None
        }
    }
}
