//! What the program's exit code says. Part of the contract with pipelines.

/// An exit code. Where several apply, the greatest here counts: 130, 7, 6, 5, 4, 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, or nothing to do. Waiting alone is nothing to do.
    Success,
    /// There are differences: `drift` always, `plan` with `--detailed-exitcode`.
    Differences,
    /// A guard refused: nothing was written, or only the additions named were held back.
    Refused,
    /// The saved plan or snapshot is stale, expired, unreadable, of another format, or for another organization,
    /// server or caller; nothing was written.
    Stale,
    /// Applied in part, or not converged.
    Partial,
    /// The platform is unreachable, the organization is not found, the key is missing or refused, or an
    /// answer cannot be trusted.
    Platform,
    /// An internal or unexpected error.
    Internal,
    /// The manifest is invalid.
    Manifest,
    /// The command line or a setting is wrong, or nobody approved the apply.
    Usage,
    /// Interrupted.
    Interrupted,
}

impl Exit {
    /// Every code, for the documentation.
    pub const ALL: [Exit; 10] = [
        Exit::Success,
        Exit::Internal,
        Exit::Differences,
        Exit::Manifest,
        Exit::Refused,
        Exit::Stale,
        Exit::Partial,
        Exit::Platform,
        Exit::Usage,
        Exit::Interrupted,
    ];

    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Exit::Success => 0,
            Exit::Internal => 1,
            Exit::Differences => 2,
            Exit::Manifest => 3,
            Exit::Refused => 4,
            Exit::Stale => 5,
            Exit::Partial => 6,
            Exit::Platform => 7,
            Exit::Usage => 64,
            Exit::Interrupted => 130,
        }
    }

    /// What it says, for `--help` and the documentation.
    pub fn meaning(self) -> &'static str {
        match self {
            Exit::Success => "done, or nothing to do (waiting alone is nothing to do)",
            Exit::Internal => "internal or unexpected error",
            Exit::Differences => "differences: `drift` always, `plan` with --detailed-exitcode",
            Exit::Manifest => "manifest invalid",
            Exit::Refused => {
                "refused by a guard: nothing was written, or only the additions named were held back"
            }
            Exit::Stale => {
                "saved plan or snapshot stale, expired, unreadable, or for another organization, server or caller"
            }
            Exit::Partial => "applied in part, or not converged",
            Exit::Platform => {
                "platform unreachable, organization or key refused, or an answer that cannot be trusted"
            }
            Exit::Usage => "wrong command line or setting, or an apply that nobody approved",
            Exit::Interrupted => "interrupted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_several_apply_the_design_says_which() {
        let order = [
            Exit::Differences,
            Exit::Refused,
            Exit::Stale,
            Exit::Partial,
            Exit::Platform,
            Exit::Interrupted,
        ];
        assert!(order.is_sorted());
    }

    #[test]
    fn codes_are_told_in_their_order() {
        assert!(Exit::ALL.is_sorted_by_key(|exit| exit.code()));
    }
}
