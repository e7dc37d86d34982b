//! Which platform, and with which key: decided from what was typed, the environment and the saved
//! profiles, and from nothing else.
//!
//! | key from | server from | |
//! | --- | --- | --- |
//! | flag or environment | flag or environment | used |
//! | flag or environment | nowhere, or a profile that names the default server | the default server |
//! | flag or environment | a profile of another server | refused |
//! | profile | flag or environment | refused |
//! | profile | the same profile | used |
//!
//! A key is worth what its server is worth, so it is never sent to a server that came from elsewhere. (The
//! official tools do that: with `DREADNODE_SERVER` alone they send the profile's key there.)

use std::collections::BTreeMap;

use super::profile::{Profile, choose};
use super::{Server, ServerError};
use crate::model::ApiKey;

/// What was typed on the command line.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// `--server`.
    pub server: Option<String>,
    /// What `--api-key-file` holds, already read.
    pub key: Option<ApiKey>,
    /// `--profile`.
    pub profile: Option<String>,
}

/// A platform, and the key for it.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Where.
    pub server: Server,
    /// As whom.
    pub key: ApiKey,
    /// Where the key was found, such as `environment DREADNODE_API_KEY`.
    pub origin_of_key: String,
    /// Where the server was found.
    pub origin_of_server: String,
    /// The organization that the profile names, where key and server come from one.
    pub organization: Option<String>,
}

/// Why it is not clear where to go, or as whom.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Nobody names a key.
    #[error(
        "no key: set DREADNODE_API_KEY, name a file with --api-key-file, or save a profile with the official tools"
    )]
    NoKey,
    /// A profile has no key.
    #[error(
        "the profile `{name}` has no api_key: log in with the official tools, or set DREADNODE_API_KEY and DREADNODE_SERVER"
    )]
    ProfileWithoutKey {
        /// The profile.
        name: String,
    },
    /// Key and server would come from two sources.
    #[error(
        "the key comes from {key}, and the server {server} from {server_origin}: a key is never sent to a server \
         from another source. Name both in one way: --server or DREADNODE_SERVER with the key, or --profile alone"
    )]
    Mixed {
        /// Where the key comes from.
        key: String,
        /// The server.
        server: String,
        /// Where the server comes from.
        server_origin: String,
    },
    /// `--profile` with a flag that says what the profile says.
    #[error("--profile brings its own server and key: leave out --server and --api-key-file")]
    ProfileAndFlags,
    /// `--profile` with a name that no profile can have.
    #[error("a profile's name has letters, digits, `_`, `-` and `.`")]
    BadProfileName,
    /// `--profile` with a name that is not there.
    #[error("there is no profile `{name}`; saved are: {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") })]
    UnknownProfile {
        /// The name.
        name: String,
        /// The names that are there.
        known: Vec<String>,
    },
    /// A profile has no server.
    #[error("the profile `{name}` has no url")]
    ProfileWithoutServer {
        /// The profile.
        name: String,
    },
    /// The file of profiles is not what the official tools write.
    #[error("the saved profiles (~/.dreadnode/config.yaml) cannot be read{}", line.map_or_else(String::new, |line| format!(": line {line}")))]
    UnreadableProfiles {
        /// Where.
        line: Option<u64>,
    },
    /// A server that cannot be used.
    #[error("{origin}: {source}")]
    Server {
        /// Where it comes from.
        origin: String,
        /// What is wrong with it.
        source: ServerError,
    },
}

impl EndpointError {
    /// Whether all that is missing is a key.
    pub fn is_key_missing(&self) -> bool {
        matches!(
            self,
            EndpointError::NoKey | EndpointError::ProfileWithoutKey { .. }
        )
    }
}

/// A value with the place that it was found at.
pub(super) struct Origin<T> {
    pub(super) value: T,
    pub(super) origin: String,
}

impl Endpoint {
    /// Decides: flag, then environment, then profile, then the default server. `profiles` is the text of
    /// the file of profiles, if there is one. Empty variables count as unset.
    pub fn resolve(
        typed: &Typed,
        environment: &BTreeMap<String, String>,
        profiles: Option<&str>,
    ) -> Result<Endpoint, EndpointError> {
        if let Some(name) = &typed.profile {
            if typed.server.is_some() || typed.key.is_some() {
                return Err(EndpointError::ProfileAndFlags);
            }
            let chosen = choose(profiles.unwrap_or_default(), Some(name))?;
            return chosen.ok_or(EndpointError::NoKey).and_then(of_profile);
        }
        let set = |name: &str| environment.get(name).filter(|value| !value.trim().is_empty());
        let server = stated(
            typed.server.as_ref(),
            "--server",
            set("DREADNODE_SERVER"),
            "DREADNODE_SERVER",
        );
        let from_environment = set("DREADNODE_API_KEY").map(|key| ApiKey::new(key));
        let key = stated(
            typed.key.as_ref(),
            "--api-key-file",
            from_environment.as_ref(),
            "DREADNODE_API_KEY",
        );
        match (key, server) {
            (Some(key), Some(server)) => Ok(endpoint(key, parse(&server.value, server.origin)?)),
            (Some(key), None) => with_default_server(key, saved(profiles)?),
            (None, Some(server)) => Err(without_key(server, saved(profiles)?)),
            (None, None) => saved(profiles)?.ok_or(EndpointError::NoKey).and_then(of_profile),
        }
    }
}

/// What a flag says, or else a variable.
pub(super) fn stated<T: Clone>(
    flag: Option<&T>,
    flag_name: &str,
    variable: Option<&T>,
    variable_name: &str,
) -> Option<Origin<T>> {
    let typed = flag.map(|value| Origin {
        value: value.clone(),
        origin: flag_name.to_owned(),
    });
    typed.or_else(|| {
        variable.map(|value| Origin {
            value: value.clone(),
            origin: format!("environment {variable_name}"),
        })
    })
}

/// A stated key without a stated server: the default one, unless a profile names another.
fn with_default_server(key: Origin<ApiKey>, profile: Option<Profile>) -> Result<Endpoint, EndpointError> {
    let default = parse(Server::DEFAULT, "built-in default".to_owned())?;
    if let Some(profile) = profile {
        let saved = parse(&profile.url, origin(&profile))?;
        if saved.value != default.value {
            return Err(EndpointError::Mixed {
                key: key.origin,
                server: saved.value.to_string(),
                server_origin: saved.origin,
            });
        }
    }
    Ok(endpoint(key, default))
}

/// A stated server without a stated key.
fn without_key(server: Origin<String>, profile: Option<Profile>) -> EndpointError {
    match profile.filter(|profile| profile.key.is_some()) {
        None => EndpointError::NoKey,
        Some(profile) => match parse(&server.value, server.origin) {
            Err(error) => error,
            Ok(server) => EndpointError::Mixed {
                key: origin(&profile),
                server: server.value.to_string(),
                server_origin: server.origin,
            },
        },
    }
}

fn of_profile(profile: Profile) -> Result<Endpoint, EndpointError> {
    let origin = origin(&profile);
    let server = parse(&profile.url, origin.clone())?;
    match profile.key {
        None => Err(EndpointError::ProfileWithoutKey { name: profile.name }),
        Some(key) => {
            let value = ApiKey::new(&key);
            Ok(Endpoint {
                organization: profile.organization,
                ..endpoint(Origin { value, origin }, server)
            })
        }
    }
}

pub(super) fn saved(profiles: Option<&str>) -> Result<Option<Profile>, EndpointError> {
    profiles.map_or(Ok(None), |text| choose(text, None))
}

pub(super) fn origin(profile: &Profile) -> String {
    format!("profile `{}`", profile.name)
}

pub(super) fn parse(raw: &str, origin: String) -> Result<Origin<Server>, EndpointError> {
    match Server::parse(raw) {
        Ok(value) => Ok(Origin { value, origin }),
        Err(source) => Err(EndpointError::Server { origin, source }),
    }
}

fn endpoint(key: Origin<ApiKey>, server: Origin<Server>) -> Endpoint {
    Endpoint {
        server: server.value,
        key: key.value,
        origin_of_key: key.origin,
        origin_of_server: server.origin,
        organization: None,
    }
}

#[cfg(test)]
mod tests;
