//! A workflow as GitHub reads it, as far as the shipped ones use it.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Workflow {
    pub(super) name: String,
    #[serde(default)]
    pub(super) env: BTreeMap<String, String>,
    pub(super) jobs: BTreeMap<String, Job>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Job {
    #[serde(rename = "if")]
    pub(super) condition: Option<String>,
    pub(super) environment: Option<String>,
    #[serde(default)]
    pub(super) outputs: BTreeMap<String, String>,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Step {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) env: BTreeMap<String, String>,
    pub(super) run: Option<String>,
    pub(super) uses: Option<String>,
    #[serde(default)]
    pub(super) with: BTreeMap<String, serde_json::Value>,
}

/// What expressions may ask about.
pub(super) type Context = BTreeMap<String, String>;

/// A text with each `${{ NAME }}` replaced.
pub(super) fn expand(text: &str, context: &Context) -> String {
    let mut parts = text.split("${{");
    let mut expanded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap();
        expanded.push_str(look_up(name, context));
        expanded.push_str(rest);
    }
    expanded
}

/// A condition: comparisons with `==` and `!=`, joined by `&&`.
pub(super) fn holds(condition: &str, context: &Context) -> bool {
    condition.split("&&").all(|comparison| {
        let (name, value, equal) = match comparison.split_once("!=") {
            Some((name, value)) => (name, value, false),
            None => {
                let (name, value) = comparison.split_once("==").unwrap();
                (name, value, true)
            }
        };
        (look_up(name, context) == value.trim().trim_matches('\'')) == equal
    })
}

fn look_up<'c>(name: &str, context: &'c Context) -> &'c str {
    let name = name.trim();
    context
        .get(name)
        .unwrap_or_else(|| panic!("nothing is known of `{name}`"))
}
