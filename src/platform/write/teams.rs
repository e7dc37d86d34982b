//! Writing teams and who is in them. No page documents these routes; a 405, or a 404 everywhere, says that
//! this platform has none (api.md 2.5).

use reqwest::Method;
use serde::{Deserialize, Serialize};

use super::WriteApi;
use crate::model::{Email, TeamId, TeamName, Text, UserId};
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

#[derive(Serialize)]
struct TeamBody<'a> {
    name: &'a str,
    description: Option<&'a str>,
}

/// Both names of the person, because it is UNKNOWN which one the platform wants.
#[derive(Serialize)]
struct TeamMemberBody<'a> {
    user_id: &'a str,
    user_email: &'a str,
}

/// What is needed of the answer to a creation.
#[derive(Deserialize)]
struct Created {
    id: TeamId,
}

fn describe(method: Method, path: Path, name: &TeamName, description: &Text) -> Request {
    let body = TeamBody {
        name: name.as_str(),
        description: description.to_option(),
    };
    Request::write(method, path, &body)
}

fn add_member(team: Path, user: &UserId, email: &Email) -> Request {
    let body = TeamMemberBody {
        user_id: user.as_str(),
        user_email: email.as_str(),
    };
    Request::write(Method::POST, team.join("members"), &body)
}

impl WriteApi {
    /// Creates a team without people.
    pub async fn create_team(
        &self,
        name: &TeamName,
        description: &Text,
    ) -> Result<Answer<TeamId>, CallError> {
        let request = describe(Method::POST, self.path(&["teams"]), name, description);
        self.send(&request).await?.with(|Created { id }| id)
    }

    /// Renames or describes a team.
    pub async fn update_team(
        &self,
        team: &TeamId,
        name: &TeamName,
        description: &Text,
    ) -> Result<Answer<()>, CallError> {
        let request = describe(Method::PUT, self.team(team), name, description);
        self.tell(&request).await
    }

    /// Deletes a team.
    pub async fn delete_team(&self, team: &TeamId) -> Result<Answer<()>, CallError> {
        self.tell(&Request::delete(self.team(team))).await
    }

    /// Puts a person into a team.
    pub async fn add_team_member(
        &self,
        team: &TeamId,
        user: &UserId,
        email: &Email,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&add_member(self.team(team), user, email)).await
    }

    /// Takes a person out of a team.
    pub async fn remove_team_member(&self, team: &TeamId, user: &UserId) -> Result<Answer<()>, CallError> {
        let path = self.team(team).join("members").join(user.as_str());
        self.tell(&Request::delete(path)).await
    }

    fn team(&self, team: &TeamId) -> Path {
        self.path(&["teams", team.as_str()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::shown;

    #[test]
    fn a_team_is_written_with_name_and_description() {
        let path = Path::of(&["org", "acme", "teams", "t-1"]);
        assert_eq!(
            shown(&describe(
                Method::PUT,
                path,
                &TeamName::new("Red"),
                &Text::default()
            )),
            r#"PUT /org/acme/teams/t-1 {"name":"Red","description":null}"#
        );
    }

    #[test]
    fn a_member_is_named_twice() {
        let path = Path::of(&["org", "acme", "teams", "t-1"]);
        let ada = Email::parse("ada@acme.example").unwrap();
        assert_eq!(
            shown(&add_member(path, &UserId::new("u-1"), &ada)),
            r#"POST /org/acme/teams/t-1/members {"user_id":"u-1","user_email":"ada@acme.example"}"#
        );
    }
}
