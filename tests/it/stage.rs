//! A sandbox in memory and a way to it: what a test needs to survey, apply and look again.

use jiff::Timestamp;
use orgform::apply::{
    Apis, ApplySettings, Clock, Outcome, Survey, Unobserved, Verification, apply, survey, survey_both, verify,
};
use orgform::guards::{ApprovedPlan, Verdict, check};
use orgform::model::{ApiKey, Desired, ReadScope};
use orgform::platform::{Connection, Options, Pace, Server, Silent};
use orgform::sandbox::{LogEntry, Sandbox, Seed, start};
use orgform::snapshot::SnapshotReport;
use tokio_util::sync::CancellationToken;

/// A world and a connection with its caller's key.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    connection: Connection,
    clock: Clock,
}

impl Stage {
    pub(crate) async fn open(seed: Seed) -> Stage {
        Stage::at(Timestamp::now, seed).await
    }

    /// The same by another clock, for a world whose own clock stands still.
    pub(crate) async fn at(clock: Clock, seed: Seed) -> Stage {
        let organization = seed.organization.key.clone();
        let sandbox = start(orgform::sandbox::Options::memory(seed)).await.unwrap();
        let options = Options {
            pace: Pace::QUICK,
            ..Options::default()
        };
        let server = Server::parse(&sandbox.url()).unwrap();
        let key = ApiKey::new(sandbox.key());
        let connection = Connection::open(&server, &key, &organization, &options).unwrap();
        Stage {
            sandbox,
            connection,
            clock,
        }
    }

    /// Reads and plans.
    pub(crate) async fn survey(&self, desired: &Desired) -> Survey {
        survey(desired, &self.connection.reader(), self.clock, &Silent)
            .await
            .unwrap()
    }

    /// Reads, and plans for a manifest and its baseline.
    pub(crate) async fn survey_both(&self, desired: &Desired, baseline: &Desired) -> Survey {
        let reader = self.connection.reader();
        survey_both(desired, Some(baseline), &reader, self.clock, &Silent)
            .await
            .unwrap()
    }

    /// Writes down everything that there is.
    pub(crate) async fn snapshot(&self) -> SnapshotReport {
        let reader = self.connection.reader();
        let read = reader.read(&ReadScope::EVERYTHING, &Silent).await.unwrap();
        SnapshotReport::of(&read.live, (self.clock)())
    }

    /// Reads, plans and asks the guards.
    pub(crate) async fn judge(&self, desired: &Desired) -> Verdict {
        check(self.survey(desired).await.plan, desired)
    }

    /// Carries out everything that was approved.
    pub(crate) async fn apply(&self, approved: &ApprovedPlan, desired: &Desired) -> Vec<Outcome> {
        let apis = Apis {
            read: self.connection.reader(),
            write: self.connection.writer(),
        };
        let settings = ApplySettings {
            parallelism: Options::DEFAULT_PARALLELISM,
            min_owners: desired.guards.min_owners,
            clock: self.clock,
            pace: 0.001,
            run: "test".to_owned(),
        };
        let cancel = CancellationToken::new();
        let (outcomes, interrupted) = apply(approved, apis, None, &Unobserved, &cancel, &settings)
            .await
            .unwrap();
        assert!(!interrupted);
        outcomes
    }

    /// Looks whether live is what the manifest says.
    pub(crate) async fn verify(&self, approved: &ApprovedPlan, desired: &Desired) -> Verification {
        let held = &approved.judgement().held;
        verify(desired, held, &self.connection.reader(), self.clock).await
    }

    /// The requests that were no mere look, since the log was cleared.
    pub(crate) fn writes(&self) -> Vec<LogEntry> {
        let log = self.sandbox.log().unwrap();
        log.into_iter().filter(LogEntry::is_write).collect()
    }
}
