//! Names of files: one for each team and workspace, sound on every system, whatever people call a team.

use std::collections::BTreeSet;

/// The longest name, without its ending.
const LONGEST: usize = 80;

/// Names that one system or another keeps for itself.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Gives each name a file of its own, in the same order: small letters, digits and hyphens, and nothing that differs
/// from another only by capitals. What is a sound name already stays as it is; `fallback` is for names without a
/// letter.
pub(super) fn file_names(names: &[&str], fallback: &str) -> Vec<String> {
    let plain: Vec<String> = names.iter().map(|name| plain(name, fallback)).collect();
    let mut taken: BTreeSet<String> = names
        .iter()
        .zip(&plain)
        .filter(|(name, plain)| *name == plain)
        .map(|(_, plain)| plain.clone())
        .collect();
    let named = names.iter().zip(plain);
    named
        .map(|(name, plain)| {
            if *name == plain {
                return plain;
            }
            let free = free(&plain, &taken);
            taken.insert(free.clone());
            free
        })
        .collect()
}

/// The name of a file for one team or workspace that comes to others.
pub(in crate::manifest) fn file_name(name: &str, fallback: &str) -> String {
    plain(name, fallback)
}

/// The name, or the name with the first number that makes it another one.
fn free(plain: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
    let mut candidates = std::iter::once(plain.to_owned()).chain(numbered);
    candidates
        .find(|candidate| !taken.contains(candidate))
        .unwrap_or_else(|| plain.to_owned())
}

fn plain(name: &str, fallback: &str) -> String {
    let mut plain = String::new();
    for character in name.chars().map(|character| character.to_ascii_lowercase()) {
        if character.is_ascii_alphanumeric() {
            plain.push(character);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
        if plain.len() == LONGEST {
            break;
        }
    }
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() || is_reserved(plain) {
        [fallback, plain].join("-").trim_end_matches('-').to_owned()
    } else {
        plain.to_owned()
    }
}

fn is_reserved(name: &str) -> bool {
    let is_port = |port: &str| {
        name.strip_prefix(port)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    };
    RESERVED.contains(&name) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_files_are_plain_and_distinct() {
        let names = [
            "red-team",
            "Red Team",
            "RED/TEAM",
            "\u{8d64}",
            "\u{9752}",
            "../../etc",
            "con",
            "COM1",
            "",
            "a\nb",
        ];
        let files = [
            "red-team",
            "red-team-2",
            "red-team-3",
            "team",
            "team-2",
            "etc",
            "team-con",
            "team-com1",
            "team-3",
            "a-b",
        ];
        assert_eq!(file_names(&names, "team"), files);
    }

    #[test]
    fn a_sound_name_keeps_its_file_whoever_comes_first() {
        assert_eq!(
            file_names(&["Ops", "ops", "ops-2", "OPS"], "team"),
            ["ops-3", "ops", "ops-2", "ops-4"]
        );
    }

    proptest! {
        #[test]
        fn every_name_has_a_file_of_its_own(names in prop::collection::btree_set("[a-cA-C/. -]{0,4}|\\PC{0,90}", 0..12)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let files = file_names(&names, "team");
            let distinct: BTreeSet<&String> = files.iter().collect();
            prop_assert_eq!(distinct.len(), names.len());
            for file in &files {
                prop_assert!(file.len() < 100 && !file.is_empty() && !file.starts_with('-'), "{file}");
                prop_assert!(file.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{file}");
            }
        }
    }
}
