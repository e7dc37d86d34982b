//! The organization's own name and description, and what is only compared.

use super::FindingKind;
use super::draft::Draft;
use super::profile;
use crate::model::{Action, Address};

pub(super) fn plan(draft: &mut Draft<'_>) {
    own_profile(draft);
    expectations(draft);
}

fn own_profile(draft: &mut Draft<'_>) {
    let declared = &draft.desired.organization;
    let before = draft.before.profile.clone();
    let (name, description) = (declared.name.as_ref(), declared.description.as_ref());
    let Some((after, because)) = profile::wanted(&before, name, description) else {
        return;
    };
    let fingerprint = profile::fingerprint("organization", &before);
    let action = Action::UpdateOrganization { before, after };
    draft.change(
        Address::Organization,
        action,
        because,
        Some(&declared.source),
        fingerprint,
    );
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
