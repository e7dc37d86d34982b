//! Every point of the contract that is INFERRED or UNKNOWN, as a setting.

mod table;
mod choices;
mod preset;

pub use choices::{
    AddressCase, Deletion, Duplicate, External, GrantBody, GrantedBy, KeyPower, LastOwner, LeftOut,
    ListOrder, OverLimit, OwnerModels, OwnersSee, PlanCheck, Readers, RemovalBody, RoleChangeGrants, Routes,
    StrangerGrant, Suspension, TeamMemberBody, UpdateVerb,
};
pub use preset::Preset;
pub use table::{Described, Overrides, Settings};
