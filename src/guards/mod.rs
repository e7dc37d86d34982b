//! Rules that look at a finished plan and refuse it with reasons. Always on; lifted only by an approval
//! in the root file. Only [`check()`] can make the [`ApprovedPlan`] that apply accepts.

mod check;
mod verdict;
mod context;
mod registry;
mod approvals;
mod holding;
mod limits;
mod looseness;
mod rules;

mod last_owner;
mod last_workspace_owner;
mod self_lockout;
mod break_glass;
mod removal_limit;
mod access_loss;
mod empty_source;
mod workspace_loss;
mod rename_suspected;
mod email_domain;
mod seat_limit;
mod invite_limit;

pub use approvals::{ApprovalNote, ApprovalState};
pub use check::check;
pub use looseness::{Looseness, Than};
pub use registry::{GUARDS, Guard};
pub use rules::Rules;
pub use verdict::{ApprovedPlan, Held, Judgement, Objection, Refusal, Verdict};
