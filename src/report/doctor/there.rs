//! What is there: whose key it is, the organization, and what the account may do in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckState, Subject};
use crate::model::Role;

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum AccountCheck {
    /// This one's.
    Known {
        /// Its address.
        email: String,
    },
    /// The platform has no route that tells. Nothing is planned there.
    Untold {
        /// The platform's words.
        answer: String,
    },
    /// It was asked, and something else came.
    Failed {
        /// What came.
        why: String,
    },
    /// It was not asked.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl AccountCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            AccountCheck::Known { .. } => CheckState::Fine,
            AccountCheck::Untold { .. } | AccountCheck::Failed { .. } => CheckState::Problem,
            AccountCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// What names an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NamedBy {
    /// `organization.key`.
    Manifest,
    /// `DREADNODE_ORGANIZATION`.
    Environment,
    /// `default_organization` of the saved profile.
    Profile,
    /// Nobody: the account is in no other.
    Account,
}

/// The organization that is addressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum OrganizationCheck {
    /// It is there.
    There {
        /// Its key.
        key: String,
        /// Its display name.
        name: String,
        /// What names it.
        named_by: NamedBy,
        /// Whether the platform suspended it.
        suspended: bool,
    },
    /// It is not there, or this account may not see it.
    Missing {
        /// Its key.
        key: String,
        /// What names it.
        named_by: NamedBy,
        /// The organizations that the account is in, where the platform tells.
        others: Option<Vec<String>>,
    },
    /// Nothing names one.
    Unnamed {
        /// The organizations that the account is in, where the platform tells.
        others: Option<Vec<String>>,
    },
    /// It was asked for, and something else came.
    Failed {
        /// What came.
        why: String,
    },
    /// It was not asked for.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl OrganizationCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            OrganizationCheck::There { suspended: false, .. } => CheckState::Fine,
            OrganizationCheck::There { suspended: true, .. } | OrganizationCheck::Unnamed { .. } => {
                CheckState::Note
            }
            OrganizationCheck::Missing { .. } | OrganizationCheck::Failed { .. } => CheckState::Problem,
            OrganizationCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// Whether something can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Able {
    /// It can.
    Yes,
    /// It cannot.
    No,
    /// The platform does not tell.
    Unknown,
}

/// What the account may do in the organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum PowersCheck {
    /// As far as the platform tells.
    Member {
        /// Its role.
        role: Role,
        /// Whether this key may manage members, without which `apply` writes nothing.
        apply: Able,
        /// Whether this key may create workspaces.
        create_workspaces: Able,
    },
    /// It is not among the members, so that their list can hardly be complete.
    Stranger,
    /// The members were asked for, and something else came.
    Failed {
        /// What came.
        why: String,
    },
    /// It was not asked for.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

impl PowersCheck {
    /// From the role and what the organization's row says that this key may; `None` where it does not say.
    pub fn of(role: Role, manages: Option<bool>, creates: Option<bool>) -> PowersCheck {
        let able = |told: Option<bool>, by_role: Able| match told {
            Some(true) => Able::Yes,
            Some(false) => Able::No,
            None => by_role,
        };
        // Managing members takes an owner on every plan, and a reader creates nothing (both documented). What an
        // owner's key may is not said by the owner's role.
        let owner_alone = if role == Role::Owner {
            Able::Unknown
        } else {
            Able::No
        };
        let no_reader = if role == Role::Reader {
            Able::No
        } else {
            Able::Unknown
        };
        PowersCheck::Member {
            role,
            apply: able(manages, owner_alone),
            create_workspaces: able(creates, no_reader),
        }
    }

    pub(super) fn state(&self) -> CheckState {
        match self {
            PowersCheck::Member { apply: Able::Yes, .. } => CheckState::Fine,
            PowersCheck::Member { .. } => CheckState::Note,
            PowersCheck::Stranger | PowersCheck::Failed { .. } => CheckState::Problem,
            PowersCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

/// What the organization has room for, as far as the platform tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum LimitsCheck {
    /// What is told.
    Told {
        /// The plan.
        plan: Option<String>,
        /// Whether that plan cannot create or change workspaces: below Pro on the hosted platform.
        workspaces_locked: bool,
        /// The seats, where the platform tells how many there are.
        seats: Option<SeatsReport>,
        /// Whether people outside may be invited.
        external_invites: Option<bool>,
        /// Whether this platform counts credits. How many are left is told by no published route.
        credits: Option<bool>,
    },
    /// Nothing was asked.
    NotKnown {
        /// What it waits for.
        because: Subject,
    },
}

/// The seats of an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeatsReport {
    /// How many there are.
    pub all: u64,
    /// How many are taken; null where it is not told.
    pub taken: Option<u64>,
    /// How many invitations are open, which may or may not take seats; null where they cannot be listed.
    pub invited: Option<u64>,
}

impl SeatsReport {
    /// Whether somebody who is invited now may find no seat.
    pub fn may_be_short(&self) -> bool {
        self.taken.unwrap_or(0) + self.invited.unwrap_or(0) >= self.all
    }
}

impl LimitsCheck {
    pub(super) fn state(&self) -> CheckState {
        match self {
            LimitsCheck::Told {
                workspaces_locked,
                seats,
                ..
            } => {
                if *workspaces_locked || seats.is_some_and(|seats| seats.may_be_short()) {
                    CheckState::Note
                } else {
                    CheckState::Fine
                }
            }
            LimitsCheck::NotKnown { .. } => CheckState::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(role: Role, manages: Option<bool>) -> Able {
        match PowersCheck::of(role, manages, None) {
            PowersCheck::Member { apply, .. } => apply,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn what_the_platform_says_of_the_key_counts_more_than_the_role() {
        assert_eq!(apply(Role::Owner, Some(false)), Able::No);
        assert_eq!(apply(Role::Contributor, Some(true)), Able::Yes);
        assert_eq!(apply(Role::Owner, None), Able::Unknown);
        assert_eq!(apply(Role::Reader, None), Able::No);
    }

    #[test]
    fn open_invitations_may_take_the_last_seats() {
        let seats = |taken, invited| SeatsReport {
            all: 10,
            taken,
            invited,
        };
        assert!(!seats(Some(8), Some(1)).may_be_short());
        assert!(seats(Some(8), Some(2)).may_be_short());
        assert!(seats(Some(10), None).may_be_short());
        assert!(!seats(None, None).may_be_short());
    }
}
