//! The sections of a root file.

use crate::model::{
    Approval, Collection, Desired, DesiredOrganization, Email, Expectations, GuardSettings, Ignored, Limit,
    Manage, Prunable,
};

use super::super::document::API_VERSION;
use super::super::format::{Draft, Entry};

const ABOVE_EXPECT: &str = "# Compared and reported; the platform's API cannot write these.";
const ABOVE_PRUNE: &str = "# Nothing is removed unless it is opened here, one word for each collection:";
const BEHIND_WORDS: &str = "# Open them one at a time, each in a commit of its own, once `orgform plan` lists nothing that should stay.";
const ABOVE_OPERATORS: &str = "# Robots: not people, never owners that count, and never changed.";

/// What only a root file may hold.
pub(super) fn root<'d>(desired: &'d Desired, prune_words: &'d str) -> Vec<Entry<'d>> {
    let mut sections = vec![
        Entry::new("apiVersion", Draft::text(API_VERSION)),
        Entry::new("organization", organization(&desired.organization)).below(&[""]),
        Entry::new("manage", manage(&desired.manage, prune_words)).below(&[""]),
    ];
    let guards = guards(&desired.guards);
    if !guards.is_empty() {
        sections.push(Entry::new("guards", Draft::Map(guards)).below(&[""]));
    }
    if !desired.approvals.is_empty() {
        let approvals = desired.approvals.iter().map(approval).collect();
        sections.push(Entry::new("approvals", Draft::List(approvals)).below(&[""]));
    }
    sections
}

/// The words of `manage.prune` as a comment.
pub(super) fn prune_words() -> String {
    let words: Vec<&str> = Prunable::ALL.iter().map(|word| word.as_str()).collect();
    format!("#   {}", words.join(", "))
}

fn organization(organization: &DesiredOrganization) -> Draft<'_> {
    let DesiredOrganization {
        key,
        name,
        description,
        expect,
        source: _,
    } = organization;
    let mut entries = vec![Entry::new("key", Draft::text(key))];
    entries.extend(
        name.as_ref()
            .map(|name| Entry::new("name", Draft::text(name.as_str()))),
    );
    entries.extend(
        description
            .as_ref()
            .map(|text| Entry::new("description", Draft::text(text.as_str()))),
    );
    let expect = expectations(expect);
    if !expect.is_empty() {
        entries.push(Entry::new("expect", Draft::Map(expect)).below(&[ABOVE_EXPECT]));
    }
    Draft::Map(entries)
}

fn expectations(expect: &Expectations) -> Vec<Entry<'_>> {
    let Expectations {
        allow_external_invites,
        max_members,
    } = expect;
    let external = allow_external_invites
        .as_ref()
        .map(|(allowed, _)| word("allow_external_invites", allowed));
    let seats = max_members.as_ref().map(|(seats, _)| word("max_members", seats));
    external.into_iter().chain(seats).collect()
}

fn manage<'d>(manage: &'d Manage, prune_words: &'d str) -> Draft<'d> {
    let Manage {
        prune,
        operators,
        ignore,
        unsupported,
    } = manage;
    let above: &[&str] = if prune.is_empty() {
        &[ABOVE_PRUNE, prune_words, BEHIND_WORDS]
    } else {
        &[]
    };
    let prune = Draft::texts(prune.iter().map(|word| word.as_str())).in_brackets();
    let mut entries = vec![Entry::new("prune", prune).below(above)];
    if !operators.is_empty() {
        let people = Draft::texts(operators.keys().map(Email::as_str));
        entries.push(Entry::new("operators", people).below(&[ABOVE_OPERATORS]));
    }
    if !ignore.is_empty() {
        entries.push(Entry::new(
            "ignore",
            Draft::List(ignore.iter().map(ignored).collect()),
        ));
    }
    if !unsupported.is_empty() {
        let words = unsupported.iter().copied().map(Collection::as_str);
        entries.push(Entry::new("unsupported", Draft::texts(words).in_brackets()));
    }
    Draft::Map(entries)
}

fn ignored(ignored: &Ignored) -> Draft<'_> {
    let Ignored {
        address,
        reason,
        source: _,
    } = ignored;
    Draft::Map(vec![
        Entry::new("address", Draft::text(address.to_string())),
        Entry::new("reason", Draft::text(reason)),
    ])
}

/// What differs from what holds anyway.
fn guards(guards: &GuardSettings) -> Vec<Entry<'_>> {
    let GuardSettings {
        min_owners,
        break_glass,
        email_domains,
        max_removals,
        max_access_loss,
        max_invitations,
    } = guards;
    let default = GuardSettings::default();
    let mut entries = Vec::new();
    if *min_owners != default.min_owners {
        entries.push(word("min_owners", min_owners));
    }
    if !break_glass.is_empty() {
        entries.push(Entry::new(
            "break_glass",
            Draft::texts(break_glass.keys().map(Email::as_str)),
        ));
    }
    if let Some(domains) = email_domains {
        let domains = Draft::texts(domains.iter().map(String::as_str)).in_brackets();
        entries.push(Entry::new("email_domains", domains));
    }
    if *max_removals != default.max_removals {
        entries.push(limit("max_removals", *max_removals));
    }
    if *max_access_loss != default.max_access_loss {
        entries.push(limit("max_access_loss", *max_access_loss));
    }
    if *max_invitations != default.max_invitations {
        entries.push(word("max_invitations", max_invitations));
    }
    entries
}

fn limit(key: &str, limit: Limit) -> Entry<'_> {
    let Limit { count, percent } = limit;
    Entry::new(
        key,
        Draft::Map(vec![word("count", &count), word("percent", &percent)]).in_brackets(),
    )
}

fn approval(approval: &Approval) -> Draft<'_> {
    let Approval {
        guard,
        objects,
        until,
        reason,
        source: _,
    } = approval;
    Draft::Map(vec![
        Entry::new("guard", Draft::text(guard.as_str())),
        Entry::new("objects", Draft::texts(objects.iter().map(ToString::to_string))),
        Entry::new("until", Draft::text(until.to_string())),
        Entry::new("reason", Draft::text(reason)),
    ])
}

fn word<'d>(key: &'d str, value: &impl ToString) -> Entry<'d> {
    Entry::new(key, Draft::Word(value.to_string()))
}
