//! Writing direct grants. Added by address, changed and taken away by id (DOCUMENTED).

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use crate::model::{Email, Role, UserId, WorkspaceKey};
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

#[derive(Serialize)]
struct GrantBody<'a> {
    user_email: &'a str,
    permission: Role,
}

/// The body of every change of a permission.
#[derive(Serialize)]
pub(super) struct PermissionBody {
    pub(super) permission: Role,
}

fn grant(path: Path, email: &Email, role: Role) -> Request {
    let body = GrantBody {
        user_email: email.as_str(),
        permission: role,
    };
    Request::write(Method::POST, path, &body)
}

impl WriteApi {
    /// Grants an active member access. What the platform does with anybody else is UNKNOWN.
    pub async fn grant_user(
        &self,
        workspace: &WorkspaceKey,
        email: &Email,
        role: Role,
    ) -> Result<Answer<()>, CallError> {
        let path = self.workspace(workspace).join("users");
        self.tell(&grant(path, email, role)).await
    }

    /// Changes a person's permission in place.
    pub async fn update_user_grant(
        &self,
        workspace: &WorkspaceKey,
        user: &UserId,
        role: Role,
    ) -> Result<Answer<()>, CallError> {
        let body = PermissionBody { permission: role };
        self.tell(&Request::write(
            Method::PUT,
            self.user_grant(workspace, user),
            &body,
        ))
        .await
    }

    /// Takes a person's direct grant away.
    pub async fn revoke_user(
        &self,
        workspace: &WorkspaceKey,
        user: &UserId,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&Request::delete(self.user_grant(workspace, user)))
            .await
    }

    fn user_grant(&self, workspace: &WorkspaceKey, user: &UserId) -> Path {
        self.workspace(workspace).join("users").join(user.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::shown;

    #[test]
    fn a_grant_names_the_person_by_address() {
        let ada = Email::parse("ada@acme.example").unwrap();
        let path = Path::of(&["org", "acme", "ws", "attic", "users"]);
        assert_eq!(
            shown(&grant(path, &ada, Role::Owner)),
            r#"POST /org/acme/ws/attic/users {"user_email":"ada@acme.example","permission":"owner"}"#
        );
    }
}
