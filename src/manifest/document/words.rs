//! The texts that a manifest is made of, as the schema describes them. None of them holds a value: fields
//! hold the text as it is written and name its kind by `schemars(with = …)`.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

use crate::model::{Collection, GuardCode, Prunable, Role};

/// The one version of the format.
pub(crate) const API_VERSION: &str = "orgform/v1";
/// What [`crate::model::Email`] takes, but for the length.
pub(crate) const EMAIL_PATTERN: &str = r"^\s*[!-?A-~]+@[A-Za-z0-9-]([A-Za-z0-9.-]*[A-Za-z0-9-])?\s*$";
/// INFERRED strong (api.md section 1, key alphabet; lengths DOCUMENTED for workspaces).
pub(crate) const KEY_PATTERN: &str = r"^[a-z0-9-]{3,255}$";
/// Something visible, and nothing that breaks a line.
pub(crate) const NAME_PATTERN: &str = r"^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*[^\s\u0000-\u001F\u007F-\u009F\u2028\u2029][^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$";
/// The domain of an e-mail address, without the `@`.
pub(crate) const DOMAIN_PATTERN: &str = r"^[A-Za-z0-9-]([A-Za-z0-9.-]*[A-Za-z0-9-])?$";
/// A day; that the calendar has it is seen later.
pub(crate) const DATE_PATTERN: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
/// The forms of an address; that its names are sound is seen later.
pub(crate) const OBJECT_PATTERN: &str = r"^(organization|(member|invitation|team|workspace)/[^/]+|team/[^/]+/member/[^/]+|workspace/[^/]+/(team|user)/[^/]+)$";

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

words! {
    /// The one version of the format.
    ApiVersion = json_schema!({
        "title": "version of the format", "description": "The format of this manifest: always `orgform/v1`.",
        "type": "string", "const": API_VERSION, "examples": [API_VERSION],
    });
    /// An e-mail address.
    EmailAddress = json_schema!({
        "title": "e-mail address", "description": "A person's e-mail address. ASCII; upper and lower case are the same.",
        "type": "string", "pattern": EMAIL_PATTERN, "maxLength": 254, "examples": ["ada@acme.example"],
    });
    /// A domain.
    Domain = json_schema!({
        "title": "domain", "description": "What follows the `@` of an e-mail address, compared exactly.",
        "type": "string", "pattern": DOMAIN_PATTERN, "maxLength": 253, "examples": ["acme.example"],
    });
    /// The key of an organization.
    OrganizationKey = json_schema!({
        "title": "key of the organization",
        "description": "The organization that this manifest is for, as in its URL. Never written.",
        "type": "string", "pattern": KEY_PATTERN, "examples": ["acme"],
    });
    /// The key of a workspace.
    WorkspaceKey = json_schema!({
        "title": "key of a workspace",
        "description": "The permanent handle of a workspace: small letters, digits and hyphens, 3 to 255 of them.",
        "type": "string", "pattern": KEY_PATTERN, "examples": ["engagements"],
    });
    /// The name of a team.
    TeamName = json_schema!({
        "title": "name of a team", "description": "The name of a team, which is its only handle.",
        "type": "string", "pattern": NAME_PATTERN, "maxLength": 255, "examples": ["red-team"],
    });
    /// The display name of the organization.
    OrganizationName = json_schema!({
        "title": "display name", "description": "The display name of the organization, 3 to 100 characters.",
        "type": "string", "pattern": NAME_PATTERN, "minLength": 3, "maxLength": 100, "examples": ["Acme Red Team"],
    });
    /// The display name of a workspace.
    WorkspaceName = json_schema!({
        "title": "display name", "description": "The display name of the workspace, 3 to 255 characters. Left out: not compared; a new workspace is named by its key.",
        "type": "string", "pattern": NAME_PATTERN, "minLength": 3, "maxLength": 255, "examples": ["Client engagements"],
    });
    /// A description of at most 500 characters.
    ShortDescription = json_schema!({
        "title": "description", "description": "What it is for, at most 500 characters. `\"\"` says that there is none; left out: not compared.",
        "type": "string", "maxLength": 500, "examples": ["Offensive security at Acme"],
    });
    /// A description of at most 1,000 characters.
    LongDescription = json_schema!({
        "title": "description", "description": "What it is for, at most 1,000 characters. `\"\"` says that there is none; left out: not compared.",
        "type": "string", "maxLength": 1000, "examples": ["One workspace for all clients"],
    });
    /// Why something is as it is.
    Reason = json_schema!({
        "title": "reason", "description": "Why, for whoever reads this later.",
        "type": "string", "pattern": r"\S", "maxLength": 1000, "examples": ["Team Blue moved to the other organization (#118)"],
    });
    /// A day.
    Day = json_schema!({
        "title": "day", "description": "A day (UTC), written YYYY-MM-DD.",
        "type": "string", "format": "date", "pattern": DATE_PATTERN, "examples": ["2026-12-31"],
    });
    /// The address of a thing.
    Object = json_schema!({
        "title": "address", "description": "The address of a thing as plans print it: `organization`, `member/EMAIL`, `invitation/EMAIL`, `team/NAME`, `team/NAME/member/EMAIL`, `workspace/KEY`, `workspace/KEY/team/NAME` or `workspace/KEY/user/EMAIL`.",
        "type": "string", "pattern": OBJECT_PATTERN, "examples": ["member/eve@acme.example"],
    });
    /// A model.
    Model = json_schema!({
        "title": "model", "description": "The id of a model.",
        "type": "string", "pattern": NAME_PATTERN, "maxLength": 255, "examples": ["dn/large"],
    });
    /// A role in the organization or a permission on a workspace.
    RoleWord = json_schema!({
        "title": "role", "description": "What somebody may do.",
        "type": "string", "enum": Role::ALL.iter().rev().map(|role| role.as_str()).collect::<Vec<_>>(),
        "enumDescriptions": ["May do everything, and decide about others.", "May work.", "May look."],
        "examples": ["contributor"],
    });
    /// A collection that may be pruned.
    PruneWord = json_schema!({
        "title": "collection", "description": "A collection from which what is not declared is removed.",
        "type": "string", "enum": strings(Prunable::ALL.iter().map(|word| word.as_str())),
        "enumDescriptions": ["Members and open invitations.", "Teams.", "People in declared teams.", "Grants on declared workspaces."],
        "examples": ["team-members"],
    });
    /// A collection that a platform may lack.
    CollectionWord = json_schema!({
        "title": "collection", "description": "A collection that this platform cannot read or write.",
        "type": "string", "enum": strings(Collection::ALL.iter().map(|word| word.as_str())),
        "examples": ["team-grants"],
    });
    /// A guard that an approval can lift.
    GuardWord = json_schema!({
        "title": "guard", "description": "The guard that is lifted, as refusals name it.",
        "type": "string",
        "enum": strings(GuardCode::ALL.iter().filter(|code| **code != GuardCode::SelfLockout).map(|code| code.as_str())),
        "examples": ["removal-limit"],
    });
}

/// The words of a text as an example of a list. (A literal list in the attribute would need more of its parser
/// than it may have.)
pub(super) fn list(words: &str) -> Vec<&str> {
    words.split(' ').collect()
}

fn strings<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    json!(words.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Email, limits};
    use proptest::prelude::*;

    fn accepts(schema: &Schema, text: &str) -> bool {
        jsonschema::validator_for(schema.as_value())
            .unwrap()
            .is_valid(&json!(text))
    }

    proptest! {
        #[test]
        fn the_schema_takes_the_addresses_that_the_model_takes(text in r"[ ]?[a-z@.!é-]{0,6}@?[a-zA-Z0-9.@/-]{0,8}[ ]?") {
            let schema = schemars::schema_for!(EmailAddress);
            prop_assert_eq!(accepts(&schema, &text), Email::parse(&text).is_ok(), "{}", text);
        }
    }

    proptest! {
        #[test]
        fn the_schema_takes_what_the_limits_of_the_model_allow(text in r"[a-zA-Z0-9é \n\x7f\u{85}\u{2028}-]{0,5}", times in 1_usize..270) {
            let text = text.repeat(times);
            let trimmed = text.trim();
            let names: [(Schema, bool); 5] = [
                (schemars::schema_for!(TeamName), limits::is_name(trimmed, &limits::TEAM_NAME)),
                (schemars::schema_for!(Model), limits::is_name(trimmed, &limits::MODEL)),
                (schemars::schema_for!(OrganizationName), limits::is_name(trimmed, &limits::ORGANIZATION_NAME)),
                (schemars::schema_for!(WorkspaceName), limits::is_name(trimmed, &limits::WORKSPACE_NAME)),
                (schemars::schema_for!(WorkspaceKey), limits::is_key(trimmed)),
            ];
            for (schema, allowed) in names {
                prop_assert_eq!(accepts(&schema, trimmed), allowed, "{:?} as {:?}", trimmed, schema.get("title"));
            }
            for (schema, longest) in [
                (schemars::schema_for!(ShortDescription), limits::SHORT_DESCRIPTION),
                (schemars::schema_for!(LongDescription), limits::LONG_DESCRIPTION),
            ] {
                prop_assert_eq!(accepts(&schema, &text), limits::is_description(&text, longest));
            }
        }
    }

    #[test]
    fn names_are_visible_and_on_one_line() {
        let schema = schemars::schema_for!(TeamName);
        assert!(accepts(&schema, "Red Team ä"));
        for text in ["", "  ", "a\nb", "a\u{7f}"] {
            assert!(!accepts(&schema, text), "{text:?}");
        }
    }
}
