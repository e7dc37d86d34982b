//! What every form of a drift report says: the verdict, the bursts, and items in chapters.

use super::words::{self, count, either};
use crate::report::{
    BurstReport, Deed, DriftItemReport, DriftReport, DriftSeverity, DriftState, ProvenanceReport,
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
        0 => "no drift".to_owned(),
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
        return match report.baseline {
            Some(_) => "No drift. Live is what the baseline says.".to_owned(),
            None => "No drift. Live is what the manifest says.".to_owned(),
        };
    }
    let by = verdict.by_severity;
    format!(
        "Drift: {} critical, {} high, {} medium, {} low; {} pending, {} for information.",
        by.critical, by.high, by.medium, by.low, verdict.pending, verdict.information
    )
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
    let differing: Vec<String> = item
        .access
        .iter()
        .filter(|row| row.live != row.declared)
        .map(|row| {
            let (live, declared) = (words::role(row.live), words::role(row.declared));
            format!(
                "{} has {live} on {}, declared {declared}",
                row.person, row.workspace
            )
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
