//! Organizations for tests: a manifest and a platform that agree, of which one side is then changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp};
use orgform::guards::{self, Verdict};
use orgform::model::{
    Caller, Desired, DesiredGrant, DesiredMember, DesiredOrganization, DesiredTeam, DesiredWorkspace, Email,
    Expectations, GuardSettings, InvitationId, Live, LiveInvitation, LiveMember, LiveOrganization, LiveTeam,
    LiveTeamGrant, LiveTeamMember, LiveUserGrant, LiveWorkspace, Manage, ModelAccess, OrganizationId,
    Prunable, Reading, Role, Source, TeamId, TeamName, Text, UserId, WorkspaceId, WorkspaceKey,
};
use orgform::plan::{PlanInput, plan};
use orgform::report::PlanReport;

/// The owner whose key is used, in every world.
pub(crate) const ROOT: &str = "root@acme.example";

/// A manifest and a live organization.
pub(crate) struct World {
    pub(crate) desired: Desired,
    pub(crate) live: Live,
    lines: u32,
}

pub(crate) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn email(raw: &str) -> Email {
    Email::parse(raw).unwrap()
}

impl World {
    /// The organization `acme` with one owner, whose key is used; in sync. Everything may be pruned.
    pub(crate) fn new() -> World {
        let mut world = World {
            desired: empty_desired(),
            live: empty_live(),
            lines: 0,
        };
        world.member(ROOT, Role::Owner);
        world
    }

    fn source(&mut self, file: &str) -> Source {
        self.lines += 1;
        Source {
            file: file.into(),
            line: self.lines,
            column: 3,
        }
    }

    /// Somebody who is declared and in the organization.
    pub(crate) fn member(&mut self, person: &str, role: Role) -> &mut World {
        self.declare(person, role).live_member(person, role)
    }

    /// Somebody who is declared.
    pub(crate) fn declare(&mut self, person: &str, role: Role) -> &mut World {
        let member = DesiredMember {
            role,
            models: None,
            previously: Vec::new(),
            reinvite: None,
            source: self.source("members.yaml"),
        };
        let members = self.desired.members.get_or_insert_default();
        members.insert(email(person), member);
        self
    }

    /// Somebody who is no longer declared, nor named by any team or workspace of the manifest.
    pub(crate) fn forget(&mut self, person: &str) -> &mut World {
        let person = email(person);
        self.desired.members.as_mut().unwrap().remove(&person);
        for team in self.desired.teams.iter_mut().flat_map(BTreeMap::values_mut) {
            if let Some(members) = &mut team.members {
                members.remove(&person);
            }
        }
        for workspace in self.desired.workspaces.iter_mut().flat_map(BTreeMap::values_mut) {
            if let Some(users) = &mut workspace.users {
                users.remove(&person);
            }
        }
        self
    }

    /// Somebody who is in the organization.
    pub(crate) fn live_member(&mut self, person: &str, role: Role) -> &mut World {
        self.live.members.push(LiveMember {
            user_id: UserId::new(&format!("user-{person}")),
            email: person.to_owned(),
            name: None,
            role,
            is_active: true,
            invited_by: None,
            joined_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            models: Some(ModelAccess::All),
        });
        self
    }

    /// An invitation that was sent so many hours ago and holds for seven days.
    pub(crate) fn invitation(&mut self, person: &str, role: Role, hours_ago: i64) -> &mut World {
        let created_at = now() - Span::new().hours(hours_ago);
        let Reading::Read(rows) = &mut self.live.invitations else {
            unreachable!("worlds read their invitations")
        };
        let id = InvitationId::new(&format!("secret-link-{}", rows.len()));
        rows.push(LiveInvitation {
            id,
            email: person.to_owned(),
            role,
            accepted: None,
            pending_verification: false,
            created_at,
            expires_at: created_at + Span::new().hours(7 * 24),
            invited_by: None,
        });
        self
    }

    /// A team that is declared and live, with the same people.
    pub(crate) fn team(&mut self, name: &str, people: &[&str]) -> &mut World {
        self.declare_team(name, people).live_team(name, people)
    }

    /// A team that is declared.
    pub(crate) fn declare_team(&mut self, name: &str, people: &[&str]) -> &mut World {
        let file = format!("teams/{name}.yaml");
        let members = people
            .iter()
            .map(|person| (email(person), self.source(&file)))
            .collect();
        let team = DesiredTeam {
            description: None,
            previously: Vec::new(),
            members: Some(members),
            source: self.source(&file),
        };
        let teams = self.desired.teams.get_or_insert_default();
        teams.insert(TeamName::new(name), team);
        self
    }

    /// A team that is live.
    pub(crate) fn live_team(&mut self, name: &str, people: &[&str]) -> &mut World {
        let members = people
            .iter()
            .map(|person| LiveTeamMember {
                user_id: UserId::new(&format!("user-{person}")),
                email: Some((*person).to_owned()),
            })
            .collect();
        let Reading::Read(rows) = &mut self.live.teams else {
            unreachable!("worlds read their teams")
        };
        rows.push(LiveTeam {
            id: TeamId::new(&format!("team-{name}")),
            name: name.to_owned(),
            description: Text::new(""),
            is_active: true,
            is_default: false,
            members: Reading::Read(members),
        });
        self
    }

    /// A workspace that is declared and live, with the same grants; the owner of the key owns it.
    pub(crate) fn workspace(
        &mut self,
        key: &str,
        teams: &[(&str, Role)],
        users: &[(&str, Role)],
    ) -> &mut World {
        self.declare_workspace(key, teams, users)
            .live_workspace(key, teams, users)
    }

    /// A workspace that is declared.
    pub(crate) fn declare_workspace(
        &mut self,
        key: &str,
        teams: &[(&str, Role)],
        users: &[(&str, Role)],
    ) -> &mut World {
        let file = format!("workspaces/{key}.yaml");
        let source = self.source(&file);
        let mut grant = |role: Role| DesiredGrant {
            role,
            source: self.source(&file),
        };
        let workspace = DesiredWorkspace {
            delete: false,
            name: None,
            description: None,
            teams: Some(
                teams
                    .iter()
                    .map(|(name, role)| (TeamName::new(name), grant(*role)))
                    .collect(),
            ),
            users: Some(
                users
                    .iter()
                    .chain([&(ROOT, Role::Owner)])
                    .map(|(person, role)| (email(person), grant(*role)))
                    .collect(),
            ),
            source,
        };
        let workspaces = self.desired.workspaces.get_or_insert_default();
        workspaces.insert(WorkspaceKey::new(key), workspace);
        self
    }

    /// A workspace that is live, and owned by the owner of the key.
    pub(crate) fn live_workspace(
        &mut self,
        key: &str,
        teams: &[(&str, Role)],
        users: &[(&str, Role)],
    ) -> &mut World {
        let users: Vec<(&str, Role)> = users.iter().copied().chain([(ROOT, Role::Owner)]).collect();
        self.live_workspace_of(key, teams, &users)
    }

    /// A workspace that is live, with exactly these grants.
    pub(crate) fn live_workspace_of(
        &mut self,
        key: &str,
        teams: &[(&str, Role)],
        users: &[(&str, Role)],
    ) -> &mut World {
        let users = users.iter().map(|(person, role)| LiveUserGrant {
            user_id: UserId::new(&format!("user-{person}")),
            email: (*person).to_owned(),
            role: *role,
            granted_by: None,
            granted_at: None,
        });
        let teams = teams.iter().map(|(name, role)| LiveTeamGrant {
            team_id: TeamId::new(&format!("team-{name}")),
            role: *role,
            granted_by: None,
            granted_at: None,
        });
        let Reading::Read(rows) = &mut self.live.workspaces else {
            unreachable!("worlds read their workspaces")
        };
        rows.push(LiveWorkspace {
            id: WorkspaceId::new(&format!("workspace-{key}")),
            key: WorkspaceKey::new(key),
            name: Text::new(key),
            description: Text::new(""),
            is_active: true,
            is_default: false,
            created_by: None,
            users: Reading::Read(users.collect()),
            teams: Reading::Read(teams.collect()),
        });
        self
    }

    /// Plans, and asks the guards.
    pub(crate) fn verdict(&self) -> Verdict {
        let input = PlanInput {
            desired: &self.desired,
            live: &self.live,
            now: now(),
        };
        guards::check(plan(input).unwrap(), &self.desired)
    }

    /// Plans, asks the guards, and tells it.
    pub(crate) fn report(&self) -> PlanReport {
        PlanReport::from(&self.verdict())
    }
}

fn empty_desired() -> Desired {
    Desired {
        organization: DesiredOrganization {
            key: "acme".to_owned(),
            name: None,
            description: None,
            expect: Expectations::default(),
            source: Source {
                file: "orgform.yaml".into(),
                line: 3,
                column: 1,
            },
        },
        manage: Manage {
            prune: Prunable::ALL.iter().copied().collect::<BTreeSet<Prunable>>(),
            ..Manage::default()
        },
        guards: GuardSettings::default(),
        approvals: Vec::new(),
        members: None,
        teams: None,
        workspaces: None,
    }
}

fn empty_live() -> Live {
    Live {
        server: "https://platform.example".to_owned(),
        caller: Caller {
            user_id: UserId::new(&format!("user-{ROOT}")),
            email: ROOT.to_owned(),
        },
        organization: LiveOrganization {
            id: OrganizationId::new("org-1"),
            key: "acme".to_owned(),
            name: Text::new("Acme"),
            description: Text::new(""),
            is_active: true,
            allow_external_invites: Some(true),
            max_members: Some(10_000),
            member_count: None,
            may_manage_members: Some(true),
            may_create_workspaces: Some(true),
        },
        members: Vec::new(),
        invitations: Reading::Read(Vec::new()),
        teams: Reading::Read(Vec::new()),
        workspaces: Reading::Read(Vec::new()),
    }
}
