//! Opening a connection: everything that is decided once.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, redirect};
use tokio::time::Instant;

use super::limiter::Limiter;
use super::stats::Counters;
use super::transport::Transport;
use super::{ApiKey, ConnectError, Options, ReadApi, RequestStats, Server, WriteApi};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// A way to one organization on one platform. What it hands out shares its connections, its limits and
/// its counters.
#[derive(Clone)]
pub struct Connection {
    transport: Arc<Transport>,
    server: Server,
    organization: Arc<str>,
}

impl Connection {
    /// Prepares everything; sends nothing. The run's time limit starts now.
    ///
    /// Redirects are never followed, the key goes to this server only, and this machine is never reached
    /// through a proxy.
    pub fn open(
        server: &Server,
        key: &ApiKey,
        organization: &str,
        options: &Options,
    ) -> Result<Connection, ConnectError> {
        if organization.is_empty() || matches!(organization, "." | "..") {
            return Err(ConnectError::UnusableOrganization(organization.to_owned()));
        }
        Ok(Connection {
            transport: transport(server, Some(key), options)?,
            server: server.clone(),
            organization: organization.into(),
        })
    }

    /// What planning may hold: it cannot write.
    pub fn reader(&self) -> ReadApi {
        ReadApi::new(Arc::clone(&self.transport), &self.server, &self.organization)
    }

    /// What apply alone holds.
    pub fn writer(&self) -> WriteApi {
        WriteApi::new(Arc::clone(&self.transport), &self.organization)
    }

    /// What was sent so far.
    pub fn stats(&self) -> RequestStats {
        self.transport.counters.snapshot()
    }
}

/// A road to a server. Without a key, what is asked goes there as anybody would ask it.
pub(super) fn transport(
    server: &Server,
    key: Option<&ApiKey>,
    options: &Options,
) -> Result<Arc<Transport>, ConnectError> {
    Ok(Arc::new(Transport {
        client: client(server, key, options)?,
        api: server.api().clone(),
        key: key.cloned().unwrap_or_else(|| ApiKey::new("")),
        limiter: Limiter::new(options.parallelism),
        pace: options.pace,
        deadline: options.timeout.map(|timeout| Instant::now() + timeout),
        cancel: options.cancel.clone(),
        counters: Counters::default(),
    }))
}

fn client(server: &Server, key: Option<&ApiKey>, options: &Options) -> Result<Client, ConnectError> {
    // An error means that a provider is installed already, which is all that is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(concat!("orgform/", env!("CARGO_PKG_VERSION")))
        .default_headers(headers(key)?)
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(REQUEST_TIMEOUT)
        .tcp_nodelay(true)
        .pool_max_idle_per_host(options.parallelism.max(1));
    if server.is_loopback() {
        builder = builder.no_proxy();
    }
    with_certificates(builder, server, options.ca_cert.as_deref())?
        .build()
        .map_err(|error| ConnectError::Tls { why: explain(&error) })
}

fn headers(key: Option<&ApiKey>) -> Result<HeaderMap, ConnectError> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(key) = key {
        headers.insert("x-api-key", header(key)?);
    }
    Ok(headers)
}

fn header(key: &ApiKey) -> Result<HeaderValue, ConnectError> {
    let key = key.reveal();
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ConnectError::UnusableKey);
    }
    let mut key = HeaderValue::from_str(key).map_err(|_| ConnectError::UnusableKey)?;
    key.set_sensitive(true);
    Ok(key)
}

fn with_certificates(
    builder: ClientBuilder,
    server: &Server,
    ca_cert: Option<&Path>,
) -> Result<ClientBuilder, ConnectError> {
    let Some(path) = ca_cert else {
        // Without encryption the system's certificates need not be there, nor be read.
        return Ok(if server.is_encrypted() {
            builder
        } else {
            builder.tls_certs_only([])
        });
    };
    let unusable = |why: String| ConnectError::Certificates {
        path: path.to_owned(),
        why,
    };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| unusable(explain(&error)))?;
    if certificates.is_empty() {
        return Err(unusable("it holds no certificate in PEM".to_owned()));
    }
    Ok(builder.tls_certs_merge(certificates))
}

fn explain(error: &reqwest::Error) -> String {
    use std::error::Error;
    error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(key: &str, organization: &str, options: &Options) -> Result<Connection, ConnectError> {
        let server = Server::parse("http://127.0.0.1:1").unwrap();
        Connection::open(&server, &ApiKey::new(key), organization, options)
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused_without_repeating_it() {
        for key in ["", "two\nlines", "sn\u{f6}w"] {
            let error = open(key, "acme", &Options::default()).err().unwrap();
            assert!(matches!(error, ConnectError::UnusableKey), "{error}");
        }
    }

    #[test]
    fn an_organization_that_is_a_step_in_the_path_is_refused() {
        for organization in ["", ".", ".."] {
            assert!(open("k", organization, &Options::default()).is_err());
        }
    }

    #[test]
    fn certificates_that_cannot_be_used_are_told_with_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        let options = Options {
            ca_cert: Some(file.clone()),
            ..Options::default()
        };
        let missing = open("k", "acme", &options).err().unwrap().to_string();
        assert!(missing.contains("ca.pem cannot be used"), "{missing}");
        std::fs::write(&file, "no certificate").unwrap();
        let empty = open("k", "acme", &options).err().unwrap().to_string();
        assert!(empty.contains("it holds no certificate"), "{empty}");
    }
}
