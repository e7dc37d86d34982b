//! `orgform explain`

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::guards::{GUARDS, Guard};
use crate::manifest::{CODES, closest_code, explain};

/// Explain a mistake in a manifest by its code: what it means, an example, how to mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  orgform explain unknown-team\n  orgform explain")]
pub(in crate::cli) struct Args {
    /// The code, as it stands in brackets behind `error`; without one all are listed
    code: Option<String>,
}

pub(in crate::cli) fn run(args: &Args, _: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = match &args.code {
        None => list(),
        Some(code) => page(code)?,
    };
    terminal.data(&text)?;
    Ok(Exit::Success)
}

fn page(code: &str) -> Result<String, Failure> {
    let guard = GUARDS.iter().find(|guard| guard.code.as_str() == code);
    if let Some(page) = explain(code).map(str::to_owned).or_else(|| guard.map(of_guard)) {
        return Ok(page);
    }
    let failure = Failure::new(Exit::Usage, format!("there is no code `{code}`"));
    Err(match closest_code(code) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure.hint("`orgform explain` lists all codes"),
    })
}

fn of_guard(guard: &Guard) -> String {
    let answer = if guard.holds {
        "It keeps the additions that it objects to back, with what depends on them; the rest is applied."
    } else {
        "It refuses the whole plan; nothing is written."
    };
    format!(
        "# {}\n\nA guard. {}\n\n{answer} What lifts it is an entry under `approvals` in the root file; the refusal prints \
         the block to paste.\n",
        guard.code, guard.refuses
    )
}

fn list() -> String {
    let longest = CODES
        .iter()
        .map(|(code, _)| code.0.len())
        .max()
        .unwrap_or_default();
    let codes = CODES
        .iter()
        .map(|(code, meaning)| format!("{:<longest$}  {meaning}\n", code.0));
    let guards = GUARDS
        .iter()
        .map(|guard| format!("{:<longest$}  A guard.\n", guard.code));
    codes.chain(guards).collect()
}
