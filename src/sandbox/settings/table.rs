//! The settings, each with what it decides and its default. The number in a description is that of the open question
//! in the notes on the platform's interface (section 5 there; `docs/sandbox.md` lists the questions).

use serde::{Deserialize, Serialize};

use super::Preset;
use super::choices::{
    AddressCase, Deletion, Duplicate, External, GrantBody, GrantedBy, KeyPower, LastOwner, LeftOut,
    ListOrder, OverLimit, OwnerModels, OwnersSee, PlanCheck, Readers, RemovalBody, RoleChangeGrants, Routes,
    StrangerGrant, Suspension, TeamMemberBody, UpdateVerb,
};
use crate::sandbox::clock::Span;

/// What is known of a setting without a value for it.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// Its name, in a seed and after `--set`.
    pub name: &'static str,
    /// What it decides, with the number of the open question in front where it answers one.
    pub decides: &'static str,
}

impl Described {
    /// The open question that it answers.
    #[must_use]
    pub fn question(&self) -> Option<u8> {
        self.decides.split_once(':')?.0.trim().parse().ok()
    }
}

macro_rules! settings {
    ($(#[doc = $doc:literal] $name:ident: $type:ty = $default:expr,)*) => {
        /// How this sandbox reads the contract.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Settings { $(#[doc = $doc] pub $name: $type,)* }

        impl Settings {
            /// Every setting, in the order of the documentation.
            pub const ALL: &[Described] =
                &[$(Described { name: stringify!($name), decides: $doc.trim_ascii() },)*];
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// Settings that differ from the preset; what is `None` stays as the preset has it.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Overrides {
            /// The reading to start from (`generous` when left out).
            pub preset: Option<Preset>,
            $(#[doc = $doc] pub $name: Option<$type>,)*
        }

        impl Overrides {
            /// These, and where they say nothing, `weaker`.
            #[must_use]
            pub fn over(self, weaker: Self) -> Self {
                Self {
                    preset: self.preset.or(weaker.preset),
                    $($name: self.$name.or(weaker.$name),)*
                }
            }

            /// The preset, and on it what is set here.
            #[must_use]
            pub fn settle(self) -> Settings {
                let preset = self.preset.unwrap_or_default();
                let chosen = self.over(preset.overrides());
                let base = Settings::default();
                Settings { $($name: chosen.$name.unwrap_or(base.$name),)* }
            }
        }
    };
}

settings! {
    /// 1: which routes answer at all: those that a page documents, or all.
    documented_only: bool = false,
    /// Whether `GET /user` answers even so: no page shows it, and the platform's own software asks it.
    documented_only_but_user: bool = false,
    /// 1: routes that write teams and that read or write team members.
    team_routes: Routes = Routes::On,
    /// 2: routes of team grants on workspaces.
    workspace_team_routes: Routes = Routes::On,
    /// 3: the verb that updates a workspace (and a project).
    update_verb: UpdateVerb = UpdateVerb::Patch,
    /// 4: what the body of a user grant calls the level and the address.
    grant_body: GrantBody = GrantBody::PermissionAndUserEmail,
    /// 1: how the body of a new team member names the person.
    team_member_body: TeamMemberBody = TeamMemberBody::UserIdOrEmail,
    /// 5: what a grant for somebody who is no member does.
    grant_to_stranger: StrangerGrant = StrangerGrant::NotFound,
    /// What happens when a grant or a team membership exists already: refused with 409, or taken as an update.
    duplicate_grant: Duplicate = Duplicate::Refused,
    /// 6: status of a successful creation (200 or 201).
    created_status: u16 = 201,
    /// 6: status of a successful deletion (200 or 204).
    deleted_status: u16 = 204,
    /// 6: body of the removal of a member.
    removal_body: RemovalBody = RemovalBody::Nothing,
    /// 7: what a description that is left out of an organization's update does.
    left_out_description: LeftOut = LeftOut::Clears,
    /// 8: what model access that is left out of a role change does.
    left_out_models: LeftOut = LeftOut::Clears,
    /// Model access of owners and of oneself, which the app shows read-only.
    owner_models: OwnerModels = OwnerModels::Refused,
    /// 10: a second invitation while one is open.
    duplicate_invitation: Duplicate = Duplicate::Refused,
    /// 10: whether `include_all` also lists accepted invitations.
    list_accepted_invitations: bool = true,
    /// Which role may list invitations.
    invitation_readers: Readers = Readers::Members,
    /// Whether an invitation that has expired can still be cancelled.
    cancel_expired: bool = false,
    /// 12: how long an invitation stays open.
    invitation_window: Span = Span::days(7),
    /// 13: whether two addresses that differ in case are one person.
    address_case: AddressCase = AddressCase::Ignored,
    /// 14: demoting or removing the last active owner of an organization.
    last_owner: LastOwner = LastOwner::Refused,
    /// 14: the same for a workspace.
    last_workspace_owner: LastOwner = LastOwner::Refused,
    /// 15: the workspaces that an organization owner sees and manages without a grant.
    owners_see: OwnersSee = OwnersSee::Shared,
    /// 16: deleted workspaces and teams stay as inactive rows, or are gone.
    deletion: Deletion = Deletion::Hard,
    /// 16: whether the key of a deleted workspace may be used again.
    deleted_keys_reusable: bool = false,
    /// Whether two teams may have one name.
    team_names_unique: bool = true,
    /// Status of the refusal to delete a default workspace or a default project.
    default_refusal: u16 = 403,
    /// 18: the plan check on creating and updating workspaces.
    plan_check: PlanCheck = PlanCheck::Off,
    /// The plan that the organization reports, instead of its own; empty: its own.
    plan_type: String = String::new(),
    /// What `GET /config` calls the deployment.
    deployment_mode: String = "enterprise".to_owned(),
    /// 19: requests per minute, then 429; 0: no limit.
    requests_per_minute: u32 = 0,
    /// 19: whether that 429 carries `Retry-After`.
    retry_after: bool = true,
    /// 21: how a suspended account shows in the member row.
    suspension: Suspension = Suspension::IsActive,
    /// 22: whether open invitations count against `max_members`.
    invitations_take_seats: bool = false,
    /// Status of the refusal when all seats are taken.
    seat_limit_status: u16 = 409,
    /// Who is external where `allow_external_invites` is off.
    external: External = External::OtherDomainThanOwners,
    /// Status of that refusal.
    external_status: u16 = 403,
    /// 23: what the API key of an owner may do.
    key_power: KeyPower = KeyPower::Full,
    /// 24: the answer for a workspace or an organization that the caller may not see (403 or 404).
    hidden_status: u16 = 404,
    /// 26: what a lower organization role does to the person's grants.
    role_change_grants: RoleChangeGrants = RoleChangeGrants::Kept,
    /// 27: the order of lists.
    list_order: ListOrder = ListOrder::Insertion,
    /// What a `page_size` above the limit does.
    page_size_over_limit: OverLimit = OverLimit::Refused,
    /// The largest page.
    max_page_size: u32 = 100,
    /// 28: whether `Authorization: Bearer` works for API keys.
    bearer: bool = true,
    /// What `granted_by` says on the grant that a new workspace's creator gets.
    creator_granted_by: GrantedBy = GrantedBy::Caller,
}
