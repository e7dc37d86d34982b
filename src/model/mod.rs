//! The nouns that every other room speaks in. No input or output happens here.

mod text;
mod email;
mod role;
mod name;
mod ids;
mod secret;
mod source;
mod diagnostic;
mod address;
mod fingerprint;
mod guard;
mod desired;
mod digest;
pub mod limits;
mod live;
mod invitation;
mod state;
mod effect;
mod change;

pub use address::{Address, AddressError};
pub use change::{Action, Change, MemberFacts, Profile, TeamRef, Verb};
pub use desired::{Collection, Prunable};
pub use desired::{
    Desired, DesiredGrant, DesiredMember, DesiredOrganization, DesiredTeam, DesiredWorkspace, Expectations,
    Ignored, Manage,
};
pub use diagnostic::{Code, Diagnostic, Label, Severity};
pub use effect::Effect;
pub use email::{Email, EmailError};
pub use fingerprint::{Fingerprint, FingerprintBuilder};
pub use guard::{Approval, GuardCode, GuardSettings, Limit};
pub use ids::{InvitationId, OrganizationId, TeamId, UserId, WorkspaceId};
pub use invitation::{InvitationStatus, LiveInvitation};
pub use live::{
    Caller, Live, LiveMember, LiveOrganization, LiveTeam, LiveTeamGrant, LiveTeamMember, LiveUserGrant,
    LiveWorkspace, Presence, ReadScope, Reading, WorkspaceScope,
};
pub use name::{TeamName, WorkspaceKey};
pub use role::{ModelAccess, Role, UnknownRole};
pub use secret::ApiKey;
pub use source::{Position, Source, SourceFile, Sources, Span};
pub use state::{MemberState, OrgState, TeamState, WorkspaceState};
pub use text::Text;
