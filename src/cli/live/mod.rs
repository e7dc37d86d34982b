//! The way to what is live: a connection to the platform or the sandbox, a look at it, or a snapshot in its place.

mod connect;
mod look;
pub(super) mod snapshot;

pub(super) use connect::{
    Session, Site, connect, connect_to_write, connect_with_key, options, organization_of_profile, profiles,
    read_key, typed,
};
pub(super) use look::{look, see, see_without_manifest, tell_reads, visit, widen};
pub(super) use snapshot::SnapshotArgs;
