//! Settings that are accepted, and that nothing in this version acts on. Each is said, so that nobody relies
//! on it; an entry goes when its guard comes.

use crate::model::{Diagnostic, Severity};

use super::super::codes;
use super::super::findings::Findings;
use super::super::say::quoted;
use super::ReadFile;

/// Keys of `guards` whose guard does not stand yet.
const KEYS_OF_GUARDS: [&str; 3] = ["email_domains", "max_access_loss", "max_invitations"];

/// Tells the settings of the root file that have no effect yet.
pub(super) fn notice(root: &ReadFile<'_>, findings: &mut Findings) {
    let Some(guards) = root.section("guards") else {
        return;
    };
    for key in KEYS_OF_GUARDS {
        let Some(entry) = root.tree.entry(guards.value, key) else {
            continue;
        };
        let message = format!(
            "{} is accepted, and nothing acts on it in this version",
            quoted(key)
        );
        let diagnostic = Diagnostic::error(codes::NOT_ENFORCED_YET, message, root.tree.span(entry.key));
        findings.push(diagnostic.with_severity(Severity::Notice));
    }
}
