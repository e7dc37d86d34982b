//! What is judged in place is judged as the value of it.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::findings::Findings;
use super::super::schema::VALIDATOR;
use super::super::spoilt;
use super::super::tree;
use super::conforms;

/// Whether a text without mistakes conforms, read in place and as a value.
fn judged(text: &str) -> Option<(bool, bool)> {
    let file: Arc<str> = "f.yaml".into();
    let tree = tree::parse(&file, text, &mut Findings::default())?;
    let value = tree.root().map(|root| tree.to_value(root));
    let is_valid = value.is_none_or(|value| VALIDATOR.iter_errors(&value).next().is_none());
    Some((conforms(&tree), is_valid))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_tree_conforms_as_its_value_does(text in spoilt::text()) {
        if let Some((conforms, is_valid)) = judged(&text) {
            prop_assert_eq!(conforms, is_valid);
        }
    }
}

/// What is hardly ever among generated texts.
#[test]
fn lengths_count_characters_and_lists_hold_nothing_twice() {
    let named = |name: &str| format!("{{ key: acme, name: {name} }}");
    let allowed = |domains: &str| format!("{{ key: acme }}\nguards: {{ email_domains: [{domains}] }}");
    for (organization, expected) in [
        (named(&"é".repeat(2)), false),
        (named(&"é".repeat(3)), true),
        (named(&"é".repeat(100)), true),
        (named(&"é".repeat(101)), false),
        (allowed("a.example, b.example, c.example"), true),
        (allowed("a.example, b.example, a.example"), false),
    ] {
        let text = format!("apiVersion: orgform/v1\norganization: {organization}\n");
        assert_eq!(judged(&text), Some((expected, expected)), "{text}");
    }
}
