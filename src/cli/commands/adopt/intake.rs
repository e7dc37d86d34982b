//! What is taken into a manifest, and with whom: whoever is named must be declared.

use std::collections::BTreeSet;

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::model::{Address, Desired, Email};

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
