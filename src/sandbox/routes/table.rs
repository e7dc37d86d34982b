//! Every route: operation, verb, path, how well it is known, and the function that answers.

use super::{
    invitations, members, meta, organizations, projects, teams, users, workspace_teams, workspace_users,
    workspaces,
};
use crate::sandbox::{
    call::{Answer, Call},
    settings::{Routes, Settings, UpdateVerb},
};

/// One operation of the platform.
pub(crate) struct Route {
    /// The operation id of the contract.
    pub(crate) operation: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    evidence: Evidence,
    group: Group,
    pub(crate) handler: fn(&Call<'_>) -> Answer,
    answered_by: &'static str,
}

/// An operation of the platform that the sandbox answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the contract.
    pub id: &'static str,
    /// The verb.
    pub method: &'static str,
    /// The path below `/api/v1`, with gaps such as `{org}`.
    pub path: &'static str,
    /// Whether a page of the platform's documentation shows it; otherwise it is inferred.
    pub documented: bool,
    /// The function that answers, such as `teams::list`.
    pub answered_by: &'static str,
}

/// All operations, in the order of the contract. Settings can switch some of them off.
pub fn operations() -> impl Iterator<Item = Operation> {
    ROUTES.iter().map(|route| Operation {
        id: route.operation,
        method: route.method,
        path: route.path.trim_start_matches("/api/v1"),
        documented: route.evidence == Documented,
        answered_by: route.answered_by,
    })
}

/// Whether a key is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Public,
    Key,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// A page of the documentation shows it.
    Documented,
    /// Read off other software, or by analogy.
    Inferred,
}

/// The settings that can switch a route off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Teams,
    WorkspaceTeams,
    Update(UpdateVerb),
}

/// What a verb on a known path comes to.
pub(crate) enum Offer {
    Route(&'static Route),
    NotFound,
    /// With the verbs that the path does take, as `Allow` lists them.
    MethodNotAllowed(String),
}

use Access::{Key, Public};
use Evidence::{Documented, Inferred};
use Group::{Plain, Teams, Update, WorkspaceTeams};

macro_rules! routes {
    ($($operation:ident: $method:ident $path:literal $access:ident $evidence:ident $group:expr => $handler:path,)*) => {
        &[$(Route {
            operation: stringify!($operation),
            method: stringify!($method),
            path: concat!("/api/v1", $path),
            access: $access,
            evidence: $evidence,
            group: $group,
            handler: $handler,
            answered_by: stringify!($handler),
        },)*]
    };
}

#[rustfmt::skip]
static ROUTES: &[Route] = routes! {
    health: GET "/health" Public Inferred Plain => meta::health,
    get_config: GET "/config" Public Inferred Plain => meta::config,

    get_user: GET "/user" Key Inferred Plain => users::get,
    list_my_organizations: GET "/user/organizations" Key Documented Plain => users::organizations,
    check_availability: GET "/user/check-availability" Key Documented Plain => users::check_availability,
    complete_onboarding: POST "/user/onboarding" Key Documented Plain => users::onboard,
    create_api_key: POST "/user/api-keys" Key Documented Plain => users::create_key,
    revoke_self_api_key: DELETE "/user/api-keys/self" Key Inferred Plain => users::revoke_key,

    get_org: GET "/org/{org}" Key Documented Plain => organizations::get,
    update_org: PATCH "/org/{org}" Key Documented Plain => organizations::update,
    upload_org_avatar: POST "/org/{org}/avatar" Key Documented Plain => organizations::upload_avatar,

    list_organization_members: GET "/org/{org}/members" Key Documented Plain => members::list,
    update_organization_member: PUT "/org/{org}/members/{user_id}" Key Documented Plain => members::update,
    remove_organization_member: DELETE "/org/{org}/members/{user_id}" Key Documented Plain => members::remove,
    update_organization_member_model_access: PUT "/org/{org}/members/{user_id}/model-access" Key Documented Plain => members::update_models,

    list_organization_invitations: GET "/org/{org}/invitations" Key Documented Plain => invitations::list,
    invite_to_organization: POST "/org/{org}/invitations" Key Documented Plain => invitations::invite,
    cancel_organization_invitation: DELETE "/org/{org}/invitations/{invitation_id}" Key Documented Plain => invitations::cancel,
    list_my_pending_invitations: GET "/invitations/me" Key Documented Plain => invitations::mine,
    get_invitation: GET "/invitations/{invitation_id}" Key Inferred Plain => invitations::get,
    respond_to_invitation: POST "/invitations/{invitation_id}/respond" Key Documented Plain => invitations::respond,

    list_organization_teams: GET "/org/{org}/teams" Key Documented Plain => teams::list,
    create_organization_team: POST "/org/{org}/teams" Key Inferred Teams => teams::create,
    get_organization_team: GET "/org/{org}/teams/{team_id}" Key Inferred Teams => teams::get,
    update_organization_team: PUT "/org/{org}/teams/{team_id}" Key Inferred Teams => teams::update,
    delete_organization_team: DELETE "/org/{org}/teams/{team_id}" Key Inferred Teams => teams::delete,
    list_team_members: GET "/org/{org}/teams/{team_id}/members" Key Inferred Teams => teams::members,
    add_team_member: POST "/org/{org}/teams/{team_id}/members" Key Inferred Teams => teams::add_member,
    remove_team_member: DELETE "/org/{org}/teams/{team_id}/members/{user_id}" Key Inferred Teams => teams::remove_member,

    list_organization_workspaces: GET "/org/{org}/ws" Key Documented Plain => workspaces::list,
    create_workspace: POST "/org/{org}/ws" Key Documented Plain => workspaces::create,
    get_workspace: GET "/org/{org}/ws/{workspace}" Key Documented Plain => workspaces::get,
    update_workspace: PATCH "/org/{org}/ws/{workspace}" Key Inferred Update(UpdateVerb::Patch) => workspaces::update,
    update_workspace: PUT "/org/{org}/ws/{workspace}" Key Inferred Update(UpdateVerb::Put) => workspaces::update,
    delete_workspace: DELETE "/org/{org}/ws/{workspace}" Key Inferred Plain => workspaces::delete,

    list_workspace_users: GET "/org/{org}/ws/{workspace}/users" Key Documented Plain => workspace_users::list,
    add_user_to_workspace: POST "/org/{org}/ws/{workspace}/users" Key Documented Plain => workspace_users::add,
    update_workspace_user_permission: PUT "/org/{org}/ws/{workspace}/users/{user_id}" Key Documented Plain => workspace_users::update,
    remove_user_from_workspace: DELETE "/org/{org}/ws/{workspace}/users/{user_id}" Key Inferred Plain => workspace_users::remove,

    list_workspace_teams: GET "/org/{org}/ws/{workspace}/teams" Key Inferred WorkspaceTeams => workspace_teams::list,
    add_team_to_workspace: POST "/org/{org}/ws/{workspace}/teams" Key Inferred WorkspaceTeams => workspace_teams::add,
    update_workspace_team_permission: PUT "/org/{org}/ws/{workspace}/teams/{team_id}" Key Inferred WorkspaceTeams => workspace_teams::update,
    remove_team_from_workspace: DELETE "/org/{org}/ws/{workspace}/teams/{team_id}" Key Inferred WorkspaceTeams => workspace_teams::remove,

    list_projects: GET "/org/{org}/ws/{workspace}/projects" Key Inferred Plain => projects::list,
    create_project: POST "/org/{org}/ws/{workspace}/projects" Key Documented Plain => projects::create,
    get_project: GET "/org/{org}/ws/{workspace}/projects/{project}" Key Inferred Plain => projects::get,
    update_project: PATCH "/org/{org}/ws/{workspace}/projects/{project}" Key Inferred Update(UpdateVerb::Patch) => projects::update,
    update_project: PUT "/org/{org}/ws/{workspace}/projects/{project}" Key Inferred Update(UpdateVerb::Put) => projects::update,
    delete_project: DELETE "/org/{org}/ws/{workspace}/projects/{project}" Key Inferred Plain => projects::delete,
};

/// The distinct paths, in the order of the table.
pub(crate) fn paths() -> Vec<&'static str> {
    let mut paths: Vec<_> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    paths
}

/// What this verb on this path of the table comes to, under these settings.
pub(crate) fn find(method: &str, path: &str, settings: &Settings) -> Offer {
    let on_path = || ROUTES.iter().filter(|route| route.path == path);
    let verbs: Vec<_> = on_path()
        .filter(|route| route.is_offered(settings))
        .map(|route| route.method)
        .collect();
    let wanted = on_path().find(|route| route.method == method);
    match wanted.map(|route| (route, route.group.switch(settings))) {
        Some((route, _)) if route.is_offered(settings) => Offer::Route(route),
        Some((_, Routes::NotFound)) => Offer::NotFound,
        Some((_, Routes::MethodNotAllowed)) => Offer::MethodNotAllowed(verbs.join(", ")),
        _ if verbs.is_empty() => Offer::NotFound,
        _ => Offer::MethodNotAllowed(verbs.join(", ")),
    }
}

impl Route {
    fn is_offered(&self, settings: &Settings) -> bool {
        self.group.switch(settings) == Routes::On && self.is_known_enough(settings)
    }

    fn is_known_enough(&self, settings: &Settings) -> bool {
        !settings.documented_only
            || self.evidence == Documented
            || (settings.documented_only_but_user && self.operation == "get_user")
    }
}

impl Group {
    fn switch(self, settings: &Settings) -> Routes {
        match self {
            Self::Plain => Routes::On,
            Self::Teams => settings.team_routes,
            Self::WorkspaceTeams => settings.workspace_team_routes,
            Self::Update(verb)
                if settings.update_verb == verb || settings.update_verb == UpdateVerb::Both =>
            {
                Routes::On
            }
            Self::Update(_) => Routes::Absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::settings::Preset;

    fn status(method: &str, path: &str, settings: &Settings) -> &'static str {
        match find(method, &format!("/api/v1{path}"), settings) {
            Offer::Route(route) => route.operation,
            Offer::NotFound => "404",
            Offer::MethodNotAllowed(_) => "405",
        }
    }

    #[test]
    fn a_wrong_verb_on_a_known_path_is_405() {
        let settings = Settings::default();
        assert_eq!(status("PUT", "/org/{org}", &settings), "405");
        assert_eq!(status("PUT", "/org/{org}/ws/{workspace}", &settings), "405");
        assert_eq!(
            status("PATCH", "/org/{org}/ws/{workspace}", &settings),
            "update_workspace"
        );
    }

    #[test]
    fn documented_only_offers_what_pages_document() {
        let settings = Preset::DocumentedOnly.overrides().settle();
        assert_eq!(
            status("GET", "/org/{org}/teams", &settings),
            "list_organization_teams"
        );
        assert_eq!(status("POST", "/org/{org}/teams", &settings), "405");
        assert_eq!(
            status("GET", "/org/{org}/teams/{team_id}/members", &settings),
            "404"
        );
        assert_eq!(status("PATCH", "/org/{org}/ws/{workspace}", &settings), "405");
    }

    #[test]
    fn team_routes_can_be_missing_in_three_ways() {
        let with = |team_routes| Settings {
            team_routes,
            ..Settings::default()
        };
        let (list, members) = ("/org/{org}/teams", "/org/{org}/teams/{team_id}/members");
        assert_eq!(status("POST", list, &with(Routes::Absent)), "405");
        assert_eq!(status("POST", members, &with(Routes::Absent)), "404");
        assert_eq!(status("POST", list, &with(Routes::NotFound)), "404");
        assert_eq!(status("POST", members, &with(Routes::MethodNotAllowed)), "405");
        assert_eq!(
            status("GET", list, &with(Routes::Absent)),
            "list_organization_teams"
        );
    }
}
