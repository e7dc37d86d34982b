//! The whole examination.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AccountCheck, CertificatesCheck, ClockCheck, ConnectionCheck, KeyCheck, LastApplyCheck, LimitsCheck,
    ManifestCheck, OrganizationCheck, PowersCheck, ProxyCheck, RoutesCheck, ServerCheck,
};
use crate::report::{Document, DocumentKind, FormatVersion};

/// Everything that was looked at before a plan is tried, each with how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Findings of orgform doctor")]
pub struct DoctorReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That these are findings of `doctor`.
    #[schemars(with = "String", extend("const" = "doctor"))]
    pub kind: DocumentKind,
    /// Whether nothing stands in the way: there is no problem.
    pub ready: bool,
    /// How many problems.
    pub problems: usize,
    /// How many notes.
    pub notes: usize,
    /// How many things could not be found out.
    pub unknown: usize,
    /// What was looked at, in the order in which one thing leads to the next.
    pub checks: Vec<CheckReport>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    /// How it stands, which follows from what was found.
    pub state: CheckState,
    /// What it is, and what was found.
    #[serde(flatten)]
    pub check: Check,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckState {
    /// As it should be.
    Fine,
    /// Worth knowing; nothing that keeps a plan from being made.
    Note,
    /// It stands in the way.
    Problem,
    /// It could not be found out, because of something else.
    Unknown,
}

/// What is looked at, with what was found there. A later minor version may add some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum Check {
    /// The manifest at the path.
    Manifest(ManifestCheck),
    /// The last apply of this checkout.
    LastApply(LastApplyCheck),
    /// Which server is meant.
    Server(ServerCheck),
    /// The API key, without any part of it.
    Key(KeyCheck),
    /// What stands between this machine and the server.
    Proxy(ProxyCheck),
    /// Who is trusted to vouch for the server.
    Certificates(CertificatesCheck),
    /// Whether the server answers.
    Connection(ConnectionCheck),
    /// The platform's clock against this machine's.
    Clock(ClockCheck),
    /// Whose key it is.
    Account(AccountCheck),
    /// The organization that is addressed.
    Organization(OrganizationCheck),
    /// What the account may do in it.
    Powers(PowersCheck),
    /// What the organization has room for.
    Limits(LimitsCheck),
    /// Which of the routes that orgform reads exist on this platform.
    Routes(RoutesCheck),
}

/// What a thing that is not known waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of the checks")]
pub enum Subject {
    Server,
    Key,
    Certificates,
    Connection,
    Account,
    Organization,
}

impl DoctorReport {
    /// Counts what was found.
    pub fn of(checks: Vec<Check>) -> DoctorReport {
        let checks: Vec<CheckReport> = checks.into_iter().map(CheckReport::from).collect();
        let count = |state| checks.iter().filter(|check| check.state == state).count();
        DoctorReport {
            format_version: DoctorReport::VERSION,
            kind: DoctorReport::KIND,
            ready: count(CheckState::Problem) == 0,
            problems: count(CheckState::Problem),
            notes: count(CheckState::Note),
            unknown: count(CheckState::Unknown),
            checks,
        }
    }
}

impl Document for DoctorReport {
    const KIND: DocumentKind = DocumentKind::Doctor;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl From<Check> for CheckReport {
    fn from(check: Check) -> CheckReport {
        CheckReport {
            state: check.state(),
            check,
        }
    }
}

impl Check {
    fn state(&self) -> CheckState {
        match self {
            Check::Manifest(check) => check.state(),
            Check::LastApply(check) => check.state(),
            Check::Server(check) => check.state(),
            Check::Key(check) => check.state(),
            Check::Proxy(check) => check.state(),
            Check::Certificates(check) => check.state(),
            Check::Connection(check) => check.state(),
            Check::Clock(check) => check.state(),
            Check::Account(check) => check.state(),
            Check::Organization(check) => check.state(),
            Check::Powers(check) => check.state(),
            Check::Limits(check) => check.state(),
            Check::Routes(check) => check.state(),
        }
    }
}
