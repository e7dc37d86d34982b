//! What the pages refer to is there: files, and headings in them.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::prose;
use super::pages::{pages, root, text};

/// Pages for those who change orgform.
const BESIDE: &[&str] = &["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    let beside = BESIDE.iter().map(|page| (*page).to_owned());
    for page in pages().into_iter().chain(beside) {
        let folder = root().join(&page);
        let folder = folder.parent().unwrap();
        for link in links(&text(&page)) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                root().join(&page)
            } else {
                folder.join(path)
            };
            let leads = target.exists()
                && (anchor.is_empty()
                    || anchors(&std::fs::read_to_string(&target).unwrap()).contains(anchor));
            if !leads {
                broken.push(format!("{page} -> {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The links of a page that stay in the repository.
fn links(page: &str) -> Vec<String> {
    let prose: Vec<&str> = prose(page).collect();
    // What stands in a code span is no link; what a link is called may be one.
    let spans = prose.join("\n");
    let spans = spans.split('`').enumerate();
    let plain: Vec<String> = spans
        .map(|(index, text)| {
            if index % 2 == 0 {
                text.to_owned()
            } else {
                text.replace("](", "")
            }
        })
        .collect();
    let plain = plain.join("`");
    let links = plain
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    links
        .filter(|link| !link.contains("://"))
        .map(str::to_owned)
        .collect()
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let headings = prose(page).filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let anchor = anchor(heading.trim_start_matches('#').trim());
            let before = times.entry(anchor.clone()).or_default();
            *before += 1;
            match *before {
                1 => anchor,
                more => format!("{anchor}-{}", more - 1),
            }
        })
        .collect()
}

/// The anchor of one heading.
pub(super) fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn anchors_are_as_github_makes_them() {
    let page = "# 4. A `process` that stays\n```sh\n# no heading\n```\n## Twice\n## Twice\n";
    assert_eq!(
        anchors(page),
        ["4-a-process-that-stays", "twice", "twice-1"]
            .map(str::to_owned)
            .into()
    );
}
