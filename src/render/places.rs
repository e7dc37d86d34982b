//! Changes by where they happen.

use std::collections::BTreeMap;

use crate::report::{ChangeReport, TargetReport, VerbReport};

/// Where changes happen. Ordered as they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place<'a> {
    Organization,
    Members,
    Team(&'a str),
    Workspace(&'a str),
}

impl<'a> Place<'a> {
    /// Where something stands. A team's grant belongs to the workspace.
    pub(super) fn of(target: &'a TargetReport) -> Place<'a> {
        match target {
            TargetReport::Organization => Place::Organization,
            TargetReport::Member { .. } | TargetReport::Invitation { .. } => Place::Members,
            TargetReport::Team { team } | TargetReport::TeamMember { team, .. } => Place::Team(team),
            TargetReport::Workspace { workspace }
            | TargetReport::TeamGrant { workspace, .. }
            | TargetReport::UserGrant { workspace, .. } => Place::Workspace(workspace),
        }
    }

    /// What stands above its changes.
    pub(super) fn heading(self) -> String {
        match self {
            Place::Organization => "organization".to_owned(),
            Place::Members => "members".to_owned(),
            Place::Team(team) => format!("team {team}"),
            Place::Workspace(workspace) => format!("workspace {workspace}"),
        }
    }
}

/// The changes of each place: the thing itself first, then what goes, what becomes otherwise, what comes.
pub(super) fn by_place<'a>(
    changes: impl IntoIterator<Item = &'a ChangeReport>,
) -> BTreeMap<Place<'a>, Vec<&'a ChangeReport>> {
    let mut places: BTreeMap<Place<'a>, Vec<&ChangeReport>> = BTreeMap::new();
    for change in changes {
        places.entry(Place::of(&change.target)).or_default().push(change);
    }
    for changes in places.values_mut() {
        changes.sort_by_key(|change| (!is_the_place(&change.target), rank(change.verb), &change.target));
    }
    places
}

fn is_the_place(target: &TargetReport) -> bool {
    matches!(
        target,
        TargetReport::Organization | TargetReport::Team { .. } | TargetReport::Workspace { .. }
    )
}

fn rank(verb: VerbReport) -> u8 {
    match verb {
        VerbReport::Remove => 0,
        VerbReport::Rename => 1,
        VerbReport::Change => 2,
        VerbReport::Add => 3,
    }
}
