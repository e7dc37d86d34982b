//! The section `guards`, with the defaults filled in.

use super::super::document;
use crate::model::{GuardSettings, Limit};

use super::ReadFile;
use super::once;
use super::scope::Scope;

pub(super) fn guards(scope: &mut Scope<'_, '_>, root: &ReadFile<'_>) -> GuardSettings {
    let defaults = GuardSettings::default();
    let Some(written) = &root.document.guards else {
        return defaults;
    };
    let people = written.break_glass.as_ref().map_or(&[][..], |list| &list.0);
    let people = once::list(scope, root.tree, people, |scope, at| scope.person(root.tree, at));
    let break_glass = people
        .into_iter()
        .map(|(email, node)| (email, root.tree.source_of(node)));
    GuardSettings {
        min_owners: written.min_owners.unwrap_or(defaults.min_owners),
        break_glass: break_glass.collect(),
        email_domains: written.email_domains.as_ref().map(|domains| {
            domains
                .0
                .iter()
                .map(|domain| domain.value.to_ascii_lowercase())
                .collect()
        }),
        max_removals: limit(written.max_removals.as_ref(), defaults.max_removals),
        max_access_loss: limit(written.max_access_loss.as_ref(), defaults.max_access_loss),
        max_invitations: written.max_invitations.unwrap_or(defaults.max_invitations),
    }
}

fn limit(written: Option<&document::Limit>, default: Limit) -> Limit {
    let Some(written) = written else { return default };
    Limit {
        count: written.count.unwrap_or(default.count),
        percent: written.percent.unwrap_or(default.percent),
    }
}
