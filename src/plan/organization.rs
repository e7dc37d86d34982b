//! The organization's own name and description, and what is only compared.

use super::Setting;
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
    let invites = expected.allow_external_invites.as_ref().map(|(wanted, source)| {
        let setting = Setting::AllowExternalInvites {
            expected: *wanted,
            live: live.allow_external_invites,
        };
        (setting, source)
    });
    let seats = expected.max_members.as_ref().map(|(wanted, source)| {
        let setting = Setting::MaxMembers {
            expected: *wanted,
            live: live.max_members,
        };
        (setting, source)
    });
    for (setting, source) in [invites, seats].into_iter().flatten() {
        if !setting.is_met() {
            draft.find_setting(setting, told(setting), source);
        }
    }
}

fn told(setting: Setting) -> String {
    let (name, expected) = (setting.name(), setting.expected());
    match setting.live() {
        Some(live) => format!("{name} is {live}, expected {expected}; the API cannot write it"),
        None => format!("{name} is not told by the platform, expected {expected}"),
    }
}
