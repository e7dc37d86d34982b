//! The version of a document's format.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `major.minor`. A minor version adds fields, which readers ignore when they do not know them; a major
/// version changes what is there, so readers must refuse one that is not theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormatVersion {
    /// Readers must refuse another one.
    pub major: u32,
    /// Readers accept any.
    pub minor: u32,
}

impl fmt::Display for FormatVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A text that is no `major.minor`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no format version, which reads like `1.0`")]
pub struct MalformedVersion(pub String);

impl FromStr for FormatVersion {
    type Err = MalformedVersion;

    fn from_str(text: &str) -> Result<FormatVersion, MalformedVersion> {
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        text.split_once('.')
            .and_then(|(major, minor)| {
                Some(FormatVersion {
                    major: number(major)?,
                    minor: number(minor)?,
                })
            })
            .ok_or_else(|| MalformedVersion(text.to_owned()))
    }
}

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FormatVersion, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl JsonSchema for FormatVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FormatVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`major.minor`: a minor version adds fields, a major version breaks readers.",
            "type": "string",
            "pattern": "^[0-9]+\\.[0-9]+$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_read_back_and_nothing_else_does() {
        let version = FormatVersion { major: 1, minor: 12 };
        assert_eq!(version.to_string().parse(), Ok(version));
        for text in ["", "1", "1.", ".1", "+1.0", "1.0.0", "v1.0", "1.99999999999"] {
            assert!(text.parse::<FormatVersion>().is_err(), "{text}");
        }
    }
}
