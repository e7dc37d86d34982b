//! Acts: carries out an [`ApprovedPlan`](crate::guards::ApprovedPlan), keeps the journal, looks at the
//! result. Decides nothing and prints nothing; whoever watches gets [`Event`]s, whoever asks later the
//! [`Receipt`].

mod run;
mod schedule;
mod step;
mod creation;
mod lookback;
mod owners;
mod journal;
mod record;
mod receipt;
mod event;
mod survey;
mod verify;
mod lock;
mod saved;

pub use event::{Event, Observer, Unobserved};
pub use journal::{Journal, JournalError};
pub use lock::{Lock, LockError, holder_of};
pub use receipt::{Entry, Outcome, Receipt};
pub use record::{CallEnd, CallStart, JournalHead, Record};
pub use run::{Apis, ApplySettings, apply};
pub use saved::{SavedPlan, StalePlan, narrow};
pub use survey::{Clock, Sighting, Survey, SurveyError, moment, sight, survey, survey_both};
pub use verify::{Verification, verify};
