//! Writing invitations.

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use crate::model::{Email, InvitationId, LiveInvitation, Role};
use crate::platform::request::{Path, Request};
use crate::platform::wire::InvitationRow;
use crate::platform::{Answer, CallError};

#[derive(Serialize)]
struct InvitationBody<'a> {
    email: &'a str,
    role: Role,
    send_email: bool,
}

fn invite(path: Path, email: &Email, role: Role) -> Request {
    let body = InvitationBody {
        email: email.as_str(),
        role,
        send_email: true,
    };
    Request::write(Method::POST, path, &body)
}

impl WriteApi {
    /// Invites somebody; the platform sends the mail. Sent once: where the answer is lost, look before
    /// asking again.
    pub async fn invite(&self, email: &Email, role: Role) -> Result<Answer<LiveInvitation>, CallError> {
        let request = invite(self.path(&["invitations"]), email, role);
        self.send(&request)
            .await?
            .with(|row: InvitationRow| LiveInvitation::from(row))
    }

    /// Cancels an open invitation.
    pub async fn cancel_invitation(&self, invitation: &InvitationId) -> Result<Answer<()>, CallError> {
        let path = self.path(&["invitations"]).join_secret(invitation.reveal());
        self.tell(&Request::delete(path)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::shown;

    #[test]
    fn the_address_is_sent_as_it_is_declared() {
        let bob = Email::parse("Bob@Acme.example").unwrap();
        assert_eq!(
            shown(&invite(
                Path::of(&["org", "acme", "invitations"]),
                &bob,
                Role::Contributor
            )),
            r#"POST /org/acme/invitations {"email":"Bob@Acme.example","role":"contributor","send_email":true}"#
        );
    }
}
