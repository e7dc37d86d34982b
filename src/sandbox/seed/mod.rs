//! The world in which a sandbox starts, as people write it (`sandbox.seed.yaml`).

mod check;
mod read;
mod types;

pub use read::SeedError;
pub use types::{
    DefaultWorkspace, InvitationSeed, InvitationState, MemberSeed, OrganizationSeed, Seed, TeamSeed, Word,
    WorkspaceSeed,
};
