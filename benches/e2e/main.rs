//! The real program against the sandbox in another process, over three sizes and three numbers of requests at once:
//! how long it takes, and how near that is to what the network allows.
//!
//! `cargo bench --bench e2e` measures everything; words after `--` choose: `small`, `middle`, `large`, `apply`.
//! `ORGFORM_BENCH_PROGRAM` names another build of the program, such as `target/dist/orgform`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark tells its figures"
)]

mod measure;
#[path = "../organization/mod.rs"]
mod organization;
mod plain;
mod platform;
mod program;
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let outcome = match platform::asked_for() {
        Some(size) => platform::serve(size),
        None => measure::all(&words),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
