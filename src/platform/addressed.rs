//! Which server is meant, whatever the key: for telling what is wrong where a key is missing or does not fit.

use std::collections::BTreeMap;

use super::endpoint::{origin, parse, saved, stated};
use super::profile::choose;
use super::{EndpointError, Server, Typed};

/// A server, and where it was found.
#[derive(Clone, Debug)]
pub struct Addressed {
    /// The server.
    pub server: Server,
    /// Where it was found, as [`super::Endpoint`] tells it.
    pub origin: String,
}

impl Addressed {
    /// Flag, then environment, then profile, then the default server.
    pub fn find(
        typed: &Typed,
        environment: &BTreeMap<String, String>,
        profiles: Option<&str>,
    ) -> Result<Addressed, EndpointError> {
        let profile = match &typed.profile {
            Some(name) => choose(profiles.unwrap_or_default(), Some(name))?,
            None => saved(profiles)?,
        };
        let variable = environment
            .get("DREADNODE_SERVER")
            .filter(|value| !value.trim().is_empty());
        let server = stated(typed.server.as_ref(), "--server", variable, "DREADNODE_SERVER");
        let found = match (server.filter(|_| typed.profile.is_none()), profile) {
            (Some(server), _) => parse(&server.value, server.origin)?,
            (None, Some(profile)) => parse(&profile.url, origin(&profile))?,
            (None, None) => parse(Server::DEFAULT, "built-in default".to_owned())?,
        };
        Ok(Addressed {
            server: found.value,
            origin: found.origin,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILES: &str =
        "servers: { lab: { url: https://lab.example }, prod: { url: https://prod.example } }";

    fn told(typed: &Typed, variable: Option<&str>, profiles: Option<&str>) -> String {
        let variables = variable.map(|value| ("DREADNODE_SERVER".to_owned(), value.to_owned()));
        match Addressed::find(typed, &variables.into_iter().collect(), profiles) {
            Ok(addressed) => format!("{} ({})", addressed.server, addressed.origin),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_server_is_known_without_a_key() {
        let nothing = Typed::default();
        let flag = Typed {
            server: Some("https://flag.example".to_owned()),
            ..Typed::default()
        };
        let prod = Typed {
            profile: Some("prod".to_owned()),
            ..Typed::default()
        };
        let variable = Some("https://env.example");
        assert_eq!(
            told(&flag, variable, Some(PROFILES)),
            "https://flag.example (--server)"
        );
        assert_eq!(
            told(&nothing, variable, Some(PROFILES)),
            "https://env.example (environment DREADNODE_SERVER)"
        );
        assert_eq!(
            told(&nothing, None, Some(PROFILES)),
            "https://lab.example (profile `lab`)"
        );
        assert_eq!(
            told(&prod, variable, Some(PROFILES)),
            "https://prod.example (profile `prod`)"
        );
        assert_eq!(
            told(&nothing, Some(" "), None),
            "https://app.dreadnode.io (built-in default)"
        );
        assert!(told(&nothing, Some("http://far.example"), None).contains("not safe for a key"));
    }
}
