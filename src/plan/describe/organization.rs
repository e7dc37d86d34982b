//! The organization itself.

use super::sketch::Sketch;
use crate::model::{Address, DesiredOrganization, Expectations, LiveOrganization, Source, limits};

/// Its name, its description and its settings, as far as a manifest can say them.
pub(super) fn describe(live: &LiveOrganization) -> DesiredOrganization {
    let name = limits::is_name(live.name.as_str(), &limits::ORGANIZATION_NAME).then(|| live.name.clone());
    let is_sayable = limits::is_description(live.description.as_str(), limits::SHORT_DESCRIPTION);
    let seats = live.max_members.filter(|seats| limits::SEATS.contains(seats));
    DesiredOrganization {
        key: live.key.clone(),
        name,
        description: (is_sayable && !live.description.is_empty()).then(|| live.description.clone()),
        expect: Expectations {
            allow_external_invites: live
                .allow_external_invites
                .map(|allowed| (allowed, Source::unwritten())),
            max_members: seats.map(|seats| (seats, Source::unwritten())),
        },
        source: Source::unwritten(),
    }
}

/// Notes what a manifest cannot say of it.
pub(super) fn tell(sketch: &mut Sketch<'_>, described: &DesiredOrganization) {
    let live = &sketch.live.organization;
    if described.name.is_none() {
        sketch.note(
            &Address::Organization,
            "a manifest cannot say its display name, so it is not looked after",
        );
    }
    if described.description.is_none() && !live.description.is_empty() {
        sketch.note(
            &Address::Organization,
            "its description is too long for a manifest, so it is not looked after",
        );
    }
}
