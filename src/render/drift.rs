//! What every form of a drift report says: the verdict, the bursts, and items in chapters.

use std::collections::BTreeMap;

use super::words::{self, count, either};
use crate::report::{
    BurstReport, Deed, DriftItemReport, DriftKind, DriftReport, DriftSeverity, DriftState, ProvenanceReport,
};

/// Items that are told together.
pub(super) struct Chapter<'a> {
    pub(super) title: &'static str,
    /// Whether its items count.
    pub(super) counts: bool,
    pub(super) items: Vec<&'a DriftItemReport>,
}

/// The chapters in which there is something, in their order.
pub(super) fn chapters(report: &DriftReport) -> Vec<Chapter<'_>> {
    let counted = |title, severity| {
        chapter(report, title, true, move |item| {
            item.counts && item.severity == severity
        })
    };
    let other = |title, states: &'static [DriftState]| {
        chapter(report, title, false, move |item| {
            !item.counts && states.contains(&item.state)
        })
    };
    let chapters = [
        counted("Owners who should not be", DriftSeverity::Critical),
        counted("Access that is not declared", DriftSeverity::High),
        counted("Declared access that is missing", DriftSeverity::Medium),
        counted("Other differences", DriftSeverity::Low),
        other("Pending: the manifest moved on", &[DriftState::Pending]),
        other("Settled: the manifest does not object", &[DriftState::Settled]),
        other("For information", &[DriftState::Drift, DriftState::Both]),
    ];
    chapters
        .into_iter()
        .filter(|chapter| !chapter.items.is_empty())
        .collect()
}

fn chapter<'a>(
    report: &'a DriftReport,
    title: &'static str,
    counts: bool,
    belongs: impl Fn(&DriftItemReport) -> bool,
) -> Chapter<'a> {
    let items = report.items.iter().filter(|item| belongs(item)).collect();
    Chapter { title, counts, items }
}

/// The parts of the first line, the most important first.
pub(super) fn verdict(report: &DriftReport) -> Vec<String> {
    let verdict = &report.verdict;
    let mut parts = vec![match verdict.drift {
        0 => none(report).to_owned(),
        number => format!("drift: {}", count(number, "difference", "differences")),
    }];
    if verdict.by_severity.critical > 0 {
        let owners = verdict.by_severity.critical;
        parts.push(count(
            owners,
            "owner who should not be",
            "owners who should not be",
        ));
    }
    if verdict.people > 0 {
        let has = either(verdict.people, "has", "have");
        parts.push(format!(
            "{} {has} other access than declared",
            words::people(verdict.people)
        ));
    }
    parts.extend(others(report));
    parts
}

/// What does not count, in numbers.
fn others(report: &DriftReport) -> Vec<String> {
    let verdict = &report.verdict;
    let parts = [
        (verdict.pending, format!("{} pending", verdict.pending)),
        (verdict.settled, format!("{} settled", verdict.settled)),
        (
            verdict.information,
            format!("{} for information", verdict.information),
        ),
        (
            verdict.people_awaited,
            format!("waiting for {}", words::people(verdict.people_awaited)),
        ),
    ];
    let told = parts.into_iter().filter(|(number, _)| *number > 0);
    told.map(|(_, part)| part).collect()
}

/// The last line, which scripts look for.
pub(super) fn closing(report: &DriftReport) -> String {
    let verdict = &report.verdict;
    if !verdict.drifted {
        return format!("{}. {}", words::capitalized(none(report)), why_none(report));
    }
    let by = verdict.by_severity;
    format!(
        "Drift: {} critical, {} high, {} medium, {} low; {} pending, {} for information.",
        by.critical, by.high, by.medium, by.low, verdict.pending, verdict.information
    )
}

/// That nothing counts, without a claim about what could not be seen.
pub(super) fn none(report: &DriftReport) -> &'static str {
    match not_compared(report) {
        0 => "no drift",
        _ => "no drift in what could be compared",
    }
}

fn why_none(report: &DriftReport) -> String {
    let told = "see what is told for information, above";
    let word = report.baseline.as_ref().map_or("manifest", |_| "baseline");
    match not_compared(report) {
        0 if findings(report).any(is_declared) => format!("Not all is as declared: {told}."),
        0 if report.verdict.settled > 0 => {
            "Where live is not what the baseline says, the manifest does not object.".to_owned()
        }
        0 if report.verdict.information > 0 => {
            format!("Live is what the {word} says, and more; {told}.")
        }
        0 => format!("Live is what the {word} says."),
        number => format!("{} could not be: {told}.", count(number, "thing", "things")),
    }
}

/// How many things could not be compared.
fn not_compared(report: &DriftReport) -> usize {
    findings(report).filter(|item| is_not_compared(item)).count()
}

/// Whether the platform does not show it, or not so that it could be told apart.
pub(super) fn is_not_compared(item: &DriftItemReport) -> bool {
    matches!(
        item.kind,
        DriftKind::Unreadable | DriftKind::Unsupported | DriftKind::Ambiguous
    )
}

/// What was found, does not count, and is not only so since the manifest moved on.
fn findings(report: &DriftReport) -> impl Iterator<Item = &DriftItemReport> {
    let found = report
        .items
        .iter()
        .filter(|item| item.finding.is_some() && !item.counts);
    found.filter(|item| matches!(item.state, DriftState::Drift | DriftState::Both))
}

fn is_declared(item: &DriftItemReport) -> bool {
    item.source.is_some() || item.baseline_source.is_some()
}

/// That access is not known everywhere, where that is so.
pub(super) fn unknown(report: &DriftReport, most: Option<usize>) -> Option<String> {
    let names: Vec<&str> = report.unknown_workspaces.iter().map(String::as_str).collect();
    let workspaces = words::some(&names, most, ("workspace", "workspaces"));
    let told = format!("Who has access to {workspaces} is not fully known; what is not known is not counted");
    (!names.is_empty()).then_some(told)
}

/// That so much at once is hardly anybody's doing.
pub(super) fn burst(burst: &BurstReport) -> String {
    let missing = match burst.missing {
        0 => String::new(),
        missing => format!(", {missing} of them declared and not there"),
    };
    format!(
        "{} of {} {} differ at once{missing}: more likely a problem of reading, of the platform, or the wrong manifest than so \
         many deeds; look at that first",
        burst.differing,
        burst.of,
        burst.collection.replace('-', " "),
    )
}

/// `granted by ada@acme.example, 2026-05-30 09:12 UTC`.
pub(super) fn provenance(provenance: &ProvenanceReport) -> String {
    let word = match provenance.deed {
        Deed::Granted => "granted",
        Deed::Invited => "invited",
        Deed::Joined => "joined",
        Deed::Created => "created",
    };
    let at = provenance.at.map(words::minute);
    let by = provenance.by.as_deref();
    match (provenance.deed, by, at) {
        (Deed::Joined, Some(by), Some(at)) => format!("joined {at}, invited by {by}"),
        (_, Some(by), Some(at)) => format!("{word} by {by}, {at}"),
        (_, Some(by), None) => format!("{word} by {by}"),
        (_, None, Some(at)) => format!("{word} {at}"),
        (_, None, None) => word.to_owned(),
    }
}

/// What the item means for people, where it means something: who has what, and what is declared.
pub(super) fn access(item: &DriftItemReport, most: Option<usize>) -> Option<String> {
    let mut alike: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for row in item.access.iter().filter(|row| row.live != row.declared) {
        let workspaces = alike.entry((&row.person, row.live, row.declared)).or_default();
        workspaces.push(&row.workspace);
    }
    let differing: Vec<String> = alike
        .into_iter()
        .map(|((person, live, declared), workspaces)| {
            let (live, declared) = (words::role(live), words::role(declared));
            let workspaces = words::some(&workspaces, most, ("workspace", "workspaces"));
            format!("{person} has {live} on {workspaces} (declared {declared})")
        })
        .collect();
    let names: Vec<&str> = differing.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| words::some(&names, most, ("like it", "like it")))
}

/// Against what live was compared.
pub(super) fn compared(report: &DriftReport) -> Option<String> {
    let baseline = report.baseline.as_ref()?;
    Some(match &baseline.commit {
        Some(commit) => format!(
            "baseline {} ({})",
            baseline.name,
            commit.get(..12).unwrap_or(commit)
        ),
        None => format!("baseline {}", baseline.name),
    })
}

/// The whole in one sentence, which begins with what it is about. What is found has only its story.
pub(super) fn sentence(item: &DriftItemReport) -> String {
    match item.finding {
        Some(_) => format!("{}: {}", item.address, item.sentence),
        None => item.sentence.clone(),
    }
}
