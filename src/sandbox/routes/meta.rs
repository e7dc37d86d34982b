//! What needs no key.

use serde_json::json;

use crate::sandbox::call::{Answer, Call, Reply};

pub(super) fn health(_: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({ "status": "ok" })))
}

pub(super) fn config(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({
        "app_version": "sandbox", "api_version": "v1", "deployment_mode": call.settings.deployment_mode,
        "email_configured": false, "credits_enabled": false, "website_url": "https://dreadnode.io",
    })))
}
