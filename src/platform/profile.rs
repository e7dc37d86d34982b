//! The official tools' saved profiles (api.md 4), read and never written.

use indexmap::IndexMap;
use serde::Deserialize;

use super::EndpointError;

/// A saved server with its key.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) key: Option<String>,
    pub(super) organization: Option<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    active: Option<String>,
    #[serde(default)]
    servers: Option<IndexMap<String, Option<Entry>>>,
}

#[derive(Default, Deserialize)]
struct Entry {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    api_key: Option<String>,
    #[serde(default)]
    default_organization: Option<String>,
}

/// The profile of this name, or without one the active profile: the first where none is active, and none
/// where there are no profiles.
pub(super) fn choose(text: &str, name: Option<&str>) -> Result<Option<Profile>, EndpointError> {
    // The parser's own message may quote the line, and the line may hold a key.
    let File { active, servers } =
        serde_saphyr::from_str(text).map_err(|error| EndpointError::UnreadableProfiles {
            line: error.location().map(|place| place.line()),
        })?;
    let mut servers = servers.unwrap_or_default();
    servers.retain(|name, _| is_name(name));
    let chosen = match name {
        Some(name) if !is_name(name) => return Err(EndpointError::BadProfileName),
        Some(name) if !servers.contains_key(name) => {
            return Err(EndpointError::UnknownProfile {
                name: name.to_owned(),
                known: servers.into_keys().collect(),
            });
        }
        Some(name) => Some(name.to_owned()),
        None => active
            .filter(|name| servers.contains_key(name))
            .or_else(|| servers.keys().next().cloned()),
    };
    let Some(name) = chosen else {
        return Ok(None);
    };
    let Entry {
        url,
        api_key,
        default_organization,
    } = servers.swap_remove(&name).flatten().unwrap_or_default();
    match url.filter(|url| !url.trim().is_empty()) {
        None => Err(EndpointError::ProfileWithoutServer { name }),
        Some(url) => Ok(Some(Profile {
            name,
            url,
            key: api_key.filter(|key| !key.trim().is_empty()),
            organization: default_organization.filter(|key| !key.trim().is_empty()),
        })),
    }
}

/// Whether a name is one that the official tools give (`^[a-zA-Z0-9_.-]+$`, not only dots, no `..`).
fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    name.bytes().all(is_part) && !name.contains("..") && name.bytes().any(|byte| byte != b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "
active: acme-prod
servers:
  lab:
    url: http://127.0.0.1:8000
  acme-prod:
    url: https://dreadnode.acme.internal
    api_key: dn_key_1
    username: alice
    default_organization: acme
    custom_model_ids: []
    last_used_at: '2026-04-15T12:00:00+00:00'
";

    fn name(text: &str, wanted: Option<&str>) -> Option<String> {
        choose(text, wanted).ok().flatten().map(|profile| profile.name)
    }

    #[test]
    fn the_active_profile_or_the_first_or_the_named_one() {
        assert_eq!(name(TWO, None).as_deref(), Some("acme-prod"));
        assert_eq!(name(TWO, Some("lab")).as_deref(), Some("lab"));
        let gone = TWO.replace("active: acme-prod", "active: gone");
        assert_eq!(name(&gone, None).as_deref(), Some("lab"));
        let unsaid = TWO.replace("active: acme-prod", "");
        assert_eq!(name(&unsaid, None).as_deref(), Some("lab"));
    }

    #[test]
    fn a_profile_may_name_its_organization() {
        let organization = |wanted| choose(TWO, Some(wanted)).ok().flatten().unwrap().organization;
        assert_eq!(organization("acme-prod").as_deref(), Some("acme"));
        assert_eq!(organization("lab"), None);
    }

    #[test]
    fn no_profiles_are_no_mistake() {
        for text in ["", "{}", "servers: {}", "servers:", "active: x"] {
            assert!(matches!(choose(text, None), Ok(None)), "{text:?}");
        }
    }

    #[test]
    fn names_that_are_none_are_not_looked_for() {
        for wanted in ["../x", "a..b", "..", ".", "", "a/b", "\u{e4}"] {
            assert!(
                matches!(choose(TWO, Some(wanted)), Err(EndpointError::BadProfileName)),
                "{wanted}"
            );
        }
        let error = choose(TWO, Some("prod")).err().unwrap().to_string();
        assert!(
            error.contains("`prod`") && error.contains("lab, acme-prod"),
            "{error}"
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_by_its_line_and_not_by_its_text() {
        let error = choose("active: a\nservers: [dn_key_secret]\n", None)
            .err()
            .unwrap();
        let text = error.to_string();
        assert!(text.contains("line 2") && !text.contains("secret"), "{text}");
    }

    #[test]
    fn a_profile_without_a_server_is_named() {
        let error = choose("servers: {lab: {api_key: k}}", None).err().unwrap();
        assert!(error.to_string().contains("`lab`"), "{error}");
    }
}
