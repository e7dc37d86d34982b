//! Where the platform is and with which key, as far as that is clear.

use crate::cli::Exit;
use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::live::{Site, profiles, read_key, typed};
use crate::cli::settings::Settings;
use crate::platform::{Addressed, Endpoint, EndpointError, Typed};
use crate::report::{KeyCheck, ServerCheck};

/// How far it is clear.
pub(super) enum Approach {
    /// Where, and with which key.
    Site(Site),
    /// Where, and why without a key.
    Keyless(Addressed, KeyCheck),
    /// Not even where.
    Nowhere(ServerCheck),
}

impl Approach {
    /// Goes by what every command goes by.
    pub(super) async fn find(args: &PlatformArgs, places: &Places, settings: &Settings) -> Approach {
        if args.sandbox {
            return match Site::sandboxed(places).await {
                Ok(site) => Approach::Site(site),
                Err(failure) => Approach::nowhere(failure),
            };
        }
        let profiles = match profiles(settings) {
            Ok(profiles) => profiles,
            Err(failure) => return Approach::nowhere(failure),
        };
        let variables = &settings.environment.variables;
        let keyless =
            |typed: &Typed, key: KeyCheck| match Addressed::find(typed, variables, profiles.as_deref()) {
                Ok(addressed) => Approach::Keyless(addressed, key),
                Err(error) => Approach::nowhere(Failure::new(Exit::Usage, error.to_string())),
            };
        let key = match args.api_key_file.as_deref().map(read_key).transpose() {
            Ok(key) => key,
            Err(failure) => {
                let why = failure.message;
                return keyless(&typed(args, None), KeyCheck::Unusable { why });
            }
        };
        let typed = typed(args, key);
        match Endpoint::resolve(&typed, variables, profiles.as_deref()) {
            Ok(endpoint) => Approach::Site(Site::at(endpoint)),
            Err(error) => match about_the_key(&error) {
                Some(key) => keyless(&typed, key),
                None => Approach::nowhere(Failure::new(Exit::Usage, error.to_string())),
            },
        }
    }

    fn nowhere(failure: Failure) -> Approach {
        Approach::Nowhere(ServerCheck::Unusable {
            why: failure.message,
            help: failure.hints,
        })
    }

    /// Ends the sandbox, if there is one.
    pub(super) async fn close(self) {
        if let Approach::Site(site) = self {
            site.close().await;
        }
    }
}

/// What is wrong with the key alone, so that the server is clear.
fn about_the_key(error: &EndpointError) -> Option<KeyCheck> {
    let why = error.to_string();
    match error {
        EndpointError::NoKey | EndpointError::ProfileWithoutKey { .. } => Some(KeyCheck::Missing { why }),
        EndpointError::Mixed { .. } => Some(KeyCheck::Unusable { why }),
        _ => None,
    }
}
