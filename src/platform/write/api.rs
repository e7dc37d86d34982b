//! The right to write.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::platform::reply::{Answer, Reply};
use crate::platform::request::{Path, Request};
use crate::platform::transport::Transport;
use crate::platform::{CallError, RequestStats};

/// Writes to one organization. Cheap to clone; clones share everything.
///
/// Every method sends one call (retried as design.md 4 says) and returns what the platform answered. An
/// error says by [`CallError::may_be_done`] whether it may have been done all the same; for a method that
/// creates something, [`CallError::is_answer_lost`] asks the caller to read back before trying again.
#[derive(Clone)]
pub struct WriteApi {
    transport: Arc<Transport>,
    pub(super) organization: Arc<str>,
    /// Set once a platform refused PATCH for workspaces, so that it is asked only once in a run.
    pub(super) puts_workspaces: Arc<AtomicBool>,
}

impl WriteApi {
    pub(in crate::platform) fn new(transport: Arc<Transport>, organization: &Arc<str>) -> WriteApi {
        WriteApi {
            transport,
            organization: Arc::clone(organization),
            puts_workspaces: Arc::new(AtomicBool::new(false)),
        }
    }

    /// What was sent so far over this connection, reads included.
    pub fn stats(&self) -> RequestStats {
        self.transport.counters.snapshot()
    }

    /// A path inside the organization.
    pub(super) fn path(&self, segments: &[&str]) -> Path {
        segments
            .iter()
            .fold(Path::of(&["org", &self.organization]), |path, segment| {
                path.join(segment)
            })
    }

    pub(super) async fn send(&self, request: &Request) -> Result<Reply, CallError> {
        self.transport.send(request).await
    }

    /// Sends a write whose answer holds nothing that is needed.
    pub(super) async fn tell(&self, request: &Request) -> Result<Answer<()>, CallError> {
        self.send(request).await?.acknowledged()
    }
}
