//! Short stable digests: of a live value that a change was computed from, of a manifest, of a plan.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first 16 bytes of a SHA-256, in hexadecimal. Equal values have equal fingerprints on every machine.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Starts a fingerprint; `kind` keeps equal values of different kinds apart.
    pub fn builder(kind: &str) -> FingerprintBuilder {
        FingerprintBuilder { hash: Sha256::new() }.part(kind)
    }

    /// The hexadecimal text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Collects the parts of a value. Parts are length-prefixed, so `"ab", "c"` differs from `"a", "bc"`.
pub struct FingerprintBuilder {
    hash: Sha256,
}

impl FingerprintBuilder {
    /// Adds a part.
    #[must_use]
    pub fn part(mut self, text: &str) -> FingerprintBuilder {
        self.add(text);
        self
    }

    /// Adds a part that may be absent, which differs from an empty one.
    #[must_use]
    pub fn optional(mut self, text: Option<&str>) -> FingerprintBuilder {
        match text {
            Some(text) => self.add(text),
            None => self.hash.update(u64::MAX.to_le_bytes()),
        }
        self
    }

    /// Adds a part, in a loop.
    pub fn add(&mut self, text: &str) {
        self.hash.update((text.len() as u64).to_le_bytes());
        self.hash.update(text.as_bytes());
    }

    /// The fingerprint of everything added.
    pub fn finish(self) -> Fingerprint {
        let digest = self.hash.finalize();
        let hex = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Fingerprint(hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let one = Fingerprint::builder("t").part("ab").part("c").finish();
        let two = Fingerprint::builder("t").part("a").part("bc").finish();
        assert_ne!(one, two);
        assert_eq!(one.as_str().len(), 32);
    }

    #[test]
    fn an_absent_part_is_not_an_empty_one() {
        let absent = Fingerprint::builder("t").optional(None).finish();
        assert_ne!(absent, Fingerprint::builder("t").optional(Some("")).finish());
    }
}
