//! Names from elsewhere, made harmless: what would move the cursor, turn the direction of reading, or not be
//! seen at all, is written out.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every deceptive character written as `\u{202e}`. Everything that is shown goes through here.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_deceptive(character) {
            let _ = write!(shown, "{}", character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, line breaks, bidirectional controls, characters without width that are no accents, and two that are none
/// and that XML forbids.
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_written_out_and_the_rest_stays() {
        assert_eq!(visible("red\u{1b}[2Jteam\n"), "red\\u{1b}[2Jteam\\n");
        assert_eq!(visible("owner\u{202e}redaer"), "owner\\u{202e}redaer");
        assert_eq!(visible("a\u{200b}b\u{e0041}"), "a\\u{200b}b\\u{e0041}");
        for plain in ["Équipe rouge", "チーム 赤", "e\u{301}", "a → b · c ⏳"] {
            assert!(matches!(visible(plain), Cow::Borrowed(_)), "{plain}");
        }
    }
}
