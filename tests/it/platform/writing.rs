//! Every write, against the sandbox, and what it leaves behind.

use orgform::model::{
    Email, LiveWorkspace, ModelAccess, Profile, Role, TeamName, Text, UserId, WorkspaceKey,
};
use orgform::platform::{ReadApi, WriteApi};

use super::world::World;

struct Hands {
    world: World,
    read: ReadApi,
    write: WriteApi,
}

impl Hands {
    async fn on(world: World) -> Hands {
        let (read, write) = (world.connection.reader(), world.connection.writer());
        Hands { world, read, write }
    }

    async fn user(&self, email: &str) -> UserId {
        let members = self.read.members().await.unwrap();
        members
            .into_iter()
            .find(|member| member.email == email)
            .unwrap()
            .user_id
    }

    async fn workspace(&self, key: &WorkspaceKey) -> Option<LiveWorkspace> {
        self.read.workspace(key).await.unwrap()
    }
}

fn profile(name: &str, description: &str) -> Profile {
    Profile {
        name: Text::new(name),
        description: Text::new(description),
    }
}

#[tokio::test]
async fn the_organization_and_its_people() {
    let hands = Hands::on(World::small().await).await;
    let write = &hands.write;
    write.update_organization(&profile("Acme Red", "")).await.unwrap();
    let organization = hands.read.organization().await.unwrap();
    assert_eq!(organization.name, Text::new("Acme Red"));
    assert!(organization.description.is_empty());

    let cyd = hands.user("cyd@acme.example").await;
    let only = ModelAccess::Only(["dn/small".to_owned()].into());
    write.update_model_access(&cyd, &only).await.unwrap();
    write
        .update_member(&cyd, Role::Reader, Some(&only))
        .await
        .unwrap();
    let members = hands.read.members().await.unwrap();
    let row = members.iter().find(|member| member.user_id == cyd).unwrap();
    assert_eq!((row.role, row.models.as_ref()), (Role::Reader, Some(&only)));

    let sus = hands.user("sus@acme.example").await;
    let answer = write.remove_member(&sus).await.unwrap();
    assert!((200..300).contains(&answer.status) && !answer.already);
    assert_eq!(hands.read.members().await.unwrap().len(), 3);
    assert!(write.remove_member(&sus).await.unwrap_err().is_not_found());
    assert_eq!(hands.world.sandbox.incidents().unwrap(), [""; 0]);
}

#[tokio::test]
async fn invitations() {
    let hands = Hands::on(World::small().await).await;
    let gus = Email::parse("gus@acme.example").unwrap();
    let sent = hands.write.invite(&gus, Role::Contributor).await.unwrap();
    assert_eq!(
        (sent.value.role, sent.tries, sent.request_id.is_empty()),
        (Role::Contributor, 1, false)
    );
    assert!(
        hands
            .write
            .invite(&gus, Role::Contributor)
            .await
            .unwrap_err()
            .is_conflict()
    );
    let open = hands.read.invitations().await.unwrap();
    assert!(open.contains(&sent.value));
    hands.write.cancel_invitation(&sent.value.id).await.unwrap();
    let left = hands.read.invitations().await.unwrap();
    assert!(
        !left
            .iter()
            .any(|row| row.id == sent.value.id && row.accepted.is_none())
    );
}

#[tokio::test]
async fn teams_and_their_people() {
    let hands = Hands::on(World::small().await).await;
    let (write, read) = (&hands.write, &hands.read);
    let blue = write
        .create_team(&TeamName::new("blue"), &Text::new("Defenders"))
        .await
        .unwrap()
        .value;
    write
        .update_team(&blue, &TeamName::new("azure"), &Text::default())
        .await
        .unwrap();
    let teams = read.teams().await.unwrap();
    let row = teams.iter().find(|team| team.id == blue).unwrap();
    assert_eq!((row.name.as_str(), row.description.is_empty()), ("azure", true));

    let ada = hands.user("ada@acme.example").await;
    let email = Email::parse("ada@acme.example").unwrap();
    write.add_team_member(&blue, &ada, &email).await.unwrap();
    assert_eq!(read.team_members(&blue).await.unwrap()[0].user_id, ada);
    write.remove_team_member(&blue, &ada).await.unwrap();
    assert_eq!(read.team_members(&blue).await.unwrap(), []);
    write.delete_team(&blue).await.unwrap();
    assert!(read.teams().await.unwrap().iter().all(|team| team.id != blue));
}

#[tokio::test]
async fn workspaces_and_grants() {
    let hands = Hands::on(World::small().await).await;
    let (write, read) = (&hands.write, &hands.read);
    let key = WorkspaceKey::new("range");
    assert_eq!(hands.workspace(&key).await, None);
    write
        .create_workspace(&key, &profile("Range", "Targets"))
        .await
        .unwrap();
    assert!(
        write
            .create_workspace(&key, &profile("Range", ""))
            .await
            .unwrap_err()
            .is_conflict()
    );
    write
        .update_workspace(&key, &profile("Range 2", ""))
        .await
        .unwrap();
    let row = hands.workspace(&key).await.unwrap();
    assert_eq!(
        (row.name, row.description),
        (Text::new("Range 2"), Text::default())
    );

    let ada = hands.user("ada@acme.example").await;
    let email = Email::parse("ada@acme.example").unwrap();
    let role_of_ada = async || {
        let users = read.workspace_users(&key).await.unwrap();
        users
            .into_iter()
            .find(|row| row.user_id == ada)
            .map(|row| row.role)
    };
    write.grant_user(&key, &email, Role::Reader).await.unwrap();
    write.update_user_grant(&key, &ada, Role::Owner).await.unwrap();
    assert_eq!(role_of_ada().await, Some(Role::Owner));
    write.revoke_user(&key, &ada).await.unwrap();
    assert_eq!(role_of_ada().await, None);

    let teams = read.teams().await.unwrap();
    let red = &teams.iter().find(|team| team.name == "red-team").unwrap().id;
    write.grant_team(&key, red, Role::Reader).await.unwrap();
    write
        .update_team_grant(&key, red, Role::Contributor)
        .await
        .unwrap();
    assert_eq!(
        read.workspace_teams(&key).await.unwrap()[0].role,
        Role::Contributor
    );
    write.revoke_team(&key, red).await.unwrap();
    assert_eq!(read.workspace_teams(&key).await.unwrap(), []);

    write.delete_workspace(&key).await.unwrap();
    assert!(hands.workspace(&key).await.is_none_or(|row| !row.is_active));
}

#[tokio::test]
async fn any_reading_of_the_contract_s_open_questions_will_do() {
    let settings = "update_verb: put, created_status: 200, deleted_status: 200, removal_body: user_deleted";
    let hands = Hands::on(World::with(settings).await).await;
    let write = &hands.write;
    let key = WorkspaceKey::new("range");
    write.create_workspace(&key, &profile("Range", "")).await.unwrap();
    write
        .update_workspace(&key, &profile("Range 2", ""))
        .await
        .unwrap();
    assert_eq!(hands.workspace(&key).await.unwrap().name, Text::new("Range 2"));
    write.delete_workspace(&key).await.unwrap();
    let sus = hands.user("sus@acme.example").await;
    write.remove_member(&sus).await.unwrap();
}

#[tokio::test]
async fn a_platform_without_team_routes_says_so() {
    let hands = Hands::on(World::with("team_routes: method_not_allowed").await).await;
    let answer = hands
        .write
        .create_team(&TeamName::new("blue"), &Text::default())
        .await;
    assert!(answer.unwrap_err().is_not_offered());
    let hands = Hands::on(World::with("team_routes: absent").await).await;
    let teams = hands.read.teams().await.unwrap();
    let answer = hands.write.delete_team(&teams[0].id).await;
    assert!(answer.unwrap_err().is_not_found());
}
