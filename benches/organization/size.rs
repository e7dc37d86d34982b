//! How large it is, and who is where in it.

/// How large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) members: usize,
    pub(crate) teams: usize,
    pub(crate) workspaces: usize,
}

/// The account that plans, in every size.
pub(crate) const CALLER: &str = "ci@acme.example";

/// So many people are in each team.
const TEAM_SIZE: usize = 10;

impl Size {
    pub(crate) const SMALL: Size = Size {
        members: 50,
        teams: 5,
        workspaces: 20,
    };
    pub(crate) const MIDDLE: Size = Size {
        members: 500,
        teams: 50,
        workspaces: 200,
    };
    pub(crate) const LARGE: Size = Size {
        members: 5_000,
        teams: 500,
        workspaces: 2_000,
    };

    /// How many requests a plan with nothing to do takes (the caller is a member too).
    pub(crate) fn reads(&self) -> usize {
        let pages = |rows: usize| rows.div_ceil(100);
        4 + pages(self.members + 1) + pages(self.workspaces) + self.teams + 2 * self.workspaces
    }

    pub(super) fn person(&self, index: usize) -> String {
        format!("person{:05}@acme.example", index % self.members)
    }

    /// Who is in a team.
    pub(super) fn in_team(&self, team: usize) -> impl Iterator<Item = usize> {
        (0..TEAM_SIZE.min(self.members)).map(move |place| team * TEAM_SIZE + place)
    }

    /// Who may read a workspace, and who may contribute to it.
    pub(super) fn in_workspace(&self, workspace: usize) -> [usize; 2] {
        [workspace, workspace + self.members / 2]
    }

    /// The team that has a grant on a workspace.
    pub(super) fn team_in_workspace(&self, workspace: usize) -> usize {
        workspace % self.teams
    }
}

pub(super) fn team(index: usize) -> String {
    format!("team{index:05}")
}

pub(super) fn workspace(index: usize) -> String {
    format!("workspace{index:05}")
}
