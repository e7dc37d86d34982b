//! The steps between reading and showing, over a large organization with everything in memory: parse, plan with
//! access before and after, guards, render. Once with nothing to do, once with a change in every tenth place.

mod organization;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use orgform::guards::check;
use orgform::manifest::load_files;
use orgform::model::{Desired, Live};
use orgform::plan::{Plan, PlanInput, plan};
use orgform::render::{Style, human, markdown};
use orgform::report::{Document, PlanReport};

use organization::{Edit, Size, live::now, manifest::file};

fn parse(criterion: &mut Criterion) {
    let files = [file(Size::LARGE.manifest(Edit::Nothing))];
    criterion.bench_function("parse", |bencher| bencher.iter(|| load_files("", &files)));
}

fn each_step(criterion: &mut Criterion) {
    let live = Size::LARGE.live();
    for (name, edit) in [
        ("no changes", Edit::Nothing),
        ("a tenth changed", Edit::OneIn(10)),
    ] {
        let desired = Size::LARGE.desired(edit);
        planning(criterion, name, &desired, &live);
        showing(
            criterion,
            name,
            &PlanReport::from(&check(planned(&desired, &live), &desired)),
        );
    }
}

fn planned(desired: &Desired, live: &Live) -> Plan {
    plan(PlanInput {
        desired,
        live,
        now: now(),
    })
    .expect("the caller is clear")
}

fn planning(criterion: &mut Criterion, name: &str, desired: &Desired, live: &Live) {
    let planned = || planned(desired, live);
    let changes = planned().changes.len();
    criterion.bench_function(&format!("plan and access: {name} ({changes})"), |bencher| {
        bencher.iter(planned);
    });
    criterion.bench_function(&format!("guards: {name}"), |bencher| {
        bencher.iter_batched(planned, |plan| check(plan, desired), BatchSize::LargeInput);
    });
}

fn showing(criterion: &mut Criterion, name: &str, report: &PlanReport) {
    criterion.bench_function(&format!("human: {name}"), |bencher| {
        bencher.iter(|| human::plan(report, &Style::PLAIN));
    });
    criterion.bench_function(&format!("markdown: {name}"), |bencher| {
        bencher.iter(|| markdown::plan(report, &markdown::MarkdownOptions::default()));
    });
    criterion.bench_function(&format!("json: {name}"), |bencher| {
        bencher.iter(|| report.to_json());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = parse, each_step
}
criterion_main!(benches);
