//! `orgform validate`

use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::args::Format;
use crate::cli::ci::Facts;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, ci, forms, json};
use crate::manifest::{Loaded, explain, load};
use crate::model::Desired;
use crate::render::{self, Style};
use crate::report::DiagnosticsReport;

/// Check a manifest, without network, key or home directory
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Every mistake in this folder's manifest", "orgform validate"),
    ("For code scanning", "orgform validate examples/acme --format sarif"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
}

pub(in crate::cli) fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let loaded = load(&args.path);
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .count();
    let exit = if errors > 0 { Exit::Manifest } else { Exit::Success };
    let report = DiagnosticsReport::from(loaded.diagnostics.as_slice());
    let text = |room| summary(&loaded, room);
    ci::tell(&Facts::of_diagnostics(&report), text, settings, terminal);
    if settings.format != Format::Github {
        ci::annotate(&render::github::diagnostics(&report), settings, terminal);
    }
    match settings.format {
        Format::Human => {
            let text = render::diagnostics(&loaded.diagnostics, &loaded.sources, terminal.err_style());
            if errors > 0 {
                terminal.insist(&text);
            } else {
                terminal.say(&text);
            }
            match &loaded.desired {
                Some(desired) => terminal.data(&valid(desired, terminal.style()))?,
                None => terminal.insist(&render::human::invalid(errors, terminal.err_style())),
            }
        }
        Format::Json => {
            terminal.data(&json::document(&report)?)?;
        }
        Format::Sarif => terminal.data(&render::sarif::diagnostics(&report, &explain))?,
        Format::Junit => terminal.data(&render::junit::diagnostics(&report))?,
        Format::Github => terminal.data(&render::github::diagnostics(&report))?,
        Format::Markdown | Format::Jsonl | Format::Html | Format::Yaml => {
            return Err(forms::not_offered("`validate`", forms::VALIDATE));
        }
    }
    Ok(exit)
}

/// All that there is to say, for a page.
fn summary(loaded: &Loaded, room: usize) -> String {
    let mut text = render::diagnostics(&loaded.diagnostics, &loaded.sources, &Style::PLAIN);
    if let Some(desired) = &loaded.desired {
        text.push_str(&valid(desired, &Style::PLAIN));
    }
    render::markdown::talk(&text, room)
}

fn valid(desired: &Desired, style: &Style) -> String {
    render::human::valid(&desired.organization.key, &sizes(desired), style)
}

/// How much of each kind is declared, with what one and several of it are called.
pub(super) fn sizes(desired: &Desired) -> [(Option<usize>, &'static str, &'static str); 3] {
    [
        (
            desired.members.as_ref().map(std::collections::BTreeMap::len),
            "member",
            "members",
        ),
        (
            desired.teams.as_ref().map(std::collections::BTreeMap::len),
            "team",
            "teams",
        ),
        (
            desired.workspaces.as_ref().map(std::collections::BTreeMap::len),
            "workspace",
            "workspaces",
        ),
    ]
}
