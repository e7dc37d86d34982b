//! Writing grants of teams: the mirror of direct grants (INFERRED, api.md 2.7).

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use super::user_grants::PermissionBody;
use crate::model::{Role, TeamId, WorkspaceKey};
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

#[derive(Serialize)]
struct GrantBody<'a> {
    team_id: &'a str,
    permission: Role,
}

fn grant(path: Path, team: &TeamId, role: Role) -> Request {
    let body = GrantBody {
        team_id: team.as_str(),
        permission: role,
    };
    Request::write(Method::POST, path, &body)
}

impl WriteApi {
    /// Grants a team access.
    pub async fn grant_team(
        &self,
        workspace: &WorkspaceKey,
        team: &TeamId,
        role: Role,
    ) -> Result<Answer<()>, CallError> {
        let path = self.workspace(workspace).join("teams");
        self.tell(&grant(path, team, role)).await
    }

    /// Changes a team's permission in place.
    pub async fn update_team_grant(
        &self,
        workspace: &WorkspaceKey,
        team: &TeamId,
        role: Role,
    ) -> Result<Answer<()>, CallError> {
        let body = PermissionBody { permission: role };
        self.tell(&Request::write(
            Method::PUT,
            self.team_grant(workspace, team),
            &body,
        ))
        .await
    }

    /// Takes a team's grant away.
    pub async fn revoke_team(
        &self,
        workspace: &WorkspaceKey,
        team: &TeamId,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&Request::delete(self.team_grant(workspace, team)))
            .await
    }

    fn team_grant(&self, workspace: &WorkspaceKey, team: &TeamId) -> Path {
        self.workspace(workspace).join("teams").join(team.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::shown;

    #[test]
    fn a_grant_names_the_team_by_id() {
        let path = Path::of(&["org", "acme", "ws", "attic", "teams"]);
        assert_eq!(
            shown(&grant(path, &TeamId::new("t-1"), Role::Reader)),
            r#"POST /org/acme/ws/attic/teams {"team_id":"t-1","permission":"reader"}"#
        );
    }
}
