//! `orgform snapshot`

use std::path::PathBuf;

use crate::apply::{SurveyError, moment};
use crate::cli::args::PlatformArgs;
use crate::cli::environment::now;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::live::{connect, explain, snapshot};
use crate::cli::settings::Settings;
use crate::cli::terminal::{ReadBar, Terminal, signals};
use crate::cli::{Exit, files, json, manifest};
use crate::model::ReadScope;
use crate::render;
use crate::snapshot::SnapshotReport;

/// Write down what is live, to plan from without a key and without the network
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  orgform snapshot examples/acme --sandbox --out acme.json\n  orgform snapshot \
                        --organization acme --out acme.json --hash-emails acme.key\n  orgform plan --snapshot \
                        acme.json"
)]
pub(in crate::cli) struct Args {
    /// The manifest that names the organization: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".")]
    path: PathBuf,
    /// The organization's key, where there is no manifest
    #[arg(long, value_name = "KEY", conflicts_with = "path")]
    organization: Option<String>,
    /// Where to write it. It names people, and only its owner may read it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Hide people's addresses by the key in this file; whoever plans from the snapshot needs it too
    #[arg(long, value_name = "KEYFILE")]
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
    let bar = ReadBar::new(terminal, "reading");
    let reader = session.reader();
    let read = tokio::select! {
        read = reader.read(&ReadScope::EVERYTHING, &bar) => read.map_err(|error| explain(SurveyError::from(error), &session))?,
        () = cancel.cancelled() => return Err(Failure::new(Exit::Interrupted, "interrupted; nothing was written")),
    };
    drop(bar);
    let (taken_at, _) = moment(now(), read.platform_now);
    let document = SnapshotReport::of(&session.with_its_name(read.live), taken_at);
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
