//! Logs go to stderr, and only when they are asked for.

use tracing_subscriber::EnvFilter;

use super::settings::Settings;

/// `-vv` tells of each request; `ORGFORM_LOG` (the syntax of `RUST_LOG`) decides where it is set.
pub(super) fn start(settings: &Settings) {
    let filter = match (settings.environment.get("ORGFORM_LOG"), settings.verbose) {
        (Some(filter), _) => EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("orgform=debug")),
        (None, 0 | 1) => return,
        (None, _) => EnvFilter::new("orgform=debug"),
    };
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time();
    // A second start, in tests, leaves the first one's logs in place.
    let _ = logs.try_init();
}
