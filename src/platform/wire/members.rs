//! A member's row.

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient::{handle, time, told, yes};
use crate::model::{LiveMember, ModelAccess, Role, UserId};

/// `OrganizationMemberResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct MemberRow {
    #[serde(deserialize_with = "handle")]
    user_id: String,
    user_email: String,
    #[serde(default)]
    user_name: Option<String>,
    #[serde(default)]
    first_name: Option<String>,
    #[serde(default)]
    last_name: Option<String>,
    role: Role,
    #[serde(default = "yes")]
    is_active: bool,
    #[serde(default)]
    invited_by: Option<String>,
    #[serde(deserialize_with = "time")]
    joined_at: Timestamp,
    #[serde(default, deserialize_with = "told")]
    allowed_model_ids: Option<Option<Vec<String>>>,
}

impl From<MemberRow> for LiveMember {
    fn from(row: MemberRow) -> LiveMember {
        LiveMember {
            user_id: UserId::new(&row.user_id),
            email: row.user_email,
            name: row.user_name.or_else(|| full_name(row.first_name, row.last_name)),
            role: row.role,
            is_active: row.is_active,
            invited_by: row.invited_by,
            joined_at: row.joined_at,
            models: row.allowed_model_ids.map(ModelAccess::from_allow_list),
        }
    }
}

fn full_name(first: Option<String>, last: Option<String>) -> Option<String> {
    let parts: Vec<String> = [first, last].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> LiveMember {
        let body = format!(
            r#"{{"user_id": "u", "user_email": "ada@acme.example", "role": "owner",
                "joined_at": "2026-06-01T12:00:00Z", "status": "new"{rest}}}"#
        );
        serde_json::from_str::<MemberRow>(&body).unwrap().into()
    }

    #[test]
    fn model_access_is_unknown_all_or_a_list() {
        assert_eq!(read("").models, None);
        assert_eq!(
            read(r#", "allowed_model_ids": null"#).models,
            Some(ModelAccess::All)
        );
        assert_eq!(
            read(r#", "allowed_model_ids": ["dn/large"]"#).models,
            Some(ModelAccess::Only(["dn/large".to_owned()].into()))
        );
    }

    #[test]
    fn a_name_is_put_together_where_there_is_none() {
        assert_eq!(
            read(r#", "user_name": null, "last_name": "Long"}"#.trim_end_matches('}'))
                .name
                .as_deref(),
            Some("Long")
        );
        assert_eq!(read("").name, None);
    }

    #[test]
    fn a_role_that_nobody_knows_is_not_guessed() {
        let body = r#"{"user_id": "u", "user_email": "a@b.example", "role": "admin",
            "joined_at": "2026-06-01T12:00:00Z"}"#;
        assert!(serde_json::from_str::<MemberRow>(body).is_err());
    }
}
