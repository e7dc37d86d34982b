//! The order of what people name: members, teams, workspaces and grants, by name.
//!
//! Comments above an entry go with it. Paragraphs keep their order and their headings; inside each, names are sorted.

use super::super::cst::{Child, Collection, Content, File, Kind, Lead, Node, Paragraphs};
use super::emit::is_one_line;

/// Sorts the sections of a file.
pub(super) fn sort(file: &mut File<'_>) {
    let Some(root) = file.root.as_mut().and_then(mapping) else {
        return;
    };
    for section in &mut root.children {
        let name = section.name().to_owned();
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
        let is_tall = ["teams", "workspaces"].contains(&section.name());
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
        let is_grants = ["teams", "users"].contains(&part.name());
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

/// Sorts the entries of each paragraph.
fn arrange(entries: &mut Collection<'_>, depth: usize) {
    let air_divides = entries
        .children
        .iter()
        .all(|child| is_one_line(child, Kind::Map, depth));
    let paragraphs = Paragraphs::of(&entries.children, air_divides);
    for range in paragraphs.ranges() {
        let standing = range
            .clone()
            .map(|index| paragraphs.standing(&entries.children, index));
        let standing: Vec<usize> = standing.collect();
        if let Some(paragraph) = entries.children.get_mut(range.clone()) {
            arrange_paragraph(paragraph, &standing);
        }
    }
}

/// Sorts entries. What stands above the first and is not of it stays there; of the others that is only air.
fn arrange_paragraph<'s>(paragraph: &mut [Child<'s>], standing: &[usize]) {
    let mut head: Vec<Lead<'s>> = Vec::new();
    let mut has_air = false;
    for (index, (child, standing)) in paragraph.iter_mut().zip(standing).enumerate() {
        let stays: Vec<Lead<'s>> = child.leads.drain(..*standing).collect();
        if index == 0 {
            head = stays;
        } else {
            has_air |= !stays.is_empty();
        }
    }
    paragraph.sort_by(|one, other| one.order().cmp(&other.order()));
    for (index, child) in paragraph.iter_mut().enumerate() {
        if index == 0 {
            child.leads.splice(0..0, head.drain(..));
        } else if has_air {
            child.leads.insert(0, Lead::Blank);
        }
    }
}
