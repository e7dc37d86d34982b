//! An invitation's row.

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient::{handle, time};
use crate::model::{InvitationId, LiveInvitation, Role};

/// `OrganizationInvitationResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct InvitationRow {
    #[serde(deserialize_with = "handle")]
    id: String,
    email: String,
    role: Role,
    /// Not defaulted: an absent answer must not pass for an open invitation.
    #[serde(deserialize_with = "Option::deserialize")]
    accepted: Option<bool>,
    #[serde(default)]
    pending_verification: bool,
    #[serde(deserialize_with = "time")]
    created_at: Timestamp,
    #[serde(deserialize_with = "time")]
    expires_at: Timestamp,
    #[serde(default)]
    invited_by: Option<String>,
    #[serde(default)]
    invited_by_name: Option<String>,
}

impl From<InvitationRow> for LiveInvitation {
    fn from(row: InvitationRow) -> LiveInvitation {
        LiveInvitation {
            id: InvitationId::new(&row.id),
            email: row.email,
            role: row.role,
            accepted: row.accepted,
            pending_verification: row.pending_verification,
            created_at: row.created_at,
            expires_at: row.expires_at,
            invited_by: row.invited_by_name.or(row.invited_by),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_that_does_not_say_whether_it_was_accepted_is_not_taken_for_open() {
        let rest = r#""id": "i", "email": "bob@acme.example", "role": "reader",
            "created_at": "2026-06-01T12:00:00Z", "expires_at": "2026-06-08T12:00:00Z""#;
        assert!(serde_json::from_str::<InvitationRow>(&format!("{{{rest}}}")).is_err());
        let open = format!(r#"{{{rest}, "accepted": null}}"#);
        let open: LiveInvitation = serde_json::from_str::<InvitationRow>(&open).unwrap().into();
        assert_eq!((open.accepted, open.invited_by), (None, None));
    }
}
