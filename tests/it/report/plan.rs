//! A plan as JSON.

use jiff::civil::date;
use orgform::model::{Approval, GuardCode, Reading, Role, Source};
use orgform::report::{Document, GuardState, Outcome, PlanReport, ReadError};
use serde_json::{Value, json};

use crate::support::situations::{ADA, CYD, eventful, refused};
use crate::support::world::{ROOT, World};

fn json(report: &PlanReport) -> Value {
    serde_json::from_str(&report.to_json().unwrap()).unwrap()
}

#[test]
fn a_plan_in_sync_has_no_changes() {
    let report = World::new().report();
    assert_eq!(report.verdict.outcome, Outcome::NoChanges);
    let written = json(&report);
    assert_eq!(written["format_version"], "1.1");
    assert_eq!(written["kind"], "plan");
    assert_eq!(written["changes"], json!([]));
    assert_eq!(
        written["summary"],
        json!({ "add": 0, "change": 0, "remove": 0, "rename": 0, "waiting": 0 })
    );
}

#[test]
fn a_change_says_what_where_why_and_what_follows() {
    let written = json(&eventful().report());
    let change = |action: &str| {
        let changes = written["changes"].as_array().unwrap();
        let mut found = changes.iter().filter(|change| change["action"] == action);
        let mut change = found.next().unwrap_or_else(|| panic!("no {action}")).clone();
        change.as_object_mut().unwrap().remove("fingerprint");
        change
    };
    insta::assert_json_snapshot!(change("remove-member"), @r#"
    {
      "action": "remove-member",
      "address": "member/eve@acme.example",
      "after": null,
      "because": "not declared",
      "before": {
        "models": "all",
        "role": "contributor"
      },
      "depends_on": [],
      "destructive": true,
      "effects": [
        {
          "kind": "leaves-team",
          "team": "red-team"
        }
      ],
      "id": "remove-member:member/eve@acme.example",
      "source": null,
      "target": {
        "kind": "member",
        "person": "eve@acme.example"
      },
      "verb": "remove"
    }
    "#);
    insta::assert_json_snapshot!(change("update-member"), @r#"
    {
      "action": "update-member",
      "address": "member/cyd@partner.example",
      "after": {
        "models": "all",
        "role": "owner"
      },
      "because": "the role differs",
      "before": {
        "models": "all",
        "role": "contributor"
      },
      "depends_on": [],
      "destructive": false,
      "effects": [],
      "id": "update-member:member/cyd@partner.example",
      "source": {
        "column": 3,
        "file": "members.yaml",
        "line": 39
      },
      "target": {
        "kind": "member",
        "person": "cyd@partner.example"
      },
      "verb": "change"
    }
    "#);
    insta::assert_json_snapshot!(change("update-team"), @r#"
    {
      "action": "update-team",
      "address": "team/azure",
      "after": {
        "description": "",
        "name": "azure"
      },
      "because": "`blue` is its earlier name",
      "before": {
        "description": "",
        "name": "blue"
      },
      "depends_on": [],
      "destructive": false,
      "effects": [],
      "id": "update-team:team/azure",
      "source": {
        "column": 3,
        "file": "teams/blue.yaml",
        "line": 24
      },
      "target": {
        "kind": "team",
        "team": "azure"
      },
      "verb": "rename"
    }
    "#);
    insta::assert_json_snapshot!(change("add-team-member"), @r#"
    {
      "action": "add-team-member",
      "address": "team/green/member/fay@acme.example",
      "after": {},
      "because": "declared, and not in the team",
      "before": null,
      "depends_on": [
        "team/green"
      ],
      "destructive": false,
      "effects": [],
      "id": "add-team-member:team/green/member/fay@acme.example",
      "source": {
        "column": 3,
        "file": "teams/green.yaml",
        "line": 35
      },
      "target": {
        "kind": "team-member",
        "person": "fay@acme.example",
        "team": "green"
      },
      "verb": "add"
    }
    "#);
}

#[test]
fn access_tells_every_path_on_both_sides() {
    let written = json(&eventful().report());
    let access = written["access"].as_array().unwrap();
    let of = |person: &str, workspace: &str| {
        access
            .iter()
            .find(|row| row["person"] == person && row["workspace"] == workspace)
    };
    insta::assert_json_snapshot!(of(CYD, "engagements"), @r#"
    {
      "after": "owner",
      "before": "reader",
      "paths_after": [
        {
          "role": "reader",
          "via": "direct"
        },
        {
          "role": "owner",
          "via": "organization-owner"
        }
      ],
      "paths_before": [
        {
          "role": "reader",
          "via": "direct"
        }
      ],
      "person": "cyd@partner.example",
      "private": false,
      "workspace": "engagements"
    }
    "#);
    insta::assert_json_snapshot!(written["people"], @r#"
    {
      "gain": [],
      "gain_owner": [
        "cyd@partner.example"
      ],
      "lose_all": [
        "eve@acme.example"
      ],
      "lose_some": [
        "bob@acme.example"
      ],
      "unaffected": 15,
      "unknown_workspaces": []
    }
    "#);
    insta::assert_json_snapshot!(written["verdict"], @r#"
    {
      "blocked": 0,
      "changes": 8,
      "held": 0,
      "held_by": [],
      "lifted": [],
      "looser": [],
      "outcome": "changes",
      "people_awaited": 2,
      "people_gaining": 0,
      "people_gaining_owner": 1,
      "people_losing_all": 1,
      "people_losing_some": 1,
      "people_unaffected": 15,
      "refused_by": []
    }
    "#);
}

#[test]
fn access_that_cannot_be_read_is_told_as_unknown() {
    let mut world = World::new();
    world
        .member(ADA, Role::Reader)
        .live_team("dark", &[ADA])
        .workspace("w", &[], &[])
        .live_workspace("by-team", &[("dark", Role::Reader)], &[])
        .live_workspace("by-grants", &[], &[]);
    let Reading::Read(teams) = &mut world.live.teams else {
        unreachable!("worlds read their teams")
    };
    teams[0].members = Reading::Unreadable("403".to_owned());
    let Reading::Read(workspaces) = &mut world.live.workspaces else {
        unreachable!("worlds read their workspaces")
    };
    workspaces[2].users = Reading::Unreadable("403".to_owned());
    assert_eq!(world.report().people.unknown_workspaces, ["by-grants", "by-team"]);
}

#[test]
fn what_waits_says_for_whom_and_since_when() {
    let written = json(&eventful().report());
    insta::assert_json_snapshot!(written["waiting"], @r#"
    [
      {
        "address": "invitation/hal@acme.example",
        "person": "hal@acme.example",
        "role": "reader",
        "since": "2026-05-29T12:00:00Z",
        "source": {
          "column": 3,
          "file": "members.yaml",
          "line": 34
        },
        "target": {
          "kind": "invitation",
          "person": "hal@acme.example"
        },
        "until": "2026-06-05T12:00:00Z",
        "verifying": false
      },
      {
        "address": "team/green/member/gus@acme.example",
        "person": "gus@acme.example",
        "role": null,
        "since": null,
        "source": {
          "column": 3,
          "file": "teams/green.yaml",
          "line": 36
        },
        "target": {
          "kind": "team-member",
          "person": "gus@acme.example",
          "team": "green"
        },
        "until": null,
        "verifying": false
      },
      {
        "address": "team/green/member/hal@acme.example",
        "person": "hal@acme.example",
        "role": null,
        "since": "2026-05-29T12:00:00Z",
        "source": {
          "column": 3,
          "file": "teams/green.yaml",
          "line": 37
        },
        "target": {
          "kind": "team-member",
          "person": "hal@acme.example",
          "team": "green"
        },
        "until": "2026-06-05T12:00:00Z",
        "verifying": false
      }
    ]
    "#);
}

#[test]
fn a_refusal_holds_the_whole_plan_and_the_block_that_lifts_it() {
    let mut world = refused();
    let report = world.report();
    assert_eq!(report.verdict.outcome, Outcome::Refused);
    assert_eq!(report.verdict.refused_by, ["removal-limit", "access-loss"]);
    assert_eq!(report.changes.len(), 4);
    insta::assert_json_snapshot!(report.guards[0], @r#"
    {
      "code": "removal-limit",
      "state": "refuses",
      "reason": "members: 4 of 13; the limit is 25 percent",
      "objects": [
        "member/person0@acme.example",
        "member/person1@acme.example",
        "member/person2@acme.example",
        "member/person3@acme.example"
      ],
      "changes": [
        "remove-member:member/person0@acme.example",
        "remove-member:member/person1@acme.example",
        "remove-member:member/person2@acme.example",
        "remove-member:member/person3@acme.example"
      ],
      "approval": "approvals:\n  - guard: removal-limit\n    objects:\n      - member/person0@acme.example\n      - member/person1@acme.example\n      - member/person2@acme.example\n      - member/person3@acme.example\n    until: 2026-06-08\n    reason: <why this is right, and who agreed>\n"
    }
    "#);

    // One section for both guards, and it lifts them.
    let block = report.approvals_to_paste(GuardState::Refuses).unwrap();
    assert_eq!(block.matches("approvals:").count(), 1);
    world.desired.approvals = report
        .guards_that(GuardState::Refuses)
        .map(|guard| Approval {
            guard: guard.code.parse::<GuardCode>().unwrap(),
            objects: guard
                .objects
                .iter()
                .map(|object| object.parse().unwrap())
                .collect(),
            until: date(2026, 6, 8),
            reason: "agreed".to_owned(),
            source: Source {
                file: "orgform.yaml".into(),
                line: 20,
                column: 5,
            },
        })
        .collect();
    let approved = world.report();
    assert_eq!(approved.verdict.outcome, Outcome::Changes);
    assert_eq!(approved.verdict.lifted, ["removal-limit", "access-loss"]);
}

#[test]
fn what_cannot_be_approved_has_no_block() {
    let mut world = World::new();
    world
        .member(ADA, Role::Reader)
        .forget(ROOT)
        .declare(ROOT, Role::Reader);
    let report = world.report();
    assert!(report.verdict.refused_by.contains(&"self-lockout".to_owned()));
    assert!(report.guards.iter().all(|guard| guard.approval.is_none()));
}

#[test]
fn what_is_held_is_told_with_its_guard_and_is_not_among_the_changes() {
    let mut world = World::new();
    world
        .declare("zoe@elsewhere.example", Role::Reader)
        .declare(ADA, Role::Reader);
    world.desired.guards.email_domains = Some(["acme.example".to_owned()].into());
    let report = world.report();
    assert_eq!(report.verdict.outcome, Outcome::Held);
    assert_eq!(report.changes.len(), 1);
    assert_eq!(report.held[0].change.address, "invitation/zoe@elsewhere.example");
    assert_eq!(report.guards[0].state, GuardState::Holds);
    assert_eq!(
        report.guards[0].changes,
        ["invite:invitation/zoe@elsewhere.example"]
    );
    assert!(report.guards[0].approval.is_some());
}

#[test]
fn ids_are_unique_and_no_invitation_id_gets_out() {
    let mut world = eventful();
    // Cancelled, cancelled and sent anew, and one of two: every road on which an id could travel.
    world
        .invitation("left@acme.example", Role::Reader, 10)
        .declare("iva@acme.example", Role::Contributor)
        .invitation("iva@acme.example", Role::Reader, 10)
        .declare("jon@acme.example", Role::Reader)
        .invitation("jon@acme.example", Role::Reader, 10)
        .invitation("jon@acme.example", Role::Reader, 20);
    let report = world.report();
    let ids: std::collections::BTreeSet<&str> =
        report.changes.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(ids.len(), report.changes.len());
    let actions: Vec<&str> = report
        .changes
        .iter()
        .map(|change| change.action.as_str())
        .collect();
    for action in ["cancel-invitation", "reinvite"] {
        assert!(actions.contains(&action), "{action}");
    }
    assert!(!report.to_json().unwrap().contains("secret-link"));
}

#[test]
fn a_plan_reads_back_as_it_was_written() {
    let report = eventful().report();
    let text = report.to_json().unwrap();
    assert_eq!(PlanReport::from_json(&text).unwrap(), report);
    assert_eq!(
        eventful().report().to_json().unwrap(),
        text,
        "the same world, the same bytes"
    );
}

#[test]
fn a_newer_minor_version_is_read_and_its_new_fields_are_ignored() {
    let report = eventful().report();
    let mut written = json(&report);
    written["format_version"] = "1.7".into();
    written["weather"] = "fine".into();
    written["changes"][0]["mood"] = "good".into();
    let read = PlanReport::from_json(&written.to_string()).unwrap();
    assert_eq!(read.changes, report.changes);
}

#[test]
fn a_newer_major_version_is_refused_before_its_fields_are_looked_at() {
    let newer = json!({ "format_version": "2.0", "kind": "plan", "changes": "in another way" });
    let refused = PlanReport::from_json(&newer.to_string()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "has format version 2.0, and this orgform reads 1.x: use a newer orgform"
    );
}

#[test]
fn what_is_no_plan_is_told_apart() {
    let mut written = json(&eventful().report());
    let text = written.to_string();
    let cut = text.split_at(text.len() / 2).0;
    assert!(matches!(PlanReport::from_json(cut), Err(ReadError::NotJson(_))));
    assert!(matches!(PlanReport::from_json("{}"), Err(ReadError::NotOurs(_))));
    assert!(matches!(PlanReport::from_json("[1]"), Err(ReadError::NotOurs(_))));
    let receipt = json!({ "format_version": "1.0", "kind": "receipt" }).to_string();
    assert!(matches!(
        PlanReport::from_json(&receipt),
        Err(ReadError::OtherKind { .. })
    ));
    written.as_object_mut().unwrap().remove("changes");
    assert!(matches!(
        PlanReport::from_json(&written.to_string()),
        Err(ReadError::Damaged(_))
    ));
}
