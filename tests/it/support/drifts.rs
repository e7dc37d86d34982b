//! Drift reports as values: one with a bit of everything, one in which nothing differs, and a hostile one.

use jiff::Timestamp;
use orgform::report::{
    BaselineReport, BurstReport, Deed, Document, DriftAccessReport, DriftItemReport, DriftKind, DriftReport,
    DriftSeverity, DriftState, DriftVerdictReport, FactsReport, Fingerprint, OrganizationReport, PathReport,
    ProvenanceReport, Role, SeverityCounts, SnapshotNoteReport, SourceReport, TargetReport,
};

const CYD: &str = "cyd@partner.example";

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn print(of: &str) -> Fingerprint {
    Fingerprint::builder("test").part(of).finish()
}

fn role(role: Role) -> Option<FactsReport> {
    Some(FactsReport {
        role: Some(role),
        ..FactsReport::default()
    })
}

fn source(file: &str, line: u32, column: u32) -> Option<SourceReport> {
    Some(SourceReport {
        file: file.to_owned(),
        line,
        column,
    })
}

/// No drift, no baseline, nothing besides.
pub(crate) fn clean() -> DriftReport {
    DriftReport {
        format_version: DriftReport::VERSION,
        kind: DriftReport::KIND,
        created_at: moment("2026-06-01T12:00:00Z"),
        snapshot: None,
        organization: OrganizationReport {
            key: "acme".to_owned(),
            id: "0190e6c4-0000-7000-8000-000000000001".to_owned(),
            server: "https://app.dreadnode.io".to_owned(),
        },
        caller: "ci@acme.example".to_owned(),
        manifest: print("manifest"),
        baseline: None,
        fingerprint: print("nothing"),
        verdict: DriftVerdictReport::default(),
        bursts: Vec::new(),
        items: Vec::new(),
        access: Vec::new(),
        unknown_workspaces: Vec::new(),
    }
}

fn item(address: &str, kind: DriftKind, severity: DriftSeverity, sentence: &str) -> DriftItemReport {
    DriftItemReport {
        fingerprint: print(address),
        kind,
        finding: None,
        state: DriftState::Drift,
        counts: severity != DriftSeverity::Information,
        severity,
        address: address.to_owned(),
        target: None,
        declared: None,
        baseline: None,
        live: None,
        sentence: sentence.to_owned(),
        source: None,
        baseline_source: None,
        provenance: None,
        access: Vec::new(),
    }
}

/// Access that somebody has and should not have, by a direct grant.
fn granted() -> DriftAccessReport {
    DriftAccessReport {
        person: CYD.to_owned(),
        workspace: "engagements".to_owned(),
        private: false,
        declared: Some(Role::Reader),
        live: Some(Role::Owner),
        declared_paths: vec![PathReport::Direct { role: Role::Reader }],
        live_paths: vec![
            PathReport::Direct { role: Role::Owner },
            PathReport::Team {
                team: "red-team".to_owned(),
                role: Role::Contributor,
            },
        ],
    }
}

/// Every severity, all that a baseline tells apart, a burst, and what does not count.
pub(crate) fn eventful() -> DriftReport {
    let raised = DriftItemReport {
        state: DriftState::Both,
        target: Some(TargetReport::UserGrant {
            workspace: "engagements".to_owned(),
            person: CYD.to_owned(),
        }),
        declared: role(Role::Reader),
        baseline: role(Role::Contributor),
        live: role(Role::Owner),
        source: source("workspaces/engagements.yaml", 7, 9),
        baseline_source: source("workspaces/engagements.yaml", 6, 9),
        provenance: Some(ProvenanceReport {
            deed: Deed::Granted,
            by: Some("ada@acme.example".to_owned()),
            at: Some(moment("2026-05-30T16:20:00Z")),
        }),
        access: vec![granted()],
        ..item(
            "workspace/engagements/user/cyd@partner.example",
            DriftKind::Changed,
            DriftSeverity::Critical,
            "cyd@partner.example is owner on engagements, and reader is declared",
        )
    };
    let stranger = DriftItemReport {
        target: Some(TargetReport::Member {
            person: "eve@acme.example".to_owned(),
        }),
        live: role(Role::Reader),
        provenance: Some(ProvenanceReport {
            deed: Deed::Joined,
            by: None,
            at: Some(moment("2026-05-12T08:00:00Z")),
        }),
        ..item(
            "member/eve@acme.example",
            DriftKind::Unmanaged,
            DriftSeverity::High,
            "eve@acme.example is reader in the organization, and not declared",
        )
    };
    let left = DriftItemReport {
        target: Some(TargetReport::TeamMember {
            team: "red-team".to_owned(),
            person: "bob@acme.example".to_owned(),
        }),
        declared: Some(FactsReport::default()),
        baseline: Some(FactsReport::default()),
        source: source("teams/red-team.yaml", 4, 5),
        baseline_source: source("teams/red-team.yaml", 4, 5),
        access: vec![lost()],
        ..item(
            "team/red-team/member/bob@acme.example",
            DriftKind::Missing,
            DriftSeverity::Medium,
            "bob@acme.example is not in team red-team, and is declared",
        )
    };
    let pending = DriftItemReport {
        state: DriftState::Pending,
        counts: false,
        severity: DriftSeverity::Information,
        target: Some(TargetReport::Team {
            team: "blue-team".to_owned(),
        }),
        declared: Some(FactsReport::default()),
        source: source("teams/blue-team.yaml", 2, 3),
        ..item(
            "team/blue-team",
            DriftKind::Missing,
            DriftSeverity::Low,
            "team blue-team is declared, and waits for an apply",
        )
    };
    let mut report = clean();
    report.baseline = Some(BaselineReport {
        name: "git:main".to_owned(),
        commit: Some("4f1c2a90c0ffee00c0ffee00c0ffee00c0ffee00".to_owned()),
        manifest: print("baseline"),
    });
    report.fingerprint = print("eventful");
    report.verdict = DriftVerdictReport {
        drifted: true,
        drift: 4,
        by_severity: SeverityCounts {
            critical: 1,
            high: 1,
            medium: 1,
            low: 1,
        },
        people: 2,
        pending: 1,
        settled: 0,
        information: 1,
        people_awaited: 3,
    };
    report.bursts = vec![BurstReport {
        collection: "team-members".to_owned(),
        differing: 9,
        of: 12,
        missing: 9,
    }];
    report.items = vec![raised, stranger, left, described(), pending, gave_up()];
    report.access = vec![lost(), granted()];
    report.unknown_workspaces = vec!["legal".to_owned()];
    report
}

fn lost() -> DriftAccessReport {
    DriftAccessReport {
        person: "bob@acme.example".to_owned(),
        workspace: "engagements".to_owned(),
        private: false,
        declared: Some(Role::Contributor),
        live: None,
        declared_paths: vec![PathReport::Team {
            team: "red-team".to_owned(),
            role: Role::Contributor,
        }],
        live_paths: Vec::new(),
    }
}

fn described() -> DriftItemReport {
    let profile = |name: &str, description: &str| {
        Some(FactsReport {
            name: Some(name.to_owned()),
            description: Some(description.to_owned()),
            ..FactsReport::default()
        })
    };
    DriftItemReport {
        target: Some(TargetReport::Organization),
        declared: profile("Acme Red Team", "Offensive security"),
        baseline: profile("Acme Red Team", "Offensive security"),
        live: profile("Acme Red Teem", ""),
        source: source("orgform.yaml", 3, 3),
        baseline_source: source("orgform.yaml", 3, 3),
        ..item(
            "organization",
            DriftKind::Changed,
            DriftSeverity::Low,
            "the organization has another name and description than declared",
        )
    }
}

fn gave_up() -> DriftItemReport {
    DriftItemReport {
        finding: Some("gave-up".to_owned()),
        target: Some(TargetReport::Invitation {
            person: "gus@acme.example".to_owned(),
        }),
        declared: role(Role::Reader),
        source: source("members.yaml", 12, 3),
        ..item(
            "invitation/gus@acme.example",
            DriftKind::Stuck,
            DriftSeverity::Information,
            "gus@acme.example let 3 invitations expire, and is not invited again",
        )
    }
}

/// Names that try to break out of every form there is.
pub(crate) fn hostile() -> DriftReport {
    const NAME: &str =
        "</td><script>alert(1)</script> & \"x\" ]]> {0} [a](https://evil.example) `b` @everyone 100%";
    const UNSEEN: &str = "red\u{202e}team\u{1b}[2J\u{0}\n::error::x\u{ffff}";
    let mut report = eventful();
    report.organization.server = "javascript:alert(1)".to_owned();
    report.snapshot = Some(SnapshotNoteReport {
        taken_at: moment("2026-06-01T12:00:00Z"),
        hidden: true,
    });
    for item in &mut report.items {
        item.address.push_str(NAME);
        item.sentence.push_str(UNSEEN);
        item.finding = Some(NAME.to_owned());
        if let Some(source) = &mut item.source {
            source.file = format!("teams/{NAME},line=1::{UNSEEN}.yaml");
        }
        if let Some(deed) = &mut item.provenance {
            deed.by = Some(NAME.to_owned());
        }
        if let Some(live) = &mut item.live {
            live.name = Some(format!("{NAME}{UNSEEN}"));
        }
    }
    for access in &mut report.access {
        access.person.push_str(NAME);
        access.workspace.push_str(UNSEEN);
        access.live_paths.push(PathReport::Team {
            team: NAME.to_owned(),
            role: Role::Reader,
        });
    }
    report.unknown_workspaces = vec![NAME.to_owned()];
    report
}
