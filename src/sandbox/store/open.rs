//! One open database. Other processes may have the same file open: whatever they write is seen by the next request.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use crate::sandbox::{
    SandboxError,
    clock::{Clock, Span},
    faults::Rule,
    query::{one, run},
    seed::Seed,
    seeding,
    settings::{Overrides, Settings},
    store::accounts,
};

/// The version of the tables below; a file of another version is refused.
const VERSION: i64 = 1;

/// Where the world is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In memory; it is gone with the process.
    Memory,
    /// In this file (and two beside it that SQLite keeps).
    File(PathBuf),
}

/// An open world: what the server asks, and what `sandbox accept`, `clock`, `state` and `log` work on without one.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    settings: Settings,
    clock: Clock,
    overrides: Overrides,
    /// SQLite's counter of changes made by others; when it moves, settings and clock are read again.
    data_version: i64,
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Read,
    Write,
    /// A write that is taken back at the end.
    Trial,
}

impl Store {
    /// Opens a world. A new one is seeded in one transaction: killed in the middle, it is new still.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or is no sandbox, or there is no seed for a new world.
    pub fn open(
        database: &Database,
        seed: Option<&Seed>,
        overrides: Overrides,
    ) -> Result<Self, SandboxError> {
        let mut conn = match database {
            Database::Memory => Connection::open_in_memory()?,
            Database::File(path) => open_file(path)?,
        };
        conn.set_prepared_statement_cache_capacity(256);
        // A second process that is about to write, waits.
        conn.busy_timeout(Duration::from_secs(5))?;
        create(&mut conn, seed, &overrides)?;
        let mut store = Self {
            conn,
            settings: Settings::default(),
            clock: Clock::default(),
            overrides,
            data_version: -1,
        };
        store.refresh()?;
        Ok(store)
    }

    /// Opens a world that exists.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is no sandbox.
    pub fn existing(path: &Path) -> Result<Self, SandboxError> {
        if !path.exists() {
            return Err(SandboxError::Absent(path.to_owned()));
        }
        Self::open(&Database::File(path.to_owned()), None, Overrides::default())
    }

    /// Deletes a world, if there is one. The next opening seeds it again.
    ///
    /// # Errors
    ///
    /// A file cannot be deleted.
    pub fn reset(path: &Path) -> Result<(), SandboxError> {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(SandboxError::File {
                        path: name.into(),
                        source: error,
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// How the contract is read.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes settings for good: what is set here wins over what the world was started with.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn configure(&mut self, overrides: Overrides) -> Result<&Settings, SandboxError> {
        let stored: Overrides = read_meta(&self.conn, "settings")?;
        let stored = overrides.clone().over(stored);
        put_meta(&self.conn, "settings", &json(&stored)?)?;
        self.overrides = overrides.over(std::mem::take(&mut self.overrides));
        self.settings = self.overrides.clone().over(stored).settle();
        Ok(&self.settings)
    }

    /// The present moment in this world.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Moves the clock.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn advance(&mut self, span: Span) -> Result<Timestamp, SandboxError> {
        self.refresh()?;
        self.set_clock(self.clock.moved(span))
    }

    /// Sets the clock.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn set_clock(&mut self, clock: Clock) -> Result<Timestamp, SandboxError> {
        put_meta(&self.conn, "clock", &json(&clock)?)?;
        self.clock = clock;
        Ok(clock.now())
    }

    /// Reads settings and clock again if another process has written.
    pub(crate) fn refresh(&mut self) -> Result<(), SandboxError> {
        let version = self
            .conn
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if version == self.data_version {
            return Ok(());
        }
        self.data_version = version;
        let stored: Overrides = read_meta(&self.conn, "settings")?;
        self.settings = self.overrides.clone().over(stored).settle();
        self.clock = read_meta(&self.conn, "clock")?;
        Ok(())
    }

    /// Does something in one transaction; a write waits for other writers first. Refusals leave nothing behind.
    pub(crate) fn transaction<T, E: From<rusqlite::Error>>(
        &mut self,
        work: Work,
        todo: impl FnOnce(&Connection, &Settings, Timestamp) -> Result<T, E>,
    ) -> Result<T, E> {
        let behavior = match work {
            Work::Read => TransactionBehavior::Deferred,
            Work::Write | Work::Trial => TransactionBehavior::Immediate,
        };
        let (settings, now) = (&self.settings, self.clock.now());
        let transaction = self.conn.transaction_with_behavior(behavior)?;
        let done = todo(&transaction, settings, now)?;
        if work != Work::Trial {
            transaction.commit()?;
        }
        Ok(done)
    }

    /// The faults that the seed asks for.
    pub(crate) fn faults(&self) -> Result<Vec<Rule>, SandboxError> {
        read_meta(&self.conn, "faults")
    }

    /// The address and the key of the account that the seed calls the caller.
    pub(crate) fn caller(&self) -> Result<(String, String), SandboxError> {
        let email: String = read_meta(&self.conn, "caller")?;
        let user = accounts::by_email(&self.conn, &email, self.settings.address_case)?;
        let key = user
            .map(|user| accounts::key_of(&self.conn, &user.id))
            .transpose()?
            .flatten();
        Ok((email, key.unwrap_or_default()))
    }
}

fn open_file(path: &Path) -> Result<Connection, SandboxError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| SandboxError::File {
            path: folder.to_owned(),
            source,
        })?;
    }
    let conn = Connection::open(path)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // With a write-ahead log this is consistent after a kill, and after a power cut at most the last writes are gone.
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(conn)
}

fn create(conn: &mut Connection, seed: Option<&Seed>, overrides: &Overrides) -> Result<(), SandboxError> {
    if version(conn)? == VERSION {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match version(&transaction)? {
        VERSION => return Ok(()), // another process was faster
        0 => {}
        other => return Err(SandboxError::Version(other)),
    }
    let seed = seed.ok_or(SandboxError::Unseeded)?;
    seed.check()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    let clock = seed.clock.map_or_else(Clock::default, Clock::Frozen);
    put_meta(&transaction, "settings", &json(&seed.settings)?)?;
    put_meta(&transaction, "clock", &json(&clock)?)?;
    let caller = seed
        .caller()
        .map(|(email, _)| email.text.trim().to_owned())
        .unwrap_or_default();
    put_meta(&transaction, "caller", &json(&caller)?)?;
    put_meta(&transaction, "faults", &json(&seed.faults)?)?;
    let settings = overrides.clone().over(seed.settings.clone()).settle();
    seeding::plant(&transaction, &settings, seed, clock.now())?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn json(value: &impl serde::Serialize) -> Result<String, SandboxError> {
    serde_json::to_string(value).map_err(SandboxError::Corrupt)
}

pub(super) fn put_meta(conn: &Connection, name: &str, value: &str) -> rusqlite::Result<usize> {
    let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    run(conn, sql, [name, value])
}

pub(super) fn read_meta<T: serde::de::DeserializeOwned>(
    conn: &Connection,
    name: &str,
) -> Result<T, SandboxError> {
    let text: Option<String> = one(conn, "SELECT value FROM meta WHERE name = ?1", [name], |row| {
        row.get(0)
    })?;
    serde_json::from_str(text.as_deref().unwrap_or("null")).map_err(SandboxError::Corrupt)
}
