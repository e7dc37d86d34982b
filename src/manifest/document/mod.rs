//! The typed values of one file, as they are written. They are what the JSON Schema is generated from.
//!
//! Every field is optional here, needed or not: what was told to be a mistake reads as absent
//! (see the tree's deserializer). What is needed is said to the schema by leaving out `serde(default)`.

mod words;
mod list;
mod section;
mod limit;
mod organization;
mod manage;
mod guards;
mod approval;
mod models;
mod member;
mod team;
mod workspace;
mod root;

pub(crate) use approval::Approval;
pub(crate) use guards::Guards;
pub(crate) use limit::Limit;
pub(crate) use list::List;
pub(crate) use manage::Manage;
pub(crate) use member::Member;
pub(crate) use models::{ALL as ALL_MODELS, Models};
pub(crate) use organization::Organization;
pub(crate) use root::Document;
pub(crate) use section::Section;
pub(crate) use team::Team;
pub(crate) use words::{
    API_VERSION, DATE_PATTERN, DOMAIN_PATTERN, EMAIL_PATTERN, KEY_PATTERN, NAME_PATTERN, OBJECT_PATTERN,
};
pub(crate) use workspace::Workspace;
