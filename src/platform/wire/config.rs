//! What a server says of itself to anybody.

use serde::Deserialize;

use crate::platform::Deployment;

/// The answer to `GET /config` (INFERRED): whatever is told of these.
#[derive(Default, Deserialize)]
pub(in crate::platform) struct ConfigRow {
    #[serde(default)]
    app_version: Option<String>,
    #[serde(default)]
    deployment_mode: Option<String>,
    #[serde(default)]
    credits_enabled: Option<bool>,
    #[serde(default)]
    email_configured: Option<bool>,
}

impl From<ConfigRow> for Deployment {
    fn from(row: ConfigRow) -> Deployment {
        Deployment {
            version: row.app_version,
            mode: row.deployment_mode,
            has_credits: row.credits_enabled,
            sends_mail: row.email_configured,
        }
    }
}
