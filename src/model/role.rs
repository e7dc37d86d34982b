//! What somebody may do: roles, and which models.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A role in the organization or a permission on a workspace; the platform uses one set of words for
/// both (DOCUMENTED). Ordered: `Reader < Contributor < Owner`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May look.
    Reader,
    /// May work.
    Contributor,
    /// May do everything, and decide about others.
    Owner,
}

impl Role {
    /// Every role, lowest first.
    pub const ALL: [Role; 3] = [Role::Reader, Role::Contributor, Role::Owner];

    /// The platform's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Contributor => "contributor",
            Role::Owner => "owner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role: owner, contributor or reader")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Role, UnknownRole> {
        Role::ALL
            .into_iter()
            .find(|role| role.as_str() == word)
            .ok_or_else(|| UnknownRole(word.to_owned()))
    }
}

/// Which models a member may use. Owners always have all (DOCUMENTED).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModelAccess {
    /// Every model of the platform; the API's `null`.
    All,
    /// Just these; none when the set is empty.
    Only(BTreeSet<String>),
}

impl ModelAccess {
    /// The API's `allowed_model_ids`.
    pub fn to_allow_list(&self) -> Option<Vec<&str>> {
        match self {
            ModelAccess::All => None,
            ModelAccess::Only(models) => Some(models.iter().map(String::as_str).collect()),
        }
    }

    /// Reads the API's `allowed_model_ids`.
    pub fn from_allow_list(list: Option<Vec<String>>) -> ModelAccess {
        list.map_or(ModelAccess::All, |models| {
            ModelAccess::Only(models.into_iter().collect())
        })
    }
}

impl fmt::Display for ModelAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelAccess::All => f.write_str("all models"),
            ModelAccess::Only(models) if models.is_empty() => f.write_str("no models"),
            ModelAccess::Only(models) => {
                let names: Vec<&str> = models.iter().map(String::as_str).collect();
                write!(f, "models {}", names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_ordered_by_what_they_allow() {
        assert!(Role::Reader < Role::Contributor && Role::Contributor < Role::Owner);
        assert_eq!("owner".parse(), Ok(Role::Owner));
        assert!("Owner".parse::<Role>().is_err());
    }

    #[test]
    fn an_absent_allow_list_is_all_models_and_an_empty_one_is_none() {
        assert_eq!(ModelAccess::from_allow_list(None), ModelAccess::All);
        assert_eq!(
            ModelAccess::from_allow_list(Some(vec![])).to_allow_list(),
            Some(vec![])
        );
    }
}
