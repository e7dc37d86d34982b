//! Which differences have a part in whose access.

use std::collections::BTreeMap;

use super::Severity;
use crate::model::{Action, Address, Change};
use crate::plan::{AccessChange, AccessPath, Plan};

/// The rows of a plan's access by the changes that have a part in them.
pub(super) struct Effects<'a>(BTreeMap<&'a Address, Part<'a>>);

/// The part that one change has.
#[derive(Default)]
struct Part<'a> {
    rows: Vec<&'a AccessChange>,
    worst: Option<Severity>,
}

impl<'a> Effects<'a> {
    pub(super) fn of(plan: &'a Plan) -> Effects<'a> {
        let changes: BTreeMap<&Address, &Change> = plan
            .changes
            .iter()
            .map(|change| (&change.address, change))
            .collect();
        let mut effects = Effects(BTreeMap::new());
        for row in &plan.access {
            for path in row.paths_before.difference(&row.paths_after) {
                let is_excess = row.is_loss();
                let severity = is_excess.then(|| match row.before() {
                    Some(best) if best == path.role() => Severity::of_excess(best),
                    _ => Severity::High,
                });
                effects.add(&changes, row, path, severity);
            }
            for path in row.paths_after.difference(&row.paths_before) {
                effects.add(&changes, row, path, row.is_gain().then_some(Severity::Medium));
            }
        }
        effects
    }

    fn add(
        &mut self,
        changes: &BTreeMap<&'a Address, &'a Change>,
        row: &'a AccessChange,
        path: &AccessPath,
        severity: Option<Severity>,
    ) {
        for cause in causes(row, path) {
            let Some((address, change)) = changes.get_key_value(&cause) else {
                continue;
            };
            if !explains(&change.action, path) {
                continue;
            }
            let part = self.0.entry(address).or_default();
            if part.rows.last().is_none_or(|last| !std::ptr::eq(*last, row)) {
                part.rows.push(row);
            }
            part.worst = part.worst.into_iter().chain(severity).min();
        }
    }

    /// The rows in which the change of this address has a part.
    pub(super) fn rows(&self, address: &Address) -> &[&'a AccessChange] {
        self.0.get(address).map_or(&[], |part| part.rows.as_slice())
    }

    /// How much that part matters.
    pub(super) fn worst(&self, address: &Address) -> Option<Severity> {
        self.0.get(address)?.worst
    }
}

/// The addresses of whatever can make this path come or go.
fn causes(row: &AccessChange, path: &AccessPath) -> Vec<Address> {
    let (person, key) = (&row.person, &row.workspace);
    let mut causes = vec![Address::Member(person.clone()), Address::Workspace(key.clone())];
    match path {
        AccessPath::Direct(_) => causes.push(Address::UserGrant(key.clone(), person.clone())),
        AccessPath::Team(team, _) => causes.extend([
            Address::TeamMember(team.clone(), person.clone()),
            Address::TeamGrant(key.clone(), team.clone()),
            Address::Team(team.clone()),
        ]),
        AccessPath::OrganizationOwner => {}
    }
    causes
}

/// Whether this change can be why: another text of a team or a workspace is not, nor another role in the
/// organization for a path that it does not give.
fn explains(action: &Action, path: &AccessPath) -> bool {
    match action {
        Action::UpdateTeam { .. } | Action::UpdateWorkspace { .. } => false,
        Action::UpdateMember { .. } => *path == AccessPath::OrganizationOwner,
        _ => true,
    }
}
