//! The numbers that Prometheus fetches.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::{Cause, Pace, Seen, Trouble};

/// A number with fractions.
type Decimal = Gauge<f64, AtomicU64>;

/// Where the durations of rounds are told apart, in seconds.
const DURATIONS: [f64; 10] = [0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0];

/// How a good round is called; the others go by their cause.
const OK: &str = "ok";

/// Everything that is counted.
pub(super) struct Metrics {
    registry: Registry,
    drift: Family<OrganizationLabels, Gauge>,
    items: Family<ItemLabels, Gauge>,
    people_awaited: Family<OrganizationLabels, Gauge>,
    last_success: Family<OrganizationLabels, Decimal>,
    rounds: Family<RoundLabels, Counter>,
    duration: Histogram,
    requests: Counter,
    failures: Gauge,
    manifest_valid: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ItemLabels {
    organization: String,
    kind: &'static str,
    severity: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OrganizationLabels {
    organization: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RoundLabels {
    outcome: &'static str,
}

impl Metrics {
    pub(super) fn new(pace: Pace) -> Metrics {
        let mut metrics = Metrics {
            registry: Registry::with_prefix("orgform"),
            drift: Family::default(),
            items: Family::default(),
            people_awaited: Family::default(),
            last_success: Family::default(),
            rounds: Family::default(),
            duration: Histogram::new(DURATIONS),
            requests: Counter::default(),
            failures: Gauge::default(),
            manifest_valid: Gauge::default(),
        };
        metrics.register(pace);
        metrics
    }

    fn register(&mut self, pace: Pace) {
        let interval = Decimal::default();
        interval.set(pace.interval().as_secs_f64());
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        let registry = &mut self.registry;
        registry.register("build", "The program", build);
        registry.register(
            "drift",
            "How many items of drift the last good round saw",
            self.drift.clone(),
        );
        registry.register(
            "drift_items",
            "What the last good round saw, by kind and severity; information is no drift",
            self.items.clone(),
        );
        registry.register(
            "people_awaited",
            "People who have an open invitation to answer",
            self.people_awaited.clone(),
        );
        registry.register_with_unit(
            "last_success_timestamp",
            "When the last good round ended",
            Unit::Seconds,
            self.last_success.clone(),
        );
        registry.register("rounds", "Rounds by how they ended", self.rounds.clone());
        registry.register_with_unit(
            "round_duration",
            "How long rounds take",
            Unit::Seconds,
            self.duration.clone(),
        );
        registry.register(
            "requests",
            "Requests sent to the platform, all of them reads",
            self.requests.clone(),
        );
        registry.register(
            "consecutive_failures",
            "Rounds in trouble since the last good one",
            self.failures.clone(),
        );
        registry.register(
            "manifest_valid",
            "Whether the manifest was valid when it was read last",
            self.manifest_valid.clone(),
        );
        registry.register_with_unit(
            "interval",
            "The time from round to round",
            Unit::Seconds,
            interval,
        );
    }

    /// Another organization in the manifest leaves nothing behind of the one before.
    pub(super) fn good(&self, seen: &Seen, duration: Duration, now: Timestamp) {
        let organization = OrganizationLabels {
            organization: seen.organization.clone(),
        };
        self.drift.clear();
        self.items.clear();
        self.people_awaited.clear();
        self.last_success.clear();
        for (sort, number) in &seen.items {
            let labels = ItemLabels {
                organization: seen.organization.clone(),
                kind: sort.kind,
                severity: sort.severity,
            };
            self.items.get_or_create(&labels).set(whole(*number));
        }
        self.drift.get_or_create(&organization).set(whole(seen.drift));
        self.people_awaited
            .get_or_create(&organization)
            .set(whole(seen.people_awaited));
        self.last_success
            .get_or_create(&organization)
            .set(now.as_duration().as_secs_f64());
        self.manifest_valid.set(1);
        self.failures.set(0);
        self.ended(OK, seen.requests, duration);
    }

    /// What was seen last stays: it is told with its age.
    pub(super) fn troubled(&self, trouble: &Trouble, duration: Duration) {
        if trouble.cause != Cause::Panic {
            self.manifest_valid
                .set(i64::from(trouble.cause != Cause::Manifest));
        }
        self.failures.inc();
        self.ended(trouble.cause.name(), trouble.requests, duration);
    }

    fn ended(&self, outcome: &'static str, requests: u64, duration: Duration) {
        self.rounds.get_or_create(&RoundLabels { outcome }).inc();
        self.requests.inc_by(requests);
        self.duration.observe(duration.as_secs_f64());
    }

    /// All of it, in the OpenMetrics text format.
    pub(super) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
