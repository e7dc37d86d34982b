//! Approvals: the block that would lift a guard, and what became of those that stand in the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SourceReport;
use crate::guards::{ApprovalNote, ApprovalState};

/// For how long a proposed approval would hold. An approval serves once, so this is the time for a review.
const DAYS: i64 = 7;

/// What stands where the person who approves says why.
const REASON: &str = "<why this is right, and who agreed>";

/// An approval in the manifest that did nothing, or not enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApprovalNoteReport {
    /// The guard that it is for.
    pub guard: String,
    /// What became of it.
    #[serde(flatten)]
    pub state: ApprovalNoteState,
    /// Where it stands.
    pub source: SourceReport,
}

/// What became of an approval that did not simply serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ApprovalNoteState {
    /// Its last day has passed.
    Expired {
        /// That day.
        until: Date,
    },
    /// Nothing that it names is refused; it can be deleted.
    Unused,
    /// It names some of what is refused.
    Incomplete {
        /// What it would have to name too.
        missing: Vec<String>,
    },
}

impl From<&ApprovalNote> for ApprovalNoteReport {
    fn from(note: &ApprovalNote) -> ApprovalNoteReport {
        let state = match &note.state {
            ApprovalState::Expired { until } => ApprovalNoteState::Expired { until: *until },
            ApprovalState::Unused => ApprovalNoteState::Unused,
            ApprovalState::Incomplete { missing } => ApprovalNoteState::Incomplete {
                missing: missing.iter().map(ToString::to_string).collect(),
            },
        };
        ApprovalNoteReport {
            guard: note.guard.to_string(),
            state,
            source: SourceReport::from(&note.source),
        }
    }
}

/// The `approvals:` section that lifts these guards for these objects, one entry for each guard. `None` when
/// there is nothing to lift.
pub(super) fn block<'a>(
    lifted: impl IntoIterator<Item = (&'a str, &'a [String])>,
    made_at: Timestamp,
) -> Option<String> {
    let mut entries: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (guard, objects) in lifted {
        if !entries.contains_key(guard) {
            order.push(guard);
        }
        entries
            .entry(guard)
            .or_default()
            .extend(objects.iter().map(String::as_str));
    }
    let until = last_day(made_at)?;
    let mut yaml = String::from("approvals:\n");
    for guard in &order {
        let objects = entries.get(guard)?;
        entry(&mut yaml, guard, objects, until);
    }
    (!order.is_empty()).then_some(yaml)
}

fn last_day(made_at: Timestamp) -> Option<Date> {
    let today = made_at.to_zoned(TimeZone::UTC).date();
    today.checked_add(jiff::Span::new().days(DAYS)).ok()
}

fn entry(yaml: &mut String, guard: &str, objects: &BTreeSet<&str>, until: Date) {
    let _ = writeln!(yaml, "  - guard: {guard}");
    let _ = writeln!(yaml, "    objects:");
    for object in objects {
        let _ = writeln!(yaml, "      - {}", scalar(object));
    }
    let _ = writeln!(yaml, "    until: {until}");
    let _ = writeln!(yaml, "    reason: {REASON}");
}

/// An address as a YAML scalar: plain where every reader agrees that it is a string, quoted otherwise.
/// Addresses are ASCII without control characters, so JSON's quoting is YAML's.
fn scalar(address: &str) -> String {
    let plain = address
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/@._-+%".contains(&byte));
    if plain {
        address.to_owned()
    } else {
        format!("\"{}\"", address.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_is_one_section_with_an_entry_for_each_guard() {
        let at: Timestamp = "2026-12-28T23:00:00Z".parse().unwrap();
        let eve = ["member/eve@acme.example".to_owned()];
        let team = ["team/a,b: [c]".to_owned(), "team/%C3%A9".to_owned()];
        let block = block(
            [
                ("removal-limit", eve.as_slice()),
                ("access-loss", eve.as_slice()),
                ("removal-limit", team.as_slice()),
            ],
            at,
        );
        insta::assert_snapshot!(block.unwrap(), @r#"
        approvals:
          - guard: removal-limit
            objects:
              - member/eve@acme.example
              - team/%C3%A9
              - "team/a,b: [c]"
            until: 2027-01-04
            reason: <why this is right, and who agreed>
          - guard: access-loss
            objects:
              - member/eve@acme.example
            until: 2027-01-04
            reason: <why this is right, and who agreed>
        "#);
    }

    #[test]
    fn the_block_is_yaml_that_says_what_was_meant() {
        #[derive(Deserialize)]
        struct Root {
            approvals: Vec<Entry>,
        }
        #[derive(Deserialize)]
        struct Entry {
            guard: String,
            objects: Vec<String>,
            until: String,
            reason: String,
        }
        let objects = ["a: b #c", "d, [e]", "\"f\\", "team/*g", "true"].map(|name| format!("team/{name}"));
        let block = block([("removal-limit", objects.as_slice())], Timestamp::UNIX_EPOCH).unwrap();
        let read: Root = serde_saphyr::from_str(&block).unwrap();
        let entry = &read.approvals[0];
        assert_eq!(entry.guard, "removal-limit");
        assert!(
            objects.iter().all(|object| entry.objects.contains(object)),
            "{block}"
        );
        assert_eq!(
            (entry.until.as_str(), entry.reason.as_str()),
            ("1970-01-08", REASON)
        );
    }

    #[test]
    fn nothing_to_lift_is_no_block() {
        assert_eq!(block([], Timestamp::UNIX_EPOCH), None);
    }
}
