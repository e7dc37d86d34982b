//! Decides: desired × live → [`Plan`]. Pure and deterministic: no network, no clock of its own, and the
//! same input gives the same bytes. Whatever apply will do is settled here.
//!
//! [`plan`] reads as the list of its steps; each kind of thing has a file of its own.

mod planner;
mod both;
mod scope;
mod people;
mod observed;
mod draft;
mod facts;
mod profile;
mod organization;
mod members;
mod invitations;
mod teams;
mod team_members;
mod workspaces;
mod grants;
mod user_grants;
mod team_grants;
mod effects;
mod order;
mod transition;
mod access;
mod finding;
mod finding_kind;
mod result;
mod describe;

pub use access::{AccessChange, AccessPath, AccessSummary};
pub use both::{Plans, first_scope};
pub use describe::{Description, Note, describe, describe_as_named};
pub use finding::{Finding, Setting, Unmanaged, Waiting, WaitingFor};
pub use finding_kind::FindingKind;
pub use people::CallerUnclear;
pub use planner::{PlanInput, plan};
pub use result::{EarlierNames, OrganizationRef, Plan, Seats, Summary};
pub use scope::{initial_scope, wider_scope};
pub use transition::apply_change;
