//! The names of things as plans, approvals and reports write them.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{Email, TeamName, WorkspaceKey};

/// What would end or split an address, or disappear in a terminal.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'/')
    .add(b'%')
    .add(b'?')
    .add(b'#')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`');

/// One thing that a manifest can declare. Written `team/red-team/member/ada@acme.example`, names
/// percent-escaped; ordered by where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The organization itself.
    Organization,
    /// A person in the organization.
    Member(Email),
    /// A person on the way in.
    Invitation(Email),
    /// A team.
    Team(TeamName),
    /// A person in a team.
    TeamMember(TeamName, Email),
    /// A workspace.
    Workspace(WorkspaceKey),
    /// A team's grant on a workspace.
    TeamGrant(WorkspaceKey, TeamName),
    /// A person's direct grant on a workspace.
    UserGrant(WorkspaceKey, Email),
}

impl Address {
    /// The workspace that this stands in or is.
    pub fn workspace(&self) -> Option<&WorkspaceKey> {
        match self {
            Address::Workspace(key) | Address::TeamGrant(key, _) | Address::UserGrant(key, _) => Some(key),
            _ => None,
        }
    }

    /// The team that this is or is a membership of. A team's grant belongs to the workspace.
    pub fn team(&self) -> Option<&TeamName> {
        match self {
            Address::Team(team) | Address::TeamMember(team, _) => Some(team),
            _ => None,
        }
    }

    /// Whether this is another thing, or what that stands in: what happens to a team happens to the people in it.
    pub fn covers(&self, other: &Address) -> bool {
        match self {
            Address::Member(person) => match other {
                Address::Member(email) | Address::Invitation(email) => email == person,
                _ => false,
            },
            Address::Team(team) => other.team() == Some(team),
            Address::Workspace(key) => other.workspace() == Some(key),
            exact => exact == other,
        }
    }

    /// The person that this names.
    pub fn person(&self) -> Option<&Email> {
        match self {
            Address::Member(email)
            | Address::Invitation(email)
            | Address::TeamMember(_, email)
            | Address::UserGrant(_, email) => Some(email),
            _ => None,
        }
    }
}

fn escape(text: &str) -> impl fmt::Display {
    utf8_percent_encode(text, ESCAPED)
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Organization => f.write_str("organization"),
            Address::Member(email) => write!(f, "member/{}", escape(email.as_str())),
            Address::Invitation(email) => write!(f, "invitation/{}", escape(email.as_str())),
            Address::Team(team) => write!(f, "team/{}", escape(team.as_str())),
            Address::TeamMember(team, email) => {
                write!(
                    f,
                    "team/{}/member/{}",
                    escape(team.as_str()),
                    escape(email.as_str())
                )
            }
            Address::Workspace(key) => write!(f, "workspace/{}", escape(key.as_str())),
            Address::TeamGrant(key, team) => {
                write!(
                    f,
                    "workspace/{}/team/{}",
                    escape(key.as_str()),
                    escape(team.as_str())
                )
            }
            Address::UserGrant(key, email) => {
                write!(
                    f,
                    "workspace/{}/user/{}",
                    escape(key.as_str()),
                    escape(email.as_str())
                )
            }
        }
    }
}

/// A text that is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no address: one of {FORMS}")]
pub struct AddressError(pub String);

const FORMS: &str = "organization, member/EMAIL, invitation/EMAIL, team/NAME, team/NAME/member/EMAIL, \
                     workspace/KEY, workspace/KEY/team/NAME, workspace/KEY/user/EMAIL";

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Address, AddressError> {
        let parts: Option<Vec<String>> = text.split('/').map(unescape).collect();
        let parts = parts.unwrap_or_default();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        parse(&parts).ok_or_else(|| AddressError(text.to_owned()))
    }
}

fn unescape(part: &str) -> Option<String> {
    percent_decode_str(part).decode_utf8().ok().map(Into::into)
}

fn parse(parts: &[&str]) -> Option<Address> {
    let email = |raw: &str| Email::parse(raw).ok();
    let team = |raw: &str| Some(TeamName::new(raw)).filter(|name| !name.as_str().is_empty());
    let workspace = |raw: &str| Some(WorkspaceKey::new(raw)).filter(|key| !key.as_str().is_empty());
    Some(match parts {
        ["organization"] => Address::Organization,
        ["member", person] => Address::Member(email(person)?),
        ["invitation", person] => Address::Invitation(email(person)?),
        ["team", name] => Address::Team(team(name)?),
        ["team", name, "member", person] => Address::TeamMember(team(name)?, email(person)?),
        ["workspace", key] => Address::Workspace(workspace(key)?),
        ["workspace", key, "team", name] => Address::TeamGrant(workspace(key)?, team(name)?),
        ["workspace", key, "user", person] => Address::UserGrant(workspace(key)?, email(person)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        let ada = Email::parse("ada@acme.example").unwrap();
        let team = TeamName::new("Red / Blue %");
        let key = WorkspaceKey::new("engagements");
        let addresses = [
            Address::Organization,
            Address::Member(ada.clone()),
            Address::Invitation(ada.clone()),
            Address::Team(team.clone()),
            Address::TeamMember(team.clone(), ada.clone()),
            Address::Workspace(key.clone()),
            Address::TeamGrant(key.clone(), team),
            Address::UserGrant(key, ada),
        ];
        for address in addresses {
            assert_eq!(address.to_string().parse(), Ok(address));
        }
    }

    #[test]
    fn names_are_percent_escaped() {
        let address = Address::Team(TeamName::new("Red / Blue"));
        assert_eq!(address.to_string(), "team/Red%20%2F%20Blue");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "team",
            "team/",
            "member/nobody",
            "workspace/a/b/c",
            "team/x/user/a@b.c",
            "organization/x",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_container_covers_what_stands_in_it() {
        let address = |text: &str| text.parse::<Address>().unwrap();
        let cases = [
            ("workspace/legal", "workspace/legal/user/a@b.example", true),
            ("workspace/legal", "workspace/legal/team/red", true),
            ("workspace/legal", "workspace/legal2", false),
            ("team/red", "team/red/member/a@b.example", true),
            ("team/red", "workspace/w/team/red", false),
            ("member/a@b.example", "invitation/a@b.example", true),
            ("member/a@b.example", "team/red/member/a@b.example", false),
            ("team/red/member/a@b.example", "team/red", false),
        ];
        for (container, other, expected) in cases {
            assert_eq!(
                address(container).covers(&address(other)),
                expected,
                "{container} over {other}"
            );
        }
    }
}
