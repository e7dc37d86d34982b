//! `orgform import`

use std::path::PathBuf;

use clap::ValueHint;

use super::validate::sizes;
use crate::apply::{Sighting, SurveyError};
use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::help::examples;
use crate::cli::live::{connect, organization_of_profile, see_without_manifest};
use crate::cli::manifest::Home;
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::cli::{Exit, manifest};
use crate::guards::check;
use crate::manifest::{Layout, write};
use crate::model::{Desired, ReadScope, WorkspaceScope, limits};
use crate::plan::{Description, Plan, PlanInput, describe, plan};
use crate::render;
use crate::render::human::Imported;
use crate::report::PlanReport;

/// Write the manifest of an organization that is there; only reads from the platform
///
/// What it writes changes nothing: it is planned against what was read.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Into a folder, a file for each team and workspace", "orgform import acme --organization acme"),
    ("All in one file; the key is a robot's", "orgform import acme.yaml --organization acme --operator"),
]))]
pub(in crate::cli) struct Args {
    /// Where to write: a folder, or a file that ends with .yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The organization, by its key [env: DREADNODE_ORGANIZATION, else the profile's default_organization]
    #[arg(long, value_name = "KEY")]
    organization: Option<String>,
    /// Write one file instead of one for each team and workspace; so does a PATH that ends with .yaml
    #[arg(long)]
    single_file: bool,
    /// The calling account is a robot: declare it under `operators`, not among the members
    #[arg(long)]
    operator: bool,
    /// Replace the manifest that stands there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    platform: PlatformArgs,
}

/// Everything but what is in people's private workspaces.
const SCOPE: ReadScope = ReadScope {
    teams: true,
    workspaces: WorkspaceScope::Shared,
};

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let home = Home::of(&args.path);
    if !args.force {
        home.must_be_free("--force replaces it")?;
    }
    let organization = organization(args, settings)?;
    let sighting = look(args, &organization, &home, settings, terminal).await?;
    let described = describe(&sighting.live, args.operator, sighting.now).map_err(SurveyError::from)?;
    let layout = if args.single_file || home.is_file() {
        Layout::OneFile
    } else {
        Layout::Folder
    };
    let files = write(&described.desired, layout);
    home.settle(&files)?;
    let plan = plan_again(&home, &sighting, terminal)?;
    terminal.data(&told(&home, files.len(), &described, terminal))?;
    conclude(&home, plan, settings, terminal)
}

/// The organization that is addressed: flag, then environment, then the profile by which the platform is reached.
fn organization(args: &Args, settings: &Settings) -> Result<String, Failure> {
    let stated = args
        .organization
        .as_deref()
        .or_else(|| settings.environment.get("DREADNODE_ORGANIZATION"));
    let key = match stated {
        Some(key) => Some(key.to_owned()),
        None => organization_of_profile(&args.platform, settings)?,
    };
    let key = key.ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, "which organization?");
        failure.hint("--organization names it by its key, as in its URL")
    })?;
    let key = key.trim();
    limits::is_key(key)
        .then(|| key.to_owned())
        .ok_or_else(|| Failure::no_key(key))
}

async fn look(
    args: &Args,
    organization: &str,
    home: &Home,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Sighting, Failure> {
    let cancel = signals::listen();
    let session = connect(
        organization,
        &args.platform,
        &Places::within(home.folder()),
        settings,
    )
    .await?;
    let sighting = see_without_manifest(&SCOPE, &session, &cancel, terminal).await;
    session.close().await;
    sighting
}

/// Reads what was written, and plans with it against what was read before.
fn plan_again(home: &Home, sighting: &Sighting, terminal: &mut Terminal) -> Result<(Desired, Plan), Failure> {
    let desired = manifest::desired(home.path(), terminal)?;
    let input = PlanInput {
        desired: &desired,
        live: &sighting.live,
        now: sighting.now,
    };
    let plan = plan(input).map_err(SurveyError::from)?;
    Ok((desired, plan))
}

fn told(home: &Home, files: usize, described: &Description, terminal: &Terminal) -> String {
    let notes = described
        .notes
        .iter()
        .map(|note| (note.subject.as_str(), note.detail.as_str()));
    let imported = Imported {
        organization: &described.desired.organization.key,
        sizes: sizes(&described.desired),
        files,
        place: home.path().display().to_string(),
        notes: notes.collect(),
    };
    render::human::imported(&imported, terminal.style())
}

/// Nothing may be left to do.
fn conclude(
    home: &Home,
    (desired, plan): (Desired, Plan),
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    if plan.changes.is_empty() {
        terminal.data("No changes: planned against what was read, these files change nothing.\n")?;
        terminal.say(&render::human::next_after_import(
            &home.path().display().to_string(),
        ));
        return Ok(Exit::Success);
    }
    let verdict = check(plan, &desired);
    terminal.data(&super::plan::show(
        &PlanReport::from(&verdict),
        settings,
        terminal,
    )?)?;
    let failure = Failure::new(Exit::Partial, "what was written is not what was read");
    Err(failure.hint("this is a mistake of orgform's; please report it with the plan above"))
}
