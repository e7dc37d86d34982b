//! `orgform adopt`

use std::path::PathBuf;

use clap::ValueHint;

use super::candidates::{Candidates, declared};
use super::intake::{Intake, intake};
use crate::apply::Survey;
use crate::cli::Exit;
use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::help::examples;
use crate::cli::live::{connect, look, widen};
use crate::cli::manifest::{self, edit};
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::manifest::{Loaded, Revision};
use crate::model::{Address, Desired};
use crate::plan::{Note, PlanInput, describe_as_named, plan};
use crate::render;
use crate::report::{AdoptReport, Document};

/// Write what is live and not declared into the manifest, beside its siblings
///
/// Addresses are those that `orgform plan` lists as not managed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Show where one that is live would be written, in the example", "orgform adopt workspace/hackweek-demos --manifest examples/acme --sandbox"),
    ("Write somebody into this folder's files", "orgform adopt member/tfonoti@harbour.example --write"),
]))]
pub(in crate::cli) struct Args {
    /// What, by address, such as member/EMAIL or workspace/KEY/team/NAME
    #[arg(
        required_unless_present = "all",
        conflicts_with = "all",
        value_name = "ADDRESS"
    )]
    addresses: Vec<String>,
    /// Everything that is live and not declared
    #[arg(long)]
    all: bool,
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(long, value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    manifest: PathBuf,
    /// Write the files; without it the edit is only shown
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    platform: PlatformArgs,
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    no_path(&args.addresses)?;
    let (loaded, desired) = manifest::loaded(&args.manifest, terminal)?;
    let cancel = signals::listen();
    let places = Places::beside(&args.manifest);
    let session = connect(&desired.organization.key, &args.platform, &places, settings).await?;
    let survey = look(&desired, &session, &cancel, terminal).await?;
    let candidates = Candidates::of(&survey.plan, &desired);
    let addresses = if args.all {
        candidates.all()
    } else {
        candidates.chosen(&args.addresses)?
    };
    if addresses.is_empty() {
        session.close().await;
        terminal.say("nothing live is undeclared\n");
        return Ok(Exit::Success);
    }
    let survey = widen(survey, &addresses, &session, &cancel, terminal).await?;
    session.close().await;
    let mut taken = take_in(&loaded, &desired, &survey, addresses, terminal)?;
    // While somebody was not declared, their places and grants counted as part of them.
    while args.all && !taken.left.is_empty() {
        let addresses = taken.addresses.into_iter().chain(taken.left).collect();
        taken = take_in(&loaded, &desired, &survey, addresses, terminal)?;
    }
    let mut report = taken.report;
    if args.write {
        edit::write_all(&taken.revision)?;
        report.written = true;
    }
    edit::show(
        &report,
        |style| render::human::adopt(&report, style),
        args.write,
        settings,
        terminal,
    )?;
    Ok(Exit::Success)
}

/// Refuses a single text that is no address before a manifest is looked for in the wrong place: it is the manifest's
/// path, where other commands have it.
fn no_path(asked: &[String]) -> Result<(), Failure> {
    let [only] = asked else { return Ok(()) };
    match only.parse::<Address>() {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(Exit::Usage, error.to_string())
            .hint("nothing was written; where the manifest is, --manifest PATH says")),
    }
}

/// An edit of the manifest.
struct Taken {
    revision: Revision,
    report: AdoptReport,
    /// What it declares.
    addresses: Vec<Address>,
    /// What is live and still not declared.
    left: Vec<Address>,
}

/// Edits the manifest so that it declares these things as they are live.
fn take_in(
    loaded: &Loaded,
    desired: &Desired,
    survey: &Survey,
    addresses: Vec<Address>,
    terminal: &mut Terminal,
) -> Result<Taken, Failure> {
    let described = describe_as_named(&survey.live, desired, survey.plan.now)
        .map_err(|error| Failure::new(Exit::Platform, error.to_string()))?;
    let notes = described.notes;
    let Intake { addresses, described } = intake(addresses, described.desired, desired)?;
    let mut revision = loaded.revise();
    for address in &addresses {
        revision
            .declare(address, &described)
            .map_err(|error| edit::refuse(&error, terminal))?;
    }
    let edited = manifest::edited(&revision, terminal)?;
    let left = proven(survey, &edited, &addresses)?;
    let is_about = |note: &&Note| {
        addresses
            .iter()
            .any(|address| address.to_string() == note.subject)
    };
    let notes = notes.iter().filter(is_about);
    let report = AdoptReport {
        format_version: AdoptReport::VERSION,
        kind: AdoptReport::KIND,
        written: false,
        files: edit::files(&revision),
        adopted: declared(survey, &edited, &addresses),
        notes: notes
            .map(|note| format!("{} {}", note.subject, note.detail))
            .collect(),
        unmanaged: left.len(),
    };
    Ok(Taken {
        revision,
        report,
        addresses,
        left,
    })
}

/// Plans the edited manifest against what was read: what was adopted must be neither undeclared nor changed then.
/// Returns what else is not declared.
fn proven(survey: &Survey, edited: &Desired, addresses: &[Address]) -> Result<Vec<Address>, Failure> {
    let after = plan(PlanInput {
        desired: edited,
        live: &survey.live,
        now: survey.plan.now,
    })
    .map_err(|error| Failure::new(Exit::Platform, error.to_string()))?;
    let undeclared = after.unmanaged.iter().map(|unmanaged| &unmanaged.address);
    let changed = after.changes.iter().map(|change| &change.address);
    let mut open = undeclared.chain(changed);
    let is_adopted = |address: &Address| addresses.iter().any(|adopted| adopted.covers(address));
    match open.find(|address| is_adopted(address)) {
        None => Ok(Candidates::of(&after, edited).all()),
        Some(address) => Err(Failure::new(
            Exit::Internal,
            format!("the edit does not make {address} what it is now"),
        )
        .hint("nothing was written; declare it by hand")),
    }
}
