//! Which requests a fault strikes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::effect::Effect;

/// A fault: the requests it is about, which of them it strikes, and what it does. It is written as a line
/// (`500 on write nth 3`) or as a mapping of these fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Rule {
    /// The verb; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Verb>,
    /// The path below `/api/v1`, where `*` is one segment and `**` at the end is any rest; every path when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Text that the query must hold (`page=2`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The first of these requests that is struck, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// Strikes only every so many requests from there on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// How many are struck: when left out, one where `nth` is given, and otherwise all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// What happens to them.
    pub effect: Effect,
}

/// The verb of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verb {
    /// Reads.
    #[serde(rename = "GET")]
    Get,
    /// Creations.
    #[serde(rename = "POST")]
    Post,
    /// Replacements.
    #[serde(rename = "PUT")]
    Put,
    /// Updates.
    #[serde(rename = "PATCH")]
    Patch,
    /// Deletions.
    #[serde(rename = "DELETE")]
    Delete,
    /// Everything but reads.
    #[serde(rename = "write")]
    Write,
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LineOrMapping)
    }
}

/// By hand, because an untagged enum would forget what is wrong, and where.
struct LineOrMapping;

impl<'de> de::Visitor<'de> for LineOrMapping {
    type Value = Rule;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault such as `500 on write nth 3`, or a mapping with an effect")
    }

    fn visit_str<E: de::Error>(self, line: &str) -> Result<Rule, E> {
        line.parse().map_err(E::custom)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Rule, A::Error> {
        Rule::deserialize(de::value::MapAccessDeserializer::new(map))
    }
}

impl Rule {
    /// A rule that strikes every request.
    #[must_use]
    pub fn new(effect: Effect) -> Self {
        Self {
            method: None,
            path: None,
            query: None,
            nth: None,
            every: None,
            count: None,
            effect,
        }
    }

    /// The same for requests of this verb and path alone.
    #[must_use]
    pub fn on(self, method: Verb, path: &str) -> Self {
        Self {
            method: Some(method),
            path: Some(path.to_owned()),
            ..self
        }
    }

    /// The same for requests of this verb alone.
    #[must_use]
    pub fn verb(self, method: Verb) -> Self {
        Self {
            method: Some(method),
            ..self
        }
    }

    /// The same for the `nth` request alone, counted from the moment the rule is set.
    #[must_use]
    pub fn nth(self, nth: u64) -> Self {
        Self {
            nth: Some(nth),
            ..self
        }
    }

    /// The same for so many requests.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self {
            count: Some(count),
            ..self
        }
    }

    /// Whether the rule is about this request.
    pub(super) fn is_about(&self, method: &str, path: &str, query: &str) -> bool {
        self.method.is_none_or(|verb| verb.is(method))
            && self.path.as_deref().is_none_or(|pattern| fits(pattern, path))
            && self
                .query
                .as_deref()
                .is_none_or(|part| query.split('&').any(|own| own == part))
    }

    /// Whether the `n`-th request that the rule is about is struck.
    pub(super) fn strikes(&self, n: u64) -> bool {
        let first = self.nth.unwrap_or(1).max(1);
        let step = self.every.unwrap_or(1).max(1);
        let most = self
            .count
            .unwrap_or(if self.nth.is_some() && self.every.is_none() {
                1
            } else {
                u64::MAX
            });
        n >= first && (n - first).is_multiple_of(step) && (n - first) / step < most
    }
}

impl Verb {
    fn is(self, method: &str) -> bool {
        match self {
            Self::Get => method == "GET",
            Self::Post => method == "POST",
            Self::Put => method == "PUT",
            Self::Patch => method == "PATCH",
            Self::Delete => method == "DELETE",
            Self::Write => method != "GET",
        }
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let mut segments = path.split('/');
    for wanted in pattern.split('/') {
        match (wanted, segments.next()) {
            ("**", _) => return true,
            ("*", Some(_)) => {}
            (wanted, Some(segment)) if wanted == segment => {}
            _ => return false,
        }
    }
    segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let path = "/api/v1/org/acme/ws/lab/users";
        for good in [
            "/org/*/ws/*/users",
            "/org/acme/**",
            "/org/acme/ws/lab/users",
            "/**",
        ] {
            assert!(fits(good, path), "{good}");
        }
        for bad in ["/org/*", "/org/*/ws/*", "/org/*/ws/*/users/*", "/ws/**"] {
            assert!(!fits(bad, path), "{bad}");
        }
    }

    #[test]
    fn which_requests_are_struck() {
        let struck = |rule: &Rule| (1..=9).filter(|n| rule.strikes(*n)).collect::<Vec<_>>();
        let rule = Rule::new(Effect::DropBefore);
        assert_eq!(struck(&rule), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(struck(&rule.clone().nth(3)), [3]);
        assert_eq!(struck(&rule.clone().nth(3).times(2)), [3, 4]);
        assert_eq!(struck(&rule.clone().times(2)), [1, 2]);
        assert_eq!(
            struck(&Rule {
                every: Some(3),
                ..rule.clone()
            }),
            [1, 4, 7]
        );
        assert_eq!(
            struck(&Rule {
                every: Some(3),
                nth: Some(2),
                ..rule
            }),
            [2, 5, 8]
        );
    }
}
