//! The order of what people name: members, teams, workspaces and grants, by name.
//!
//! Comments above an entry go with it. A comment that a blank line follows stands for itself: it begins a paragraph,
//! and paragraphs keep their order. Where every entry takes one line, a blank line begins a paragraph too; between
//! longer entries it is only air.

use super::cst::{Child, Collection, Content, File, Kind, Lead, Node};
use super::emit::is_one_line;

/// Sorts the sections of a file.
pub(super) fn sort(file: &mut File<'_>) {
    let Some(root) = file.root.as_mut().and_then(mapping) else {
        return;
    };
    for section in &mut root.children {
        let name = key_text(section).to_owned();
        let is_section = ["members", "teams", "workspaces"].contains(&name.as_str());
        let Some(entries) = mapping(&mut section.value).filter(|_| is_section) else {
            continue;
        };
        if name == "workspaces" {
            entries.children.iter_mut().for_each(grants);
        }
        arrange(entries, 1);
    }
}

/// Puts a blank line between entries that take several lines each; members are told in one, mostly.
pub(super) fn air(file: &mut File<'_>) {
    let Some(root) = file.root.as_mut().and_then(mapping) else {
        return;
    };
    for section in &mut root.children {
        let is_tall = ["teams", "workspaces"].contains(&key_text(section));
        let Some(entries) = mapping(&mut section.value).filter(|_| is_tall) else {
            continue;
        };
        let is_list = entries
            .children
            .iter()
            .all(|child| is_one_line(child, Kind::Map, 1));
        for child in entries.children.iter_mut().skip(1).filter(|_| !is_list) {
            child.leads.insert(0, Lead::Blank);
        }
    }
}

fn grants(workspace: &mut Child<'_>) {
    let Some(workspace) = mapping(&mut workspace.value) else {
        return;
    };
    for part in &mut workspace.children {
        let is_grants = ["teams", "users"].contains(&key_text(part));
        if let Some(grants) = mapping(&mut part.value).filter(|_| is_grants) {
            arrange(grants, 3);
        }
    }
}

fn mapping<'n, 's>(node: &'n mut Node<'s>) -> Option<&'n mut Collection<'s>> {
    match &mut node.content {
        Content::Collection(collection) if collection.kind == Kind::Map => Some(collection),
        _ => None,
    }
}

fn key_text<'c>(child: &'c Child<'_>) -> &'c str {
    match child.key.as_ref().map(|key| &key.content) {
        Some(Content::Scalar(scalar)) => &scalar.value,
        Some(Content::Alias(alias)) => alias,
        _ => "",
    }
}

/// Sorts the entries of each paragraph.
fn arrange(entries: &mut Collection<'_>, depth: usize) {
    let air_divides = entries
        .children
        .iter()
        .all(|child| is_one_line(child, Kind::Map, depth));
    let mut paragraphs: Vec<Vec<Child<'_>>> = Vec::new();
    for child in std::mem::take(&mut entries.children) {
        let begins = begins_paragraph(&child, air_divides);
        match paragraphs.last_mut() {
            Some(paragraph) if !begins => paragraph.push(child),
            _ => paragraphs.push(vec![child]),
        }
    }
    for mut paragraph in paragraphs {
        arrange_paragraph(&mut paragraph);
        entries.children.append(&mut paragraph);
    }
}

fn begins_paragraph(child: &Child<'_>, air_divides: bool) -> bool {
    let apart = apart(&child.leads);
    air_divides && apart > 0
        || child.leads[..apart]
            .iter()
            .any(|lead| matches!(lead, Lead::Comment(_)))
}

/// How many of the leads stand apart from the entry: all up to the last blank line.
fn apart(leads: &[Lead<'_>]) -> usize {
    leads
        .iter()
        .rposition(|lead| *lead == Lead::Blank)
        .map_or(0, |last| last + 1)
}

fn arrange_paragraph<'s>(paragraph: &mut [Child<'s>]) {
    let mut head: Vec<Lead<'s>> = Vec::new();
    let mut has_air = false;
    for (index, child) in paragraph.iter_mut().enumerate() {
        let apart: Vec<Lead<'s>> = child.leads.drain(..apart(&child.leads)).collect();
        if index == 0 {
            head = apart;
        } else {
            has_air |= !apart.is_empty();
        }
    }
    paragraph.sort_by(|one, other| order(one).cmp(&order(other)));
    for (index, child) in paragraph.iter_mut().enumerate() {
        if index == 0 {
            child.leads.splice(0..0, head.drain(..));
        } else if has_air {
            child.leads.insert(0, Lead::Blank);
        }
    }
}

fn order<'c>(child: &'c Child<'_>) -> (String, &'c str) {
    let text = key_text(child);
    (text.to_lowercase(), text)
}
