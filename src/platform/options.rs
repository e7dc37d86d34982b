//! How to talk to the platform, apart from where and as whom.

use std::path::PathBuf;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// Settings of a connection.
#[derive(Clone, Debug)]
pub struct Options {
    /// Certificates to trust besides the system's, in PEM.
    pub ca_cert: Option<PathBuf>,
    /// How long the whole run may take, from opening the connection on.
    pub timeout: Option<Duration>,
    /// How many requests may be on their way at once; 0 counts as 1.
    pub parallelism: usize,
    /// How long the waits are.
    pub pace: Pace,
    /// Once cancelled, no request is started any more; those on their way are finished.
    pub cancel: CancellationToken,
}

impl Options {
    /// What is used where nobody asks for anything else (design.md 4).
    pub const DEFAULT_PARALLELISM: usize = 8;
}

impl Default for Options {
    fn default() -> Options {
        Options {
            ca_cert: None,
            timeout: None,
            parallelism: Options::DEFAULT_PARALLELISM,
            pace: Pace::REAL,
            cancel: CancellationToken::new(),
        }
    }
}

/// The length of waits. Tests run the same policy with waits that nobody notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The shortest wait before a second try; it doubles from try to try.
    pub first_wait: Duration,
    /// How long a second lasts that the platform asks to wait for.
    pub second: Duration,
}

impl Pace {
    /// For real platforms.
    pub const REAL: Pace = Pace {
        first_wait: Duration::from_millis(500),
        second: Duration::from_secs(1),
    };

    /// For tests.
    pub const QUICK: Pace = Pace {
        first_wait: Duration::from_millis(1),
        second: Duration::from_millis(1),
    };
}
