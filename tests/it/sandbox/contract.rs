//! Every route's answers, held against the published contract.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::client::{Reply, WORLD, World};

/// The contract, and what was seen of it.
struct Contract {
    document: Value,
    seen: BTreeSet<String>,
}

/// A request of a test: the operation it is for, verb, path below `/api/v1`, body.
type Step<'a> = (&'a str, &'a str, String, Value);

impl Contract {
    fn read() -> Self {
        let text = include_str!("../../../schemas/platform.openapi.yaml");
        let options = serde_saphyr::options! { budget: None };
        Self {
            document: serde_saphyr::from_str_with_options(text, options).unwrap(),
            seen: BTreeSet::new(),
        }
    }

    fn operations(&self) -> BTreeSet<String> {
        let paths = self.document["paths"].as_object().unwrap();
        let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
        operations
            .filter_map(|operation| operation["operationId"].as_str().map(str::to_owned))
            .collect()
    }

    fn operation(&self, id: &str) -> &Value {
        let paths = self.document["paths"].as_object().unwrap();
        let mut operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
        operations
            .find(|operation| operation["operationId"] == id)
            .unwrap_or_else(|| panic!("no operation {id}"))
    }

    /// Does a step, and holds request and answer against the contract.
    async fn step(&mut self, world: &World, key: &str, (id, method, path, body): Step<'_>) -> Reply {
        let operation = self.operation(id);
        if !body.is_null() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            self.hold(schema, &body, &format!("{id} request"));
        }
        let reply = world
            .ask_with(key, method, &path, Some(body).filter(|body| !body.is_null()))
            .await;
        let what = format!("{id} {}", reply.status);
        self.hold_answer(id, &reply, &what);
        if reply.status < 300 {
            self.seen.insert(id.to_owned());
        }
        reply
    }

    fn hold_answer(&self, id: &str, reply: &Reply, what: &str) {
        let responses = &self.operation(id)["responses"];
        let by_number = &responses[reply.status.to_string()];
        let by_class = &responses[format!("{}XX", reply.status / 100)];
        let mut response = if by_number.is_null() { by_class } else { by_number };
        assert!(!response.is_null(), "{what} is not documented");
        if let Some(reference) = response["$ref"].as_str() {
            response = self.document.pointer(reference.trim_start_matches('#')).unwrap();
        }
        match &response["content"]["application/json"]["schema"] {
            Value::Null => assert_eq!(reply.body, Value::Null, "{what} has a body"),
            // A deletion may answer without a body, whatever the contract says of one.
            _ if reply.status == 204 => assert_eq!(reply.body, Value::Null),
            schema => self.hold(schema, &reply.body, what),
        }
    }

    fn hold(&self, schema: &Value, value: &Value, what: &str) {
        let mut schema = schema.clone();
        schema["components"] = self.document["components"].clone();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let errors: Vec<_> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:?} in {value}");
    }
}

fn text(reply: &Reply, name: &str) -> String {
    reply.body[name].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_operation_answers_as_published() {
    let mut contract = Contract::read();
    let world = World::of(WORLD).await;
    let key = world.sandbox.key().to_owned();
    let (rea, cyd) = (
        world.user_id("rea@acme.example").await,
        world.user_id("cyd@acme.example").await,
    );

    let get = |id, path: &str| -> Step<'static> { (id, "GET", path.to_owned(), Value::Null) };
    for step in [
        get("health", "/health"),
        get("get_config", "/config"),
        get("get_user", "/user"),
        get("list_my_organizations", "/user/organizations"),
        get(
            "check_availability",
            "/user/check-availability?username=x&org_key=y",
        ),
        get("get_org", "/org/acme"),
        get("list_organization_members", "/org/acme/members?page_size=2"),
        get(
            "list_organization_invitations",
            "/org/acme/invitations?include_all=true",
        ),
        get("list_organization_teams", "/org/acme/teams"),
        get("list_organization_workspaces", "/org/acme/ws"),
        get("get_workspace", "/org/acme/ws/engagements"),
        get("list_workspace_users", "/org/acme/ws/engagements/users"),
        get("list_workspace_teams", "/org/acme/ws/engagements/teams"),
        get("list_projects", "/org/acme/ws/engagements/projects"),
        get("get_project", "/org/acme/ws/engagements/projects/default"),
        (
            "update_org",
            "PATCH",
            "/org/acme".into(),
            json!({ "name": "Acme Red", "description": null }),
        ),
        (
            "update_organization_member",
            "PUT",
            format!("/org/acme/members/{rea}"),
            json!({ "role": "contributor" }),
        ),
        (
            "update_organization_member_model_access",
            "PUT",
            format!("/org/acme/members/{rea}/model-access"),
            json!({ "allowed_model_ids": ["dn/large"] }),
        ),
        (
            "create_workspace",
            "POST",
            "/org/acme/ws".into(),
            json!({ "key": "lab", "name": "The lab" }),
        ),
        (
            "update_workspace",
            "PATCH",
            "/org/acme/ws/lab".into(),
            json!({ "name": "Lab" }),
        ),
        (
            "add_user_to_workspace",
            "POST",
            "/org/acme/ws/lab/users".into(),
            json!({ "user_email": "rea@acme.example", "permission": "reader" }),
        ),
        (
            "update_workspace_user_permission",
            "PUT",
            format!("/org/acme/ws/lab/users/{rea}"),
            json!({ "permission": "contributor" }),
        ),
        (
            "remove_user_from_workspace",
            "DELETE",
            format!("/org/acme/ws/lab/users/{rea}"),
            Value::Null,
        ),
        (
            "create_project",
            "POST",
            "/org/acme/ws/lab/projects".into(),
            json!({ "key": "one", "name": "One" }),
        ),
        (
            "update_project",
            "PATCH",
            "/org/acme/ws/lab/projects/one".into(),
            json!({ "name": "Two" }),
        ),
        (
            "delete_project",
            "DELETE",
            "/org/acme/ws/lab/projects/one".into(),
            Value::Null,
        ),
    ] {
        let reply = contract.step(&world, &key, step).await;
        assert!(reply.status < 300, "{reply:?}");
    }

    let new = json!({ "name": "blue" });
    let team = contract
        .step(
            &world,
            &key,
            ("create_organization_team", "POST", "/org/acme/teams".into(), new),
        )
        .await;
    let (team, id) = (
        format!("/org/acme/teams/{}", text(&team, "id")),
        text(&team, "id"),
    );
    let grants = "/org/acme/ws/lab/teams".to_owned();
    for step in [
        get("get_organization_team", &team),
        (
            "update_organization_team",
            "PUT",
            team.clone(),
            json!({ "name": "azure" }),
        ),
        (
            "add_team_member",
            "POST",
            format!("{team}/members"),
            json!({ "user_id": rea, "role": "member" }),
        ),
        get("list_team_members", &format!("{team}/members")),
        (
            "remove_team_member",
            "DELETE",
            format!("{team}/members/{rea}"),
            Value::Null,
        ),
        (
            "add_team_to_workspace",
            "POST",
            grants.clone(),
            json!({ "team_id": id, "permission": "reader" }),
        ),
        (
            "update_workspace_team_permission",
            "PUT",
            format!("{grants}/{id}"),
            json!({ "permission": "owner" }),
        ),
        (
            "remove_team_from_workspace",
            "DELETE",
            format!("{grants}/{id}"),
            Value::Null,
        ),
        ("delete_organization_team", "DELETE", team.clone(), Value::Null),
        (
            "delete_workspace",
            "DELETE",
            "/org/acme/ws/lab".into(),
            Value::Null,
        ),
        (
            "remove_organization_member",
            "DELETE",
            format!("/org/acme/members/{cyd}"),
            Value::Null,
        ),
    ] {
        let reply = contract.step(&world, &key, step).await;
        assert!(reply.status < 300, "{reply:?}");
    }

    let invitations = "/org/acme/invitations".to_owned();
    let body = json!({ "email": "new@acme.example", "role": "reader", "send_email": false });
    let sent = contract
        .step(
            &world,
            &key,
            ("invite_to_organization", "POST", invitations.clone(), body),
        )
        .await;
    let own = world.sandbox.register("new@acme.example").unwrap();
    let path = format!("/invitations/{}", text(&sent, "id"));
    contract
        .step(
            &world,
            &own,
            get("list_my_pending_invitations", "/invitations/me"),
        )
        .await;
    contract.step(&world, &own, get("get_invitation", &path)).await;
    let accept = (
        "respond_to_invitation",
        "POST",
        format!("{path}/respond"),
        json!({ "accept": true }),
    );
    contract.step(&world, &own, accept).await;
    let body = json!({ "email": "other@acme.example" });
    let sent = contract
        .step(
            &world,
            &key,
            ("invite_to_organization", "POST", invitations.clone(), body),
        )
        .await;
    let path = format!("{invitations}/{}", text(&sent, "id"));
    contract
        .step(
            &world,
            &key,
            ("cancel_organization_invitation", "DELETE", path, Value::Null),
        )
        .await;

    let body = json!({ "username": "root", "org_name": "Second org", "email_opt_in": false });
    contract
        .step(
            &world,
            &key,
            ("complete_onboarding", "POST", "/user/onboarding".into(), body),
        )
        .await;
    let body = json!({ "name": "ci", "allow_self_revoke": true });
    let made = contract
        .step(
            &world,
            &key,
            ("create_api_key", "POST", "/user/api-keys".into(), body),
        )
        .await;
    let own = text(&made, "key");
    contract
        .step(
            &world,
            &own,
            (
                "revoke_self_api_key",
                "DELETE",
                "/user/api-keys/self".into(),
                Value::Null,
            ),
        )
        .await;

    let avatar = reqwest::Method::POST;
    let form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nPNG\r\n--x--\r\n";
    let upload = world
        .request(avatar, "/org/acme/avatar")
        .header("X-API-Key", &key)
        .body(form);
    let upload = super::client::reply(upload.header("content-type", "multipart/form-data; boundary=x")).await;
    assert_eq!(
        (upload.status, &upload.body["avatar_source"]),
        (200, &json!("image"))
    );
    contract.hold_answer("upload_org_avatar", &upload, "upload_org_avatar");
    contract.seen.insert("upload_org_avatar".to_owned());

    assert_eq!(
        contract.seen,
        contract.operations(),
        "every operation of the contract was answered with success"
    );
}

#[tokio::test]
async fn refusals_have_the_published_body() {
    let mut contract = Contract::read();
    let world = World::of(WORLD).await;
    let key = world.sandbox.key().to_owned();
    let reader = world.sandbox.key_of("rea@acme.example").unwrap();
    let root = world.user_id("root@acme.example").await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    let invite = "/org/acme/invitations".to_owned();
    let steps: [(&str, Step<'_>, u16); 7] = [
        ("wrong", ("get_org", "GET", "/org/acme".into(), Value::Null), 401),
        (
            &reader,
            (
                "update_org",
                "PATCH",
                "/org/acme".into(),
                json!({ "name": "Mine" }),
            ),
            403,
        ),
        (
            &key,
            (
                "remove_organization_member",
                "DELETE",
                format!("/org/acme/members/{nobody}"),
                Value::Null,
            ),
            404,
        ),
        (
            &key,
            (
                "remove_organization_member",
                "DELETE",
                "/org/acme/members/x".into(),
                Value::Null,
            ),
            422,
        ),
        (
            &key,
            (
                "list_organization_members",
                "GET",
                "/org/acme/members?page=0".into(),
                Value::Null,
            ),
            422,
        ),
        (
            &key,
            (
                "invite_to_organization",
                "POST",
                invite,
                json!({ "email": "bob@acme.example" }),
            ),
            409,
        ),
        (
            &key,
            ("get_workspace", "GET", "/org/acme/ws/none".into(), Value::Null),
            404,
        ),
    ];
    for (key, step, status) in steps {
        let reply = contract.step(&world, key, step).await;
        assert_eq!(reply.status, status, "{reply:?}");
    }
    let ada = world.user_id("ada@acme.example").await;
    world
        .ask("DELETE", &format!("/org/acme/members/{ada}"), None)
        .await;
    let last = (
        "remove_organization_member",
        "DELETE",
        format!("/org/acme/members/{root}"),
        Value::Null,
    );
    assert_eq!(contract.step(&world, &key, last).await.status, 409);
}
