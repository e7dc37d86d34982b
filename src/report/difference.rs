//! From drift to what is told of it.

use std::collections::BTreeSet;

use super::{
    BaselineReport, BurstReport, Deed, Document, DriftAccessReport, DriftItemReport, DriftKind, DriftReport,
    DriftSeverity, DriftState, DriftVerdictReport, FactsReport, Fingerprint, OrganizationReport,
    ProvenanceReport, SeverityCounts, SourceReport, TargetReport, access, facts,
};
use crate::drift::{self, Burst, Difference, Drift, Item, Kind, Provenance, Severity, State, What};
use crate::plan::{AccessChange, Plan, Setting};

impl DriftReport {
    /// Tells drift; `baseline` says by which name the baseline was asked for, where there is one.
    pub fn of(drift: &Drift<'_>, baseline: Option<BaselineReport>) -> DriftReport {
        let plan = drift.manifest;
        let reference = drift.reference();
        DriftReport {
            format_version: DriftReport::VERSION,
            kind: DriftReport::KIND,
            created_at: plan.now,
            snapshot: None,
            organization: OrganizationReport::from(&plan.organization),
            caller: plan.caller.to_string(),
            manifest: plan.manifest.clone(),
            baseline,
            fingerprint: fingerprint(drift),
            verdict: verdict(drift),
            bursts: drift.bursts.iter().map(BurstReport::from).collect(),
            items: drift.items.iter().map(|item| self::item(item, drift)).collect(),
            access: drift
                .access()
                .into_values()
                .map(|row| access_report(row, reference))
                .collect(),
            unknown_workspaces: access::unknown_workspaces(reference),
        }
    }
}

/// Sorted, so that the same set of items is the same drift.
fn fingerprint(drift: &Drift<'_>) -> Fingerprint {
    let fingerprints: BTreeSet<&Fingerprint> = drift.counted().map(|item| &item.fingerprint).collect();
    let mut builder = Fingerprint::builder("drift-report");
    for fingerprint in fingerprints {
        builder.add(fingerprint.as_str());
    }
    builder.finish()
}

fn verdict(drift: &Drift<'_>) -> DriftVerdictReport {
    let of = |severity| drift.counted().filter(|item| item.severity == severity).count();
    let in_state = |state| drift.items.iter().filter(|item| item.state == state).count();
    let people: BTreeSet<_> = drift.access().into_keys().map(|(person, _)| person).collect();
    let counted = drift.counted().count();
    let (pending, settled) = (in_state(State::Pending), in_state(State::Settled));
    DriftVerdictReport {
        drifted: counted > 0,
        drift: counted,
        by_severity: SeverityCounts {
            critical: of(Severity::Critical),
            high: of(Severity::High),
            medium: of(Severity::Medium),
            low: of(Severity::Low),
        },
        people: people.len(),
        pending,
        settled,
        information: drift.items.len() - counted - pending - settled,
        people_awaited: drift.manifest.people_awaited(),
    }
}

fn item(item: &Item<'_>, drift: &Drift<'_>) -> DriftItemReport {
    let known = item.manifest.or(item.baseline);
    let live = known.and_then(live);
    let of_side = |side: Option<Difference<'_>>| side.map_or_else(|| live.clone(), declared);
    let finding = known.and_then(|difference| match difference.what {
        What::Finding(finding) => Some(finding.kind.as_str().to_owned()),
        What::Change(_) | What::Unmanaged(_) => None,
    });
    let source = |side: Option<Difference<'_>>| side.and_then(Difference::source).map(SourceReport::from);
    let plan = match item.state {
        State::Pending => drift.manifest,
        State::Drift | State::Both | State::Settled => drift.reference(),
    };
    let rows = item.access.iter().map(|row| access_report(row, plan));
    DriftItemReport {
        fingerprint: item.fingerprint.clone(),
        kind: item.kind.into(),
        finding,
        state: item.state.into(),
        counts: item.counts,
        severity: item.severity.into(),
        address: known.map(Difference::subject).unwrap_or_default(),
        target: item.address.as_ref().map(TargetReport::from),
        declared: of_side(item.manifest),
        baseline: drift.baseline.and_then(|_| of_side(item.baseline)),
        live: live.clone(),
        sentence: item.sentence.clone(),
        source: source(item.manifest),
        baseline_source: source(item.baseline),
        provenance: item.provenance.as_ref().map(ProvenanceReport::from),
        access: rows.collect(),
    }
}

/// What a manifest says of what differs from it.
fn declared(difference: Difference<'_>) -> Option<FactsReport> {
    match difference.what {
        What::Change(change) => facts::sides(change, difference.plan).1,
        What::Unmanaged(_) => None,
        What::Finding(finding) => finding.setting.map(|setting| match setting {
            Setting::AllowExternalInvites { expected, .. } => FactsReport {
                allow_external_invites: Some(expected),
                ..FactsReport::default()
            },
            Setting::MaxMembers { expected, .. } => FactsReport {
                max_members: Some(expected),
                ..FactsReport::default()
            },
        }),
    }
}

/// What is there.
fn live(difference: Difference<'_>) -> Option<FactsReport> {
    match difference.what {
        What::Change(change) => facts::sides(change, difference.plan).0,
        What::Unmanaged(unmanaged) => Some(FactsReport {
            role: unmanaged.role,
            ..FactsReport::default()
        }),
        What::Finding(finding) => finding.setting.map(|setting| match setting {
            Setting::AllowExternalInvites { live, .. } => FactsReport {
                allow_external_invites: live,
                ..FactsReport::default()
            },
            Setting::MaxMembers { live, .. } => FactsReport {
                max_members: live,
                ..FactsReport::default()
            },
        }),
    }
}

/// A plan goes from live to what is declared.
fn access_report(row: &AccessChange, plan: &Plan) -> DriftAccessReport {
    let workspace = plan.before.workspaces.get(&row.workspace);
    DriftAccessReport {
        person: row.person.to_string(),
        workspace: row.workspace.to_string(),
        private: workspace.is_some_and(|workspace| workspace.default),
        declared: row.after(),
        live: row.before(),
        declared_paths: access::paths(&row.paths_after),
        live_paths: access::paths(&row.paths_before),
    }
}

impl From<&Burst> for BurstReport {
    fn from(burst: &Burst) -> BurstReport {
        BurstReport {
            collection: burst.collection.to_owned(),
            differing: burst.differing,
            of: burst.of,
            missing: burst.missing,
        }
    }
}

impl From<&Provenance> for ProvenanceReport {
    fn from(provenance: &Provenance) -> ProvenanceReport {
        ProvenanceReport {
            deed: match provenance.deed {
                drift::Deed::Granted => Deed::Granted,
                drift::Deed::Invited => Deed::Invited,
                drift::Deed::Joined => Deed::Joined,
                drift::Deed::Created => Deed::Created,
            },
            by: provenance.by.clone(),
            at: provenance.at,
        }
    }
}

impl From<Severity> for DriftSeverity {
    fn from(severity: Severity) -> DriftSeverity {
        match severity {
            Severity::Critical => DriftSeverity::Critical,
            Severity::High => DriftSeverity::High,
            Severity::Medium => DriftSeverity::Medium,
            Severity::Low => DriftSeverity::Low,
            Severity::Information => DriftSeverity::Information,
        }
    }
}

impl From<State> for DriftState {
    fn from(state: State) -> DriftState {
        match state {
            State::Drift => DriftState::Drift,
            State::Both => DriftState::Both,
            State::Pending => DriftState::Pending,
            State::Settled => DriftState::Settled,
        }
    }
}

impl From<Kind> for DriftKind {
    fn from(kind: Kind) -> DriftKind {
        match kind {
            Kind::Missing => DriftKind::Missing,
            Kind::Changed => DriftKind::Changed,
            Kind::Unmanaged => DriftKind::Unmanaged,
            Kind::Expectation => DriftKind::Expectation,
            Kind::UnknownPerson => DriftKind::UnknownPerson,
            Kind::Unreadable => DriftKind::Unreadable,
            Kind::Unsupported => DriftKind::Unsupported,
            Kind::Ambiguous => DriftKind::Ambiguous,
            Kind::Stuck => DriftKind::Stuck,
            Kind::Other => DriftKind::Other,
        }
    }
}
