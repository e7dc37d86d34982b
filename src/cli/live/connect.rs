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
const SANDBOX: &str = "the sandbox";

/// Where the platform is and as whom it is talked to, with the sandbox that runs in its place if there is one.
pub(in crate::cli) struct Site {
    endpoint: Endpoint,
    #[cfg(feature = "sandbox")]
    sandbox: Option<crate::sandbox::Sandbox>,
}

impl Site {
    /// A platform.
    pub(in crate::cli) fn at(endpoint: Endpoint) -> Site {
        Site {
            endpoint,
            #[cfg(feature = "sandbox")]
            sandbox: None,
        }
    }

    /// The sandbox beside a manifest.
    #[cfg(feature = "sandbox")]
    pub(in crate::cli) async fn sandboxed(places: &Places) -> Result<Site, Failure> {
        let sandbox = crate::cli::commands::sandbox::open(places).await?;
        let server = crate::platform::Server::parse(&sandbox.url())
            .map_err(|error| Failure::new(Exit::Internal, format!("the sandbox's own address: {error}")))?;
        let endpoint = Endpoint {
            server,
            key: ApiKey::new(sandbox.key()),
            origin_of_key: SANDBOX.to_owned(),
            origin_of_server: "--sandbox".to_owned(),
            organization: None,
        };
        Ok(Site {
            endpoint,
            sandbox: Some(sandbox),
        })
    }

    #[cfg(not(feature = "sandbox"))]
    pub(in crate::cli) async fn sandboxed(_: &Places) -> Result<Site, Failure> {
        Err(Failure::new(
            Exit::Usage,
            "this orgform was built without its sandbox",
        ))
    }

    /// The platform and the key.
    pub(in crate::cli) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What the server goes by. A sandbox listens on another port each time, so it goes by its name.
    pub(in crate::cli) fn name(&self) -> String {
        #[cfg(feature = "sandbox")]
        if self.sandbox.is_some() {
            return SANDBOX.to_owned();
        }
        self.endpoint.server.to_string()
    }

    /// A connection for one organization.
    fn connect(self, organization: &str, options: &Options) -> Result<Session, Failure> {
        let Endpoint { server, key, .. } = &self.endpoint;
        info!(
            %server,
            server_from = self.endpoint.origin_of_server,
            key_from = self.endpoint.origin_of_key,
            "asking the platform"
        );
        let connection = Connection::open(server, key, organization, options)?;
        Ok(Session {
            connection,
            site: self,
        })
    }

    /// Ends the sandbox, if there is one, with everything on disk.
    pub(in crate::cli) async fn close(self) {
        #[cfg(feature = "sandbox")]
        if let Some(sandbox) = self.sandbox {
            sandbox.shutdown().await;
        }
    }
}

/// An open connection that can only look, and the place that it leads to. The right to write is given out
/// once, by [`connect_to_write`], and to `apply` alone, which a test holds.
pub(in crate::cli) struct Session {
    connection: Connection,
    site: Site,
}

impl Session {
    /// What planning may hold.
    pub(in crate::cli) fn reader(&self) -> ReadApi {
        self.connection.reader()
    }

    /// Which server is addressed, and why this one: what helps when it does not answer.
    pub(in crate::cli) fn address(&self) -> String {
        let name = self.site.name();
        match &self.site.endpoint.origin_of_server {
            _ if name == SANDBOX => name,
            origin => format!("{name} ({origin})"),
        }
    }

    /// Where the key was found: what helps when it is refused.
    pub(in crate::cli) fn origin_of_key(&self) -> &str {
        &self.site.endpoint.origin_of_key
    }

    /// A plan that is saved against a sandbox can be applied to it, because it goes by its name.
    pub(in crate::cli) fn named(&self, mut survey: Survey) -> Survey {
        survey.live = self.with_its_name(survey.live);
        for plan in std::iter::once(&mut survey.plan).chain(&mut survey.baseline) {
            plan.organization.server.clone_from(&survey.live.server);
        }
        survey
    }

    /// What was read, from a server that goes by its name.
    pub(in crate::cli) fn with_its_name(&self, mut live: Live) -> Live {
        live.server = self.site.name();
        live
    }

    /// Ends the sandbox, if there is one, with everything on disk.
    pub(in crate::cli) async fn close(self) {
        self.site.close().await;
    }
}

/// Opens a connection for one organization.
pub(in crate::cli) async fn connect(
    organization: &str,
    args: &PlatformArgs,
    places: &Places,
    settings: &Settings,
) -> Result<Session, Failure> {
    let site = if args.sandbox {
        Site::sandboxed(places).await?
    } else {
        Site::at(endpoint(args, settings)?.map_err(|error| refuse(&error))?)
    };
    site.connect(organization, &options(args, settings))
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
    let site = if args.sandbox {
        Site::sandboxed(places).await?
    } else {
        match endpoint(args, settings)? {
            Ok(endpoint) => Site::at(endpoint),
            Err(error) if error.is_key_missing() => return Ok(None),
            Err(error) => return Err(refuse(&error)),
        }
    };
    site.connect(organization, &options(args, settings)).map(Some)
}

/// How to talk to a platform.
pub(in crate::cli) fn options(args: &PlatformArgs, settings: &Settings) -> Options {
    Options {
        ca_cert: args.ca_cert.clone(),
        timeout: settings.timeout,
        parallelism: settings.parallelism,
        ..Options::default()
    }
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
    let typed = typed(args, args.api_key_file.as_deref().map(read_key).transpose()?);
    let profiles = profiles(settings)?;
    let variables = &settings.environment.variables;
    Ok(Endpoint::resolve(&typed, variables, profiles.as_deref()))
}

/// What the command line says, with the key that its file holds.
pub(in crate::cli) fn typed(args: &PlatformArgs, key: Option<ApiKey>) -> Typed {
    Typed {
        server: args.server.clone(),
        key,
        profile: args.profile.clone(),
    }
}

fn refuse(error: &EndpointError) -> Failure {
    if error.is_key_missing() {
        Failure::new(Exit::Platform, error.to_string()).hint("--sandbox tries it without an account")
    } else {
        Failure::new(Exit::Usage, error.to_string())
    }
}

/// The key from a file, or from standard input for `-`.
pub(in crate::cli) fn read_key(file: &Path) -> Result<ApiKey, Failure> {
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
pub(in crate::cli) fn profiles(settings: &Settings) -> Result<Option<String>, Failure> {
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
