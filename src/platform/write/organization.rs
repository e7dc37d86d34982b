//! Writing the organization itself.

use reqwest::Method;
use serde::Serialize;

use super::WriteApi;
use crate::model::Profile;
use crate::platform::request::{Path, Request};
use crate::platform::{Answer, CallError};

/// Both properties, always: what happens to one that is left out is UNKNOWN (api.md 5, question 7).
#[derive(Serialize)]
pub(super) struct ProfileBody<'a> {
    name: &'a str,
    description: Option<&'a str>,
}

impl<'a> ProfileBody<'a> {
    pub(super) fn of(profile: &'a Profile) -> ProfileBody<'a> {
        ProfileBody {
            name: profile.name.as_str(),
            description: profile.description.to_option(),
        }
    }
}

fn update(path: Path, profile: &Profile) -> Request {
    Request::write(Method::PATCH, path, &ProfileBody::of(profile))
}

impl WriteApi {
    /// Sets display name and description.
    pub async fn update_organization(&self, profile: &Profile) -> Result<Answer<()>, CallError> {
        self.tell(&update(self.path(&[]), profile)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::platform::request::shown;

    #[test]
    fn name_and_description_are_always_sent_together() {
        let mut profile = Profile {
            name: Text::new("Acme"),
            description: Text::default(),
        };
        let path = || Path::of(&["org", "acme"]);
        assert_eq!(
            shown(&update(path(), &profile)),
            r#"PATCH /org/acme {"name":"Acme","description":null}"#
        );
        profile.description = Text::new("Offensive");
        assert_eq!(
            shown(&update(path(), &profile)),
            r#"PATCH /org/acme {"name":"Acme","description":"Offensive"}"#
        );
    }
}
