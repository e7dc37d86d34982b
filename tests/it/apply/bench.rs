//! One organization in the sandbox, one manifest, and an apply in this process.

use std::sync::Arc;

use jiff::Timestamp;
use orgform::apply::{
    Apis, ApplySettings, Journal, Observer, Outcome, Survey, Unobserved, Verification, apply, survey, verify,
};
use orgform::guards::{ApprovedPlan, Verdict, check};
use orgform::manifest::load_files;
use orgform::model::{ApiKey, Desired, SourceFile};
use orgform::platform::{Connection, Options, Pace, Server, Silent};
use orgform::sandbox::{self, Sandbox, Seed};
use tokio_util::sync::CancellationToken;

/// The moment of the frozen worlds here.
pub(crate) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

/// A sandbox and what it is to become.
pub(crate) struct Bench {
    pub(crate) sandbox: Sandbox,
    pub(crate) desired: Desired,
    pub(crate) parallelism: usize,
}

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) outcomes: Vec<(String, Outcome)>,
    pub(crate) verification: Verification,
}

impl Ran {
    pub(crate) fn is_complete(&self) -> bool {
        self.outcomes.iter().all(|(_, outcome)| outcome.is_reached())
    }
}

impl Bench {
    pub(crate) async fn new(seed: &str, manifest: &str) -> Bench {
        let options = sandbox::Options::memory(Seed::parse(seed).unwrap());
        let sandbox = sandbox::start(options).await.unwrap();
        Bench {
            sandbox,
            desired: desired(manifest),
            parallelism: 8,
        }
    }

    pub(crate) fn connection(&self) -> Connection {
        let options = Options {
            pace: Pace::QUICK,
            parallelism: self.parallelism,
            ..Options::default()
        };
        let server = Server::parse(&self.sandbox.url()).unwrap();
        Connection::open(&server, &ApiKey::new(self.sandbox.key()), "acme", &options).unwrap()
    }

    pub(crate) async fn survey(&self) -> Survey {
        survey(&self.desired, &self.connection().reader(), now, &Silent)
            .await
            .unwrap()
    }

    pub(crate) async fn approved(&self) -> ApprovedPlan {
        match check(self.survey().await.plan, &self.desired) {
            Verdict::Approved(approved) => approved,
            Verdict::Refused(refusal) => panic!("refused: {:#?}", refusal.judgement().objections),
        }
    }

    /// Plans, applies, verifies; a survey that fails and a guard that refuses, because it was not shown
    /// enough, end the run like the program would.
    pub(crate) async fn run(&self) -> Option<Ran> {
        self.run_watched(&Unobserved).await
    }

    /// The same with somebody who watches.
    pub(crate) async fn run_watched(&self, observer: &dyn Observer) -> Option<Ran> {
        let connection = self.connection();
        let survey = survey(&self.desired, &connection.reader(), now, &Silent)
            .await
            .ok()?;
        let Verdict::Approved(approved) = check(survey.plan, &self.desired) else {
            return None;
        };
        let cancel = CancellationToken::new();
        Some(self.apply_watched(&approved, None, &cancel, observer).await)
    }

    pub(crate) async fn apply(
        &self,
        approved: &ApprovedPlan,
        journal: Option<Arc<Journal>>,
        cancel: &CancellationToken,
    ) -> Ran {
        self.apply_watched(approved, journal, cancel, &Unobserved).await
    }

    /// The same with somebody who watches.
    pub(crate) async fn apply_watched(
        &self,
        approved: &ApprovedPlan,
        journal: Option<Arc<Journal>>,
        cancel: &CancellationToken,
        observer: &dyn Observer,
    ) -> Ran {
        let connection = self.connection();
        let apis = Apis {
            read: connection.reader(),
            write: connection.writer(),
        };
        let settings = ApplySettings {
            parallelism: self.parallelism,
            min_owners: self.desired.guards.min_owners,
            clock: now,
            pace: 0.001,
            run: "test".into(),
        };
        let (outcomes, _) = apply(approved, apis, journal, observer, cancel, &settings)
            .await
            .unwrap();
        let addresses = approved
            .plan()
            .changes
            .iter()
            .map(|change| change.address.to_string());
        let held = &approved.judgement().held;
        Ran {
            outcomes: addresses.zip(outcomes).collect(),
            verification: verify(&self.desired, held, &connection.reader(), now).await,
        }
    }

    /// The writes that reached the sandbox, `METHOD path`.
    pub(crate) fn writes(&self) -> Vec<String> {
        let log = self.sandbox.log().unwrap();
        log.iter()
            .filter(|entry| entry.is_write())
            .map(|entry| format!("{} {}", entry.method, entry.path))
            .collect()
    }
}

/// A manifest without its first lines.
pub(crate) fn desired(manifest: &str) -> Desired {
    let text = format!("apiVersion: orgform/v1\n{manifest}");
    let loaded = load_files(
        "",
        &[SourceFile {
            name: "orgform.yaml".into(),
            text: text.into(),
        }],
    );
    loaded
        .desired
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// A world in which every kind of change is due.
pub(crate) const SEED: &str = "
clock: 2026-06-01T12:00:00Z
caller: ci@acme.example
organization: { key: acme, name: Acme Old, description: '' }
members:
  ci@acme.example: owner
  root@acme.example: owner
  ada@acme.example: contributor
  old@acme.example: owner
  bob@acme.example: { role: reader, models: [dn/small] }
  cyd@acme.example: reader
  eve@acme.example: reader
invitations:
  - { email: other@acme.example, role: reader, created: -2d }
  - { email: role@acme.example, role: reader, created: -2d }
teams:
  - { name: redteam, description: '', members: [ada@acme.example, cyd@acme.example, eve@acme.example] }
  - { name: gone, members: [bob@acme.example] }
workspaces:
  lab:
    name: Lab
    users: { ci@acme.example: owner, ada@acme.example: reader, eve@acme.example: reader }
    teams: { redteam: reader, gone: reader }
  attic: { name: Old attic, users: { ci@acme.example: owner, old@acme.example: owner } }
";

/// What it is to become.
pub(crate) const MANIFEST: &str = "
organization: { key: acme, name: Acme, description: Offensive }
manage: { prune: [members, teams, team-members, grants] }
guards: { max_access_loss: { percent: 100 }, max_removals: { percent: 100 } }
members:
  root@acme.example: owner
  ada@acme.example: owner
  old@acme.example: reader
  bob@acme.example: { role: reader, models: [dn/large] }
  cyd@acme.example: reader
  new@acme.example: contributor
  role@acme.example: contributor
teams:
  red-team: { description: Operators, previously: [redteam], members: [ada@acme.example, bob@acme.example] }
  blue: { members: [bob@acme.example, new@acme.example] }
workspaces:
  lab:
    users: { ada@acme.example: contributor, bob@acme.example: reader }
    teams: { red-team: contributor, blue: reader }
  attic: { name: Attic, users: {} }
  fresh: { name: Fresh, users: { ada@acme.example: owner }, teams: { blue: contributor } }
";
