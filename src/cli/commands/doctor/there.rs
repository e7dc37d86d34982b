//! What is there: the account, the organization, and what can be read and done in it.

use super::asked::asked;
use super::examination::Examination;
use super::way::{Account, Way};
use crate::cli::environment::now;
use crate::model::{
    Caller, InvitationStatus, LiveInvitation, LiveMember, LiveOrganization, LiveTeam, LiveWorkspace, limits,
};
use crate::platform::{Connection, Deployment, OwnOrganization, PlatformError, Progress, ReadApi};
use crate::report::{
    AccountCheck, Answering, Check, LimitsCheck, NamedBy, OrganizationCheck, PowersCheck, RouteName,
    RouteReport, RoutesCheck, SeatsReport, Subject,
};

/// What was found there.
pub(super) struct There {
    account: AccountCheck,
    organization: OrganizationCheck,
    powers: PowersCheck,
    limits: LimitsCheck,
    routes: RoutesCheck,
    /// Whether the platform has answered something for this key.
    pub(super) has_taken_the_key: bool,
}

/// An organization, and what names it.
struct Named {
    key: String,
    by: NamedBy,
}

/// What each route told.
struct Reads {
    members: Result<Vec<LiveMember>, PlatformError>,
    invitations: Result<Vec<LiveInvitation>, PlatformError>,
    routes: Vec<RouteReport>,
}

impl There {
    /// Asks for everything that the way leads to.
    pub(super) async fn explore(way: &Way<'_>, manifest: Option<String>, of: &Examination<'_>) -> There {
        let Some(account) = &way.account else {
            return There::unknown(way.obstacle());
        };
        let own = asked(of.progress, account.api.organizations()).await.ok();
        let named = named(manifest, account, own.as_deref(), of);
        let reached = reach(named, account, own.as_deref(), of).await;
        let (named_by, reader, live) = match reached {
            Ok(reached) => reached,
            Err(organization) => {
                return There {
                    account: whose(account),
                    organization,
                    has_taken_the_key: own.is_some(),
                    ..There::unknown(Subject::Organization)
                };
            }
        };
        let reads = Reads::take(&reader, of.progress).await;
        There {
            account: whose(account),
            powers: powers(account.told.as_ref().ok(), &live, &reads.members),
            limits: limits_of(&live, own.as_deref(), &reads, &way.deployment),
            organization: OrganizationCheck::There {
                key: live.key,
                name: live.name.to_string(),
                named_by,
                suspended: !live.is_active,
            },
            routes: RoutesCheck::of(reads.routes),
            has_taken_the_key: true,
        }
    }

    /// Nothing, because of this.
    fn unknown(because: Subject) -> There {
        There {
            account: AccountCheck::NotKnown { because },
            organization: OrganizationCheck::NotKnown { because },
            powers: PowersCheck::NotKnown { because },
            limits: LimitsCheck::NotKnown { because },
            routes: RoutesCheck::NotKnown { because },
            has_taken_the_key: false,
        }
    }

    /// What was found.
    pub(super) fn checks(self) -> [Check; 5] {
        [
            Check::Account(self.account),
            Check::Organization(self.organization),
            Check::Powers(self.powers),
            Check::Limits(self.limits),
            Check::Routes(self.routes),
        ]
    }
}

/// Whose key it is.
fn whose(account: &Account<'_>) -> AccountCheck {
    match &account.told {
        Ok(caller) => AccountCheck::Known {
            email: caller.email.clone(),
        },
        Err(PlatformError::NoCaller(call)) => AccountCheck::Untold {
            answer: call.problem().to_string(),
        },
        Err(error) => AccountCheck::Failed {
            why: error.to_string(),
        },
    }
}

/// The organization that is addressed: the manifest's, the environment's, the profile's, or the only one there is.
fn named(
    manifest: Option<String>,
    account: &Account<'_>,
    own: Option<&[OwnOrganization]>,
    of: &Examination<'_>,
) -> Option<Named> {
    let named = |by: NamedBy| move |key: String| Named { key, by };
    let variable = of.settings.environment.get("DREADNODE_ORGANIZATION");
    let stated = manifest
        .map(named(NamedBy::Manifest))
        .or_else(|| variable.map(str::to_owned).map(named(NamedBy::Environment)))
        .or_else(|| account.endpoint.organization.clone().map(named(NamedBy::Profile)))
        .filter(|named| limits::is_key(&named.key));
    stated.or_else(|| match own {
        Some([only]) => Some(named(NamedBy::Account)(only.key.clone())),
        _ => None,
    })
}

/// Looks at the organization, or tells why it cannot be looked at.
async fn reach(
    named: Option<Named>,
    account: &Account<'_>,
    own: Option<&[OwnOrganization]>,
    of: &Examination<'_>,
) -> Result<(NamedBy, ReadApi, LiveOrganization), OrganizationCheck> {
    let others = || own.map(|own| own.iter().map(|one| one.key.clone()).collect());
    let failed = |why: String| OrganizationCheck::Failed { why };
    let Some(Named { key, by }) = named else {
        return Err(OrganizationCheck::Unnamed { others: others() });
    };
    let endpoint = account.endpoint;
    let connection = Connection::open(&endpoint.server, &endpoint.key, &key, &of.options())
        .map_err(|error| failed(error.to_string()))?;
    let reader = connection.reader();
    match asked(of.progress, reader.organization()).await {
        Ok(live) => Ok((by, reader, live)),
        Err(PlatformError::NoOrganization { .. }) => Err(OrganizationCheck::Missing {
            key,
            named_by: by,
            others: others(),
        }),
        Err(error) => Err(failed(error.to_string())),
    }
}

fn powers(
    caller: Option<&Caller>,
    live: &LiveOrganization,
    members: &Result<Vec<LiveMember>, PlatformError>,
) -> PowersCheck {
    match (caller, members) {
        (_, Err(error)) => PowersCheck::Failed {
            why: error.to_string(),
        },
        (None, _) => PowersCheck::NotKnown {
            because: Subject::Account,
        },
        (Some(caller), Ok(members)) => match members.iter().find(|member| member.user_id == caller.user_id) {
            Some(member) => PowersCheck::of(member.role, live.may_manage_members, live.may_create_workspaces),
            None => PowersCheck::Stranger,
        },
    }
}

fn limits_of(
    live: &LiveOrganization,
    own: Option<&[OwnOrganization]>,
    reads: &Reads,
    deployment: &Deployment,
) -> LimitsCheck {
    let own = own.and_then(|own| own.iter().find(|one| one.key == live.key));
    let plan = own.and_then(|own| own.plan.clone());
    let is_open = |invitation: &&LiveInvitation| {
        matches!(
            invitation.status(now()),
            InvitationStatus::Open | InvitationStatus::Verifying
        )
    };
    let open = reads.invitations.as_ref().ok();
    let open = open.map(|invitations| invitations.iter().filter(is_open).count() as u64);
    let counted = reads.members.as_ref().ok().map(|members| members.len() as u64);
    LimitsCheck::Told {
        workspaces_locked: deployment.mode.as_deref() == Some("saas") && plan.as_deref() == Some("free"),
        plan,
        seats: live.max_members.map(|all| SeatsReport {
            all,
            taken: live.member_count.or(counted),
            invited: open,
        }),
        external_invites: live.allow_external_invites,
        credits: deployment.has_credits,
    }
}

impl Reads {
    /// Asks every route once; those about one team or one workspace, about the first there is.
    async fn take(reader: &ReadApi, progress: &dyn Progress) -> Reads {
        let (members, invitations, teams, workspaces) = tokio::join!(
            asked(progress, reader.members()),
            asked(progress, reader.invitations()),
            asked(progress, reader.teams()),
            asked(progress, reader.workspaces()),
        );
        let (team, workspace) = (a_team(&teams), a_workspace(&workspaces));
        let (people, users, grants) = tokio::join!(
            each(team, |team| asked(progress, reader.team_members(&team.id))),
            each(workspace, |one| asked(progress, reader.workspace_users(&one.key))),
            each(workspace, |one| asked(progress, reader.workspace_teams(&one.key))),
        );
        let route = |lists, answering| RouteReport { lists, answering };
        let routes = vec![
            route(RouteName::Members, Answering::of(&members)),
            route(RouteName::Invitations, Answering::of(&invitations)),
            route(RouteName::Teams, Answering::of(&teams)),
            route(RouteName::TeamMembers, people),
            route(RouteName::Workspaces, Answering::of(&workspaces)),
            route(RouteName::WorkspaceUsers, users),
            route(RouteName::WorkspaceTeams, grants),
        ];
        Reads {
            members,
            invitations,
            routes,
        }
    }
}

/// What a route about one thing did, where there is one.
async fn each<'a, T, U, F>(thing: Option<&'a T>, ask: impl FnOnce(&'a T) -> F) -> Answering
where
    F: Future<Output = Result<U, PlatformError>>,
{
    match thing {
        Some(thing) => Answering::of(&ask(thing).await),
        None => Answering::NothingToAsk,
    }
}

fn a_team(teams: &Result<Vec<LiveTeam>, PlatformError>) -> Option<&LiveTeam> {
    teams.as_ref().ok()?.iter().find(|team| team.is_active)
}

/// A workspace that is shared, or else somebody's own.
fn a_workspace(workspaces: &Result<Vec<LiveWorkspace>, PlatformError>) -> Option<&LiveWorkspace> {
    let active = workspaces
        .as_ref()
        .ok()?
        .iter()
        .filter(|workspace| workspace.is_active);
    active.min_by_key(|workspace| (workspace.is_default, &workspace.key))
}
