//! Keys that do not show themselves.

use secrecy::{ExposeSecret, SecretString};

/// An API key. `Debug` hides it, memory is wiped, and there is no `Display` and no `Serialize`.
#[derive(Clone, Debug)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// Takes a key; surrounding white space (the newline of a file) is cut.
    pub fn new(raw: &str) -> ApiKey {
        ApiKey(SecretString::from(raw.trim().to_owned()))
    }

    /// The key itself, for the one header that carries it.
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}
