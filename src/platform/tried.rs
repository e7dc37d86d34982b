//! What came of sending a request once.

use std::error::Error;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Client, Request, Response, Url};

use super::refusal::{Refusal, presentable};
use super::retry::Seen;
use super::transport::REQUEST_ID;
use super::{Pace, Problem};

/// No answer of this API is longer; what is would fill the memory.
const LONGEST_BODY: usize = 64 << 20;

/// One try.
pub(super) enum Tried {
    /// An answer with its body. The body of a refusal may be cut.
    Answered(Answered),
    /// No connection.
    NeverSent { why: String, may_heal: bool },
    /// Sent, and no answer, or half of one.
    NoAnswer { status: Option<u16>, why: String },
}

/// An answer.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Tried {
    /// Sends it and reads the answer to its end.
    pub(super) async fn send(client: &Client, request: Request) -> Tried {
        let mut response = match client.execute(request).await {
            Ok(response) => response,
            Err(error) => return Tried::failed(error),
        };
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        match body_of(response).await {
            Ok(body) => Tried::Answered(Answered {
                status,
                headers,
                body,
            }),
            Err(why) if (200..300).contains(&status) => Tried::NoAnswer {
                status: Some(status),
                why,
            },
            Err(_) => Tried::Answered(Answered {
                status,
                headers,
                body: Vec::new(),
            }),
        }
    }

    fn failed(error: reqwest::Error) -> Tried {
        let error = error.without_url();
        if error.is_connect() {
            let why = deepest(&error);
            let may_heal = !is_about_certificates(&error);
            return Tried::NeverSent { why, may_heal };
        }
        let why = if error.is_timeout() {
            "no answer in time".to_owned()
        } else {
            deepest(&error)
        };
        Tried::NoAnswer { status: None, why }
    }

    /// As the retry policy sees it.
    pub(super) fn seen(&self, pace: Pace) -> Seen {
        match self {
            Tried::Answered(answered) => Seen::Status {
                status: answered.status,
                retry_after: answered.retry_after().map(|seconds| pace.second * seconds),
                about_credits: answered.status == 429
                    && Refusal::read(429, &answered.body, &[]).is_about_credits(),
            },
            Tried::NeverSent { may_heal, .. } => Seen::NeverSent { may_heal: *may_heal },
            Tried::NoAnswer { .. } => Seen::NoAnswer,
        }
    }

    /// Whether the platform may have done it: a 429 and a refusal say no.
    pub(super) fn may_be_done(&self) -> bool {
        match self {
            Tried::Answered(answered) => answered.status >= 500,
            Tried::NeverSent { .. } => false,
            Tried::NoAnswer { .. } => true,
        }
    }

    /// The status, if one came.
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Tried::Answered(answered) => Some(answered.status),
            Tried::NoAnswer { status, .. } => *status,
            Tried::NeverSent { .. } => None,
        }
    }

    /// What the platform's clock said, if it told.
    pub(super) fn date(&self) -> Option<Timestamp> {
        match self {
            Tried::Answered(answered) => answered.date(),
            _ => None,
        }
    }

    /// Why no whole answer came.
    pub(super) fn failure(&self) -> Option<&str> {
        match self {
            Tried::Answered(_) => None,
            Tried::NeverSent { why, .. } | Tried::NoAnswer { why, .. } => Some(why),
        }
    }

    /// The id that the platform gave the request, if it gives its own.
    pub(super) fn request_id(&self) -> Option<String> {
        match self {
            Tried::Answered(answered) => answered
                .header(&REQUEST_ID)
                .filter(|id| !id.is_empty() && id.len() <= 128)
                .map(str::to_owned),
            _ => None,
        }
    }

    /// Why this try is the last.
    pub(super) fn into_problem(self, hidden: &[&str]) -> Problem {
        match self {
            Tried::Answered(answered) => answered.into_problem(hidden),
            Tried::NeverSent { why, may_heal: true } => Problem::Unreachable { why },
            Tried::NeverSent { why, may_heal: false } => Problem::Untrusted { why },
            Tried::NoAnswer { status, why } => Problem::AnswerLost { status, why },
        }
    }

    /// Why nobody knows what became of this try.
    pub(super) fn into_loss(self, hidden: &[&str]) -> Problem {
        match self {
            Tried::Answered(answered) => Problem::AnswerLost {
                status: Some(answered.status),
                why: Refusal::read(answered.status, &answered.body, hidden).to_string(),
            },
            other => other.into_problem(hidden),
        }
    }
}

impl Answered {
    /// The platform's clock.
    fn date(&self) -> Option<Timestamp> {
        self.header(&DATE).and_then(http_date)
    }

    /// For how many seconds the platform asks to be left alone.
    fn retry_after(&self) -> Option<u32> {
        let text = self.header(&RETRY_AFTER)?.trim();
        if let Ok(seconds) = text.parse::<u64>() {
            return Some(u32::try_from(seconds).unwrap_or(u32::MAX));
        }
        let now = self.date().unwrap_or_else(Timestamp::now);
        let seconds = http_date(text)?.duration_since(now).as_secs().max(0);
        Some(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    fn into_problem(self, hidden: &[&str]) -> Problem {
        let status = self.status;
        if (300..400).contains(&status) {
            let to = self.header(&LOCATION).map_or("an unnamed place", |to| to);
            return Problem::Redirected {
                status,
                to: host_of(to, hidden),
            };
        }
        let refusal = Refusal::read(status, &self.body, hidden);
        match status {
            429 if refusal.is_about_credits() => Problem::OutOfCredits {
                detail: refusal.detail,
            },
            429 => Problem::RateLimited {
                retry_after: self
                    .retry_after()
                    .map(|seconds| Duration::from_secs(seconds.into())),
                detail: refusal.detail,
            },
            _ => Problem::Refused(refusal),
        }
    }

    fn header(&self, name: &reqwest::header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

async fn body_of(mut response: Response) -> Result<Vec<u8>, String> {
    let announced = response.content_length().unwrap_or_default();
    let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or(0).min(1 << 20));
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > LONGEST_BODY => {
                return Err(format!("it is longer than {} MiB", LONGEST_BODY >> 20));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => {
                let why = deepest(&error.without_url());
                return Err(format!("cut after {} bytes: {why}", body.len()));
            }
        }
    }
}

fn http_date(text: &str) -> Option<Timestamp> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new();
    PARSER.parse_timestamp(text).ok()
}

/// Where a redirect leads, without the parts that may hold secrets.
fn host_of(location: &str, hidden: &[&str]) -> String {
    let place = Url::parse(location).map_or_else(
        |_| location.split(['?', '#']).next().unwrap_or_default().to_owned(),
        |url| format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default()),
    );
    presentable(&place, hidden)
}

/// The innermost cause, which is the one that says something.
fn deepest(error: &dyn Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    presentable(&innermost.to_string(), &[])
}

/// Whether a connection failed because of certificates, which no second try mends. The cause may hide
/// inside errors of input and output, which do not name it as their source.
fn is_about_certificates(error: &(dyn Error + 'static)) -> bool {
    let is_about = matches!(
        error.downcast_ref::<rustls::Error>(),
        Some(rustls::Error::InvalidCertificate(_))
    );
    let wrapped = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    is_about
        || wrapped.is_some_and(|inner| is_about_certificates(inner))
        || error.source().is_some_and(is_about_certificates)
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn answered(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answered {
        Answered {
            status,
            headers: headers
                .iter()
                .map(|(name, value)| {
                    let name = reqwest::header::HeaderName::from_static(name);
                    (name, HeaderValue::from_str(value).unwrap())
                })
                .collect(),
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        let date = ("date", "Mon, 01 Jun 2026 12:00:00 GMT");
        let table = [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("99999999999", Some(u32::MAX)),
            ("Mon, 01 Jun 2026 12:00:30 GMT", Some(30)),
            ("Mon, 01 Jun 2026 11:00:00 GMT", Some(0)),
            ("soon", None),
            ("-3", None),
        ];
        for (text, seconds) in table {
            let answered = answered(429, &[date, ("retry-after", text)], "");
            assert_eq!(answered.retry_after(), seconds, "{text}");
        }
    }

    #[test]
    fn certificates_are_found_wherever_the_cause_hides() {
        use std::io::Error as Io;
        let unknown = || rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        assert!(is_about_certificates(&unknown()));
        assert!(is_about_certificates(&Io::other(Io::other(unknown()))));
        assert!(!is_about_certificates(&Io::other("connection refused")));
        assert!(!is_about_certificates(&rustls::Error::HandshakeNotComplete));
    }

    #[test]
    fn a_redirect_names_the_host_and_nothing_else() {
        let problem = answered(302, &[("location", "https://u:p@evil.example/x?t=s3cret")], "");
        let text = problem.into_problem(&[]).to_string();
        assert!(text.contains("to https://evil.example,"), "{text}");
        assert!(!text.contains("s3cret") && !text.contains("u:p"), "{text}");
    }

    #[test]
    fn a_429_is_about_a_limit_or_about_credits() {
        let limited = answered(429, &[("retry-after", "9")], r#"{"detail": "Slow down"}"#);
        assert_eq!(
            limited.into_problem(&[]),
            Problem::RateLimited {
                retry_after: Some(Duration::from_secs(9)),
                detail: "Slow down".into()
            }
        );
        let broke = answered(429, &[], r#"{"detail": "No credits left"}"#);
        assert_eq!(
            broke.into_problem(&[]),
            Problem::OutOfCredits {
                detail: "No credits left".into()
            }
        );
    }

    #[test]
    fn a_server_failure_may_have_been_carried_out_and_a_refusal_not() {
        for (status, may_be_done) in [(500, true), (503, true), (404, false), (429, false)] {
            assert_eq!(
                Tried::Answered(answered(status, &[], "")).may_be_done(),
                may_be_done,
                "{status}"
            );
        }
    }
}
