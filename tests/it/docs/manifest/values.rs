//! The kinds of values that keys take.

use std::fmt::Write;

use serde_json::Value;

use super::kind::{is_value, limits};

/// Of a longer pattern nobody learns anything; its description says it in words.
const READABLE: usize = 30;

/// A part for each kind of value that has a name, sorted by name.
pub(super) fn values(schema: &Value) -> String {
    let definitions = schema["$defs"].as_object().unwrap().values();
    let mut values: Vec<&Value> = definitions.filter(|definition| is_value(definition)).collect();
    values.sort_by_key(|value| value["title"].as_str());
    let mut text = String::new();
    let mut last = None;
    for value in values {
        // Several are called the same and differ in length alone.
        let title = value["title"].as_str().unwrap();
        if last != Some(title) {
            writeln!(text, "### {title}\n").unwrap();
        }
        last = Some(title);
        let says = value["description"].as_str().unwrap().replace('\n', " ");
        let pattern = value["pattern"]
            .as_str()
            .filter(|pattern| pattern.len() < READABLE);
        let pattern = pattern.map_or_else(String::new, |pattern| format!(", that matches `{pattern}`"));
        writeln!(text, "- {says} Allowed: {}{pattern}.", limits(value)).unwrap();
        let meanings = value["enumDescriptions"].as_array().into_iter().flatten();
        let words = value["enum"].as_array().into_iter().flatten();
        for (word, meaning) in words.zip(meanings) {
            writeln!(
                text,
                "  - `{}`: {}",
                word.as_str().unwrap(),
                meaning.as_str().unwrap()
            )
            .unwrap();
        }
        writeln!(text, "- Example: `{}`\n", value["examples"][0]).unwrap();
    }
    text
}
