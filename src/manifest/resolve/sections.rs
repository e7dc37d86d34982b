//! Which file may hold which section, and what the root file must hold.

use crate::model::Diagnostic;

use super::super::codes;
use super::super::files::{FileKind, ROOT_FILE};
use super::super::findings::Findings;
use super::super::say::quoted;
use super::super::suggest::Suggester;
use super::super::tree::{Kind, Tree};
use super::{Input, ReadFile};

const SECTIONS: [&str; 8] = [
    "apiVersion",
    "approvals",
    "guards",
    "manage",
    "members",
    "organization",
    "teams",
    "workspaces",
];

/// Tells every section that stands in the wrong file, and what the root file lacks.
pub(super) fn check(input: &Input<'_>, suggester: &mut Suggester, findings: &mut Findings) {
    for file in &input.files {
        for section in SECTIONS {
            if !file.kind.may_hold(section) {
                not_here(file, section, findings);
            }
        }
    }
    if let Some(root) = input.root() {
        is_whole(root.tree, suggester, findings);
    }
}

fn not_here(file: &ReadFile<'_>, section: &str, findings: &mut Findings) {
    let Some(entry) = file.section(section) else {
        return;
    };
    let message = format!("the section {} cannot stand in this file", quoted(section));
    let place = match section {
        "members" => format!("to `{ROOT_FILE}` or to a file `members*.yaml` beside it"),
        "teams" => format!("to `{ROOT_FILE}` or to a file under `teams/`"),
        "workspaces" => format!("to `{ROOT_FILE}` or to a file under `workspaces/`"),
        _ => format!("to `{ROOT_FILE}`, the only file that may hold it"),
    };
    let diagnostic = Diagnostic::error(codes::SECTION_NOT_HERE, message, file.tree.span(entry.key));
    findings.push(diagnostic.with_help(format!("move it {place}")));
}

/// The root file says for which organization and in which format it is written.
fn is_whole(tree: &Tree<'_>, suggester: &mut Suggester, findings: &mut Findings) {
    let root = tree.root();
    let is_mapping = root.is_none_or(|root| matches!(tree.kind(root), Kind::Null | Kind::Map(_)));
    if !is_mapping || root.is_some_and(|root| tree.is_incomplete(root)) {
        return;
    }
    let entries = root.map(|root| tree.entries(root)).unwrap_or_default();
    let misspelt: Vec<&str> = entries
        .iter()
        .filter(|entry| tree.is_bad(entry.key))
        .filter_map(|entry| tree.text(entry.key))
        .collect();
    let needed = [
        ("apiVersion", "apiVersion: orgform/v1"),
        ("organization", "organization: { key: acme }"),
    ];
    for (key, example) in needed {
        let stands = entries.iter().any(|entry| tree.text(entry.key) == Some(key));
        if stands || suggester.nearest(key, misspelt.iter().copied()).is_some() {
            continue;
        }
        let message = format!("the root file has no {}, which it needs", quoted(key));
        let diagnostic = Diagnostic::error(codes::MISSING_KEY, message, tree.beginning());
        findings.push(diagnostic.with_help(format!("for example `{example}`")));
    }
}

/// Files that are read and say nothing. (A root file that says nothing lacks what it needs.)
pub(super) fn empty_file(file: &ReadFile<'_>, findings: &mut Findings) {
    let root = file.tree.root();
    let says_nothing = root.is_none_or(|root| matches!(file.tree.kind(root), Kind::Null));
    if says_nothing && file.kind != FileKind::Root {
        let message = "this file is read, and says nothing";
        let diagnostic = Diagnostic::error(codes::EMPTY_FILE, message, file.tree.beginning());
        let help = "delete it, or say that there are none, as in `teams: {}`";
        findings.push(
            diagnostic
                .with_severity(crate::model::Severity::Warning)
                .with_help(help),
        );
    }
}
