//! The kinds of what there is to know. Their names are part of the JSON contract: never renamed, never used twice.

macro_rules! kinds {
    ($($kind:ident = $name:literal, $meaning:literal;)*) => {
        /// The kinds of findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $(#[doc = $meaning] $kind),*
        }

        impl FindingKind {
            /// Every kind.
            pub const ALL: &[FindingKind] = &[$(FindingKind::$kind),*];

            /// The stable kebab-case name.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(FindingKind::$kind => $name),*
                }
            }

            /// What it says, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(FindingKind::$kind => $meaning),*
                }
            }

            /// Its page: what it is, how it is told, what to do.
            pub fn page(self) -> &'static str {
                match self {
                    $(FindingKind::$kind => include_str!(concat!("explain/", $name, ".md"))),*
                }
            }
        }
    };
}

kinds! {
    Expectation = "expectation", "A setting under `organization.expect` is otherwise, and the API cannot write it.";
    UnknownPerson = "unknown-person", "A grantee or team member is neither in the organization nor on the way in.";
    Ambiguous = "ambiguous", "Several live rows could be meant, or the row's address is not ASCII.";
    Unreadable = "unreadable", "The platform refused to show it.";
    Unsupported = "unsupported", "The platform has no route for it.";
    KeyTaken = "key-taken", "A deleted or suspended thing still holds the key or the name.";
    GaveUp = "gave-up", "Three invitations or more expired, and nobody is asked again.";
    Declined = "declined", "The invitation was declined.";
    JoinedElsewhere = "joined-elsewhere", "The invitation was accepted, and no member has its address.";
    Suspended = "suspended", "The platform suspended the account.";
    BothNamesLive = "both-names-live", "Both the old and the new name are live.";
    EarlierAddress = "earlier-address", "A member is live under an earlier address.";
    PlatformOwned = "platform-owned", "What the platform makes by itself is not orgform's to plan.";
    KeyTooWeak = "key-too-weak", "The caller's key does not suffice for what the plan holds.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_of_its_own() {
        for kind in FindingKind::ALL {
            let name = kind.as_str();
            let page = kind.page();
            assert!(page.starts_with(&format!("# {name}\n\nA finding. ")), "{name}");
            assert!(page.contains("\nTold:\n\n```text\n"), "{name}");
            assert!(page.lines().all(|line| line.chars().count() <= 140), "{name}");
            assert!(kind.meaning().ends_with('.'), "{name}");
        }
    }
}
