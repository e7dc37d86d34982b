//! A world and a manifest for it: what the laws are about.

use std::fmt;

use orgform::model::{Desired, Live};
use orgform::plan::{Plan, PlanInput, plan};
use proptest::prelude::*;

use super::edit::{Edit, edits, prune};
use super::edited;
use super::manifest::{Layout, Manifest};
use super::world::{WORKSPACES, World, world};

/// A world, and somebody's idea of what it should be.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) world: World,
    pub(super) edits: Vec<Edit>,
    pub(super) prune: Vec<&'static str>,
}

/// As somebody would write it down, so that a failing case can be read, and tried with the program itself.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n# sandbox.seed.yaml\n{}", self.world.to_yaml())?;
        for file in self.manifest().files(Layout::ONE_FILE) {
            writeln!(f, "# {}\n{}", file.name, file.text)?;
        }
        Ok(())
    }
}

/// Any case.
pub(super) fn case() -> impl Strategy<Value = Case> {
    (world(), edits(), prune()).prop_map(|(world, edits, prune)| Case { world, edits, prune })
}

impl Case {
    pub(super) fn manifest(&self) -> Manifest {
        edited::manifest(&self.world, &self.edits, &self.prune)
    }

    /// The same without workspaces whose key a private workspace has: it may not even be listed, holds the key
    /// all the same, and dies with its person, so that nothing is certain about it.
    pub(super) fn manifest_without_private(&self) -> Manifest {
        let mut manifest = self.manifest();
        for key in self.private_keys() {
            manifest
                .workspaces
                .iter_mut()
                .for_each(|declared| _ = declared.remove(key));
        }
        manifest
    }

    /// The keys of workspaces that are somebody's private one.
    pub(super) fn private_keys(&self) -> impl Iterator<Item = &'static str> {
        let workspaces = self.world.workspaces.iter().zip(WORKSPACES);
        workspaces.filter_map(|(workspace, key)| {
            let private = workspace
                .as_ref()
                .is_some_and(|workspace| workspace.default_of.is_some());
            private.then_some(key)
        })
    }
}

/// The plan, made at the moment of the worlds.
pub(super) fn plan_of(desired: &Desired, live: &Live) -> Plan {
    plan(PlanInput {
        desired,
        live,
        now: World::now(),
    })
    .unwrap()
}
