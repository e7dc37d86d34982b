//! Every method of the client, called once against the sandbox, whose log tells what was sent.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;

use orgform::model::{ApiKey, Email, Profile, ReadScope, Role, TeamName, Text, WorkspaceKey};
use orgform::platform::{AccountApi, Server, Silent};

use crate::platform::scripted::quick;
use crate::platform::world::World;

/// What the client sends for what.
pub(super) struct Driven {
    world: World,
    seen: usize,
    /// Operation to the first method that sends it.
    pub(super) sent_by: BTreeMap<String, &'static str>,
    /// The methods that were called.
    pub(super) methods: Vec<&'static str>,
}

impl Driven {
    pub(super) async fn through_everything() -> Driven {
        let world = World::with("deletion: hard").await;
        let seen = world.log().len();
        let mut driven = Driven {
            world,
            seen,
            sent_by: BTreeMap::new(),
            methods: Vec::new(),
        };
        driven.look().await;
        driven.write().await;
        driven
    }

    /// Takes what a method came to, and notes what it sent.
    fn note<T, E: Debug>(&mut self, method: &'static str, came_to: Result<T, E>) -> T {
        let log = self.world.log();
        for operation in log[self.seen..]
            .iter()
            .filter_map(|entry| entry.operation.clone())
        {
            self.sent_by.entry(operation).or_insert(method);
        }
        self.seen = log.len();
        self.methods.push(method);
        came_to.unwrap()
    }

    async fn look(&mut self) {
        let read = self.world.connection.reader();
        let key = WorkspaceKey::new("engagements");
        let (url, key_of_root) = (self.world.sandbox.url(), ApiKey::new(self.world.sandbox.key()));
        let server = Server::parse(&url).unwrap();
        let anybody = AccountApi::open(&server, None, &quick()).unwrap();
        self.note("deployment", anybody.deployment().await);
        let root = AccountApi::open(&server, Some(&key_of_root), &quick()).unwrap();
        self.note("account", root.account().await);
        self.note("organizations", root.organizations().await);
        self.note("caller", read.caller().await);
        self.note("organization", read.organization().await);
        self.note("members", read.members().await);
        self.note("invitations", read.invitations().await);
        let teams = self.note("teams", read.teams().await);
        self.note("team_members", read.team_members(&teams[0].id).await);
        self.note("workspaces", read.workspaces().await);
        self.note("workspace", read.workspace(&key).await);
        self.note("workspace_users", read.workspace_users(&key).await);
        self.note("workspace_teams", read.workspace_teams(&key).await);
        let whole = self.note("read", read.read(&ReadScope::EVERYTHING, &Silent).await);
        self.note(
            "widen",
            read.widen(whole.live, &ReadScope::EVERYTHING, &Silent).await,
        );
    }

    async fn write(&mut self) {
        let (read, write) = (self.world.connection.reader(), self.world.connection.writer());
        let profile = Profile {
            name: Text::new("Some name"),
            description: Text::new("Some words"),
        };
        self.note("update_organization", write.update_organization(&profile).await);
        let members = read.members().await.unwrap();
        let cyd = members
            .iter()
            .find(|row| row.email == "cyd@acme.example")
            .unwrap();
        let (cyd, email) = (&cyd.user_id, Email::parse("cyd@acme.example").unwrap());

        let gus = Email::parse("gus@acme.example").unwrap();
        let sent = self.note("invite", write.invite(&gus, Role::Reader).await);
        self.note("cancel_invitation", write.cancel_invitation(&sent.value.id).await);

        let (blue, nothing) = (TeamName::new("blue"), Text::default());
        let team = self
            .note("create_team", write.create_team(&blue, &nothing).await)
            .value;
        self.note("update_team", write.update_team(&team, &blue, &nothing).await);
        self.note("add_team_member", write.add_team_member(&team, cyd, &email).await);
        self.note("remove_team_member", write.remove_team_member(&team, cyd).await);

        let key = WorkspaceKey::new("range");
        self.note("create_workspace", write.create_workspace(&key, &profile).await);
        self.note("update_workspace", write.update_workspace(&key, &profile).await);
        self.note("grant_user", write.grant_user(&key, &email, Role::Reader).await);
        self.note(
            "update_user_grant",
            write.update_user_grant(&key, cyd, Role::Owner).await,
        );
        self.note("revoke_user", write.revoke_user(&key, cyd).await);
        self.note("grant_team", write.grant_team(&key, &team, Role::Reader).await);
        self.note(
            "update_team_grant",
            write.update_team_grant(&key, &team, Role::Owner).await,
        );
        self.note("revoke_team", write.revoke_team(&key, &team).await);
        self.note("delete_workspace", write.delete_workspace(&key).await);
        self.note("delete_team", write.delete_team(&team).await);

        self.note(
            "update_member",
            write.update_member(cyd, Role::Reader, None).await,
        );
        let all = orgform::model::ModelAccess::All;
        self.note("update_model_access", write.update_model_access(cyd, &all).await);
        self.note("remove_member", write.remove_member(cyd).await);
    }
}

/// Every public method that asks the platform, with its file below `src/platform`, as the source has it.
pub(super) fn methods_in_source() -> BTreeMap<String, String> {
    let mut methods = BTreeMap::new();
    for folder in ["read", "write"] {
        let room = format!("{}/src/platform/{folder}", env!("CARGO_MANIFEST_DIR"));
        for file in fs::read_dir(room).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let found = text.lines().filter_map(|line| {
                let (method, _) = line.trim().strip_prefix("pub async fn ")?.split_once('(')?;
                Some((method.to_owned(), format!("{folder}/{name}")))
            });
            methods.extend(found);
        }
    }
    methods
}
