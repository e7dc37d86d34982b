//! Ten times the size takes about ten times the work, from the manifest's text to what is printed. Work is counted in
//! allocations and in bytes that were asked for, which are the same on every machine and in every run.
//!
//! A binary of its own, because the count is the whole process's: it has one test, so nothing else is counted.

#[path = "../benches/organization/mod.rs"]
mod organization;

use std::alloc::System;

use orgform::guards::check;
use orgform::manifest::load_files;
use orgform::plan::{PlanInput, plan};
use orgform::render::markdown::MarkdownOptions;
use orgform::render::{Style, human, markdown};
use orgform::report::{Document, PlanReport};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use organization::{Edit, Size, live::now, manifest::file};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Sorted maps cost a little more per row when they are larger; one more row for each row costs ten times that.
const TEN_TIMES: f64 = 13.0;

/// What one step took.
struct Work {
    step: &'static str,
    allocations: usize,
    bytes: usize,
}

#[test]
fn ten_times_the_size_is_about_ten_times_the_work() {
    for edit in [Edit::Nothing, Edit::OneIn(10)] {
        // What is made once, like the compiled schema, is made before anything is counted.
        work(Size::SMALL, edit);
        let (middle, large) = (work(Size::MIDDLE, edit), work(Size::LARGE, edit));
        for (small, large) in middle.iter().zip(&large) {
            println!(
                "{edit:?}, {}: {} → {} allocations",
                small.step, small.allocations, large.allocations
            );
            let grew = |small: usize, large: usize| large as f64 <= small.max(1_000) as f64 * TEN_TIMES;
            assert!(
                grew(small.allocations, large.allocations),
                "{edit:?}, {}: {} allocations became {}",
                small.step,
                small.allocations,
                large.allocations
            );
            assert!(
                grew(small.bytes, large.bytes),
                "{edit:?}, {}: {} bytes became {}",
                small.step,
                small.bytes,
                large.bytes
            );
        }
    }
}

/// Every step between reading and showing, one after another.
fn work(size: Size, edit: Edit) -> Vec<Work> {
    let mut done = Vec::new();
    let files = [file(size.manifest(edit))];
    let loaded = counted(&mut done, "parse", || load_files("", &files));
    let (desired, live) = (loaded.desired.expect("it has no mistakes"), size.live());
    let planned = counted(&mut done, "plan and access", || {
        plan(PlanInput {
            desired: &desired,
            live: &live,
            now: now(),
        })
        .expect("the caller is clear")
    });
    let verdict = counted(&mut done, "guards", || check(planned, &desired));
    let report = counted(&mut done, "report", || PlanReport::from(&verdict));
    counted(&mut done, "human", || human::plan(&report, &Style::PLAIN));
    counted(&mut done, "markdown", || {
        markdown::plan(&report, &MarkdownOptions::default())
    });
    counted(&mut done, "json", || report.to_json()).expect("it is all text");
    done
}

fn counted<T>(done: &mut Vec<Work>, step: &'static str, todo: impl FnOnce() -> T) -> T {
    let region = Region::new(ALLOCATOR);
    let made = todo();
    let change = region.change();
    done.push(Work {
        step,
        allocations: change.allocations + change.reallocations,
        bytes: change.bytes_allocated,
    });
    made
}
