//! What is judged in place is judged as the value of it.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::findings::Findings;
use super::super::schema::VALIDATOR;
use super::super::spoilt;
use super::super::tree;
use super::conforms;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_tree_conforms_as_its_value_does(text in spoilt::text()) {
        let file: Arc<str> = "f.yaml".into();
        if let Some(tree) = tree::parse(&file, &text, &mut Findings::default()) {
            let value = tree.root().map(|root| tree.to_value(root));
            let is_valid = value.is_none_or(|value| VALIDATOR.iter_errors(&value).next().is_none());
            prop_assert_eq!(conforms(&tree), is_valid);
        }
    }
}
