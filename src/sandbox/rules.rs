//! Who may do what: the organization and the workspace that a call names, as its caller stands to them.

use super::{
    call::Call,
    error::ApiError,
    role::Role,
    settings::{KeyPower, LastOwner, PlanCheck},
    store::{
        grants, members,
        orgs::{self, Org},
        teams::{self, Team},
        workspaces::{self, Viewer, Workspace},
    },
};

/// An organization, and the caller's role in it.
#[derive(Debug)]
pub(crate) struct InOrg {
    pub(crate) org: Org,
    pub(crate) role: Role,
    pub(crate) caller: String,
}

/// A workspace, and what the caller may do there.
#[derive(Debug)]
pub(crate) struct InWorkspace {
    pub(crate) org: InOrg,
    pub(crate) workspace: Workspace,
    permission: Role,
}

impl InOrg {
    /// The organization of the path, for its members alone.
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let caller = call.caller()?;
        let Some(org) = orgs::by_key(call.conn, call.segment("org"))? else {
            return Err(ApiError::not_found("Organization"));
        };
        if caller.only_org.as_ref().is_some_and(|only| *only != org.id) {
            return Err(ApiError::forbidden(
                "This API key is limited to another organization",
            ));
        }
        let Some(mut role) = members::role(call.conn, &org.id, &caller.user_id)? else {
            return Err(hidden(call, "Organization"));
        };
        if call.settings.key_power == KeyPower::Contributor {
            role = role.min(Role::Contributor);
        }
        Ok(Self {
            org,
            role,
            caller: caller.user_id.clone(),
        })
    }

    /// The organization of the path, for its owners alone.
    pub(crate) fn owned(call: &Call<'_>, to: &str) -> Result<Self, ApiError> {
        let scope = Self::of(call)?;
        scope.need(Role::Owner, to)?;
        Ok(scope)
    }

    pub(crate) fn need(&self, least: Role, to: &str) -> Result<(), ApiError> {
        if self.role >= least {
            return Ok(());
        }
        Err(ApiError::forbidden(format!(
            "Only an organization {least} may {to}"
        )))
    }

    pub(crate) fn viewer(&self, call: &Call<'_>) -> Viewer<'_> {
        Viewer {
            org_id: &self.org.id,
            user_id: &self.caller,
            role: self.role,
            sees: call.settings.owners_see,
        }
    }

    /// The plan check that stands before creating and updating workspaces.
    pub(crate) fn check_plan(&self, call: &Call<'_>) -> Result<(), ApiError> {
        let enough = matches!(self.org.plan(call.settings), Some("pro" | "enterprise"));
        match call.settings.plan_check {
            PlanCheck::UpgradeRequired if !enough => Err(ApiError::new(
                426,
                "upgrade_required_error",
                "Workspaces need the Pro plan or higher",
            )),
            PlanCheck::Forbidden if !enough => {
                Err(ApiError::forbidden("Workspaces need the Pro plan or higher"))
            }
            _ => Ok(()),
        }
    }

    /// Refuses to leave the organization without an active owner, unless the setting lets it happen.
    pub(crate) fn keep_an_owner(&self, call: &Call<'_>, losing: &str) -> Result<(), ApiError> {
        if members::has_owner(call.conn, &self.org.id, losing)? {
            return Ok(());
        }
        match call.settings.last_owner {
            LastOwner::Refused => Err(ApiError::conflict("An organization needs at least one owner")),
            LastOwner::Allowed => Ok(()),
        }
    }

    /// The team of the path.
    pub(crate) fn team(&self, call: &Call<'_>) -> Result<Team, ApiError> {
        let id = call.id("team_id")?;
        teams::get(call.conn, &self.org.id, &id)?.ok_or_else(|| ApiError::not_found("Team"))
    }
}

impl InWorkspace {
    /// The workspace of the path, for those who can see it.
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let org = InOrg::of(call)?;
        let Some(workspace) = workspaces::by_key(call.conn, &org.org.id, call.segment("workspace"))? else {
            return Err(ApiError::not_found("Workspace"));
        };
        let limit = call.caller()?.only_workspace.clone();
        if limit.is_some_and(|only| only != workspace.id) {
            return Err(ApiError::forbidden(
                "This API key is limited to another workspace",
            ));
        }
        match workspaces::permission(call.conn, &org.viewer(call), &workspace)? {
            Some(permission) => Ok(Self {
                org,
                workspace,
                permission,
            }),
            None => Err(hidden(call, "Workspace")),
        }
    }

    /// The workspace of the path, for writing: it must be active, and the caller must have this level.
    pub(crate) fn writable(call: &Call<'_>, least: Role, to: &str) -> Result<Self, ApiError> {
        let scope = Self::of(call)?;
        if scope.permission < least {
            return Err(ApiError::forbidden(format!("Only a workspace {least} may {to}")));
        }
        if !scope.workspace.active {
            return Err(ApiError::not_found("Workspace"));
        }
        Ok(scope)
    }

    /// Refuses to leave the workspace without a direct, active owner, unless the setting lets it happen.
    pub(crate) fn keep_an_owner(&self, call: &Call<'_>, losing: &str) -> Result<(), ApiError> {
        if grants::has_owner(call.conn, &self.workspace.id, losing)? {
            return Ok(());
        }
        match call.settings.last_workspace_owner {
            LastOwner::Refused => Err(ApiError::conflict("A workspace needs at least one owner")),
            LastOwner::Allowed => Ok(()),
        }
    }
}

fn hidden(call: &Call<'_>, what: &str) -> ApiError {
    match call.settings.hidden_status {
        403 => ApiError::forbidden(format!("No access to this {}", what.to_lowercase())),
        _ => ApiError::not_found(what),
    }
}
