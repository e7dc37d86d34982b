//! Rows as the platform writes them: unknown properties are ignored, and absent ones are tolerated where
//! nothing depends on them.

mod lenient;
mod page;
mod config;
mod user;
mod organization;
mod members;
mod invitations;
mod teams;
mod workspaces;
mod grants;

pub(super) use config::ConfigRow;
pub(super) use grants::{TeamGrantRow, UserGrantRow};
pub(super) use invitations::InvitationRow;
pub(super) use members::MemberRow;
pub(super) use organization::{OrganizationRow, OwnOrganizationRow};
pub(super) use page::{MembersPage, Page, WorkspacesPage};
pub(super) use teams::{TeamMemberRow, TeamRow};
pub(super) use user::UserRow;
pub(super) use workspaces::WorkspaceRow;
