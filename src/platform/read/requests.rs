//! The requests of all reads.

use crate::model::{TeamId, WorkspaceKey};
use crate::platform::request::{Get, Path};

/// The longest page that the platform gives (DOCUMENTED).
const PAGE_SIZE: u32 = 100;

/// The account behind the key.
pub(super) fn caller() -> Get {
    Get::at(Path::of(&["user"]))
}

/// What the server says of itself.
pub(super) fn config() -> Get {
    Get::at(Path::of(&["config"]))
}

/// The organizations that the account behind the key is in.
pub(super) fn own_organizations() -> Get {
    Get::at(Path::of(&["user", "organizations"]))
}

/// Requests about one organization.
pub(super) struct About<'a>(pub(super) &'a str);

impl About<'_> {
    pub(super) fn organization(&self) -> Get {
        Get::at(self.path(&[]))
    }

    pub(super) fn members(&self, page: u64) -> Get {
        Get::at(self.path(&["members"])).with_query(paged(page))
    }

    /// Open and closed ones.
    pub(super) fn invitations(&self) -> Get {
        Get::at(self.path(&["invitations"])).with_query("include_all=true".to_owned())
    }

    pub(super) fn teams(&self) -> Get {
        Get::at(self.path(&["teams"]))
    }

    pub(super) fn team_members(&self, team: &TeamId) -> Get {
        Get::at(self.path(&["teams", team.as_str(), "members"]))
    }

    pub(super) fn workspaces(&self, page: u64) -> Get {
        Get::at(self.path(&["ws"])).with_query(paged(page))
    }

    pub(super) fn workspace(&self, key: &WorkspaceKey) -> Get {
        Get::at(self.path(&["ws", key.as_str()]))
    }

    pub(super) fn workspace_users(&self, key: &WorkspaceKey) -> Get {
        Get::at(self.path(&["ws", key.as_str(), "users"]))
    }

    pub(super) fn workspace_teams(&self, key: &WorkspaceKey) -> Get {
        Get::at(self.path(&["ws", key.as_str(), "teams"]))
    }

    fn path(&self, segments: &[&str]) -> Path {
        segments
            .iter()
            .fold(Path::of(&["org", self.0]), |path, segment| path.join(segment))
    }
}

fn paged(page: u64) -> String {
    format!("page={page}&page_size={PAGE_SIZE}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::request::Request;

    #[test]
    fn every_read_has_the_published_address() {
        let about = About("acme");
        let (team, key) = (TeamId::new("t-1"), WorkspaceKey::new("attic"));
        let table = [
            (caller(), "/user"),
            (about.organization(), "/org/acme"),
            (about.members(2), "/org/acme/members?page=2&page_size=100"),
            (about.invitations(), "/org/acme/invitations?include_all=true"),
            (about.teams(), "/org/acme/teams"),
            (about.team_members(&team), "/org/acme/teams/t-1/members"),
            (about.workspaces(1), "/org/acme/ws?page=1&page_size=100"),
            (about.workspace(&key), "/org/acme/ws/attic"),
            (about.workspace_users(&key), "/org/acme/ws/attic/users"),
            (about.workspace_teams(&key), "/org/acme/ws/attic/teams"),
        ];
        for (get, address) in table {
            assert_eq!(Request::from(get).url(""), address);
        }
    }
}
