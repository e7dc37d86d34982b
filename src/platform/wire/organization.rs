//! The organization's row.

use serde::Deserialize;

use super::lenient::{handle, yes};
use crate::model::{LiveOrganization, OrganizationId, Text};
use crate::platform::OwnOrganization;

/// `OrganizationResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct OrganizationRow {
    #[serde(deserialize_with = "handle")]
    id: String,
    key: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default = "yes")]
    is_active: bool,
    #[serde(default)]
    allow_external_invites: Option<bool>,
    #[serde(default)]
    max_members: Option<u64>,
    #[serde(default)]
    member_count: Option<u64>,
    /// Superseded by `permissions`, and still sent.
    #[serde(default)]
    can_manage_members: Option<bool>,
    #[serde(default)]
    permissions: Option<Permissions>,
}

#[derive(Default, Deserialize)]
struct Permissions {
    #[serde(default)]
    create_workspace: Option<bool>,
    #[serde(default)]
    manage_members: Option<bool>,
}

impl From<OrganizationRow> for LiveOrganization {
    fn from(row: OrganizationRow) -> LiveOrganization {
        let permissions = row.permissions.unwrap_or_default();
        LiveOrganization {
            id: OrganizationId::new(&row.id),
            key: row.key,
            name: Text::new(&row.name),
            description: Text::of(row.description.as_deref()),
            is_active: row.is_active,
            allow_external_invites: row.allow_external_invites,
            max_members: row.max_members,
            member_count: row.member_count,
            may_manage_members: permissions.manage_members.or(row.can_manage_members),
            may_create_workspaces: permissions.create_workspace,
        }
    }
}

/// The same, where all that matters is which organization it is and under which plan.
#[derive(Deserialize)]
pub(in crate::platform) struct OwnOrganizationRow {
    #[serde(deserialize_with = "handle")]
    key: String,
    #[serde(default)]
    plan_type: Option<String>,
}

impl From<OwnOrganizationRow> for OwnOrganization {
    fn from(row: OwnOrganizationRow) -> OwnOrganization {
        OwnOrganization {
            key: row.key,
            plan: row.plan_type,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> LiveOrganization {
        serde_json::from_str::<OrganizationRow>(body).unwrap().into()
    }

    #[test]
    fn an_old_platform_s_row_without_the_newer_properties_is_read() {
        let organization = read(r#"{"id": "o", "key": "acme", "name": "Acme"}"#);
        assert!(organization.is_active && organization.description.is_empty());
        assert_eq!(organization.may_manage_members, None);
    }

    #[test]
    fn the_newer_permission_wins_over_the_deprecated_one() {
        let rest = r#""id": "o", "key": "acme", "name": "Acme", "x": [1]"#;
        let both =
            format!(r#"{{{rest}, "can_manage_members": true, "permissions": {{"manage_members": false}}}}"#);
        assert_eq!(read(&both).may_manage_members, Some(false));
        let old = format!(r#"{{{rest}, "can_manage_members": true}}"#);
        assert_eq!(read(&old).may_manage_members, Some(true));
    }
}
