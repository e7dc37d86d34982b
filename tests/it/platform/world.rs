//! A sandbox and the client's connection to it.

use orgform::model::{Live, ReadScope};
use orgform::platform::{Connection, Options, PlatformError, Silent};
use orgform::sandbox::{self, LogEntry, Sandbox, Seed};

use super::scripted::quick;

/// A small world with something of everything.
pub(super) const SMALL: &str = "
clock: 2026-06-01T12:00:00Z
caller: root@acme.example
organization: { key: acme, name: Acme, description: Offensive, max_members: 30, allow_external_invites: false }
members:
  root@acme.example: { role: owner, name: Root Acme }
  ada@acme.example: owner
  cyd@acme.example: { role: contributor, models: [dn/large] }
  sus@acme.example: { role: reader, active: false }
invitations:
  - { email: bob@acme.example, role: reader, created: -3d, expires: +4d }
  - { email: finn@acme.example, role: reader, created: -9d, state: declined }
teams:
  - { name: red-team, description: Operators, members: [ada@acme.example, cyd@acme.example] }
  - { name: gone, active: false }
workspaces:
  engagements: { name: Client engagements, users: { root@acme.example: owner, cyd@acme.example: reader }, teams: { red-team: contributor } }
  solo: { users: { cyd@acme.example: owner } }
  attic: { active: false }
";

pub(super) struct World {
    pub(super) sandbox: Sandbox,
    pub(super) connection: Connection,
}

impl World {
    pub(super) async fn small() -> World {
        World::of(SMALL).await
    }

    /// The small world under other settings, written as in a seed.
    pub(super) async fn with(settings: &str) -> World {
        World::of(&format!("{SMALL}settings: {{ {settings} }}\n")).await
    }

    pub(super) async fn of(seed: &str) -> World {
        World::open(seed, &quick()).await
    }

    pub(super) async fn open(seed: &str, options: &Options) -> World {
        let seed = Seed::parse(seed).unwrap();
        let sandbox = sandbox::start(sandbox::Options::memory(seed)).await.unwrap();
        let connection = connect_as(&sandbox, sandbox.key(), options);
        World { sandbox, connection }
    }

    /// A connection of somebody else in the world.
    pub(super) fn connect_as(&self, email: &str) -> Connection {
        connect_as(&self.sandbox, &self.sandbox.key_of(email).unwrap(), &quick())
    }

    pub(super) async fn read(&self, scope: &ReadScope) -> Result<Live, PlatformError> {
        Ok(self.connection.reader().read(scope, &Silent).await?.live)
    }

    pub(super) async fn everything(&self) -> Live {
        self.read(&ReadScope::EVERYTHING).await.unwrap()
    }

    pub(super) fn log(&self) -> Vec<LogEntry> {
        self.sandbox.log().unwrap()
    }
}

fn connect_as(sandbox: &Sandbox, key: &str, options: &Options) -> Connection {
    let server = orgform::platform::Server::parse(&sandbox.url()).unwrap();
    Connection::open(&server, &orgform::model::ApiKey::new(key), "acme", options).unwrap()
}

/// A world of this many members, teams and shared workspaces, the caller included.
pub(super) fn large(members: usize, teams: usize, workspaces: usize) -> String {
    use std::fmt::Write;
    let mut seed =
        String::from("caller: m0@acme.example\norganization: { key: acme, name: Acme }\nmembers:\n");
    for n in 0..members {
        let role = if n == 0 { "owner" } else { "reader" };
        writeln!(
            seed,
            "  m{n}@acme.example: {{ role: {role}, default_workspace: false }}"
        )
        .unwrap();
    }
    seed.push_str("teams:\n");
    for n in 0..teams {
        writeln!(seed, "  - {{ name: team-{n}, members: [m{n}@acme.example] }}").unwrap();
    }
    seed.push_str("workspaces:\n");
    for n in 0..workspaces {
        writeln!(
            seed,
            "  ws-{n}: {{ users: {{ m0@acme.example: owner }}, teams: {{ team-{}: reader }} }}",
            n % teams
        )
        .unwrap();
    }
    seed
}
