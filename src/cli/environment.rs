//! What the program is started in, read once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

/// The variable that stands in for the clock, so that reports can be made for a given moment.
pub(super) const NOW: &str = "ORGFORM_NOW";

/// The environment variables, and where the user's files are.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    pub(super) variables: BTreeMap<String, String>,
    pub(super) home: Option<PathBuf>,
}

impl Environment {
    pub(super) fn read() -> Environment {
        let variables: BTreeMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let home = variables
            .get("HOME")
            .filter(|home| !home.is_empty())
            .map(PathBuf::from);
        Environment { variables, home }
    }

    /// A variable that is set to something.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

/// The present moment, or the one that `ORGFORM_NOW` names (RFC 3339).
pub(super) fn now() -> Timestamp {
    std::env::var(NOW)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(Timestamp::now)
}
