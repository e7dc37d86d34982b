//! Writing members.

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use crate::model::{ModelAccess, Role, UserId};
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

/// The models are left out only where the platform does not tell them either: what it does with a role
/// without models is UNKNOWN (api.md 5, question 8).
#[derive(Serialize)]
struct MemberBody<'a> {
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_model_ids: Option<Option<Vec<&'a str>>>,
}

#[derive(Serialize)]
struct ModelAccessBody<'a> {
    allowed_model_ids: Option<Vec<&'a str>>,
}

fn update(member: Path, role: Role, models: Option<&ModelAccess>) -> Request {
    let body = MemberBody {
        role,
        allowed_model_ids: models.map(ModelAccess::to_allow_list),
    };
    Request::write(Method::PUT, member, &body)
}

fn update_model_access(member: Path, models: &ModelAccess) -> Request {
    let body = ModelAccessBody {
        allowed_model_ids: models.to_allow_list(),
    };
    Request::write(Method::PUT, member.join("model-access"), &body)
}

impl WriteApi {
    /// Sets role and model access. `models` is what was just read, or what is wanted instead: the platform
    /// replaces both.
    pub async fn update_member(
        &self,
        user: &UserId,
        role: Role,
        models: Option<&ModelAccess>,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&update(self.member(user), role, models)).await
    }

    /// Sets model access alone.
    pub async fn update_model_access(
        &self,
        user: &UserId,
        models: &ModelAccess,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&update_model_access(self.member(user), models)).await
    }

    /// Removes a member, with all grants and with the workspaces that only this person owns (DOCUMENTED).
    pub async fn remove_member(&self, user: &UserId) -> Result<Answer<()>, CallError> {
        self.tell(&Request::delete(self.member(user))).await
    }

    fn member(&self, user: &UserId) -> Path {
        self.path(&["members", user.as_str()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::shown;

    fn member() -> Path {
        Path::of(&["org", "acme", "members", "u-1"])
    }

    #[test]
    fn a_role_goes_with_the_models_that_were_read() {
        let some = ModelAccess::Only(["dn/large".to_owned()].into());
        let table = [
            (None, r#"{"role":"reader"}"#),
            (
                Some(&ModelAccess::All),
                r#"{"role":"reader","allowed_model_ids":null}"#,
            ),
            (
                Some(&some),
                r#"{"role":"reader","allowed_model_ids":["dn/large"]}"#,
            ),
        ];
        for (models, body) in table {
            assert_eq!(
                shown(&update(member(), Role::Reader, models)),
                format!("PUT /org/acme/members/u-1 {body}")
            );
        }
    }

    #[test]
    fn model_access_has_its_own_route() {
        let none = ModelAccess::Only([].into());
        assert_eq!(
            shown(&update_model_access(member(), &none)),
            r#"PUT /org/acme/members/u-1/model-access {"allowed_model_ids":[]}"#
        );
    }
}
