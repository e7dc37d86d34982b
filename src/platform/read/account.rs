//! What can be asked where no organization is named.

use jiff::Timestamp;

use super::requests;
use crate::model::{ApiKey, Caller};
use crate::platform::connection::transport;
use crate::platform::transport::Window;
use crate::platform::wire::{ConfigRow, OwnOrganizationRow, UserRow};
use crate::platform::{CallError, ConnectError, Options, PlatformError, Server};

/// Looks at a server, and at the account behind a key. It can send nothing but `GET`.
#[derive(Clone)]
pub struct AccountApi {
    window: Window,
}

/// What a server says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// Its version.
    pub version: Option<String>,
    /// Whether it is the hosted platform (`saas`) or somebody's own.
    pub mode: Option<String>,
    /// Whether it counts credits.
    pub has_credits: Option<bool>,
    /// Whether it can send mail: without, invitations are links alone.
    pub sends_mail: Option<bool>,
}

/// An organization that the account is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnOrganization {
    /// Its key.
    pub key: String,
    /// The plan that it is under, where the platform tells.
    pub plan: Option<String>,
}

impl AccountApi {
    /// Prepares everything; sends nothing. Without a key nobody's account is asked about.
    pub fn open(
        server: &Server,
        key: Option<&ApiKey>,
        options: &Options,
    ) -> Result<AccountApi, ConnectError> {
        Ok(AccountApi {
            window: Window::new(transport(server, key, options)?),
        })
    }

    /// What the server says of itself, which needs no key, and what its clock said then. Nothing depends on it, so any
    /// JSON will do; anything else is not the platform's.
    pub async fn deployment(&self) -> Result<(Deployment, Option<Timestamp>), CallError> {
        let reply = self.window.get(requests::config()).await?;
        let told: serde_json::Value = reply.decode()?;
        let row: ConfigRow = serde_json::from_value(told).unwrap_or_default();
        Ok((row.into(), reply.facts.date))
    }

    /// The account behind the key.
    pub async fn account(&self) -> Result<Caller, PlatformError> {
        caller(&self.window).await
    }

    /// The organizations that the account is in, by their keys.
    pub async fn organizations(&self) -> Result<Vec<OwnOrganization>, PlatformError> {
        let reply = self.window.get(requests::own_organizations()).await?;
        let rows = reply.decode::<Vec<OwnOrganizationRow>>()?;
        let mut own: Vec<OwnOrganization> = rows.into_iter().map(OwnOrganization::from).collect();
        own.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(own)
    }
}

/// Whose the key is.
pub(super) async fn caller(window: &Window) -> Result<Caller, PlatformError> {
    match window.get(requests::caller()).await {
        Err(call) if call.is_not_found() || call.is_not_offered() => Err(PlatformError::NoCaller(call)),
        reply => Ok(reply?.decode::<UserRow>()?.into()),
    }
}
