//! Reaching the platform, or the sandbox in its place.

use std::path::Path;

use tracing::info;

use crate::apply::Survey;
use crate::cli::Exit;
use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::settings::Settings;
use crate::model::{ApiKey, Live};
use crate::platform::{Connection, Endpoint, EndpointError, Options, ReadApi, Typed, WriteApi};

/// What the sandbox beside a manifest is called where a platform's address would stand.
#[cfg(feature = "sandbox")]
const SANDBOX: &str = "the sandbox";

/// An open connection that can only look, and the sandbox behind it if there is one. The right to write is given out
/// once, by [`connect_to_write`], and to `apply` alone, which a test holds.
pub(in crate::cli) struct Session {
    connection: Connection,
    /// Which server, and how it came to be this one.
    address: String,
    #[cfg(feature = "sandbox")]
    sandbox: Option<crate::sandbox::Sandbox>,
}

impl Session {
    /// What planning may hold.
    pub(in crate::cli) fn reader(&self) -> ReadApi {
        self.connection.reader()
    }

    /// Which server is addressed, and why this one: what helps when it does not answer.
    pub(in crate::cli) fn address(&self) -> &str {
        &self.address
    }

    /// A sandbox listens on another port each time, so it goes by its name: a plan saved against it can be
    /// applied to it.
    pub(in crate::cli) fn named(&self, mut survey: Survey) -> Survey {
        survey.live = self.with_its_name(survey.live);
        for plan in std::iter::once(&mut survey.plan).chain(&mut survey.baseline) {
            plan.organization.server.clone_from(&survey.live.server);
        }
        survey
    }

    /// What was read, from a server that goes by its name.
    #[cfg_attr(
        not(feature = "sandbox"),
        expect(unused_mut, reason = "only a sandbox is renamed")
    )]
    pub(in crate::cli) fn with_its_name(&self, mut live: Live) -> Live {
        #[cfg(feature = "sandbox")]
        if self.sandbox.is_some() {
            SANDBOX.clone_into(&mut live.server);
        }
        live
    }

    /// Ends the sandbox, if there is one, with everything on disk.
    pub(in crate::cli) async fn close(self) {
        #[cfg(feature = "sandbox")]
        if let Some(sandbox) = self.sandbox {
            sandbox.shutdown().await;
        }
    }
}

/// Opens a connection for one organization.
pub(in crate::cli) async fn connect(
    organization: &str,
    args: &PlatformArgs,
    places: &Places,
    settings: &Settings,
) -> Result<Session, Failure> {
    let options = options(args, settings);
    if args.sandbox {
        return sandboxed(organization, places, &options).await;
    }
    let endpoint = endpoint(args, settings)?.map_err(|error| refuse(&error))?;
    open(&endpoint, organization, &options)
}

/// The same, with the right to write.
pub(in crate::cli) async fn connect_to_write(
    organization: &str,
    args: &PlatformArgs,
    places: &Places,
    settings: &Settings,
) -> Result<(Session, WriteApi), Failure> {
    let session = connect(organization, args, places, settings).await?;
    let writer = session.connection.writer();
    Ok((session, writer))
}

/// The right to look; none where no key is set, so that nobody can be asked.
pub(in crate::cli) async fn connect_with_key(
    organization: &str,
    args: &PlatformArgs,
    places: &Places,
    settings: &Settings,
) -> Result<Option<Session>, Failure> {
    let options = options(args, settings);
    if args.sandbox {
        return sandboxed(organization, places, &options).await.map(Some);
    }
    match endpoint(args, settings)? {
        Ok(endpoint) => open(&endpoint, organization, &options).map(Some),
        Err(error) if error.is_key_missing() => Ok(None),
        Err(error) => Err(refuse(&error)),
    }
}

fn options(args: &PlatformArgs, settings: &Settings) -> Options {
    Options {
        ca_cert: args.ca_cert.clone(),
        timeout: settings.timeout,
        parallelism: settings.parallelism,
        ..Options::default()
    }
}

fn open(endpoint: &Endpoint, organization: &str, options: &Options) -> Result<Session, Failure> {
    info!(
        server = %endpoint.server,
        server_from = endpoint.origin_of_server,
        key_from = endpoint.origin_of_key,
        "asking the platform"
    );
    let connection = Connection::open(&endpoint.server, &endpoint.key, organization, options)?;
    Ok(Session {
        connection,
        address: format!("{} ({})", endpoint.server, endpoint.origin_of_server),
        #[cfg(feature = "sandbox")]
        sandbox: None,
    })
}

#[cfg(feature = "sandbox")]
async fn sandboxed(organization: &str, places: &Places, options: &Options) -> Result<Session, Failure> {
    let sandbox = crate::cli::commands::sandbox::open(places).await?;
    info!(server = %sandbox.url(), "asking the sandbox beside the manifest");
    let server = crate::platform::Server::parse(&sandbox.url())
        .map_err(|error| Failure::new(Exit::Internal, format!("the sandbox's own address: {error}")))?;
    let connection = Connection::open(&server, &ApiKey::new(sandbox.key()), organization, options)?;
    Ok(Session {
        connection,
        address: SANDBOX.to_owned(),
        sandbox: Some(sandbox),
    })
}

#[cfg(not(feature = "sandbox"))]
async fn sandboxed(_: &str, _: &Places, _: &Options) -> Result<Session, Failure> {
    Err(Failure::new(
        Exit::Usage,
        "this orgform was built without its sandbox",
    ))
}

/// The organization that the saved profile names by which the platform would be reached, if it is reached by one.
pub(in crate::cli) fn organization_of_profile(
    args: &PlatformArgs,
    settings: &Settings,
) -> Result<Option<String>, Failure> {
    if args.sandbox || args.api_key_file.is_some() {
        return Ok(None);
    }
    let endpoint = endpoint(args, settings)?.map_err(|error| refuse(&error))?;
    Ok(endpoint.organization)
}

/// Which platform, and as whom: flag, then environment, then saved profile, then default.
fn endpoint(args: &PlatformArgs, settings: &Settings) -> Result<Result<Endpoint, EndpointError>, Failure> {
    let key = args.api_key_file.as_deref().map(read_key).transpose()?;
    let typed = Typed {
        server: args.server.clone(),
        key,
        profile: args.profile.clone(),
    };
    let profiles = profiles(settings)?;
    let variables = &settings.environment.variables;
    Ok(Endpoint::resolve(&typed, variables, profiles.as_deref()))
}

fn refuse(error: &EndpointError) -> Failure {
    if error.is_key_missing() {
        Failure::new(Exit::Platform, error.to_string()).hint("--sandbox tries it without an account")
    } else {
        Failure::new(Exit::Usage, error.to_string())
    }
}

/// The key from a file, or from standard input for `-`.
fn read_key(file: &Path) -> Result<ApiKey, Failure> {
    let text = if file == Path::new("-") {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(file)
    };
    let text = text.map_err(|error| {
        Failure::new(
            Exit::Platform,
            format!("the API key cannot be read from {}: {error}", file.display()),
        )
    })?;
    Ok(ApiKey::new(&text))
}

/// The official tools' file, if it is there.
fn profiles(settings: &Settings) -> Result<Option<String>, Failure> {
    let Some(home) = &settings.environment.home else {
        return Ok(None);
    };
    let path = home.join(".dreadnode/config.yaml");
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(
            Exit::Usage,
            format!("{} cannot be read: {error}", path.display()),
        )),
    }
}
