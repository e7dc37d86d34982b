//! Who looks for `orgform watch`: one round is one `orgform drift`, in numbers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::apply::{Survey, SurveyError, survey};
use crate::cli::args::PlatformArgs;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::live::{Session, connect};
use crate::cli::settings::Settings;
use crate::drift::compare;
use crate::manifest::load;
use crate::model::{Desired, Diagnostic};
use crate::platform::{Problem, ReadApi, Silent};
use crate::report::{DriftKind, DriftSeverity};
use crate::watch::{Cause, Look, Seen, Sort, Trouble};

/// A round is given up after the interval, but never before this.
const SHORTEST_LIMIT: Duration = Duration::from_secs(60);

/// What every round begins with. Manifest, key and connection are taken anew each time.
pub(super) struct Lookout {
    path: PathBuf,
    platform: PlatformArgs,
    settings: Settings,
    stop: CancellationToken,
}

impl Lookout {
    pub(super) fn new(
        path: &Path,
        platform: &PlatformArgs,
        settings: &Settings,
        interval: Duration,
        stop: CancellationToken,
    ) -> Lookout {
        let limit = settings.timeout.unwrap_or(interval.max(SHORTEST_LIMIT));
        Lookout {
            path: path.to_owned(),
            platform: platform.clone(),
            settings: Settings {
                timeout: Some(limit),
                ..settings.clone()
            },
            stop,
        }
    }

    async fn round(&self) -> Result<Seen, Trouble> {
        let desired = self.desired()?;
        let places = Places::beside(&self.path);
        let key = &desired.organization.key;
        let session = connect(key, &self.platform, &places, &self.settings)
            .await
            .map_err(|failure| unreachable(&failure))?;
        let seen = read(&desired, &session, session.reader()).await;
        session.close().await;
        seen
    }

    fn desired(&self) -> Result<Desired, Trouble> {
        let loaded = load(&self.path);
        let mistakes = loaded
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error());
        let (first, more) = (mistakes.clone().next().map(told), mistakes.count());
        loaded.desired.ok_or_else(|| Trouble {
            cause: Cause::Manifest,
            why: match (first, more) {
                (Some(first), 0 | 1) => first,
                (Some(first), more) => format!("{first}, and {} more mistakes", more - 1),
                (None, _) => "the manifest cannot be used".to_owned(),
            },
            rest: None,
            requests: 0,
        })
    }
}

impl Look for Lookout {
    async fn look(&self) -> Result<Seen, Trouble> {
        tokio::select! {
            seen = self.round() => seen,
            () = self.stop.cancelled() => Err(trouble("stopped".to_owned(), 0)),
        }
    }
}

/// Reads and compares. What is handed in cannot write.
async fn read(desired: &Desired, session: &Session, reader: ReadApi) -> Result<Seen, Trouble> {
    let before = reader.stats();
    let survey = survey(desired, &reader, now, &Silent).await.map_err(|error| {
        let requests = reader.stats().since(&before).total();
        Trouble {
            rest: rest(&error),
            ..trouble(format!("{error}; the server is {}", session.address()), requests)
        }
    })?;
    Ok(seen(desired, &survey))
}

fn seen(desired: &Desired, survey: &Survey) -> Seen {
    let found = compare(&survey.live, &survey.plan, None);
    let mut items = BTreeMap::new();
    for item in &found.items {
        let sort = Sort {
            kind: DriftKind::from(item.kind).as_str(),
            severity: DriftSeverity::from(item.severity).as_str(),
        };
        *items.entry(sort).or_default() += 1;
    }
    Seen {
        organization: desired.organization.key.clone(),
        drift: found.counted().count(),
        items,
        people_awaited: survey.plan.people_awaited(),
        requests: survey.requests.total(),
    }
}

fn told(diagnostic: &Diagnostic) -> String {
    match &diagnostic.primary {
        Some(label) => format!(
            "{}:{}: {} [{}]",
            label.span.file, label.span.start.line, diagnostic.message, diagnostic.code
        ),
        None => format!("{} [{}]", diagnostic.message, diagnostic.code),
    }
}

fn unreachable(failure: &Failure) -> Trouble {
    trouble(failure.message.clone(), 0)
}

fn trouble(why: String, requests: u64) -> Trouble {
    Trouble {
        cause: Cause::Platform,
        why,
        rest: None,
        requests,
    }
}

/// How long the platform asks to be left alone.
fn rest(error: &SurveyError) -> Option<Duration> {
    let SurveyError::Platform(error) = error else {
        return None;
    };
    match error.call()?.problem() {
        Problem::RateLimited { retry_after, .. } => *retry_after,
        _ => None,
    }
}
