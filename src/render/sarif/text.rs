//! Foreign text in SARIF: messages have placeholders and links, and places are URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::log::{ArtifactLocation, PhysicalLocation, Region, Text};
use crate::render::visible::visible;

/// What may stand in a path as it is. A colon may not: what precedes it would be taken for a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'+')
    .remove(b',')
    .remove(b'=')
    .remove(b'@');

/// A message: braces stand for themselves, and no name makes a link.
pub(super) fn message(text: &str) -> Text {
    let text = visible(text)
        .replace('{', "{{")
        .replace('}', "}}")
        .replace("](", "] (");
    Text { text }
}

/// A file, relative to where orgform was run.
pub(super) fn file(name: &str, region: Option<Region>) -> PhysicalLocation {
    let uri = utf8_percent_encode(name.trim_start_matches("./"), PATH).to_string();
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri },
        region,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_neither_links_nor_placeholders_nor_schemes() {
        assert_eq!(
            message("{0} [x](https://evil.example)\u{202e}").text,
            "{{0}} [x] (https://evil.example)\\u{{202e}}"
        );
        let uri = |name| file(name, None).artifact_location.uri;
        assert_eq!(uri("./teams/red team.yaml"), "teams/red%20team.yaml");
        assert_eq!(uri("javascript:x.yaml"), "javascript%3Ax.yaml");
        assert_eq!(uri("teams/équipe.yaml"), "teams/%C3%A9quipe.yaml");
    }
}
