//! E-mail addresses: the names of people.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A person's address. Compared lower-cased and trimmed, shown as it was written.
///
/// Always ASCII with exactly the parts `local@domain`; cheap to clone.
#[derive(Clone)]
pub struct Email {
    shown: Arc<str>,
    folded: Arc<str>,
}

/// Why a text is no address that orgform accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Characters outside ASCII could look like another address.
    #[error("has characters outside ASCII")]
    NotAscii,
    /// Not of the form `local@domain`.
    #[error("is not an e-mail address")]
    Malformed,
}

impl Email {
    /// Reads an address.
    pub fn parse(raw: &str) -> Result<Email, EmailError> {
        let shown = raw.trim();
        if !shown.is_ascii() {
            return Err(EmailError::NotAscii);
        }
        if !is_well_formed(shown) {
            return Err(EmailError::Malformed);
        }
        let shown: Arc<str> = shown.into();
        let folded = if shown.bytes().any(|byte| byte.is_ascii_uppercase()) {
            shown.to_ascii_lowercase().into()
        } else {
            Arc::clone(&shown)
        };
        Ok(Email { shown, folded })
    }

    /// The address as it was written, to be shown and sent.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// The address as it is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// What follows the last `@`, folded.
    pub fn domain(&self) -> &str {
        self.folded.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What precedes the last `@`, folded.
    pub fn local_part(&self) -> &str {
        self.folded.rsplit_once('@').map_or("", |(local, _)| local)
    }
}

/// Looser than RFC 5321 on purpose: the platform has the last word on what it invites; this keeps out
/// what cannot be an address and what could break a line of output.
fn is_well_formed(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let printable = address.bytes().all(|byte| byte.is_ascii_graphic());
    printable
        && address.len() <= 254
        && !local.is_empty()
        && !local.contains('@')
        && !domain.is_empty()
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && domain
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
}

impl PartialEq for Email {
    fn eq(&self, other: &Email) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Email {}

impl PartialOrd for Email {
    fn partial_cmp(&self, other: &Email) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Email {
    fn cmp(&self, other: &Email) -> Ordering {
        self.folded.cmp(&other.folded)
    }
}

impl Hash for Email {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_compare_folded_and_show_as_written() {
        let declared = Email::parse(" Ada@Acme.Example ").unwrap();
        assert_eq!(declared, Email::parse("ada@acme.example").unwrap());
        assert_eq!(declared.as_str(), "Ada@Acme.Example");
        assert_eq!(declared.domain(), "acme.example");
        assert_eq!(declared.local_part(), "ada");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(Email::parse("\u{430}da@acme.example"), Err(EmailError::NotAscii));
        for raw in [
            "",
            "ada",
            "@acme.example",
            "ada@",
            "a b@acme.example",
            "a@b@c",
            "ada@acme..",
            "ada@-/x",
        ] {
            assert_eq!(Email::parse(raw), Err(EmailError::Malformed), "{raw}");
        }
    }
}
