//! `orgform explain`

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::guards::GUARDS;
use crate::manifest::{CODES, closest_code, explain};
use crate::plan::FindingKind;

/// Explain a mistake in a manifest, a guard or a finding by its code: what it means, an example, what to do
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("A mistake in a manifest", "orgform explain unknown-team"),
    ("A guard that refused a plan", "orgform explain last-owner"),
    ("Every code there is, a line each", "orgform explain"),
]))]
pub(in crate::cli) struct Args {
    /// The code, as it stands in brackets behind `error`, or beside what is refused or to know; without one all are listed
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
    let of_guard = GUARDS.iter().find(|guard| guard.code.as_str() == code);
    let of_finding = FindingKind::ALL.iter().find(|kind| kind.as_str() == code);
    let others = of_guard
        .map(|guard| guard.page)
        .or(of_finding.map(|kind| kind.page()));
    if let Some(page) = explain(code).or(others) {
        return Ok(page.to_owned());
    }
    let failure = Failure::new(Exit::Usage, format!("there is no code `{code}`"));
    let guards = GUARDS.iter().map(|guard| guard.code.as_str());
    let findings = FindingKind::ALL.iter().map(|kind| kind.as_str());
    Err(match closest_code(code, guards.chain(findings)) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure.hint("`orgform explain` lists all codes"),
    })
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
    let guards = GUARDS.iter().map(|guard| {
        format!(
            "{:<longest$}  A guard. {}\n",
            guard.code,
            first_sentence(guard.refuses)
        )
    });
    let findings = FindingKind::ALL
        .iter()
        .map(|kind| format!("{:<longest$}  A finding. {}\n", kind.as_str(), kind.meaning()));
    codes.chain(guards).chain(findings).collect()
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}
