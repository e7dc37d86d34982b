//! Which change may start now. Only dependencies decide; among those that could be next, the plan's order.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Address, Change};

/// The changes of one run by how far they are.
pub(super) struct Schedule<'a> {
    changes: &'a [Change],
    dependents: Vec<Vec<usize>>,
    open: Vec<usize>,
    ready: BTreeSet<usize>,
    ended: Vec<bool>,
}

impl<'a> Schedule<'a> {
    pub(super) fn new(changes: &'a [Change]) -> Schedule<'a> {
        let position: BTreeMap<&Address, usize> = changes
            .iter()
            .enumerate()
            .map(|(index, change)| (&change.address, index))
            .collect();
        let mut dependents = vec![Vec::new(); changes.len()];
        let mut open = vec![0; changes.len()];
        for (index, change) in changes.iter().enumerate() {
            for needed in change.depends_on.iter().filter_map(|needed| position.get(needed)) {
                dependents[*needed].push(index);
                open[index] += 1;
            }
        }
        let ready = (0..changes.len()).filter(|index| open[*index] == 0).collect();
        Schedule {
            changes,
            dependents,
            open,
            ready,
            ended: vec![false; changes.len()],
        }
    }

    /// Takes the next change that may start.
    pub(super) fn start(&mut self) -> Option<usize> {
        self.ready.pop_first()
    }

    /// A change came about: what waited only for it may start.
    pub(super) fn reached(&mut self, index: usize) {
        self.ended[index] = true;
        for dependent in self.dependents[index].clone() {
            self.open[dependent] -= 1;
            if self.open[dependent] == 0 && !self.ended[dependent] {
                self.ready.insert(dependent);
            }
        }
    }

    /// A change did not come about: everything that depends on it, however far, ends too. Each with the
    /// change that it waited for.
    pub(super) fn missed(&mut self, index: usize) -> Vec<(usize, Address)> {
        self.ended[index] = true;
        let mut blocked = Vec::new();
        let mut fronts = vec![index];
        while let Some(front) = fronts.pop() {
            for dependent in self.dependents[front].clone() {
                if !self.ended[dependent] {
                    self.ended[dependent] = true;
                    self.ready.remove(&dependent);
                    blocked.push((dependent, self.changes[front].address.clone()));
                    fronts.push(dependent);
                }
            }
        }
        blocked.sort_by_key(|(index, _)| *index);
        blocked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Fingerprint, WorkspaceKey};

    fn change(name: &str, depends_on: &[&str]) -> Change {
        let address = |name: &str| Address::Workspace(WorkspaceKey::new(name));
        Change {
            address: address(name),
            action: Action::DeleteWorkspace {
                key: WorkspaceKey::new(name),
            },
            because: String::new(),
            depends_on: depends_on.iter().map(|name| address(name)).collect(),
            effects: Vec::new(),
            source: None,
            fingerprint: Fingerprint::builder("test").finish(),
        }
    }

    #[test]
    fn a_change_starts_when_all_it_depends_on_came_about() {
        let changes = [change("a", &[]), change("b", &[]), change("c", &["a", "b"])];
        let mut schedule = Schedule::new(&changes);
        assert_eq!(
            (schedule.start(), schedule.start(), schedule.start()),
            (Some(0), Some(1), None)
        );
        schedule.reached(0);
        assert_eq!(schedule.start(), None);
        schedule.reached(1);
        assert_eq!(schedule.start(), Some(2));
    }

    #[test]
    fn what_depends_on_a_failure_is_blocked_however_far() {
        let changes = [
            change("a", &[]),
            change("b", &["a"]),
            change("c", &["b"]),
            change("d", &[]),
        ];
        let mut schedule = Schedule::new(&changes);
        assert_eq!(schedule.start(), Some(0));
        let blocked = schedule.missed(0);
        assert_eq!(
            blocked.iter().map(|(index, _)| *index).collect::<Vec<_>>(),
            [1, 2]
        );
        assert_eq!(schedule.start(), Some(3));
        assert_eq!(schedule.start(), None);
    }
}
