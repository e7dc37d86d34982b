//! One file per command: what may be typed, and what is done.

pub(super) mod validate;
pub(super) mod init;
pub(super) mod import;
pub(super) mod fmt;
pub(super) mod plan;
pub(super) mod drift;
pub(super) mod apply;
pub(super) mod watch;
pub(super) mod show;
pub(super) mod offboard;
pub(super) mod adopt;
pub(super) mod snapshot;
pub(super) mod doctor;
pub(super) mod explain;
pub(super) mod schema;
pub(super) mod completions;
pub(super) mod man;
#[cfg(feature = "sandbox")]
pub(super) mod sandbox;
