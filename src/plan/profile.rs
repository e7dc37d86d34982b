//! Display names and descriptions, of the organization and of workspaces alike.

use crate::model::{Fingerprint, Profile, Text};

/// What a profile is to become, and why; `None` where live is as declared. What is left out is not compared.
pub(super) fn wanted(
    before: &Profile,
    name: Option<&Text>,
    description: Option<&Text>,
) -> Option<(Profile, &'static str)> {
    let after = Profile {
        name: name.unwrap_or(&before.name).clone(),
        description: description.unwrap_or(&before.description).clone(),
    };
    let because = match (before.name != after.name, before.description != after.description) {
        (true, true) => "name and description differ",
        (true, false) => "the name differs",
        (false, true) => "the description differs",
        (false, false) => return None,
    };
    Some((after, because))
}

/// Of a display name and a description.
pub(super) fn fingerprint(kind: &str, profile: &Profile) -> Fingerprint {
    Fingerprint::builder(kind)
        .part(profile.name.as_str())
        .part(profile.description.as_str())
        .finish()
}
