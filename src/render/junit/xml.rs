//! Suites of test cases as XML 1.0.

use std::fmt::Write as _;

use crate::render::visible::visible;

/// Test cases that belong together.
pub(super) struct Suite {
    pub(super) name: String,
    pub(super) cases: Vec<Case>,
}

/// One thing that was looked at.
pub(super) struct Case {
    /// Where it belongs.
    pub(super) class: String,
    pub(super) name: String,
    pub(super) end: End,
}

/// How it ended.
pub(super) enum End {
    /// As it should, with what there is to know.
    Passed(String),
    /// It could not be looked at, and why.
    Skipped(String),
    /// Not as it should.
    Failed {
        /// The kind of failure.
        kind: String,
        /// In one line.
        message: String,
        /// The whole.
        text: String,
    },
}

impl End {
    /// As it should, and nothing else to say.
    pub(super) const PASSED: End = End::Passed(String::new());

    fn is_failure(&self) -> bool {
        matches!(self, End::Failed { .. })
    }

    fn is_skipped(&self) -> bool {
        matches!(self, End::Skipped(_))
    }
}

/// The document. It holds no time, so that the same report gives the same bytes.
pub(super) fn document(suites: &[Suite]) -> String {
    let cases = suites.iter().flat_map(|suite| &suite.cases);
    let failures = cases.clone().filter(|case| case.end.is_failure()).count();
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let _ = writeln!(
        xml,
        "<testsuites name=\"orgform\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
        cases.count()
    );
    for suite in suites {
        put_suite(&mut xml, suite);
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn put_suite(xml: &mut String, suite: &Suite) {
    let failures = suite.cases.iter().filter(|case| case.end.is_failure()).count();
    let skipped = suite.cases.iter().filter(|case| case.end.is_skipped()).count();
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">",
        attribute(&suite.name),
        suite.cases.len()
    );
    for case in &suite.cases {
        put_case(xml, case);
    }
    xml.push_str("  </testsuite>\n");
}

fn put_case(xml: &mut String, case: &Case) {
    let (class, name) = (attribute(&case.class), attribute(&case.name));
    let _ = write!(xml, "    <testcase classname=\"{class}\" name=\"{name}\"");
    let _ = match &case.end {
        End::Passed(text) if text.is_empty() => writeln!(xml, "/>"),
        End::Passed(text) => writeln!(
            xml,
            ">\n      <system-out>{}</system-out>\n    </testcase>",
            content(text)
        ),
        End::Skipped(text) => writeln!(
            xml,
            ">\n      <skipped message=\"{}\"/>\n    </testcase>",
            attribute(text)
        ),
        End::Failed { kind, message, text } => writeln!(
            xml,
            ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
            attribute(kind),
            attribute(message),
            content(text)
        ),
    };
}

/// Text in quotes: on one line, and what XML 1.0 forbids is written out.
fn attribute(text: &str) -> String {
    escaped(&visible(text))
}

/// Text between tags: as in quotes, line by line.
fn content(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(attribute).collect();
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            other => xml.push(other),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_or_obeys_is_written_out() {
        assert_eq!(
            attribute("<a b=\"1\">&\u{0}\u{b}\n\u{ffff}\u{1b}"),
            "&lt;a b=&quot;1&quot;&gt;&amp;\\u{0}\\u{b}\\n\\u{ffff}\\u{1b}"
        );
        assert_eq!(content("]]>\nb"), "]]&gt;\nb");
    }
}
