//! Which key goes to which server.

use super::*;

const PROFILES: &str = "
active: onprem
servers:
  onprem: { url: https://dn.acme.internal, api_key: dn_onprem }
  saas: { url: https://app.dreadnode.io/, api_key: dn_saas }
  keyless: { url: https://dn.acme.internal }
";

#[derive(Clone, Copy, Default)]
struct Case {
    server: Option<&'static str>,
    key: Option<&'static str>,
    profile: Option<&'static str>,
    environment: &'static [(&'static str, &'static str)],
    profiles: Option<&'static str>,
}

impl Case {
    fn resolve(self) -> Result<Endpoint, EndpointError> {
        let typed = Typed {
            server: self.server.map(str::to_owned),
            key: self.key.map(ApiKey::new),
            profile: self.profile.map(str::to_owned),
        };
        let pairs = self.environment.iter();
        let environment = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Endpoint::resolve(&typed, &environment.collect(), self.profiles)
    }

    /// `key @ server` with the origins, or the error.
    fn told(self) -> String {
        match self.resolve() {
            Ok(endpoint) => format!(
                "{} ({}) @ {} ({})",
                endpoint.key.reveal(),
                endpoint.origin_of_key,
                endpoint.server,
                endpoint.origin_of_server
            ),
            Err(error) => format!("{error:?}"),
        }
    }
}

const SERVER: (&str, &str) = ("DREADNODE_SERVER", "https://env.example");
const KEY: (&str, &str) = ("DREADNODE_API_KEY", " dn_env\n");

#[test]
fn flag_then_environment_then_profile_then_default() {
    let none = Case::default();
    let table = [
        (
            Case {
                environment: &[KEY],
                ..none
            },
            "dn_env (environment DREADNODE_API_KEY) @ https://app.dreadnode.io (built-in default)",
        ),
        (
            Case {
                environment: &[KEY, SERVER],
                profiles: Some(PROFILES),
                ..none
            },
            "dn_env (environment DREADNODE_API_KEY) @ https://env.example (environment DREADNODE_SERVER)",
        ),
        (
            Case {
                key: Some("dn_file"),
                server: Some("https://flag.example/api/v1"),
                environment: &[KEY, SERVER],
                ..none
            },
            "dn_file (--api-key-file) @ https://flag.example (--server)",
        ),
        (
            Case {
                key: Some("dn_file"),
                environment: &[SERVER],
                ..none
            },
            "dn_file (--api-key-file) @ https://env.example (environment DREADNODE_SERVER)",
        ),
        (
            Case {
                profiles: Some(PROFILES),
                environment: &[("DREADNODE_API_KEY", ""), ("DREADNODE_SERVER", " ")],
                ..none
            },
            "dn_onprem (profile `onprem`) @ https://dn.acme.internal (profile `onprem`)",
        ),
        (
            Case {
                profile: Some("saas"),
                environment: &[KEY, SERVER],
                profiles: Some(PROFILES),
                ..none
            },
            "dn_saas (profile `saas`) @ https://app.dreadnode.io (profile `saas`)",
        ),
        (
            Case {
                environment: &[KEY],
                profiles: Some("servers: { saas: { url: https://app.dreadnode.io/api/v1 } }"),
                ..none
            },
            "dn_env (environment DREADNODE_API_KEY) @ https://app.dreadnode.io (built-in default)",
        ),
    ];
    for (case, expected) in table {
        assert_eq!(case.told(), expected);
    }
}

#[test]
fn a_key_is_never_sent_to_a_server_from_another_source() {
    let profiles = Some(PROFILES);
    let mixed = [
        Case {
            environment: &[SERVER],
            profiles,
            ..Case::default()
        },
        Case {
            server: Some("https://app.dreadnode.io"),
            profiles,
            ..Case::default()
        },
        Case {
            environment: &[KEY],
            profiles,
            ..Case::default()
        },
        Case {
            key: Some("dn_file"),
            profiles,
            ..Case::default()
        },
    ];
    for case in mixed {
        let error = case.resolve().unwrap_err();
        assert!(matches!(error, EndpointError::Mixed { .. }), "{error}");
        assert!(!error.is_key_missing());
        assert!(!error.to_string().contains("dn_"), "{error}");
    }
}

#[test]
fn what_is_missing_or_too_much_is_told() {
    let none = Case::default();
    let profiles = Some(PROFILES);
    let missing = [
        none,
        Case {
            environment: &[SERVER],
            ..none
        },
        Case {
            profile: Some("keyless"),
            profiles,
            ..none
        },
    ];
    for case in missing {
        let error = case.resolve().unwrap_err();
        assert!(error.is_key_missing(), "{error}");
    }
    let both = Case {
        profile: Some("saas"),
        server: Some("https://flag.example"),
        profiles,
        ..none
    };
    assert_eq!(both.resolve().unwrap_err(), EndpointError::ProfileAndFlags);
    let insecure = Case {
        environment: &[KEY, ("DREADNODE_SERVER", "http://env.example")],
        ..none
    };
    assert_eq!(
        insecure.resolve().unwrap_err().to_string(),
        "environment DREADNODE_SERVER: `http://env.example` is not safe for a key: use https (plain http only to this machine)"
    );
    let named = Case {
        profile: Some("gone"),
        ..none
    };
    assert_eq!(
        named.resolve().unwrap_err().to_string(),
        "there is no profile `gone`; saved are: none"
    );
}
