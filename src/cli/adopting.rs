//! What of live can be taken into a manifest, and why the rest cannot.

use std::collections::BTreeSet;

use super::Exit;
use super::failure::Failure;
use crate::apply::Survey;
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
    pub(super) fn of(survey: &'s Survey, desired: &'s Desired) -> Candidates<'s> {
        let plan = &survey.plan;
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

/// What is taken in, and what live is described as then.
pub(super) struct Intake {
    /// Sorted.
    pub(super) addresses: Vec<Address>,
    pub(super) described: Desired,
}

/// Holds the people in adopted teams and workspaces against those who are declared or adopted too. Robots cannot be
/// adopted by themselves, but a team can name declared people only, so they come with their team; their grants are
/// implied. Who is left to others is left out.
pub(super) fn intake(
    addresses: Vec<Address>,
    mut described: Desired,
    desired: &Desired,
) -> Result<Intake, Failure> {
    let Some(members) = &desired.members else {
        return Ok(Intake { addresses, described });
    };
    let mut people = Known {
        declared: members.keys().collect(),
        adopted: addresses.iter().filter_map(as_member).cloned().collect(),
        desired,
        missing: BTreeSet::new(),
    };
    for address in &addresses {
        match address {
            Address::Team(name) => {
                let team = described.teams.as_mut().and_then(|all| all.get_mut(name));
                if let Some(list) = team.and_then(|team| team.members.as_mut()) {
                    list.retain(|email, _| people.stays_in_team(email));
                }
            }
            Address::Workspace(key) => {
                let workspace = described.workspaces.as_mut().and_then(|all| all.get_mut(key));
                if let Some(users) = workspace.and_then(|workspace| workspace.users.as_mut()) {
                    users.retain(|email, _| people.stays_on_workspace(email));
                }
            }
            Address::TeamMember(_, email) => _ = people.stays_in_team(email),
            Address::UserGrant(_, email) => _ = people.stays_on_workspace(email),
            _ => {}
        }
    }
    let Known { adopted, missing, .. } = people;
    if !missing.is_empty() {
        return Err(undeclared(&missing));
    }
    let robots = adopted
        .into_iter()
        .filter(|email| desired.manage.operators.contains_key(email));
    let addresses: BTreeSet<Address> = addresses.into_iter().chain(robots.map(Address::Member)).collect();
    Ok(Intake {
        addresses: addresses.into_iter().collect(),
        described,
    })
}

fn as_member(address: &Address) -> Option<&Email> {
    match address {
        Address::Member(email) | Address::Invitation(email) => Some(email),
        _ => None,
    }
}

/// Who can be named.
struct Known<'d> {
    declared: BTreeSet<&'d Email>,
    adopted: BTreeSet<Email>,
    desired: &'d Desired,
    missing: BTreeSet<Email>,
}

impl Known<'_> {
    fn stays_in_team(&mut self, email: &Email) -> bool {
        if self.desired.manage.operators.contains_key(email) && !self.declared.contains(email) {
            self.adopted.insert(email.clone());
        }
        self.stays(email)
    }

    fn stays_on_workspace(&mut self, email: &Email) -> bool {
        let is_robot = self.desired.manage.operators.contains_key(email);
        (!is_robot || self.declared.contains(email)) && self.stays(email)
    }

    fn stays(&mut self, email: &Email) -> bool {
        if self.declared.contains(email) || self.adopted.contains(email) {
            return true;
        }
        let mut ignore = self.desired.manage.ignore.iter();
        let is_left_out = ignore.any(|ignored| as_member(&ignored.address) == Some(email));
        if !is_left_out {
            self.missing.insert(email.clone());
        }
        !is_left_out
    }
}

fn undeclared(missing: &BTreeSet<Email>) -> Failure {
    let addresses: Vec<String> = missing
        .iter()
        .map(|email| Address::Member(email.clone()).to_string())
        .collect();
    let message = match addresses.as_slice() {
        [_] => "somebody in what is adopted is not declared".to_owned(),
        people => format!("{} people in what is adopted are not declared", people.len()),
    };
    Failure::new(Exit::Usage, message).hint(format!("adopt them too: {}", addresses.join(" ")))
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
