//! The one seam to the network: sends calls, and tries again as the policy says.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Url};
use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::error::CallFacts;
use super::limiter::{Limiter, Place};
use super::refusal::presentable;
use super::reply::{Reply, names_invitations};
use super::request::{Get, Request};
use super::retry::{Patience, Seen, Verdict, judge, pause};
use super::stats::Counters;
use super::tried::{Answered, Tried};
use super::{ApiKey, CallError, Pace, Problem};

/// Names a request in the logs of both sides.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// One connection's road to one platform.
pub(super) struct Transport {
    pub(super) client: Client,
    pub(super) api: Url,
    pub(super) key: ApiKey,
    pub(super) limiter: Limiter,
    pub(super) pace: Pace,
    pub(super) deadline: Option<Instant>,
    pub(super) cancel: CancellationToken,
    pub(super) counters: Counters,
}

/// The same road for those who may only look.
#[derive(Clone)]
pub(super) struct Window(Arc<Transport>);

impl Window {
    pub(super) fn new(transport: Arc<Transport>) -> Window {
        Window(transport)
    }

    /// Looks.
    pub(super) async fn get(&self, get: Get) -> Result<Reply, CallError> {
        self.0.send(&get.into()).await
    }

    /// What was counted so far.
    pub(super) fn counters(&self) -> &Counters {
        &self.0.counters
    }

    /// How many requests may be on their way at once.
    pub(super) fn parallelism(&self) -> usize {
        self.0.limiter.most()
    }
}

/// How one call goes.
struct Course<'a> {
    request: &'a Request,
    started: Instant,
    tries: u32,
    request_id: Option<String>,
    /// What the platform's clock said last.
    date: Option<Timestamp>,
    /// Whether a try was sent that the platform may have carried out without telling.
    was_lost: bool,
}

impl Transport {
    /// Sends a call until there is a last word on it.
    pub(super) async fn send(&self, request: &Request) -> Result<Reply, CallError> {
        let mut course = Course {
            request,
            started: Instant::now(),
            tries: 0,
            request_id: None,
            date: None,
            was_lost: false,
        };
        let url = self.url(request).ok_or_else(|| course.end(Problem::Unsendable))?;
        let mut patience = Patience::new(self.pace);
        loop {
            let place = self.admit(&course).await?;
            let tried = self.try_once(&mut course, url.clone()).await?;
            let verdict = judge(request.method == Method::POST, tried.seen(self.pace));
            settle(place, &tried, self.pace);
            course.was_lost |= tried.may_be_done();
            match verdict {
                Verdict::Done => return course.done(tried),
                Verdict::Final => return course.refused(tried, self.key.reveal()),
                Verdict::Lost => return Err(course.end(tried.into_loss(&self.hidden(request)))),
                Verdict::Again(asked) => {
                    let Some(wait) = patience.next_wait(asked) else {
                        return Err(course.end(tried.into_problem(&self.hidden(request))));
                    };
                    course.tell_again(wait);
                    self.wait(wait, &course).await?;
                }
            }
        }
    }

    /// The address, or nothing if a segment would be taken for a step up or for nothing.
    fn url(&self, request: &Request) -> Option<Url> {
        // The server's part is parsed once, because that costs more than the rest of a request together.
        let mut url = self.api.clone();
        url.set_path(&[self.api.path(), request.path.escaped()].concat());
        url.set_query(Some(request.query.as_str()).filter(|query| !query.is_empty()));
        let is_as_meant = url.as_str() == request.url(self.api.as_str());
        (is_as_meant && !request.path.has_gap()).then_some(url)
    }

    /// Waits until a request may go.
    async fn admit(&self, course: &Course<'_>) -> Result<Place<'_>, CallError> {
        self.unless_over(self.limiter.enter(), course).await
    }

    /// Waits before the next try; not at all if the time will be over by then.
    async fn wait(&self, wait: Duration, course: &Course<'_>) -> Result<(), CallError> {
        if self
            .deadline
            .is_some_and(|deadline| Instant::now() + wait > deadline)
        {
            return Err(course.end(Problem::Deadline));
        }
        self.unless_over(sleep(wait), course).await
    }

    /// Does something that may be given up: nothing is on its way.
    async fn unless_over<T>(
        &self,
        doing: impl Future<Output = T>,
        course: &Course<'_>,
    ) -> Result<T, CallError> {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(course.end(Problem::Deadline));
        }
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(course.end(Problem::Interrupted)),
            () = self.time_over() => Err(course.end(Problem::Deadline)),
            done = doing => Ok(done),
        }
    }

    async fn time_over(&self) {
        match self.deadline {
            Some(deadline) => tokio::time::sleep_until(deadline).await,
            None => std::future::pending().await,
        }
    }

    /// Sends it once. A read is given up when the time is over; a write that is on its way is waited for,
    /// because nobody would know what became of it.
    async fn try_once(&self, course: &mut Course<'_>, url: Url) -> Result<Tried, CallError> {
        let id = Uuid::now_v7().to_string();
        let (method, path) = (&course.request.method, &course.request.path);
        let in_flight = self.counters.sent(method);
        let started = Instant::now();
        let sending = Tried::send(&self.client, self.prepare(course.request, &id, url));
        let tried = match self.deadline.filter(|_| *method == Method::GET) {
            Some(deadline) => timeout_at(deadline, sending).await,
            None => Ok(sending.await),
        };
        drop(in_flight);
        course.tries += 1;
        let given = tried.as_ref().ok().and_then(Tried::request_id);
        let hidden = self.hidden(course.request);
        let repeats_a_secret = |given: &String| {
            let secrets = hidden.iter().filter(|secret| !secret.is_empty());
            secrets.into_iter().any(|secret| given.contains(secret))
        };
        course.request_id = Some(given.filter(|given| !repeats_a_secret(given)).unwrap_or(id));
        let failed = match &tried {
            Ok(tried) => tried.failure().map(|why| presentable(why, &hidden)),
            Err(_) => Some("given up: the time is over".to_owned()),
        };
        tracing::debug!(
            id = %course.request_id.as_deref().unwrap_or_default(),
            %method,
            path = %path.shown(),
            status = tried.as_ref().ok().and_then(Tried::status),
            took_ms = millis(started.elapsed()),
            failed,
            "request"
        );
        let Ok(tried) = tried else {
            return Err(course.end(Problem::Deadline));
        };
        course.date = tried.date().or(course.date);
        if tried.status() == Some(429) {
            self.counters.throttled();
        }
        Ok(tried)
    }

    fn prepare(&self, request: &Request, id: &str, url: Url) -> reqwest::Request {
        let mut prepared = reqwest::Request::new(request.method.clone(), url);
        let headers: &mut HeaderMap = prepared.headers_mut();
        if let Ok(id) = HeaderValue::from_str(id) {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(body) = &request.body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            *prepared.body_mut() = Some(body.clone().into());
        }
        prepared
    }

    /// What must not be repeated from an answer.
    fn hidden<'a>(&'a self, request: &'a Request) -> [&'a str; 2] {
        [self.key.reveal(), request.path.secret().unwrap_or_default()]
    }
}

/// Tells the limiter how it went, and gives the place back.
fn settle(place: Place<'_>, tried: &Tried, pace: Pace) {
    match tried.seen(pace) {
        Seen::Status {
            status: 429,
            retry_after,
            about_credits: false,
        } => {
            tracing::info!(
                wait_ms = retry_after.map(millis),
                "the platform asks for fewer requests"
            );
            place.throttled(pause(retry_after, pace));
        }
        Seen::Status {
            status: 200..=299, ..
        } => place.succeeded(),
        _ => drop(place),
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Course<'_> {
    fn facts(&self) -> CallFacts {
        CallFacts {
            method: self.request.method.to_string(),
            path: self.request.path.shown(),
            request_id: self.request_id.clone(),
            tries: self.tries,
            duration: self.started.elapsed(),
            date: self.date,
        }
    }

    /// A call that is not done yet is sent again.
    fn tell_again(&self, wait: Duration) {
        tracing::info!(
            method = %self.request.method,
            path = %self.request.path.shown(),
            wait_ms = millis(wait),
            "not done yet, and sent again after a wait"
        );
    }

    /// The last word is a failure.
    fn end(&self, problem: Problem) -> CallError {
        CallError::new(self.facts(), problem, self.was_lost)
    }

    /// The last word is a success.
    fn done(&self, tried: Tried) -> Result<Reply, CallError> {
        match tried {
            Tried::Answered(answered) => Ok(self.reply(answered, false)),
            other => Err(self.end(other.into_problem(&[]))),
        }
    }

    /// The last word is a refusal; but a deletion that finds nothing after a lost answer was done by the
    /// try whose answer was lost.
    fn refused(&self, tried: Tried, key: &str) -> Result<Reply, CallError> {
        let is_deletion = self.request.method == Method::DELETE;
        match tried {
            Tried::Answered(answered) if is_deletion && self.was_lost && answered.status == 404 => Ok(self
                .reply(
                    Answered {
                        body: Vec::new(),
                        ..answered
                    },
                    true,
                )),
            other => {
                let hidden = [key, self.request.path.secret().unwrap_or_default()];
                Err(self.end(other.into_problem(&hidden)))
            }
        }
    }

    fn reply(&self, answered: Answered, already: bool) -> Reply {
        Reply {
            facts: self.facts(),
            status: answered.status,
            body: answered.body,
            already,
            is_secret: names_invitations(self.request),
        }
    }
}
