//! One thing in which live is not what one manifest says, as the plan of that manifest tells it.

use crate::model::{Action, Address, Change, Role, Source, Verb};
use crate::plan::{Finding, FindingKind, Plan, Setting, Unmanaged};

/// A difference between live and one manifest.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'a> {
    /// The plan of that manifest.
    pub plan: &'a Plan,
    /// What the plan tells.
    pub what: What<'a>,
}

/// What a plan tells of a difference.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A step would end it.
    Change(&'a Change),
    /// It is live, not declared, and stays.
    Unmanaged(&'a Unmanaged),
    /// It is told, and no step ends it.
    Finding(&'a Finding),
}

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Declared, and not live.
    Missing,
    /// Declared and live, and not the same.
    Changed,
    /// Live, and not declared.
    Unmanaged,
    /// A setting that the API cannot write is not as expected.
    Expectation,
    /// A grantee or team member who is neither in the organization nor on the way in.
    UnknownPerson,
    /// The platform refused to show it.
    Unreadable,
    /// The platform has no route for it.
    Unsupported,
    /// Several live things could be meant.
    Ambiguous,
    /// An invitation that is not sent again by itself.
    Stuck,
    /// Something else to know.
    Other,
}

impl<'a> Difference<'a> {
    /// Everything that a plan tells, in the plan's order.
    pub(super) fn all(plan: &'a Plan) -> impl Iterator<Item = Difference<'a>> {
        let changes = plan.changes.iter().map(What::Change);
        let unmanaged = plan.unmanaged.iter().map(What::Unmanaged);
        let findings = plan.findings.iter().map(What::Finding);
        let all = changes.chain(unmanaged).chain(findings);
        all.map(move |what| Difference { plan, what })
    }

    /// What it is about: an address, or the raw text where the live row has no valid one.
    pub fn subject(self) -> String {
        match self.what {
            What::Change(change) => change.address.to_string(),
            What::Unmanaged(unmanaged) => unmanaged.address.to_string(),
            What::Finding(finding) => finding.subject.clone(),
        }
    }

    /// The address, where there is one.
    pub fn address(self) -> Option<Address> {
        match self.what {
            What::Change(change) => Some(change.address.clone()),
            What::Unmanaged(unmanaged) => Some(unmanaged.address.clone()),
            What::Finding(finding) => finding.subject.parse().ok(),
        }
    }

    /// The line that declares it.
    pub fn source(self) -> Option<&'a Source> {
        match self.what {
            What::Change(change) => change.source.as_ref(),
            What::Unmanaged(_) => None,
            What::Finding(finding) => finding.source.as_ref(),
        }
    }

    /// What kind of difference it is.
    pub fn kind(self) -> Kind {
        match self.what {
            What::Change(change) => match change.action.verb() {
                Verb::Add => Kind::Missing,
                Verb::Change | Verb::Rename => Kind::Changed,
                // `delete: true` is declared, and what it stands at is still there.
                Verb::Remove if change.source.is_some() => Kind::Changed,
                Verb::Remove => Kind::Unmanaged,
            },
            What::Unmanaged(_) => Kind::Unmanaged,
            What::Finding(finding) => match finding.kind {
                FindingKind::Expectation => Kind::Expectation,
                FindingKind::UnknownPerson => Kind::UnknownPerson,
                FindingKind::Unreadable => Kind::Unreadable,
                FindingKind::Unsupported => Kind::Unsupported,
                FindingKind::Ambiguous => Kind::Ambiguous,
                FindingKind::GaveUp | FindingKind::Declined | FindingKind::JoinedElsewhere => Kind::Stuck,
                // Declared and not there; that this key, or anybody, cannot make it is another matter.
                FindingKind::KeyTaken | FindingKind::KeyTooWeak => Kind::Missing,
                FindingKind::Suspended
                | FindingKind::BothNamesLive
                | FindingKind::EarlierAddress
                | FindingKind::PlatformOwned => Kind::Other,
            },
        }
    }

    /// Whether it is a difference that counts, and not only something to know.
    pub fn counts(self) -> bool {
        match self.what {
            What::Change(_) => true,
            // Whoever only observes prunes nothing yet, and wants to hear of an owner whom nobody declared.
            What::Unmanaged(unmanaged) => unmanaged.role == Some(Role::Owner),
            What::Finding(_) => matches!(
                self.kind(),
                Kind::Expectation | Kind::UnknownPerson | Kind::Missing
            ),
        }
    }

    /// What the manifest wants to be there, written so that equal wishes are equal; none for nothing.
    pub(super) fn wanted(self) -> Option<String> {
        match self.what {
            What::Change(change) => match &change.action {
                Action::CancelInvitations { remaining, .. } => remaining.map(|role| role.to_string()),
                action if action.verb() == Verb::Remove => None,
                action => Some(action.before_and_after().1.unwrap_or_default()),
            },
            What::Unmanaged(_) => None,
            What::Finding(finding) => Some(finding.setting.map_or_else(String::new, Setting::expected)),
        }
    }

    /// What is there, written in the same way.
    pub(super) fn live(self) -> Option<String> {
        match self.what {
            What::Change(change) => match &change.action {
                Action::CancelInvitations { email, .. } => {
                    let role = self.plan.before.invitations.get(email);
                    Some(role.map_or_else(String::new, ToString::to_string))
                }
                action if action.verb() == Verb::Add => None,
                action => Some(action.before_and_after().0.unwrap_or_default()),
            },
            What::Unmanaged(unmanaged) => {
                Some(unmanaged.role.map_or_else(String::new, |role| role.to_string()))
            }
            What::Finding(finding) => finding.setting.and_then(Setting::live),
        }
    }
}
