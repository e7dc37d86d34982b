//! Small organizations in which one thing decides what is read, each as a seed and a manifest without its first
//! line. Nothing is to be done in them unless their name says so.

pub(super) struct World {
    pub(super) name: &'static str,
    pub(super) manifest: &'static str,
    pub(super) seed: &'static str,
}

/// Two people, a team, and three workspaces of which one has a grant to the team.
const SEED: &str = "
caller: ci@acme.example
organization: { key: acme, name: Acme }
members:
  ci@acme.example: { role: owner, default_workspace: false }
  ada@acme.example: { role: owner, default_workspace: false }
  bob@acme.example: { role: reader, default_workspace: false }
teams:
  - { name: red-team, members: [bob@acme.example] }
  - { name: blue-team }
workspaces:
  lab: { name: Lab, users: { ci@acme.example: owner, ada@acme.example: reader }, teams: { red-team: reader } }
  attic: { name: Attic, users: { ci@acme.example: owner } }
  cellar: { name: Cellar, users: { ci@acme.example: owner } }
";

const fn world(name: &'static str, manifest: &'static str) -> World {
    World {
        name,
        manifest,
        seed: SEED,
    }
}

pub(super) const ALL: &[World] = &[
    world(
        "members alone are looked after",
        "
organization: { key: acme }
members: { ci@acme.example: owner, ada@acme.example: owner, bob@acme.example: reader }
",
    ),
    world(
        "teams are looked after too",
        "
organization: { key: acme }
members: { ci@acme.example: owner, ada@acme.example: owner, bob@acme.example: reader }
teams: { red-team: { members: [bob@acme.example] }, blue-team: {} }
",
    ),
    world(
        "one workspace of three is declared",
        "
organization: { key: acme }
members: { ci@acme.example: owner, ada@acme.example: owner, bob@acme.example: reader }
workspaces: { lab: { users: { ada@acme.example: reader } } }
",
    ),
    world(
        "a team has a grant, and no team is declared",
        "
organization: { key: acme }
workspaces: { lab: { users: { ada@acme.example: reader }, teams: { red-team: reader } } }
",
    ),
    world(
        "a workspace was deleted long ago",
        "
organization: { key: acme }
workspaces: { lab: { users: { ada@acme.example: reader } }, ruin: { delete: true } }
",
    ),
    world(
        "a member is to be removed",
        "
organization: { key: acme }
manage: { prune: [members] }
guards: { max_removals: { percent: 100 }, max_access_loss: { percent: 100 } }
members: { ci@acme.example: owner, ada@acme.example: owner }
",
    ),
    world(
        "a grant is to be changed",
        "
organization: { key: acme }
workspaces: { lab: { users: { ada@acme.example: contributor } } }
",
    ),
];
