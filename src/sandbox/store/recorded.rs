//! What a world tells about itself, and what people do in it without a request: answers to invitations, the state, the
//! log, incidents.

use super::{
    accounts,
    invitations::{self, Invitation},
    open::{Store, Work},
    people,
};
use crate::sandbox::{
    SandboxError,
    error::ApiError,
    log::LogEntry,
    query::{all, one, run},
    role::Role,
    settings::AddressCase,
    state::State,
};

impl Store {
    /// Somebody takes up their newest open invitation, registering and verifying first where they have to.
    ///
    /// # Errors
    ///
    /// No invitation of this address is open, or the platform would refuse.
    pub fn accept(&mut self, email: &str) -> Result<(), SandboxError> {
        self.respond(email, true)
    }

    /// Somebody declines their newest open invitation.
    ///
    /// # Errors
    ///
    /// No invitation of this address is open.
    pub fn decline(&mut self, email: &str) -> Result<(), SandboxError> {
        self.respond(email, false)
    }

    fn respond(&mut self, email: &str, accept: bool) -> Result<(), SandboxError> {
        self.refresh()?;
        self.transaction(Work::Write, |conn, settings, now| {
            let open = invitations::open_for(conn, email, AddressCase::Ignored, now)?;
            let Some(invitation) = open.first() else {
                return Err(SandboxError::NotInvited(email.to_owned()));
            };
            if !accept {
                invitations::answer(conn, &invitation.id, false)?;
                return Ok(());
            }
            let user = match accounts::by_email(conn, &invitation.email, settings.address_case)? {
                Some(user) => user,
                None => accounts::create(conn, &invitation.email, None, now)?,
            };
            people::accept(conn, settings, invitation, &user, now)
                .map_err(|error| refused(&error, invitation))
        })
    }

    /// Makes an account without a membership (somebody who was invited and has only registered), and gives its key.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn register(&mut self, email: &str) -> Result<String, SandboxError> {
        self.refresh()?;
        self.transaction(Work::Write, |conn, settings, now| {
            let user = match accounts::by_email(conn, email, settings.address_case)? {
                Some(user) => user,
                None => accounts::create(conn, email, None, now)?,
            };
            Ok(accounts::key_of(conn, &user.id)?.unwrap_or_default())
        })
    }

    /// The key of an account.
    ///
    /// # Errors
    ///
    /// There is no account of this address.
    pub fn key_of(&self, email: &str) -> Result<String, SandboxError> {
        let user = accounts::by_email(self.conn(), email, self.settings().address_case)?;
        let user = user.ok_or_else(|| SandboxError::NoAccount(email.to_owned()))?;
        Ok(accounts::key_of(self.conn(), &user.id)?.unwrap_or_default())
    }

    /// Address and key of the first active member of this role.
    pub(crate) fn first_key(&self, role: Role) -> Result<Option<(String, String)>, SandboxError> {
        let sql = "SELECT u.email, k.key FROM members m JOIN users u ON u.id = m.user_id
                   JOIN api_keys k ON k.user_id = u.id WHERE m.role = ?1 AND m.active = 1 ORDER BY m.seq LIMIT 1";
        Ok(one(self.conn(), sql, [role], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?)
    }

    /// The whole world.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn state(&mut self) -> Result<State, SandboxError> {
        self.refresh()?;
        self.transaction(Work::Read, |conn, _, now| Ok(State::read(conn, now)?))
    }

    /// What was asked and answered, in the order of arrival.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn log(&self) -> Result<Vec<LogEntry>, SandboxError> {
        let rows = all(
            self.conn(),
            "SELECT entry FROM log ORDER BY number, id",
            [],
            |row| row.get::<_, String>(0),
        )?;
        rows.iter()
            .map(|row| serde_json::from_str(row).map_err(SandboxError::Corrupt))
            .collect()
    }

    /// Forgets the log and the incidents.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn clear_log(&mut self) -> Result<(), SandboxError> {
        self.transaction(Work::Write, |conn, _, _| {
            run(conn, "DELETE FROM log", [])?;
            run(conn, "DELETE FROM incidents", [])?;
            Ok(())
        })
    }

    pub(crate) fn append_log(&self, entry: &LogEntry) -> Result<(), SandboxError> {
        let text = serde_json::to_string(entry).map_err(SandboxError::Corrupt)?;
        let number = i64::try_from(entry.number).unwrap_or(i64::MAX);
        let sql = "INSERT INTO log (number, entry) VALUES (?1, ?2)";
        run(self.conn(), sql, rusqlite::params![number, text])?;
        Ok(())
    }

    /// The number of the last request that was logged.
    pub(crate) fn last_number(&self) -> Result<u64, SandboxError> {
        let last: Option<i64> =
            one(self.conn(), "SELECT max(number) FROM log", [], |row| row.get(0))?.flatten();
        Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
    }

    /// What went wrong in the world, as the sandbox itself saw it after each write.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn incidents(&self) -> Result<Vec<String>, SandboxError> {
        Ok(all(
            self.conn(),
            "SELECT text FROM incidents ORDER BY id",
            [],
            |row| row.get(0),
        )?)
    }
}

fn refused(error: &ApiError, invitation: &Invitation) -> SandboxError {
    let body = error.body();
    let detail = body["detail"].as_str().unwrap_or_default();
    SandboxError::Refused(format!("{}: {detail}", invitation.email))
}
