//! The orgform program.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(orgform::cli::run(std::env::args_os()).code())
}
