//! What of live can be taken into a manifest, and why the rest cannot.

use std::collections::BTreeSet;

use crate::apply::Survey;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::model::{Address, Desired, Email, Role, Source, Verb};
use crate::plan::{FindingKind, Plan};
use crate::report::{DeclarationReport, SourceReport, TargetReport};

/// What is live and not declared.
pub(super) struct Candidates<'s> {
    plan: &'s Plan,
    desired: &'s Desired,
    known: BTreeSet<&'s Address>,
}

impl<'s> Candidates<'s> {
    pub(super) fn of(plan: &'s Plan, desired: &'s Desired) -> Candidates<'s> {
        let unmanaged = plan.unmanaged.iter().map(|unmanaged| &unmanaged.address);
        // What would be removed because no line declares it: keeping it is what adopting is for.
        let removed = plan
            .changes
            .iter()
            .filter(|change| change.source.is_none() && change.action.verb() == Verb::Remove);
        let known = unmanaged.chain(removed.map(|change| &change.address));
        Candidates {
            plan,
            desired,
            known: known.filter(|address| !is_declared(desired, address)).collect(),
        }
    }

    /// All of it.
    pub(super) fn all(&self) -> Vec<Address> {
        self.known.iter().map(|address| (*address).clone()).collect()
    }

    /// What was asked for, sorted; refused as a whole, with a reason each, where something is not to be had.
    pub(super) fn chosen(&self, asked: &[String]) -> Result<Vec<Address>, Failure> {
        let mut chosen = BTreeSet::new();
        let mut refused = Vec::new();
        for text in asked {
            match text.parse::<Address>() {
                Ok(address) if self.known.contains(&address) => _ = chosen.insert(address),
                Ok(address) => refused.push(format!("{address} {}", self.why_not(&address))),
                Err(error) => refused.push(error.to_string()),
            }
        }
        if refused.is_empty() {
            return Ok(chosen.into_iter().collect());
        }
        let message = match refused.as_slice() {
            [only] => only.clone(),
            several => format!("{} of {} cannot be adopted", several.len(), asked.len()),
        };
        let hints = if refused.len() > 1 { refused } else { Vec::new() };
        let failure = Failure::new(Exit::Usage, message);
        let failure = hints.into_iter().fold(failure, Failure::hint);
        Err(failure.hint("nothing was written; `orgform plan -v` lists what is not managed"))
    }

    /// Why something cannot be adopted, to follow its address.
    fn why_not(&self, address: &Address) -> String {
        if is_declared(self.desired, address) {
            return "is declared already".to_owned();
        }
        let ignore = &self.desired.manage.ignore;
        if let Some(ignored) = ignore.iter().find(|ignored| ignored.address.covers(address)) {
            return format!("is left to others by `manage.ignore`: {}", ignored.reason);
        }
        let subject = address.to_string();
        let mut findings = self.plan.findings.iter();
        if let Some(finding) = findings.find(|finding| finding.subject == subject) {
            return match finding.kind {
                FindingKind::Ambiguous => format!("cannot be told apart: {}", finding.detail),
                _ => finding.detail.clone(),
            };
        }
        if let Some(section) = not_looked_after(self.desired, address) {
            return format!("is in no collection that is looked after: the manifest has no `{section}`");
        }
        match address {
            Address::Organization => "is what the whole manifest is about".to_owned(),
            _ => "is not among what is live and not declared".to_owned(),
        }
    }
}

fn is_declared(desired: &Desired, address: &Address) -> bool {
    let member = |email: &Email| {
        desired
            .members
            .as_ref()
            .is_some_and(|all| all.contains_key(email))
    };
    match address {
        Address::Organization => false,
        Address::Member(email) | Address::Invitation(email) => member(email),
        Address::Team(team) => desired.teams.as_ref().is_some_and(|all| all.contains_key(team)),
        Address::Workspace(key) => desired
            .workspaces
            .as_ref()
            .is_some_and(|all| all.contains_key(key)),
        inside => source(desired, inside).is_some(),
    }
}

/// The section whose absence leaves an address alone.
fn not_looked_after(desired: &Desired, address: &Address) -> Option<String> {
    match address {
        Address::Member(_) | Address::Invitation(_) => {
            desired.members.is_none().then(|| "members".to_owned())
        }
        Address::Team(_) => desired.teams.is_none().then(|| "teams".to_owned()),
        Address::Workspace(_) => desired.workspaces.is_none().then(|| "workspaces".to_owned()),
        Address::TeamMember(team, _) => match desired.teams.as_ref().and_then(|all| all.get(team)) {
            Some(found) => found.members.is_none().then(|| format!("teams.{team}.members")),
            None => Some(format!("teams.{team}")),
        },
        Address::TeamGrant(key, _) | Address::UserGrant(key, _) => {
            let workspace = desired.workspaces.as_ref().and_then(|all| all.get(key));
            let part = if matches!(address, Address::TeamGrant(..)) {
                "teams"
            } else {
                "users"
            };
            match workspace {
                Some(found) if part == "teams" && found.teams.is_some() => None,
                Some(found) if part == "users" && found.users.is_some() => None,
                Some(_) => Some(format!("workspaces.{key}.{part}")),
                None => Some(format!("workspaces.{key}")),
            }
        }
        Address::Organization => None,
    }
}

/// What is declared now that was not.
pub(super) fn declared(survey: &Survey, edited: &Desired, addresses: &[Address]) -> Vec<DeclarationReport> {
    let told = addresses.iter().map(|address| DeclarationReport {
        address: address.to_string(),
        target: TargetReport::from(address),
        role: role(survey, address),
        source: source(edited, address).map(SourceReport::from),
    });
    told.collect()
}

fn role(survey: &Survey, address: &Address) -> Option<Role> {
    let before = &survey.plan.before;
    match address {
        Address::Member(email) => before.members.get(email).map(|member| member.role),
        Address::Invitation(email) => before.invitations.get(email).copied(),
        Address::UserGrant(key, email) => {
            let users = before.workspaces.get(key)?.users.as_ref();
            users.and_then(|users| users.get(email)).copied()
        }
        Address::TeamGrant(key, team) => {
            let teams = before.workspaces.get(key)?.teams.as_ref();
            teams.and_then(|teams| teams.get(team)).copied()
        }
        _ => None,
    }
}

fn source<'d>(desired: &'d Desired, address: &Address) -> Option<&'d Source> {
    let workspace = |key| desired.workspaces.as_ref().and_then(|all| all.get(key));
    let team = |name| desired.teams.as_ref().and_then(|all| all.get(name));
    match address {
        Address::Organization => None,
        Address::Member(email) | Address::Invitation(email) => {
            desired.members.as_ref()?.get(email).map(|member| &member.source)
        }
        Address::Team(name) => team(name).map(|team| &team.source),
        Address::Workspace(key) => workspace(key).map(|workspace| &workspace.source),
        Address::TeamMember(name, email) => team(name)?.members.as_ref()?.get(email),
        Address::UserGrant(key, email) => {
            let grant = workspace(key)?.users.as_ref()?.get(email);
            grant.map(|grant| &grant.source)
        }
        Address::TeamGrant(key, name) => {
            let grant = workspace(key)?.teams.as_ref()?.get(name);
            grant.map(|grant| &grant.source)
        }
    }
}
