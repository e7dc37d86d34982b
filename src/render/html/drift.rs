//! Drift as a page: the verdict first, then whose access is not what is declared, then every difference with its
//! place, and last what does not count.

use askama::Template;

use super::page::{Group, Item, Page, Tile};
use super::wording::{SEVERITIES, summary, verdict};
use crate::render::drift as told;
use crate::render::visible::visible;
use crate::render::words;
use crate::render::{facts, past};
use crate::report::{DriftAccessReport, DriftItemReport, DriftReport, DriftState, PathReport, SourceReport};

/// A person and a workspace.
pub(super) struct Row {
    pub(super) person: String,
    pub(super) workspace: String,
    pub(super) declared: &'static str,
    pub(super) live: &'static str,
    /// What the live access means: `more`, `less` or `same`.
    pub(super) class: &'static str,
    pub(super) paths: Vec<String>,
    /// Who gave it and when, where the platform tells.
    pub(super) given: Vec<String>,
}

/// A drift report as one self-contained HTML page.
pub fn drift(report: &DriftReport) -> String {
    // Writing to a text does not fail.
    page(report).render().unwrap_or_default()
}

fn page(report: &DriftReport) -> Page {
    let counting = |severity| {
        let counts = move |item: &&DriftItemReport| item.counts && item.severity == severity;
        report.items.iter().filter(counts)
    };
    let groups = SEVERITIES.map(|(severity, class, name, meaning)| Group {
        class,
        name,
        meaning,
        items: counting(severity).map(|one| item(one, report)).collect(),
    });
    Page {
        organization: shown(&report.organization.key),
        outcome: if report.verdict.drifted {
            "drifted"
        } else {
            "clean"
        },
        verdict: verdict(report),
        summary: summary(report),
        past: report.snapshot.as_ref().map(past::note),
        facts: head(report),
        tiles: tiles(report),
        bursts: report
            .bursts
            .iter()
            .map(|burst| shown(&told::burst(burst)))
            .collect(),
        people: report.access.iter().map(|access| row(access, report)).collect(),
        unknown: unknown(report),
        groups: filled(groups),
        folded: filled(folded(report)),
        has_baseline: report.baseline.is_some(),
        tool: concat!("orgform ", env!("CARGO_PKG_VERSION")),
    }
}

fn head(report: &DriftReport) -> Vec<(&'static str, String)> {
    let organization = &report.organization;
    let mut facts = vec![
        (
            "Organization",
            format!("{} ({})", organization.key, organization.id),
        ),
        ("Platform", organization.server.clone()),
        ("Compared at", words::minute(report.created_at)),
        ("Read as", report.caller.clone()),
        ("Manifest", report.manifest.to_string()),
    ];
    if let Some(baseline) = &report.baseline {
        let commit = baseline
            .commit
            .as_ref()
            .map(|commit| format!(", commit {commit}"))
            .unwrap_or_default();
        let value = format!("{}{commit} ({})", baseline.name, baseline.manifest);
        facts.push(("Baseline", value));
    }
    facts.push(("Fingerprint", report.fingerprint.to_string()));
    facts
        .into_iter()
        .map(|(name, value)| (name, shown(&value)))
        .collect()
}

fn tiles(report: &DriftReport) -> Vec<Tile> {
    let counts = report.verdict.by_severity;
    let numbers = [counts.critical, counts.high, counts.medium, counts.low];
    let tiles = SEVERITIES.into_iter().zip(numbers);
    tiles
        .map(|((_, class, name, meaning), number)| Tile {
            class: if number == 0 { "none" } else { class },
            number,
            name,
            meaning,
        })
        .collect()
}

fn row(access: &DriftAccessReport, report: &DriftReport) -> Row {
    let private = if access.private { " (private)" } else { "" };
    let class = match access.live.cmp(&access.declared) {
        std::cmp::Ordering::Greater => "more",
        std::cmp::Ordering::Less => "less",
        std::cmp::Ordering::Equal => "same",
    };
    let concerned = |item: &&DriftItemReport| {
        let same =
            |other: &DriftAccessReport| other.person == access.person && other.workspace == access.workspace;
        item.counts && item.access.iter().any(same)
    };
    let causes = report.items.iter().filter(concerned);
    let given = causes.filter_map(|item| item.provenance.as_ref());
    let mut given: Vec<String> = given.map(|deed| shown(&told::provenance(deed))).collect();
    given.dedup();
    Row {
        person: shown(&access.person),
        workspace: format!("{}{private}", shown(&access.workspace)),
        declared: words::role(access.declared),
        live: words::role(access.live),
        class,
        paths: differing_paths(access),
        given,
    }
}

/// The ways in that there are; where there are none, those that there should be.
fn differing_paths(access: &DriftAccessReport) -> Vec<String> {
    let (paths, none) = if access.live_paths.is_empty() {
        (&access.declared_paths, "missing: ")
    } else {
        (&access.live_paths, "")
    };
    let told = |path: &PathReport| match path {
        PathReport::Direct { role } => format!("{none}direct grant as {role}"),
        PathReport::Team { team, role } => format!("{none}team {} as {role}", shown(team)),
        PathReport::OrganizationOwner { .. } => format!("{none}owner of the organization"),
    };
    paths.iter().map(told).collect()
}

fn unknown(report: &DriftReport) -> Option<String> {
    let names: Vec<String> = report.unknown_workspaces.iter().map(|name| shown(name)).collect();
    (!names.is_empty()).then(|| words::list(&names))
}

fn folded(report: &DriftReport) -> [Group; 3] {
    let of = |class, name, meaning, chosen: fn(&DriftItemReport) -> bool| Group {
        class,
        name,
        meaning,
        items: report
            .items
            .iter()
            .filter(|one| !one.counts && chosen(one))
            .map(|one| item(one, report))
            .collect(),
    };
    [
        of(
            "pending",
            "Waiting for an apply",
            "the manifest moved on, and the organization did not yet",
            |item| item.state == DriftState::Pending,
        ),
        of(
            "settled",
            "Done by hand and declared by now",
            "the organization is not as it was applied, and is as declared",
            |item| item.state == DriftState::Settled,
        ),
        of("information", "Good to know", "does not count as drift", |item| {
            !matches!(item.state, DriftState::Pending | DriftState::Settled)
        }),
    ]
}

fn filled(groups: impl IntoIterator<Item = Group>) -> Vec<Group> {
    groups
        .into_iter()
        .filter(|group| !group.items.is_empty())
        .collect()
}

fn item(item: &DriftItemReport, report: &DriftReport) -> Item {
    let kind = match &item.finding {
        Some(finding) => format!("{}: {}", item.kind.as_str(), shown(finding)),
        None => item.kind.as_str().to_owned(),
    };
    let has_baseline = report.baseline.is_some();
    Item {
        address: shown(&item.address),
        sentence: shown(&item.sentence),
        kind,
        state: (has_baseline && item.counts).then_some(match item.state {
            DriftState::Both => "changed by hand, and the manifest moved on too",
            _ => "changed by hand",
        }),
        declared: shown(&facts::told(item.declared.as_ref())),
        baseline: has_baseline.then(|| shown(&facts::told(item.baseline.as_ref()))),
        live: shown(&facts::told(item.live.as_ref())),
        places: places(item),
        provenance: item
            .provenance
            .as_ref()
            .map(|deed| shown(&told::provenance(deed))),
        fingerprint: item.fingerprint.to_string(),
    }
}

fn places(item: &DriftItemReport) -> Vec<(&'static str, String)> {
    let place = |name, source: &Option<SourceReport>| {
        let source = source.as_ref()?;
        let place = format!("{}:{}:{}", source.file, source.line, source.column);
        Some((name, shown(&place)))
    };
    let places = [
        place("declared at", &item.source),
        place("baseline at", &item.baseline_source),
    ];
    places.into_iter().flatten().collect()
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}
