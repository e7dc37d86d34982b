//! Starting a sandbox, and holding a running one.

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{
    clock::{Clock, Span},
    control,
    faults::{FaultControl, Rule},
    log::LogEntry,
    role::Role,
    seed::{Seed, SeedError},
    server::{Shared, router},
    settings::{Overrides, Settings},
    state::State,
    store::{Database, Store},
    wire::{Line, Switchboard},
};

/// How to start a sandbox.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the world is kept.
    pub database: Database,
    /// The world that a new database starts with. An existing one stays as it is.
    pub seed: Option<Seed>,
    /// The port on the loopback interface; 0 for any.
    pub port: u16,
    /// Settings that win over the seed's, for as long as this sandbox runs.
    pub overrides: Overrides,
    /// Faults on top of the seed's.
    pub faults: Vec<Rule>,
}

impl Options {
    /// A world in memory on any port: what tests want.
    #[must_use]
    pub fn memory(seed: Seed) -> Self {
        Self {
            database: Database::Memory,
            seed: Some(seed),
            port: 0,
            overrides: Overrides::default(),
            faults: Vec::new(),
        }
    }
}

/// Why a sandbox cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port cannot be had.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is no such database.
    #[error("there is no sandbox at {}", .0.display())]
    Absent(PathBuf),
    /// The database is new and there is no seed for it.
    #[error("the sandbox is new and needs a seed")]
    Unseeded,
    /// The database is of another version of this program.
    #[error("the sandbox was made by another version (format {0}); reset it")]
    Version(i64),
    /// The seed does not fit together.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// SQLite failed.
    #[error("the sandbox's database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// Something in the database is not what this program wrote.
    #[error("the sandbox's database holds what it should not: {0}")]
    Corrupt(serde_json::Error),
    /// No invitation of this address is open.
    #[error("no invitation for {0} is open")]
    NotInvited(String),
    /// There is no account of this address.
    #[error("there is no account {0}")]
    NoAccount(String),
    /// The platform would refuse this.
    #[error("{0}")]
    Refused(String),
}

/// A running sandbox. Dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
    port: u16,
    caller: Account,
    stop: CancellationToken,
    server: Option<JoinHandle<()>>,
}

/// An account of the sandbox with its public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The address.
    pub email: String,
    /// The key.
    pub key: String,
}

/// Keys to try each role with; a role that no active member has is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Of the first active owner.
    pub owner: Option<Account>,
    /// Of the first active contributor.
    pub contributor: Option<Account>,
    /// Of the first active reader.
    pub reader: Option<Account>,
}

/// Starts a sandbox: opens (and if it is new, seeds) the database and serves it on the loopback interface.
///
/// # Errors
///
/// The database cannot be opened or seeded, or the port cannot be had.
pub async fn start(options: Options) -> Result<Sandbox, SandboxError> {
    let store = Store::open(&options.database, options.seed.as_ref(), options.overrides)?;
    let (email, key) = store.caller()?;
    let shared = Arc::new(Shared::new(store)?);
    for rule in options.faults {
        shared.faults.add(rule);
    }
    let wrong_port = |source| SandboxError::Port {
        port: options.port,
        source,
    };
    let listener = TcpListener::bind(("127.0.0.1", options.port))
        .await
        .map_err(wrong_port)?;
    let port = listener.local_addr().map_err(wrong_port)?.port();
    let stop = CancellationToken::new();
    let router = control::router(Arc::clone(&shared)).merge(router(Arc::clone(&shared)));
    let stopped = stop.clone().cancelled_owned();
    let server = tokio::spawn(async move {
        let service = router.into_make_service_with_connect_info::<Line>();
        // Serving ends only when it is stopped; there is no error to report.
        let _ = axum::serve(Switchboard(listener), service)
            .with_graceful_shutdown(stopped)
            .await;
    });
    Ok(Sandbox {
        shared,
        port,
        caller: Account { email, key },
        stop,
        server: Some(server),
    })
}

impl Sandbox {
    /// Its address, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The key of the seed's caller.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.caller.key
    }

    /// The seed's caller.
    #[must_use]
    pub fn caller(&self) -> &Account {
        &self.caller
    }

    /// A key for each role.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn keys(&self) -> Result<Keys, SandboxError> {
        let store = self.shared.store();
        let first = |role| -> Result<_, SandboxError> {
            Ok(store.first_key(role)?.map(|(email, key)| Account { email, key }))
        };
        Ok(Keys {
            owner: first(Role::Owner)?,
            contributor: first(Role::Contributor)?,
            reader: first(Role::Reader)?,
        })
    }

    /// The key of an account.
    ///
    /// # Errors
    ///
    /// There is no such account.
    pub fn key_of(&self, email: &str) -> Result<String, SandboxError> {
        self.shared.store().key_of(email)
    }

    /// Makes an account without a membership, and gives its key.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn register(&self, email: &str) -> Result<String, SandboxError> {
        self.shared.store().register(email)
    }

    /// Sets faults.
    #[must_use]
    pub fn faults(&self) -> &FaultControl {
        &self.shared.faults
    }

    /// What was asked and answered, in the order of arrival.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn log(&self) -> Result<Vec<LogEntry>, SandboxError> {
        self.shared.store().log()
    }

    /// Forgets the log and the incidents.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn clear_log(&self) -> Result<(), SandboxError> {
        self.shared.store().clear_log()
    }

    /// What went wrong in the world, as the sandbox itself saw it after each write.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn incidents(&self) -> Result<Vec<String>, SandboxError> {
        self.shared.store().incidents()
    }

    /// The whole world.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn state(&self) -> Result<State, SandboxError> {
        self.shared.store().state()
    }

    /// Somebody takes up their newest open invitation.
    ///
    /// # Errors
    ///
    /// See [`Store::accept`].
    pub fn accept(&self, email: &str) -> Result<(), SandboxError> {
        self.shared.store().accept(email)
    }

    /// Somebody declines their newest open invitation.
    ///
    /// # Errors
    ///
    /// See [`Store::decline`].
    pub fn decline(&self, email: &str) -> Result<(), SandboxError> {
        self.shared.store().decline(email)
    }

    /// The present moment in the sandbox.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.shared.store().now()
    }

    /// Moves the clock.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn advance(&self, span: Span) -> Result<Timestamp, SandboxError> {
        self.shared.store().advance(span)
    }

    /// Sets the clock.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn set_clock(&self, clock: Clock) -> Result<Timestamp, SandboxError> {
        self.shared.store().set_clock(clock)
    }

    /// How the contract is read.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.shared.store().settings().clone()
    }

    /// Changes settings for good.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn configure(&self, overrides: Overrides) -> Result<Settings, SandboxError> {
        self.shared.store().configure(overrides).cloned()
    }

    /// Stops serving, and waits until requests in flight are answered.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        if let Some(server) = self.server.take() {
            // It can only have ended.
            let _ = server.await;
        }
    }

    /// Waits until the sandbox is stopped from elsewhere.
    pub async fn served(&self) {
        self.stop.cancelled().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
