//! What a manifest can say, because the platform takes it (api.md: DOCUMENTED, but for the alphabet of keys). The schema
//! says the same in its own words; a test holds the two together.

use std::ops::RangeInclusive;

/// The lengths of keys.
pub const KEY: RangeInclusive<usize> = 3..=255;
/// The lengths of an organization's display name.
pub const ORGANIZATION_NAME: RangeInclusive<usize> = 3..=100;
/// The lengths of a workspace's display name.
pub const WORKSPACE_NAME: RangeInclusive<usize> = 3..=255;
/// The lengths of a team's name.
pub const TEAM_NAME: RangeInclusive<usize> = 1..=255;
/// The lengths of a model's id.
pub const MODEL: RangeInclusive<usize> = 1..=255;
/// The longest description of an organization or a team.
pub const SHORT_DESCRIPTION: usize = 500;
/// The longest description of a workspace.
pub const LONG_DESCRIPTION: usize = 1000;
/// The numbers of seats that can be expected.
pub const SEATS: RangeInclusive<u64> = 1..=1_000_000_000;

/// Whether this can be the key of an organization or a workspace.
pub fn is_key(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    KEY.contains(&text.len()) && text.bytes().all(is_allowed)
}

/// Whether this can be a name of such lengths: trimmed, visible, and on one line.
pub fn is_name(text: &str, lengths: &RangeInclusive<usize>) -> bool {
    let breaks_line =
        |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    lengths.contains(&text.chars().count()) && text.trim() == text && !text.contains(breaks_line)
}

/// Whether this can be a description.
pub fn is_description(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest
}
