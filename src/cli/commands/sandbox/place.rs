//! The world beside a manifest: opened, and made from its seed where it is new.

use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::sandbox::{Database, Options, Overrides, Sandbox, SandboxError, Seed, SeedError, Store, start};

/// Which sandbox.
#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The manifest beside which the sandbox is kept, or its folder
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
}

impl Place {
    /// Where it is kept. A path with a typing mistake would name the folder around it.
    pub(super) fn places(&self) -> Result<Places, Failure> {
        if self.path.exists() {
            Ok(Places::beside(&self.path))
        } else {
            let message = format!("there is no {}", self.path.display());
            Err(Failure::new(Exit::Usage, message))
        }
    }

    /// The world without a server. One may be running on it: both see what the other does.
    pub(super) fn store(&self) -> Result<Store, Failure> {
        let places = self.places()?;
        let database = Database::File(places.sandbox());
        let seed = seed_of_a_new(&places)?;
        Ok(Store::open(&database, seed.as_ref(), Overrides::default())?)
    }
}

/// Starts the sandbox beside a manifest, on any port.
pub(in crate::cli) async fn open(places: &Places) -> Result<Sandbox, Failure> {
    let options = Options {
        database: Database::File(places.sandbox()),
        seed: seed_of_a_new(places)?,
        port: 0,
        overrides: Overrides::default(),
        faults: Vec::new(),
    };
    Ok(start(options).await?)
}

/// The seed, which is read only where there is no world yet.
pub(super) fn seed_of_a_new(places: &Places) -> Result<Option<Seed>, Failure> {
    if places.sandbox().exists() {
        return Ok(None);
    }
    let path = places.seed();
    if !path.exists() {
        let message = format!("there is no {} to start the sandbox from", path.display());
        return Err(Failure::new(Exit::Usage, message).hint(
            "examples/minimal/sandbox.seed.yaml is one to begin with; docs/sandbox.md tells what it may hold",
        ));
    }
    Ok(Some(Seed::from_path(&path)?))
}

impl From<SeedError> for Failure {
    fn from(error: SeedError) -> Failure {
        Failure::new(Exit::Usage, format!("the sandbox's seed is not valid: {error}"))
    }
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Failure {
        let failure = |exit| Failure::new(exit, format!("the sandbox: {error}"));
        match &error {
            SandboxError::NotInvited(_) => {
                failure(Exit::Usage).hint("`orgform sandbox state` lists the invitations")
            }
            SandboxError::Version(_) => {
                failure(Exit::Usage).hint("`orgform sandbox reset` starts it over from its seed")
            }
            SandboxError::Port { .. } => failure(Exit::Usage).hint("`--port 0` takes a free one"),
            SandboxError::NoAccount(_)
            | SandboxError::Refused(_)
            | SandboxError::Seed(_)
            | SandboxError::Unseeded
            | SandboxError::Absent(_) => failure(Exit::Usage),
            SandboxError::File { .. } | SandboxError::Database(_) | SandboxError::Corrupt(_) => {
                failure(Exit::Internal)
            }
        }
    }
}
