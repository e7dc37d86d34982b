//! The section `manage`.

use crate::model::{Collection, Ignored, Manage, Prunable};

use super::ReadFile;
use super::scope::Scope;
use super::{once, texts};

pub(super) fn manage(scope: &mut Scope<'_, '_>, root: &ReadFile<'_>) -> Manage {
    let mut manage = Manage::default();
    let Some(written) = &root.document.manage else {
        return manage;
    };
    if let Some(words) = &written.prune {
        manage.prune = words
            .0
            .iter()
            .filter_map(|word| Prunable::from_word(word.value))
            .collect();
    }
    if let Some(words) = &written.unsupported {
        manage.unsupported = words
            .0
            .iter()
            .filter_map(|word| Collection::from_word(word.value))
            .collect();
    }
    let operators = written.operators.as_ref().map_or(&[][..], |list| &list.0);
    let operators = once::list(scope, root.tree, operators, |scope, at| {
        scope.person(root.tree, at)
    });
    manage.operators = operators
        .into_iter()
        .map(|(email, node)| (email, root.tree.source_of(node)))
        .collect();
    for entry in written.ignore.iter().flat_map(|ignore| &ignore.0) {
        let address = entry
            .value
            .address
            .and_then(|at| texts::address(scope, root.tree, at));
        let (Some(address), Some(reason)) = (address, entry.value.reason) else {
            continue;
        };
        manage.ignore.push(Ignored {
            address,
            reason: reason.trim().to_owned(),
            source: root.tree.source_of(entry.node),
        });
    }
    manage
}
