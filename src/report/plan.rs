//! A plan, as it is told.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AccessReport, ApprovalNoteReport, ChangeReport, Document, DocumentKind, FindingReport, Fingerprint,
    FormatVersion, GuardReport, GuardState, HeldReport, OriginsReport, PeopleReport, SnapshotNoteReport,
    SummaryReport, UnmanagedReport, VerdictReport, WaitingReport, approval, guard,
};
use crate::guards::{ApprovedPlan, Judgement, Verdict};
use crate::plan::{OrganizationRef, Plan};

/// A plan with what the guards say of it. It holds no secret: no key, and no invitation's id, which would be
/// its accept link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Plan of orgform")]
pub struct PlanReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is a plan.
    #[schemars(with = "String", extend("const" = "plan"))]
    pub kind: DocumentKind,
    /// The moment for which the plan was made, UTC.
    pub created_at: Timestamp,
    /// The snapshot that it was made from; absent where the platform itself was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<SnapshotNoteReport>,
    /// Which organization.
    pub organization: OrganizationReport,
    /// The address of the account whose key was used.
    pub caller: String,
    /// The digest of the manifest. Comments, order and layout do not change it.
    pub manifest: Fingerprint,
    /// The plan in one line.
    pub verdict: VerdictReport,
    /// How many steps of each kind.
    pub summary: SummaryReport,
    /// The steps, in an order that can be followed. Empty means that nothing is to be done.
    pub changes: Vec<ChangeReport>,
    /// The additions that a guard keeps back while the rest goes on.
    pub held: Vec<HeldReport>,
    /// What waits for people, sorted by address.
    pub waiting: Vec<WaitingReport>,
    /// What is live, not declared, and stays, sorted by address.
    pub unmanaged: Vec<UnmanagedReport>,
    /// What else there is to know, sorted by kind and subject.
    pub findings: Vec<FindingReport>,
    /// Whose access to which workspace changes, sorted by person and workspace.
    pub access: Vec<AccessReport>,
    /// What the plan means for people.
    pub people: PeopleReport,
    /// What the guards said: what refuses, what holds, what is lifted.
    pub guards: Vec<GuardReport>,
    /// Approvals in the manifest that are expired, unused or incomplete.
    pub approvals: Vec<ApprovalNoteReport>,
    /// What is not refused and should be known.
    pub warnings: Vec<String>,
    /// Where the steps come from, where the manifest was held against another one. Since 1.1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origins: Option<OriginsReport>,
}

/// Which organization, on which platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrganizationReport {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// The platform's root address.
    pub server: String,
}

impl From<&OrganizationRef> for OrganizationReport {
    fn from(organization: &OrganizationRef) -> OrganizationReport {
        OrganizationReport {
            key: organization.key.clone(),
            id: organization.id.to_string(),
            server: organization.server.clone(),
        }
    }
}

impl Document for PlanReport {
    const KIND: DocumentKind = DocumentKind::Plan;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 1 };
}

impl From<&Verdict> for PlanReport {
    fn from(verdict: &Verdict) -> PlanReport {
        report(verdict.plan(), verdict.judgement())
    }
}

impl From<&ApprovedPlan> for PlanReport {
    fn from(approved: &ApprovedPlan) -> PlanReport {
        report(approved.plan(), approved.judgement())
    }
}

fn report(plan: &Plan, judgement: &Judgement) -> PlanReport {
    let access = plan.access_summary();
    PlanReport {
        format_version: PlanReport::VERSION,
        kind: PlanReport::KIND,
        created_at: plan.now,
        snapshot: None,
        organization: OrganizationReport::from(&plan.organization),
        caller: plan.caller.to_string(),
        manifest: plan.manifest.clone(),
        verdict: VerdictReport::of(plan, judgement, &access),
        summary: plan.summary().into(),
        changes: plan
            .changes
            .iter()
            .map(|change| ChangeReport::of(change, plan))
            .collect(),
        held: judgement
            .held
            .iter()
            .map(|held| held_report(held, plan))
            .collect(),
        waiting: plan.waiting.iter().map(WaitingReport::from).collect(),
        unmanaged: plan.unmanaged.iter().map(UnmanagedReport::from).collect(),
        findings: plan.findings.iter().map(FindingReport::from).collect(),
        access: plan
            .access
            .iter()
            .map(|change| AccessReport::of(change, plan))
            .collect(),
        people: PeopleReport::of(&access, plan),
        guards: guard::reports(plan, judgement),
        approvals: judgement.approvals.iter().map(ApprovalNoteReport::from).collect(),
        warnings: judgement.warnings.clone(),
        origins: None,
    }
}

fn held_report(held: &crate::guards::Held, plan: &Plan) -> HeldReport {
    HeldReport {
        change: ChangeReport::of(&held.change, plan),
        guard: held.guard.to_string(),
        reason: held.reason.clone(),
    }
}

impl PlanReport {
    /// What the guards said in this state.
    pub fn guards_that(&self, state: GuardState) -> impl Iterator<Item = &GuardReport> {
        self.guards.iter().filter(move |guard| guard.state == state)
    }

    /// One `approvals:` section that lifts everything that can be lifted of what the guards said in this
    /// state: sections that are pasted one after the other would be a duplicate key.
    pub fn approvals_to_paste(&self, state: GuardState) -> Option<String> {
        let liftable = self
            .guards_that(state)
            .filter(|guard| guard.approval.is_some())
            .map(|guard| (guard.code.as_str(), guard.objects.as_slice()));
        approval::block(liftable, self.created_at)
    }
}
