//! Writing workspaces.

use std::sync::atomic::Ordering::Relaxed;

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use super::organization::ProfileBody;
use crate::model::{Profile, WorkspaceKey};
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

#[derive(Serialize)]
struct WorkspaceBody<'a> {
    key: &'a str,
    name: &'a str,
    description: Option<&'a str>,
}

fn create(path: Path, key: &WorkspaceKey, profile: &Profile) -> Request {
    let body = WorkspaceBody {
        key: key.as_str(),
        name: profile.name.as_str(),
        description: profile.description.to_option(),
    };
    Request::write(Method::POST, path, &body)
}

fn update(method: Method, path: Path, profile: &Profile) -> Request {
    Request::write(method, path, &ProfileBody::of(profile))
}

impl WriteApi {
    /// Creates a workspace; the calling account becomes its owner (DOCUMENTED).
    pub async fn create_workspace(
        &self,
        key: &WorkspaceKey,
        profile: &Profile,
    ) -> Result<Answer<()>, CallError> {
        self.tell(&create(self.path(&["ws"]), key, profile)).await
    }

    /// Sets name and description. The verb is INFERRED: PATCH, and where the platform answers 405, PUT for
    /// the rest of the run.
    pub async fn update_workspace(
        &self,
        key: &WorkspaceKey,
        profile: &Profile,
    ) -> Result<Answer<()>, CallError> {
        if !self.puts_workspaces.load(Relaxed) {
            match self
                .tell(&update(Method::PATCH, self.workspace(key), profile))
                .await
            {
                Err(error) if error.is_not_offered() => self.puts_workspaces.store(true, Relaxed),
                answer => return answer,
            }
        }
        self.tell(&update(Method::PUT, self.workspace(key), profile))
            .await
    }

    /// Deletes a workspace with everything in it.
    pub async fn delete_workspace(&self, key: &WorkspaceKey) -> Result<Answer<()>, CallError> {
        self.tell(&Request::delete(self.workspace(key))).await
    }

    pub(super) fn workspace(&self, key: &WorkspaceKey) -> Path {
        self.path(&["ws", key.as_str()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::platform::request::shown;

    fn profile() -> Profile {
        Profile {
            name: Text::new("Client engagements"),
            description: Text::default(),
        }
    }

    #[test]
    fn a_new_workspace_has_key_name_and_description() {
        assert_eq!(
            shown(&create(
                Path::of(&["org", "acme", "ws"]),
                &WorkspaceKey::new("engagements"),
                &profile()
            )),
            r#"POST /org/acme/ws {"key":"engagements","name":"Client engagements","description":null}"#
        );
    }

    #[test]
    fn an_update_never_sends_the_key() {
        let path = Path::of(&["org", "acme", "ws", "engagements"]);
        assert_eq!(
            shown(&update(Method::PATCH, path, &profile())),
            r#"PATCH /org/acme/ws/engagements {"name":"Client engagements","description":null}"#
        );
    }
}
