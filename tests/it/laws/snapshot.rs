//! What is planned from a snapshot is what would have been planned from the platform, whoever is hidden in it.

use std::collections::BTreeSet;

use orgform::drift::compare;
use orgform::guards::{Rules, check};
use orgform::model::{Desired, Email};
use orgform::report::{BaselineReport, ChangeReport, Document, DriftReport, PlanReport};
use orgform::snapshot::{HidingKey, NotThisOne, Snapshot, SnapshotReport};
use proptest::prelude::*;
use tokio::runtime::Builder;

use super::case::{Case, case};
use super::odd::{distort, oddities};
use super::world::World;
use crate::stage::Stage;
use crate::support::cases::cases;

fn key() -> HidingKey {
    HidingKey::new(b"sixteen bytes and more").unwrap()
}

/// The document, written and read back.
fn through_a_file(document: &SnapshotReport) -> SnapshotReport {
    SnapshotReport::from_json(&document.to_json().unwrap()).unwrap()
}

fn planned(document: &SnapshotReport, key: Option<&HidingKey>, desired: &Desired) -> Option<PlanReport> {
    let snapshot = Snapshot::open(through_a_file(document), key, &[desired]).unwrap();
    snapshot.plan(desired, None).ok()
}

/// What a report says of a baseline.
fn told(baseline: &Desired) -> BaselineReport {
    BaselineReport {
        name: "applied".to_owned(),
        commit: None,
        manifest: baseline.digest(),
    }
}

/// Everything that the manifest's own text does not name.
fn strangers(case: &Case, desired: &Desired) -> BTreeSet<String> {
    let text = format!("{desired:?}").to_ascii_lowercase();
    let live = case.world.live();
    let people = live
        .members
        .iter()
        .map(|member| member.email.to_ascii_lowercase());
    people.filter(|email| !text.contains(email.as_str())).collect()
}

fn is_hidden(change: &ChangeReport) -> bool {
    change.address.contains("hidden-")
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_snapshot_leads_to_the_drift_that_the_platform_leads_to(case in case(), other in case()) {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let stage = Stage::at(World::now, case.world.seed()).await;
            let (desired, baseline) = (case.manifest().desired(), other.manifest().desired());
            let survey = stage.survey_both(&desired, &baseline).await;
            let told = told(&baseline);
            let drift = compare(&survey.live, &survey.plan, survey.baseline.as_ref());
            let live = DriftReport::of(&drift, Some(told.clone()));
            let document = through_a_file(&stage.snapshot().await);
            let snapshot = Snapshot::open(document, None, &[&desired, &baseline]).unwrap();
            let mut past = snapshot.drift(&desired, Some((&baseline, told))).unwrap();
            prop_assert!(past.snapshot.take().is_some(), "it says that it is of a snapshot");
            prop_assert_eq!(past.to_json().unwrap(), live.to_json().unwrap());
            Ok(())
        })?;
    }

    #[test]
    fn a_snapshot_leads_to_the_pull_request_view_that_the_platform_leads_to(case in case(), other in case()) {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let stage = Stage::at(World::now, case.world.seed()).await;
            let (desired, baseline) = (case.manifest().desired(), other.manifest().desired());
            let survey = stage.survey_both(&desired, &baseline).await;
            let verdict = check(survey.plan, Rules::new(&desired, Some(&baseline)));
            let live = PlanReport::of(&verdict, survey.baseline.as_ref().zip(Some(told(&baseline))));
            prop_assert!(live.origins.is_some(), "it says where its steps come from");
            let document = through_a_file(&stage.snapshot().await);
            let snapshot = Snapshot::open(document, None, &[&desired, &baseline]).unwrap();
            let mut past = snapshot.plan(&desired, Some((&baseline, told(&baseline)))).unwrap();
            prop_assert!(past.snapshot.take().is_some(), "it says that it is of a snapshot");
            prop_assert_eq!(past.to_json().unwrap(), live.to_json().unwrap());
            Ok(())
        })?;
    }

    #[test]
    fn a_snapshot_leads_to_the_plan_that_the_platform_leads_to(case in case()) {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let stage = Stage::at(World::now, case.world.seed()).await;
            let desired = case.manifest().desired();
            let live = PlanReport::from(&stage.judge(&desired).await);
            let mut past = planned(&stage.snapshot().await, None, &desired).unwrap();
            let note = past.snapshot.take().expect("it says that it is of a snapshot");
            prop_assert_eq!(note.taken_at, World::now());
            prop_assert_eq!(past.to_json().unwrap(), live.to_json().unwrap());
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn who_is_hidden_changes_names_and_nothing_else(case in case(), oddities in oddities()) {
        let desired = case.manifest().desired();
        let mut live = case.world.live();
        distort(&mut live, &oddities);
        let document = SnapshotReport::of(&live, World::now());
        let hidden = document.clone().hidden_by(&key());

        let Some(open) = planned(&document, None, &desired) else { return Ok(()) };
        let past = planned(&hidden, Some(&key()), &desired).unwrap();
        prop_assert_eq!(&past.summary, &open.summary);
        prop_assert_eq!(past.people.lose_all.len(), open.people.lose_all.len());
        let named: Vec<&ChangeReport> = past.changes.iter().filter(|change| !is_hidden(change)).collect();
        for change in &named {
            let same = |other: &ChangeReport| {
                (&other.id, &other.fingerprint) == (&change.id, &change.fingerprint)
            };
            prop_assert!(open.changes.iter().any(same), "{}", change.address);
        }
        let others = past.changes.len() - named.len();
        prop_assert_eq!(open.changes.len() - others, named.len());
        // Names that are hidden cannot be compared, which the plan says.
        let refusing = |plan: &PlanReport| {
            let codes = plan.verdict.refused_by.iter().filter(|code| *code != "rename-suspected");
            codes.cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(refusing(&past), refusing(&open));
        prop_assert!(past.warnings.iter().any(|warning| warning.contains("hides")));
    }

    #[test]
    fn a_hidden_snapshot_names_nobody_and_no_snapshot_holds_an_accept_link(case in case()) {
        let live = case.world.live();
        let document = SnapshotReport::of(&live, World::now());
        for invitation in live.invitations.known().into_iter().flatten() {
            let link = format!("\"{}\"", invitation.id.reveal());
            prop_assert!(!document.to_json().unwrap().contains(&link));
        }
        let text = document.hidden_by(&key()).to_json().unwrap().to_ascii_lowercase();
        for member in &live.members {
            let email = Email::parse(&member.email).unwrap();
            prop_assert!(!text.contains(email.folded()), "{}", email);
            prop_assert!(!text.contains(email.domain()), "{}", email);
        }
        let desired = case.manifest().desired();
        for stranger in strangers(&case, &desired) {
            let past = planned(&SnapshotReport::from_json(&text).unwrap(), Some(&key()), &desired).unwrap();
            prop_assert!(!past.to_json().unwrap().contains(&stranger), "{}", stranger);
        }
    }
}

#[test]
fn a_snapshot_that_does_not_fit_is_not_opened() {
    let world = crate::support::world::World::new();
    let document = SnapshotReport::of(&world.live, World::now());
    let open = |document: &SnapshotReport, key: Option<&HidingKey>| {
        Snapshot::open(document.clone(), key, &[&world.desired]).map(|_| ())
    };
    assert_eq!(open(&document, None), Ok(()));
    assert_eq!(open(&document, Some(&key())), Err(NotThisOne::NotHidden));
    let hidden = document.clone().hidden_by(&key());
    assert_eq!(open(&hidden, None), Err(NotThisOne::Hidden));
    let other = HidingKey::new(b"another key of enough bytes").unwrap();
    assert_eq!(open(&hidden, Some(&other)), Err(NotThisOne::OtherKey));
    let mut elsewhere = document;
    elsewhere.organization.key = "globex".to_owned();
    assert!(matches!(
        open(&elsewhere, None),
        Err(NotThisOne::OtherOrganization { .. })
    ));
}
