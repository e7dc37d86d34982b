//! `orgform offboard`

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueHint;

use super::leaving::{declared_access, emptied, mentions, removed};
use crate::cli::Exit;
use crate::cli::args::PlatformArgs;
use crate::cli::commands::plan;
use crate::cli::failure::Failure;
use crate::cli::files::Places;
use crate::cli::help::examples;
use crate::cli::live::{connect_with_key, look};
use crate::cli::manifest::{self, edit};
use crate::cli::settings::Settings;
use crate::cli::terminal::{Terminal, signals};
use crate::guards::{Verdict, check};
use crate::manifest::{Declaration, Revision, closest_person, declarations};
use crate::model::{Address, Desired, Email, Prunable};
use crate::render;
use crate::report::{Document, OffboardReport, PlanReport};

/// Take a person out of every file, and show what that means for the organization
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("What goes, from which files and on the platform; writes nothing", "orgform offboard tobias.winkler@acme.example"),
    ("Write the files, and ask no platform", "orgform offboard tobias.winkler@acme.example --offline --write"),
]))]
pub(in crate::cli) struct Args {
    /// Whom, by e-mail address
    #[arg(value_name = "EMAIL", value_hint = ValueHint::EmailAddress)]
    person: String,
    /// The manifest: a root file, or a folder with orgform.yaml
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// Write the files; without it the edit is only shown
    #[arg(long)]
    write: bool,
    /// Ask no platform: show the edit and the declared access that ends
    #[arg(long, conflicts_with_all = ["server", "api_key_file", "profile", "sandbox"])]
    offline: bool,
    #[command(flatten)]
    platform: PlatformArgs,
}

pub(in crate::cli) async fn run(
    args: &Args,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let person = Email::parse(&args.person)
        .map_err(|error| Failure::new(Exit::Usage, format!("`{}` {error}", args.person)))?;
    let (loaded, desired) = manifest::loaded(&args.path, terminal)?;
    let mut revision = loaded.revise();
    let places = declarations(&revision, &person).map_err(|error| edit::refuse(&error, terminal))?;
    if places.is_empty() {
        return Err(unknown(&desired, &person));
    }
    revision
        .remove(&places)
        .map_err(|error| edit::refuse(&error, terminal))?;
    let edited = manifest::edited(&revision, terminal)?;
    let verdict = outlook(args, &edited, settings, terminal).await?;
    if args.write {
        edit::write_all(&revision)?;
    }
    let report = report(
        args,
        &person,
        &desired,
        &edited,
        &revision,
        &places,
        verdict.as_ref(),
    );
    edit::show(
        &report,
        |style| render::human::offboard(&report, style),
        args.write,
        settings,
        terminal,
    )?;
    Ok(verdict.map_or(Exit::Success, |verdict| {
        plan::exit(&PlanReport::from(&verdict), false)
    }))
}

/// The plan of the edited manifest; none where nobody is to be asked, or no key is there to ask with.
async fn outlook(
    args: &Args,
    edited: &Desired,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Result<Option<Verdict>, Failure> {
    if args.offline {
        return Ok(None);
    }
    let cancel = signals::listen();
    let places = Places::beside(&args.path);
    let key = &edited.organization.key;
    let Some(session) = connect_with_key(key, &args.platform, &places, settings).await? else {
        terminal.say(
            "no key is set, so the platform was not asked what this means (--sandbox asks the sandbox)\n",
        );
        return Ok(None);
    };
    let survey = look(edited, &session, &cancel, terminal)
        .await
        .map_err(|failure| failure.hint("nothing was written; --offline shows the edit without asking"))?;
    let verdict = check(survey.plan, edited);
    session.close().await;
    Ok(Some(verdict))
}

fn report(
    args: &Args,
    person: &Email,
    desired: &Desired,
    edited: &Desired,
    revision: &Revision,
    places: &[Declaration],
    verdict: Option<&Verdict>,
) -> OffboardReport {
    let plan = verdict.map(PlanReport::from);
    let names = names(desired, person);
    let others = plan.iter().flat_map(|plan| &plan.changes).filter(|change| {
        let about = change.target.person();
        about.is_none_or(|about| !names.contains(about))
    });
    OffboardReport {
        format_version: OffboardReport::VERSION,
        kind: OffboardReport::KIND,
        person: person.to_string(),
        written: args.write,
        files: edit::files(revision),
        removed: removed(desired, places),
        emptied: emptied(desired, edited),
        kept: mentions(edited, person),
        prune_missing: prune_missing(desired, places),
        declared_access: declared_access(desired, person),
        other_changes: others.count(),
        plan,
    }
}

/// Every address by which a person may be live.
fn names(desired: &Desired, person: &Email) -> BTreeSet<String> {
    let member = desired.members.as_ref().and_then(|members| members.get(person));
    let former = member.iter().flat_map(|member| &member.previously);
    former.chain([person]).map(ToString::to_string).collect()
}

/// The words without which what is taken out stays on the platform. With the member all else goes.
fn prune_missing(desired: &Desired, places: &[Declaration]) -> Vec<String> {
    let is_member = |place: &Declaration| matches!(place.address, Address::Member(_));
    let needed: BTreeSet<Prunable> = if places.iter().any(is_member) {
        BTreeSet::from([Prunable::Members])
    } else {
        let word = |place: &Declaration| match place.address {
            Address::TeamMember(..) => Prunable::TeamMembers,
            _ => Prunable::Grants,
        };
        places.iter().map(word).collect()
    };
    let missing = needed.difference(&desired.manage.prune);
    missing.map(ToString::to_string).collect()
}

/// Why somebody who is declared nowhere cannot be taken out.
fn unknown(desired: &Desired, person: &Email) -> Failure {
    let failure = Failure::new(
        Exit::Usage,
        format!("{person} is declared nowhere in this manifest"),
    );
    let members = desired.members.iter().flatten();
    let now = members
        .filter(|(_, member)| member.previously.contains(person))
        .map(|(email, _)| email);
    if let Some(now) = now.into_iter().next() {
        return failure.hint(format!("it is a former address of {now}"));
    }
    if desired.manage.operators.contains_key(person) {
        return failure.hint("it is a robot under `manage.operators`; take it out there by hand");
    }
    match closest_person(desired, person) {
        Some(close) => failure.hint(format!("did you mean {close}?")),
        None => failure,
    }
}
