//! What may be chosen where a setting is more than yes or no.

use serde::{Deserialize, Serialize};

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }
    };
}

choice! {
    /// Whether a group of routes exists.
    Routes {
        /// They answer.
        On,
        /// They do not exist: 405 where another verb of the path answers, 404 elsewhere.
        Absent,
        /// Always 404.
        NotFound,
        /// Always 405.
        MethodNotAllowed,
    }
}
choice! {
    /// The verb of an update.
    UpdateVerb {
        /// `PATCH`; `PUT` is 405.
        Patch,
        /// `PUT`; `PATCH` is 405.
        Put,
        /// Either.
        Both,
        /// Neither.
        Neither,
    }
}
choice! {
    /// Names in the body of a user grant.
    GrantBody {
        /// `permission` and `user_email`.
        PermissionAndUserEmail,
        /// `permission` and `email`.
        PermissionAndEmail,
        /// `role` and `email`.
        RoleAndEmail,
    }
}
choice! {
    /// Names in the body of a new team member.
    TeamMemberBody {
        /// `user_id` or `user_email`.
        UserIdOrEmail,
        /// `user_id` alone.
        UserId,
        /// `user_email` alone.
        UserEmail,
    }
}
choice! {
    /// A grant for somebody who is no member of the organization.
    StrangerGrant {
        /// 404.
        NotFound,
        /// 422 at the address.
        Invalid,
        /// The grant is made, for an account without membership.
        Grants,
        /// The person is invited as reader, and the grant is made.
        Invites,
    }
}
choice! {
    /// What is there already is asked for again.
    Duplicate {
        /// 409.
        Refused,
        /// It is done: a second open invitation, or an update of the grant.
        Accepted,
    }
}
choice! {
    /// What the removal of a member answers.
    RemovalBody {
        /// As every other deletion.
        Nothing,
        /// 200 with `user_deleted`.
        UserDeleted,
    }
}
choice! {
    /// What leaving out an optional property does.
    LeftOut {
        /// As if it were null.
        Clears,
        /// Nothing.
        Keeps,
    }
}
choice! {
    /// Setting the model access of an owner or of oneself.
    OwnerModels {
        /// 403.
        Refused,
        /// Answers as if done, and an owner still has all.
        Ignored,
    }
}
choice! {
    /// Who may list invitations.
    Readers {
        /// Every member.
        Members,
        /// Owners alone.
        Owners,
    }
}
choice! {
    /// Case in addresses.
    AddressCase {
        /// `Ada@x` is `ada@x`.
        Ignored,
        /// They are two people.
        Significant,
    }
}
choice! {
    /// Going below one owner.
    LastOwner {
        /// 409 `conflict_error`.
        Refused,
        /// It happens.
        Allowed,
    }
}
choice! {
    /// What organization owners see without a grant.
    OwnersSee {
        /// What they are granted.
        Granted,
        /// All but other people's default workspaces.
        Shared,
        /// All.
        All,
    }
}
choice! {
    /// What deletion leaves.
    Deletion {
        /// Nothing.
        Hard,
        /// A row with `is_active` false.
        Soft,
    }
}
choice! {
    /// The refusal of workspace writes below the Pro plan.
    PlanCheck {
        /// No check.
        Off,
        /// 426 `upgrade_required_error`.
        UpgradeRequired,
        /// 403 `forbidden_error`.
        Forbidden,
    }
}
choice! {
    /// How a suspended account shows.
    Suspension {
        /// `is_active` is false.
        IsActive,
        /// `is_active` stays true and an undocumented `status` says `suspended`.
        Status,
    }
}
choice! {
    /// Who counts as external.
    External {
        /// Addresses of a domain that no active owner has.
        OtherDomainThanOwners,
        /// Nobody.
        Nobody,
    }
}
choice! {
    /// What the API key of an owner may do.
    KeyPower {
        /// Whatever the owner may.
        Full,
        /// What a contributor may: no key manages members.
        Contributor,
    }
}
choice! {
    /// What a lower role in the organization does to grants on workspaces.
    RoleChangeGrants {
        /// Nothing.
        Kept,
        /// Grants above the new role come down to it, but not those of only owners.
        Lowered,
    }
}
choice! {
    /// The order of lists.
    ListOrder {
        /// As the rows came.
        Insertion,
        /// The newest first.
        NewestFirst,
        /// In no order that means anything, but the same each time.
        Shuffled,
    }
}
choice! {
    /// A value above its limit.
    OverLimit {
        /// 422.
        Refused,
        /// The limit is taken.
        Clamped,
    }
}
choice! {
    /// Whom a grant made by the platform names.
    GrantedBy {
        /// The caller.
        Caller,
        /// Nobody (null).
        Null,
    }
}
