//! The address of a platform.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

/// Where the platform answers. Plain `http` only on this machine; nothing but scheme, host, port and path.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    api: Url,
    is_loopback: bool,
}

/// Why a text is no address of a platform.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// Not a URL at all.
    #[error("`{0}` is not an address like https://app.dreadnode.io")]
    Malformed(String),
    /// A user, a query or a fragment, none of which an API address has.
    #[error("the server's address may have a scheme, a host, a port and a path, and nothing else")]
    TooMuch,
    /// Another scheme than `https`, or `http` to another machine.
    #[error("`{0}` is not safe for a key: use https (plain http only to this machine)")]
    Insecure(String),
}

impl Server {
    /// The platform that is meant where nobody names one (DOCUMENTED).
    pub const DEFAULT: &'static str = "https://app.dreadnode.io";

    /// Reads an address as the official tools do (api.md 1): trailing slashes are cut, and `/api/v1` is
    /// appended unless the address ends in it or in `/api`.
    pub fn parse(raw: &str) -> Result<Server, ServerError> {
        let raw = raw.trim();
        let url = Url::parse(raw).map_err(|_| ServerError::Malformed(shown(raw)))?;
        let has_extras = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if has_extras {
            return Err(ServerError::TooMuch);
        }
        let host = url.host_str().ok_or_else(|| ServerError::Malformed(shown(raw)))?;
        let is_loopback = is_loopback(host);
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            _ => return Err(ServerError::Insecure(shown(raw))),
        }
        let root = url.as_str().trim_end_matches('/');
        let api = if root.ends_with("/api/v1") || root.ends_with("/api") {
            root.to_owned()
        } else {
            format!("{root}/api/v1")
        };
        let api = Url::parse(&api).map_err(|_| ServerError::Malformed(shown(raw)))?;
        Ok(Server { api, is_loopback })
    }

    /// The address that every route is appended to.
    pub(super) fn api(&self) -> &Url {
        &self.api
    }

    /// The root address, without `/api/v1`: what people are shown and what a saved plan is bound to.
    pub fn root(&self) -> &str {
        let api = self.api.as_str();
        api.strip_suffix("/api/v1").unwrap_or(api)
    }

    /// Whether it is this machine: then no proxy is asked, and plain `http` is allowed.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Whether connections are encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.api.scheme() == "https"
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.root())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.api.as_str())
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A wrong address may hold a password, so what precedes an `@` is not repeated.
fn shown(raw: &str) -> String {
    let tail = raw.rsplit('@').next().unwrap_or(raw);
    tail.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_completed_as_the_official_tools_do() {
        let table = [
            ("https://app.dreadnode.io", "https://app.dreadnode.io/api/v1"),
            ("https://app.dreadnode.io//", "https://app.dreadnode.io/api/v1"),
            (
                "https://App.Dreadnode.io/api/v1/",
                "https://app.dreadnode.io/api/v1",
            ),
            ("https://acme.internal:8443/api", "https://acme.internal:8443/api"),
            ("https://acme.internal/dn", "https://acme.internal/dn/api/v1"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1"),
            ("http://[::1]:80/", "http://[::1]/api/v1"),
            ("http://localhost", "http://localhost/api/v1"),
        ];
        for (raw, api) in table {
            assert_eq!(Server::parse(raw).unwrap().api().as_str(), api, "{raw}");
        }
        assert_eq!(
            Server::parse("https://acme.internal/api/v1").unwrap().to_string(),
            "https://acme.internal"
        );
    }

    #[test]
    fn a_key_travels_unencrypted_only_inside_this_machine() {
        for raw in [
            "http://app.dreadnode.io",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "ftp://localhost",
        ] {
            assert!(
                matches!(Server::parse(raw), Err(ServerError::Insecure(_))),
                "{raw}"
            );
        }
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_repeated() {
        assert_eq!(
            Server::parse("https://ada:hunter2@acme.internal"),
            Err(ServerError::TooMuch)
        );
        let error = Server::parse("ada:hunter2@acme.internal:x/").unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
        assert_eq!(Server::parse("https://a.example/?x=1"), Err(ServerError::TooMuch));
        assert!(matches!(
            Server::parse("app.dreadnode.io"),
            Err(ServerError::Malformed(_))
        ));
    }
}
