//! Free text as it is compared: trimmed, in NFC, and `""` equal to nothing.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A name or description, normalized once so that comparing is plain equality.
///
/// Cheap to clone. The empty text stands for the platform's `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// Trims and normalizes `raw`.
    pub fn new(raw: &str) -> Text {
        let trimmed = raw.trim();
        if is_nfc(trimmed) {
            Text(trimmed.into())
        } else {
            Text(trimmed.nfc().collect::<String>().trim().into())
        }
    }

    /// The text of an optional value, absent and empty being the same.
    pub fn of(raw: Option<&str>) -> Text {
        Text::new(raw.unwrap_or_default())
    }

    /// The normalized text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as the platform takes it: `null` where it is empty.
    pub fn to_option(&self) -> Option<&str> {
        if self.is_empty() { None } else { Some(&self.0) }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_compares_trimmed_and_composed() {
        assert_eq!(Text::new("  Caf\u{e9} "), Text::new("Cafe\u{301}"));
        assert_ne!(Text::new("Cafe"), Text::new("Caf\u{e9}"));
    }

    #[test]
    fn empty_text_equals_absent_text() {
        assert_eq!(Text::of(Some("   ")), Text::of(None));
        assert_eq!(Text::of(None).to_option(), None);
    }
}
