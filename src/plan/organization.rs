//! The organization's own name and description, and what is only compared.

use super::FindingKind;
use super::draft::Draft;
use crate::model::{Action, Address, Fingerprint, Profile};

pub(super) fn plan(draft: &mut Draft<'_>) {
    profile(draft);
    expectations(draft);
}

fn profile(draft: &mut Draft<'_>) {
    let declared = &draft.desired.organization;
    let before = draft.before.profile.clone();
    let after = Profile {
        name: declared.name.clone().unwrap_or_else(|| before.name.clone()),
        description: declared
            .description
            .clone()
            .unwrap_or_else(|| before.description.clone()),
    };
    if before == after {
        return;
    }
    let because = match (before.name != after.name, before.description != after.description) {
        (true, true) => "name and description differ",
        (true, false) => "the name differs",
        _ => "the description differs",
    };
    let fingerprint = profile_fingerprint("organization", &before);
    let action = Action::UpdateOrganization { before, after };
    draft.change(
        Address::Organization,
        action,
        because,
        Some(&declared.source),
        fingerprint,
    );
}

/// Of a display name and a description.
pub(super) fn profile_fingerprint(kind: &str, profile: &Profile) -> Fingerprint {
    Fingerprint::builder(kind)
        .part(profile.name.as_str())
        .part(profile.description.as_str())
        .finish()
}

fn expectations(draft: &mut Draft<'_>) {
    let expected = &draft.desired.organization.expect;
    let live = &draft.live.organization;
    if let Some((wanted, source)) = &expected.allow_external_invites
        && live.allow_external_invites != Some(*wanted)
    {
        let detail = compared(
            "allow_external_invites",
            wanted,
            live.allow_external_invites.as_ref(),
        );
        draft.find(
            FindingKind::Expectation,
            &Address::Organization,
            detail,
            Some(source),
            false,
        );
    }
    if let Some((wanted, source)) = &expected.max_members
        && live.max_members != Some(*wanted)
    {
        let detail = compared("max_members", wanted, live.max_members.as_ref());
        draft.find(
            FindingKind::Expectation,
            &Address::Organization,
            detail,
            Some(source),
            false,
        );
    }
}

fn compared<T: std::fmt::Display>(setting: &str, wanted: &T, live: Option<&T>) -> String {
    match live {
        Some(live) => format!("{setting} is {live}, expected {wanted}; the API cannot write it"),
        None => format!("{setting} is not told by the platform, expected {wanted}"),
    }
}
