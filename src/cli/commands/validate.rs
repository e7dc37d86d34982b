//! `orgform validate`

use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::saved::json;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::manifest::load;
use crate::model::Desired;
use crate::render;
use crate::report::DiagnosticsReport;

/// Check a manifest, without network, key or home directory
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  orgform validate\n  orgform validate examples/acme")]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".")]
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
    match settings.format {
        Format::Human => {
            let text = render::diagnostics(&loaded.diagnostics, &loaded.sources, terminal.err_style());
            if errors > 0 {
                terminal.insist(&text);
            } else {
                terminal.say(&text);
            }
            match &loaded.desired {
                Some(desired) => terminal.data(&valid(desired, terminal))?,
                None => terminal.insist(&render::human::invalid(errors, terminal.err_style())),
            }
        }
        Format::Json => {
            let report = DiagnosticsReport::from(loaded.diagnostics.as_slice());
            terminal.data(&json(&report)?)?;
        }
        Format::Markdown | Format::Jsonl | Format::Yaml => {
            return Err(Failure::new(Exit::Usage, "`validate` reports as human or json"));
        }
    }
    Ok(exit)
}

fn valid(desired: &Desired, terminal: &Terminal) -> String {
    let sizes = [
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
    ];
    render::human::valid(&desired.organization.key, &sizes, terminal.style())
}
