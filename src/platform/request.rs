//! A call as a value: what will be sent, before anything is sent.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;

/// What may stand unescaped in a segment of a path (RFC 3986, "unreserved").
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where a call goes, below the API's root: segments that are escaped one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    escaped: String,
    hidden: Option<String>,
}

impl Path {
    /// The path of these segments.
    pub(super) fn of(segments: &[&str]) -> Path {
        let start = Path {
            escaped: String::with_capacity(96),
            hidden: None,
        };
        segments.iter().fold(start, |path, segment| path.join(segment))
    }

    /// One segment more.
    pub(super) fn join(mut self, segment: &str) -> Path {
        self.escaped.push('/');
        self.escaped.extend(utf8_percent_encode(segment, UNRESERVED));
        self
    }

    /// A last segment more that is a secret: it is sent, and shown as `{hidden}`.
    pub(super) fn join_secret(self, segment: &str) -> Path {
        let mut path = self.join(segment);
        path.hidden = Some(segment.to_owned());
        path
    }

    /// Whether a segment is empty, which would make it another path.
    pub(super) fn has_gap(&self) -> bool {
        self.escaped.contains("//") || self.escaped.ends_with('/')
    }

    /// As it is sent.
    pub(super) fn escaped(&self) -> &str {
        &self.escaped
    }

    /// As it is shown in logs and errors.
    pub(super) fn shown(&self) -> String {
        match (&self.hidden, self.escaped.rsplit_once('/')) {
            (Some(_), Some((parent, _))) => format!("{parent}/{{hidden}}"),
            _ => self.escaped.clone(),
        }
    }

    /// The secret in it.
    pub(super) fn secret(&self) -> Option<&str> {
        self.hidden.as_deref()
    }
}

/// A call that only looks. [`super::ReadApi`] can send nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Get {
    pub(super) path: Path,
    pub(super) query: String,
}

impl Get {
    /// Looks at `path`.
    pub(super) fn at(path: Path) -> Get {
        Get {
            path,
            query: String::new(),
        }
    }

    /// With a query, which must need no escaping.
    pub(super) fn with_query(mut self, query: String) -> Get {
        self.query = query;
        self
    }
}

/// Any call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) path: Path,
    pub(super) query: String,
    pub(super) body: Option<Vec<u8>>,
}

impl Request {
    /// A write with a body.
    pub(super) fn write(method: Method, path: Path, body: &impl Serialize) -> Request {
        let body =
            serde_json::to_vec(body).expect("request bodies are structs of texts, which always serialize");
        Request {
            method,
            path,
            query: String::new(),
            body: Some(body),
        }
    }

    /// A deletion.
    pub(super) fn delete(path: Path) -> Request {
        Request {
            method: Method::DELETE,
            path,
            query: String::new(),
            body: None,
        }
    }

    /// The whole address below `api`.
    pub(super) fn url(&self, api: &str) -> String {
        let mut url = String::with_capacity(api.len() + self.path.escaped.len() + self.query.len() + 1);
        url.push_str(api);
        url.push_str(&self.path.escaped);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query);
        }
        url
    }
}

impl From<Get> for Request {
    fn from(get: Get) -> Request {
        Request {
            method: Method::GET,
            path: get.path,
            query: get.query,
            body: None,
        }
    }
}

/// A request as one line, for tests.
#[cfg(test)]
pub(super) fn shown(request: &Request) -> String {
    let body = request.body.as_deref().unwrap_or_default();
    let text = String::from_utf8_lossy(body);
    format!("{} {} {text}", request.method, request.path.shown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_escaped_one_by_one() {
        let path = Path::of(&["org", "a/b", "ws", "ä ?#%"]);
        assert_eq!(path.escaped(), "/org/a%2Fb/ws/%C3%A4%20%3F%23%25");
        assert_eq!(path.shown(), path.escaped());
    }

    #[test]
    fn a_secret_segment_is_sent_and_not_shown() {
        let path = Path::of(&["org", "acme", "invitations"]).join_secret("s3cret/1");
        assert_eq!(path.escaped(), "/org/acme/invitations/s3cret%2F1");
        assert_eq!(path.shown(), "/org/acme/invitations/{hidden}");
    }

    #[test]
    fn the_query_follows_the_path() {
        let get = Get::at(Path::of(&["user"])).with_query("page=2".into());
        assert_eq!(
            Request::from(get).url("https://a.example/api/v1"),
            "https://a.example/api/v1/user?page=2"
        );
    }
}
