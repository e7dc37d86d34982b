//! What the unit tests of planning and guarding share: a world in a few words, and the verdict on a manifest
//! against it.

use jiff::{SignedDuration, Timestamp};

use crate::guards::{ApprovalState, Judgement, Verdict, check};
use crate::manifest::load_files;
use crate::model::{
    Address, Caller, Desired, GuardCode, InvitationId, Live, LiveInvitation, LiveMember, LiveOrganization,
    LiveTeam, LiveTeamGrant, LiveTeamMember, LiveUserGrant, LiveWorkspace, ModelAccess, OrganizationId,
    Reading, Role, SourceFile, TeamId, Text, UserId, WorkspaceId, WorkspaceKey,
};
use crate::plan::{Plan, PlanInput, plan};

/// The moment of every test.
pub(crate) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().expect("a time")
}

fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

/// A live organization. `ci@acme.example` is the calling account, an owner.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) live: Live,
}

/// A robot that runs the tool and nobody else.
pub(crate) fn world() -> World {
    let organization = LiveOrganization {
        id: OrganizationId::new("org-1"),
        key: "acme".into(),
        name: Text::new("Acme"),
        description: Text::new(""),
        is_active: true,
        allow_external_invites: Some(true),
        max_members: Some(500),
        member_count: None,
        may_manage_members: Some(true),
        may_create_workspaces: Some(true),
    };
    let live = Live {
        server: "https://platform.example".into(),
        caller: Caller {
            user_id: UserId::new("ci@acme.example"),
            email: "ci@acme.example".into(),
        },
        organization,
        members: Vec::new(),
        invitations: Reading::Read(Vec::new()),
        teams: Reading::Read(Vec::new()),
        workspaces: Reading::Read(Vec::new()),
    };
    World { live }.member("ci@acme.example", Role::Owner)
}

fn read<T>(reading: &mut Reading<Vec<T>>) -> &mut Vec<T> {
    match reading {
        Reading::Read(rows) => rows,
        _ => panic!("the collection is not read in this world"),
    }
}

impl World {
    /// A member, joined ten days ago. The account's id is the address.
    pub(crate) fn member(mut self, email: &str, role: Role) -> World {
        self.live.members.push(LiveMember {
            user_id: UserId::new(email),
            email: email.into(),
            name: None,
            role,
            is_active: true,
            invited_by: None,
            joined_at: now() - days(10),
            models: Some(ModelAccess::All),
        });
        self
    }

    /// Several members of one role: `p1@acme.example` to `pN@acme.example`.
    pub(crate) fn members(self, number: usize, role: Role) -> World {
        (1..=number).fold(self, |world, index| {
            world.member(&format!("p{index}@acme.example"), role)
        })
    }

    /// Changes the member added last.
    pub(crate) fn with_last(mut self, change: impl FnOnce(&mut LiveMember)) -> World {
        change(self.live.members.last_mut().expect("a member"));
        self
    }

    /// Changes the organization's row.
    pub(crate) fn with_organization(mut self, change: impl FnOnce(&mut LiveOrganization)) -> World {
        change(&mut self.live.organization);
        self
    }

    /// An invitation, sent `created` days ago and ending in `expires` days.
    pub(crate) fn invitation(mut self, email: &str, role: Role, created: i64, expires: i64) -> World {
        let rows = read(&mut self.live.invitations);
        rows.push(LiveInvitation {
            id: InvitationId::new(&format!("invitation-{}", rows.len())),
            email: email.into(),
            role,
            accepted: None,
            pending_verification: false,
            created_at: now() - days(created),
            expires_at: now() + days(expires),
            invited_by: None,
        });
        self
    }

    /// The answer to the invitation added last.
    pub(crate) fn answered(mut self, accepted: bool) -> World {
        read(&mut self.live.invitations)
            .last_mut()
            .expect("an invitation")
            .accepted = Some(accepted);
        self
    }

    /// A team. Its id is its name.
    pub(crate) fn team(mut self, name: &str, members: &[&str]) -> World {
        let members = members
            .iter()
            .map(|email| LiveTeamMember {
                user_id: UserId::new(email),
                email: Some((*email).to_owned()),
            })
            .collect();
        let rows = read(&mut self.live.teams);
        rows.push(LiveTeam {
            id: TeamId::new(&format!("{name}-{}", rows.len())),
            name: name.into(),
            description: Text::new(""),
            is_active: true,
            is_default: false,
            members: Reading::Read(members),
        });
        self
    }

    /// A workspace with direct grants; the calling account owns it too.
    pub(crate) fn workspace(mut self, key: &str, users: &[(&str, Role)]) -> World {
        let caller = ("ci@acme.example", Role::Owner);
        let users = std::iter::once(&caller)
            .chain(users)
            .map(|(email, role)| LiveUserGrant {
                user_id: UserId::new(email),
                email: (*email).to_owned(),
                role: *role,
                granted_by: None,
                granted_at: None,
            });
        let users = users.collect();
        read(&mut self.live.workspaces).push(LiveWorkspace {
            id: WorkspaceId::new(key),
            key: WorkspaceKey::new(key),
            name: Text::new(key),
            description: Text::new(""),
            is_active: true,
            is_default: false,
            created_by: None,
            users: Reading::Read(users),
            teams: Reading::Read(Vec::new()),
        });
        self
    }

    /// Changes the workspace added last.
    pub(crate) fn with_workspace(mut self, change: impl FnOnce(&mut LiveWorkspace)) -> World {
        change(read(&mut self.live.workspaces).last_mut().expect("a workspace"));
        self
    }

    /// Takes the caller's own grant from the workspace added last, so that nobody else holds it up.
    pub(crate) fn without_caller(self) -> World {
        self.with_workspace(|workspace| {
            read(&mut workspace.users).retain(|row| row.email != "ci@acme.example");
        })
    }

    /// Grants a team the workspace added last.
    pub(crate) fn team_grant(mut self, team: &str, role: Role) -> World {
        let found = read(&mut self.live.teams)
            .iter()
            .find(|row| row.name == team)
            .expect("a team")
            .id
            .clone();
        let workspace = read(&mut self.live.workspaces).last_mut().expect("a workspace");
        read(&mut workspace.teams).push(LiveTeamGrant {
            team_id: found,
            role,
            granted_by: None,
            granted_at: None,
        });
        self
    }

    /// The plan for a manifest.
    pub(crate) fn plan(&self, manifest: &str) -> Plan {
        self.plan_for(&desired(manifest))
    }

    /// The plan for a manifest that is read already.
    pub(crate) fn plan_for(&self, desired: &Desired) -> Plan {
        plan(PlanInput {
            desired,
            live: &self.live,
            now: now(),
        })
        .expect("the caller is clear")
    }

    /// The verdict on a manifest.
    pub(crate) fn verdict(&self, manifest: &str) -> Verdict {
        let desired = desired(manifest);
        check(self.plan_for(&desired), &desired)
    }

    /// Whether a guard objects, or holds something, when it judges a manifest.
    pub(crate) fn objects(&self, guard: GuardCode, manifest: &str) -> bool {
        objections(self.verdict(manifest).judgement(), guard) > 0
    }
}

fn objections(judgement: &Judgement, guard: GuardCode) -> usize {
    let refused = judgement
        .objections
        .iter()
        .filter(|objection| objection.guard == guard)
        .count();
    refused + judgement.held.iter().filter(|held| held.guard == guard).count()
}

/// A manifest without its first three lines, which are always the same.
pub(crate) fn desired(manifest: &str) -> Desired {
    let text = format!("apiVersion: orgform/v1\norganization:\n  key: acme\n{manifest}");
    let loaded = load_files(
        "",
        &[SourceFile {
            name: "orgform.yaml".into(),
            text: text.clone().into(),
        }],
    );
    let problems: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message))
        .collect();
    loaded.desired.unwrap_or_else(|| panic!("{problems:#?}\n{text}"))
}

/// `prune` for everything: what most tests of removals begin with.
pub(crate) const PRUNE: &str = "manage: { prune: [members, teams, team-members, grants] }\n";

/// Holds a guard against every state of an approval: none, complete, in part, expired, and one that nothing
/// needs. `quiet` is a manifest to which the guard does not object.
pub(crate) fn assert_approvals(
    world: &World,
    guard: GuardCode,
    manifest: &str,
    objects: &[&str],
    quiet: &str,
) {
    let approve = |objects: &[&str], until: &str, manifest: &str| {
        let objects = objects.join(", ");
        format!(
            "{manifest}approvals:\n  - {{ guard: {guard}, objects: [{objects}], until: {until}, reason: a test }}\n"
        )
    };
    let states = |manifest: &str| {
        let notes = world.verdict(manifest).judgement().approvals.clone();
        notes.into_iter().map(|note| note.state).collect::<Vec<_>>()
    };
    assert!(world.objects(guard, manifest), "without an approval");
    let complete = approve(objects, "2026-06-01", manifest);
    assert!(!world.objects(guard, &complete), "approved to the end of the day");
    assert_eq!(states(&complete), [], "an approval that serves is not told");
    if objects.len() > 1 {
        let part = approve(&objects[1..], "2026-06-01", manifest);
        assert!(world.objects(guard, &part), "approved in part");
        assert!(
            matches!(states(&part).as_slice(), [ApprovalState::Incomplete { missing }]
                if missing.iter().map(Address::to_string).collect::<Vec<_>>() == objects[..1]),
            "the missing object is named"
        );
    }
    let expired = approve(objects, "2026-05-31", manifest);
    assert!(world.objects(guard, &expired), "approved until yesterday");
    assert!(matches!(
        states(&expired).as_slice(),
        [ApprovalState::Expired { .. }]
    ));
    let unused = approve(objects, "2026-06-01", quiet);
    assert!(!world.objects(guard, &unused));
    assert_eq!(states(&unused), [ApprovalState::Unused]);
}
