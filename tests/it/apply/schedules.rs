//! Random schedules: a few faults of any kind at any requests, any parallelism, and somebody who clicks or
//! answers in the middle. Healed runs end where one clean run would have ended.

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};

use orgform::apply::{Event, Observer, Verification};
use orgform::model::{Profile, Role, Text, UserId, WorkspaceKey};
use orgform::plan::Finding;
use orgform::platform::WriteApi;
use orgform::sandbox::faults::{Effect, Rule};
use orgform::sandbox::{LogEntry, Sandbox, State};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use super::bench::{Bench, MANIFEST, SEED};
use super::faults::assert_nobody_was_invited_twice;
use crate::support::cases::cases;

/// One course of events.
#[derive(Clone, Debug)]
struct Course {
    /// Which request each fault strikes.
    faults: Vec<(u64, Effect)>,
    parallelism: usize,
    /// After so many changes came to their end, somebody else does something.
    meanwhile: Option<(usize, Click)>,
}

/// What somebody else does.
#[derive(Clone, Copy, Debug)]
enum Click {
    AcceptNew,
    AcceptRole,
    DeclineNew,
    RemoveEve,
    DemoteRoot,
    DemoteOld,
    RenameLab,
    MakeFresh,
    DeleteGone,
}

fn effect() -> impl Strategy<Value = Effect> {
    prop::sample::select(vec![
        Effect::RateLimited { retry_after: Some(1) },
        Effect::RateLimited { retry_after: None },
        Effect::OutOfCredits,
        Effect::Status(403),
        Effect::Status(500),
        Effect::Status(501),
        Effect::Status(503),
        Effect::StatusAfter(500),
        Effect::StatusAfter(504),
        Effect::DropBefore,
        Effect::DropAfter,
        Effect::Html,
        Effect::CutBody,
        Effect::WrongShape,
        Effect::ShortPage,
        Effect::Swallowed,
    ])
}

fn course() -> impl Strategy<Value = Course> {
    let click = prop::sample::select(vec![
        Click::AcceptNew,
        Click::AcceptRole,
        Click::DeclineNew,
        Click::RemoveEve,
        Click::DemoteRoot,
        Click::DemoteOld,
        Click::RenameLab,
        Click::MakeFresh,
        Click::DeleteGone,
    ]);
    (
        prop::collection::vec((1_u64..75, effect()), 1..=4),
        1_usize..=8,
        prop::option::of((0_usize..24, click)),
    )
        .prop_map(|(faults, parallelism, meanwhile)| Course {
            faults,
            parallelism,
            meanwhile,
        })
}

/// Somebody else, who acts once.
struct Somebody<'a> {
    sandbox: &'a Sandbox,
    writer: WriteApi,
    ids: Ids,
    state: Mutex<Due>,
}

/// What is still to happen, and what is happening.
type Due = (Option<(usize, Click)>, Option<JoinHandle<()>>);

struct Ids {
    eve: UserId,
    root: UserId,
    old: UserId,
    gone: orgform::model::TeamId,
}

impl Somebody<'_> {
    fn act(&self, click: Click) -> Option<JoinHandle<()>> {
        let writer = self.writer.clone();
        let (eve, root, old, gone) = (
            self.ids.eve.clone(),
            self.ids.root.clone(),
            self.ids.old.clone(),
            self.ids.gone.clone(),
        );
        let theirs = Profile {
            name: Text::new("Theirs"),
            description: Text::new(""),
        };
        // Whatever it comes to: the run may have been faster.
        match click {
            Click::AcceptNew => drop(self.sandbox.accept("new@acme.example")),
            Click::AcceptRole => drop(self.sandbox.accept("role@acme.example")),
            Click::DeclineNew => drop(self.sandbox.decline("new@acme.example")),
            Click::RemoveEve => {
                return Some(tokio::spawn(
                    async move { drop(writer.remove_member(&eve).await) },
                ));
            }
            Click::DemoteRoot => return Some(demote(writer, root)),
            Click::DemoteOld => return Some(demote(writer, old)),
            Click::RenameLab => {
                let lab = WorkspaceKey::new("lab");
                return Some(tokio::spawn(async move {
                    drop(writer.update_workspace(&lab, &theirs).await);
                }));
            }
            Click::MakeFresh => {
                let fresh = WorkspaceKey::new("fresh");
                return Some(tokio::spawn(async move {
                    drop(writer.create_workspace(&fresh, &theirs).await);
                }));
            }
            Click::DeleteGone => {
                return Some(tokio::spawn(async move { drop(writer.delete_team(&gone).await) }));
            }
        }
        None
    }
}

fn demote(writer: WriteApi, user: UserId) -> JoinHandle<()> {
    tokio::spawn(async move { drop(writer.update_member(&user, Role::Reader, None).await) })
}

impl Observer for Somebody<'_> {
    fn observe(&self, event: &Event<'_>) {
        let Event::Finished(..) = event else { return };
        let mut state = self.state.lock().unwrap();
        match state.0 {
            Some((0, click)) => {
                state.0 = None;
                state.1 = self.act(click);
            }
            Some((later, click)) => state.0 = Some((later - 1, click)),
            None => {}
        }
    }
}

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(2).enable_all().build().unwrap()
    })
}

/// Where one clean run ends.
fn clean() -> &'static State {
    static CLEAN: OnceLock<State> = OnceLock::new();
    CLEAN.get_or_init(|| {
        runtime().block_on(async {
            let bench = Bench::new(SEED, MANIFEST).await;
            bench.run().await.unwrap();
            bench.sandbox.state().unwrap()
        })
    })
}

/// The first run, with everything that happens to it.
async fn suffer(bench: &Bench, course: &Course) {
    let live = bench.survey().await.live;
    let user = |email: &str| {
        let row = live.members.iter().find(|row| row.email == email).unwrap();
        row.user_id.clone()
    };
    let teams = live.teams.known().unwrap();
    let somebody = Somebody {
        sandbox: &bench.sandbox,
        writer: bench.connection().writer(),
        ids: Ids {
            eve: user("eve@acme.example"),
            root: user("root@acme.example"),
            old: user("old@acme.example"),
            gone: teams.iter().find(|team| team.name == "gone").unwrap().id.clone(),
        },
        state: Mutex::new((course.meanwhile, None)),
    };
    bench.sandbox.clear_log().unwrap();
    let rules = course
        .faults
        .iter()
        .map(|(nth, effect)| Rule::new(*effect).nth(*nth));
    bench.sandbox.faults().set(rules.collect());
    bench.run_watched(&somebody).await;
    let clicked = somebody.state.lock().unwrap().1.take();
    if let Some(clicked) = clicked {
        clicked.await.unwrap();
    }
    bench.sandbox.faults().clear();
}

/// Writes that the platform refused by itself, without a fault, and without one of its two good reasons:
/// a deletion that an earlier try had done without telling, and a conflict with what a lost try had made.
/// Reads may ask for a declared workspace that is not there yet.
fn refused_without_reason(log: &[LogEntry]) -> Vec<String> {
    let mut done_silently: BTreeSet<(String, String)> = BTreeSet::new();
    let mut refused = Vec::new();
    for entry in log.iter().filter(|entry| entry.is_write()) {
        let what = (entry.method.clone(), entry.path.clone());
        match entry.ran {
            Some(200..300) if entry.fault.is_some() => {
                done_silently.insert(what);
            }
            Some(status @ (404 | 409)) if done_silently.contains(&what) => {
                let expected = if entry.method == "DELETE" { 404 } else { 409 };
                if status != expected {
                    refused.push(format!("{} {} {status}", entry.method, entry.path));
                }
            }
            Some(status @ 400..500) => {
                refused.push(format!("{} {} {status}", entry.method, entry.path));
            }
            _ => {}
        }
    }
    refused
}

/// One more run, and why it did not converge, if so. Who declined is not invited again, so what waits for
/// them stays undone until somebody decides.
async fn rest(bench: &Bench, course: &Course) -> Option<String> {
    let ran = bench.run().await.unwrap();
    let declined = matches!(course.meanwhile, Some((_, Click::DeclineNew)));
    let converged = match &ran.verification {
        Verification::Converged { .. } => true,
        Verification::Remaining { changes, blocked } if declined => {
            let about_them = |finding: &Finding| finding.subject.ends_with("new@acme.example");
            changes.is_empty() && blocked.iter().all(about_them)
        }
        _ => false,
    };
    (!ran.is_complete() || !converged).then(|| format!("{:#?}\n{:#?}", ran.outcomes, ran.verification))
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 60,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..cases(48)
    })]

    #[test]
    fn every_course_of_events_heals(course in course()) {
        let expected = clean();
        runtime().block_on(async {
            let mut bench = Bench::new(SEED, MANIFEST).await;
            bench.parallelism = course.parallelism;
            suffer(&bench, &course).await;
            if rest(&bench, &course).await.is_some() {
                prop_assert_eq!(rest(&bench, &course).await, None, "two more runs do not converge");
            }
            prop_assert_eq!(bench.survey().await.plan.changes, vec![]);
            prop_assert_eq!(bench.sandbox.incidents().unwrap(), Vec::<String>::new());
            assert_nobody_was_invited_twice(&bench, "a random course");
            if course.meanwhile.is_none() {
                prop_assert_eq!(&bench.sandbox.state().unwrap(), expected);
            }
            let lied = course.faults.iter().any(|(_, effect)| *effect == Effect::Swallowed);
            if course.meanwhile.is_none() && !lied {
                let refused = refused_without_reason(&bench.sandbox.log().unwrap());
                prop_assert_eq!(refused, Vec::<String>::new(), "an outage caused a refusal");
            }
            Ok(())
        })?;
    }
}
