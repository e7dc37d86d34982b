//! How the sections name their entries.

use crate::model::{Email, TeamName, WorkspaceKey};

use super::super::codes;
use super::names::NamedSection;

pub(super) const MEMBERS: NamedSection<Email> = NamedSection {
    name: "members",
    one: "person",
    twice: codes::DUPLICATE_MEMBER,
    parse: |text| Email::parse(text).ok(),
};

pub(super) const TEAMS: NamedSection<TeamName> = NamedSection {
    name: "teams",
    one: "team",
    twice: codes::DUPLICATE_TEAM,
    parse: |text| Some(TeamName::new(text)),
};

pub(super) const WORKSPACES: NamedSection<WorkspaceKey> = NamedSection {
    name: "workspaces",
    one: "workspace",
    twice: codes::DUPLICATE_WORKSPACE,
    parse: |text| Some(WorkspaceKey::new(text)),
};
