//! `orgform snapshot`

use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::help::examples;
use crate::cli::live::{connect, see, snapshot};
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::cli::{Exit, files, json, manifest};
use crate::model::ReadScope;
use crate::render;
use crate::snapshot::SnapshotReport;

/// Write down what is live, to plan from without a key and without the network
///
/// `plan` and `drift` take it in the platform's place, with --snapshot.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Of the example's sandbox", "orgform snapshot examples/acme --sandbox --out acme.json"),
    ("Without anybody's address in it", "orgform snapshot --out hidden.json --hash-emails acme.key"),
    ("Plan from it: no key, no network", "orgform plan --snapshot acme.json"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest that names the organization: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The organization's key, where there is no manifest
    #[arg(long, value_name = "KEY", conflicts_with = "path")]
    organization: Option<String>,
    /// Where to write it. It names people, and only its owner may read it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: PathBuf,
    /// Hide people's addresses by the key in this file; whoever plans from the snapshot needs it too
    #[arg(long, value_name = "KEYFILE", value_hint = ValueHint::FilePath)]
    hash_emails: Option<PathBuf>,
    #[command(flatten)]
    platform: PlatformArgs,
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    files::has_place(Some(&args.out))?;
    let key = args.hash_emails.as_deref().map(snapshot::key).transpose()?;
    let organization = match &args.organization {
        Some(key) => key.clone(),
        None => manifest::desired(&args.path, terminal)?.organization.key,
    };
    let cancel = signals::listen();
    let places = Places::beside(&args.path);
    let session = connect(&organization, &args.platform, &places, settings).await?;
    let sighting = see(&ReadScope::EVERYTHING, &session, &cancel, terminal).await?;
    let document = SnapshotReport::of(&session.with_its_name(sighting.live), sighting.now);
    let document = match &key {
        Some(key) => document.hidden_by(key),
        None => document,
    };
    files::write_private(&args.out, &json::document(&document)?, "the snapshot")?;
    terminal.data(&render::human::snapshot_taken(
        &document.organization.key,
        &[
            (Some(document.members.len()), "member", "members"),
            (document.teams.len_if_read(), "team", "teams"),
            (document.workspaces.len_if_read(), "workspace", "workspaces"),
        ],
        key.is_some(),
        terminal.style(),
    ))?;
    session.close().await;
    Ok(Exit::Success)
}
