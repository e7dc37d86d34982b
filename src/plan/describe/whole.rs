//! The steps of describing, in order.

use jiff::Timestamp;

use super::sketch::Sketch;
use super::{Note, organization, people, teams, workspaces};
use crate::model::{Desired, GuardSettings, Live, Manage, Source};
use crate::plan::CallerUnclear;

/// What live is, as somebody would declare it.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// What live satisfies: planned against the same live, it holds no change.
    pub desired: Desired,
    /// What is left out or needs a word, sorted.
    pub notes: Vec<Note>,
}

/// Describes live as it was read. With `as_operator` the calling account is a robot, and stands under
/// `manage.operators` instead of among the members. Refuses where planning would.
///
/// What says nothing is left out: empty descriptions, and models where all are allowed. What cannot be read, told
/// apart or written down is left out with a note, and so is what the platform makes by itself.
pub fn describe(live: &Live, as_operator: bool, now: Timestamp) -> Result<Description, CallerUnclear> {
    let nothing = nothing(live);
    let sketch = Sketch::new(live, &nothing, as_operator, now)?;
    Ok(complete(sketch, nothing.clone()))
}

/// The same for what goes into a manifest that is there: teams and people that it renames stand under their new names,
/// as in a plan of it.
pub fn describe_as_named(
    live: &Live,
    named_by: &Desired,
    now: Timestamp,
) -> Result<Description, CallerUnclear> {
    let sketch = Sketch::new(live, named_by, false, now)?;
    Ok(complete(sketch, nothing(live)))
}

/// A manifest that looks after nothing.
fn nothing(live: &Live) -> Desired {
    Desired {
        organization: organization::describe(&live.organization),
        manage: Manage::default(),
        guards: GuardSettings::default(),
        approvals: Vec::new(),
        members: None,
        teams: None,
        workspaces: None,
    }
}

fn complete(mut sketch: Sketch<'_>, nothing: Desired) -> Description {
    organization::tell(&mut sketch, &nothing.organization);
    let workspaces = workspaces::describe(&mut sketch);
    let teams = teams::describe(&mut sketch, workspaces.as_ref());
    let members = people::describe(&mut sketch, teams.as_ref());
    let mut manage = Manage::default();
    let operator = sketch.operator.clone().map(|email| (email, Source::unwritten()));
    manage.operators.extend(operator);
    let desired = Desired {
        manage,
        members: Some(members),
        teams,
        workspaces,
        ..nothing
    };
    Description {
        desired,
        notes: sketch.into_notes(),
    }
}
