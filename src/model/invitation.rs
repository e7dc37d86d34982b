//! Invitations as the platform tells them.

use jiff::Timestamp;

use super::{InvitationId, Role};

/// One row of the invitation list, read with `include_all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveInvitation {
    /// The row's id, which is a secret: it is the accept link.
    pub id: InvitationId,
    /// The address as the platform writes it.
    pub email: String,
    /// The role that the person gets on accepting.
    pub role: Role,
    /// The answer, if there is one.
    pub accepted: Option<bool>,
    /// The recipient registered and has not confirmed the address (INFERRED).
    pub pending_verification: bool,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Who sent it, as the platform names them.
    pub invited_by: Option<String>,
}

/// Where an invitation stands (INFERRED from the properties, api.md section 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InvitationStatus {
    /// Can be accepted.
    Open,
    /// Taken up, and waits for the address to be confirmed.
    Verifying,
    /// Ran out without an answer.
    Expired,
    /// Turned down.
    Declined,
    /// Accepted.
    Accepted,
}

impl LiveInvitation {
    /// Where it stands at `now`.
    pub fn status(&self, now: Timestamp) -> InvitationStatus {
        match self.accepted {
            Some(false) => InvitationStatus::Declined,
            Some(true) if self.pending_verification => InvitationStatus::Verifying,
            Some(true) => InvitationStatus::Accepted,
            None if self.expires_at <= now => InvitationStatus::Expired,
            None if self.pending_verification => InvitationStatus::Verifying,
            None => InvitationStatus::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_table_holds() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let row = |accepted, pending_verification, expires_at: &str| LiveInvitation {
            id: InvitationId::new("i"),
            email: "bob@acme.example".into(),
            role: Role::Reader,
            accepted,
            pending_verification,
            created_at: now,
            expires_at: expires_at.parse().unwrap(),
            invited_by: None,
        };
        let (past, future) = ("2026-06-01T12:00:00Z", "2026-06-01T12:00:01Z");
        assert_eq!(row(None, false, future).status(now), InvitationStatus::Open);
        assert_eq!(row(None, true, future).status(now), InvitationStatus::Verifying);
        assert_eq!(row(None, false, past).status(now), InvitationStatus::Expired);
        assert_eq!(row(None, true, past).status(now), InvitationStatus::Expired);
        assert_eq!(
            row(Some(false), false, future).status(now),
            InvitationStatus::Declined
        );
        assert_eq!(
            row(Some(true), false, past).status(now),
            InvitationStatus::Accepted
        );
        assert_eq!(
            row(Some(true), true, past).status(now),
            InvitationStatus::Verifying
        );
    }
}
