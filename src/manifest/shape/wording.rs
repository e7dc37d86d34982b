//! Mistakes about what a value is, in words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::super::codes;
use super::super::say::{count, quoted};
use super::super::suggest::Suggester;
use super::super::tree::{Kind, NodeId, Tree};
use super::place::Place;
use super::{contract, words};
use crate::model::{Code, Diagnostic, Severity};

/// The diagnostic for a value that breaks the schema.
pub(super) fn word(
    tree: &Tree<'_>,
    suggester: &mut Suggester,
    error: &ValidationError<'_>,
    place: Place,
) -> Diagnostic {
    let said = Said::new(tree, error, place);
    match error.kind() {
        ValidationErrorKind::Type { kind } => said.wrong_type(expected(kind)),
        ValidationErrorKind::AnyOf { context } => said.wrong_type(&forms(context)),
        ValidationErrorKind::Enum { options } => words::unknown(&said, suggester, options),
        ValidationErrorKind::Constant { expected_value } => words::constant(&said, expected_value),
        ValidationErrorKind::Pattern { pattern } => words::pattern(&said, suggester, pattern),
        ValidationErrorKind::MinLength { limit } => {
            let message = format!("{} is shorter than {}", said.value(), count(*limit, "character"));
            said.error(codes::TOO_SHORT, message)
                .with_help("the platform takes no shorter one: write more, or leave the key out")
        }
        ValidationErrorKind::MaxLength { limit } => {
            let message = format!("this text is longer than {}", count(*limit, "character"));
            let length = said.text().map_or(0, |text| text.chars().count());
            said.error(codes::TOO_LONG, message)
                .with_label(count(length as u64, "character"))
                .with_help("the platform takes no longer one: shorten it")
        }
        ValidationErrorKind::Minimum { limit } => said.out_of_range("at least", limit),
        ValidationErrorKind::Maximum { limit } => said.out_of_range("at most", limit),
        ValidationErrorKind::MinItems { limit } => {
            let message = format!("this list needs at least {}", count(*limit, "item"));
            said.with_example(said.error(codes::TOO_FEW, message))
        }
        _ => said.error(codes::WRONG_TYPE, error.to_string()),
    }
}

/// A word that means one thing here and another to tools that speak YAML 1.1.
pub(super) fn ambiguous(tree: &Tree<'_>, node: NodeId) -> Diagnostic {
    let word = tree.written(node);
    let message = format!(
        "{} is text here, and a boolean to tools that speak YAML 1.1",
        quoted(word)
    );
    Diagnostic::error(codes::AMBIGUOUS_WORD, message, tree.span(node))
        .with_severity(Severity::Warning)
        .with_help(format!("quote it: \"{word}\""))
}

/// A value that broke the schema, as it can be spoken of.
pub(super) struct Said<'a, 't> {
    tree: &'a Tree<'t>,
    place: Place,
    pub(super) schema: Option<&'static Value>,
}

impl<'a, 't> Said<'a, 't> {
    fn new(tree: &'a Tree<'t>, error: &ValidationError<'_>, place: Place) -> Said<'a, 't> {
        let schema = contract::broken_by(error);
        Said { tree, place, schema }
    }

    /// The text of the value, where it is text.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.tree.text(self.place.value)
    }

    /// The value in quotes.
    pub(super) fn value(&self) -> String {
        quoted(self.text().unwrap_or_else(|| self.tree.written(self.place.value)))
    }

    /// An error at the place of the value.
    pub(super) fn error(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message, self.place.span(self.tree))
    }

    fn with_example(&self, diagnostic: Diagnostic) -> Diagnostic {
        let short = |example: &String| example.len() <= LONGEST_EXAMPLE;
        let Some(example) = contract::example(self.schema).filter(short) else {
            return diagnostic;
        };
        diagnostic.with_help(match self.place.key_text(self.tree) {
            Some(key) => format!("for example `{key}: {example}`"),
            None => format!("for example `{example}`"),
        })
    }

    fn wrong_type(&self, expected: &str) -> Diagnostic {
        let message = format!("{} where {expected} is meant", self.what());
        let diagnostic = self.error(codes::WRONG_TYPE, message);
        let scalar = matches!(self.tree.kind(self.place.value), Kind::Number(_) | Kind::Bool(_));
        let yes_or_no = self.text().and_then(words::truth);
        match yes_or_no {
            _ if expected == "text" && scalar => {
                let written = self.tree.written(self.place.value);
                diagnostic.with_help(format!("quote it: \"{written}\""))
            }
            Some(truth) if expected == TRUE_OR_FALSE => diagnostic.with_help(format!("write `{truth}`")),
            _ => match self.with_example(diagnostic) {
                helpless if helpless.help.is_empty() => helpless.with_help(format!("write {expected} here")),
                helped => helped,
            },
        }
    }

    fn out_of_range(&self, bound: &str, limit: &Value) -> Diagnostic {
        let message = format!("{} is not allowed here: {bound} {limit}", self.value());
        self.with_example(self.error(codes::OUT_OF_RANGE, message))
    }

    fn what(&self) -> String {
        let value = quoted(self.tree.written(self.place.value));
        match self.tree.kind(self.place.value) {
            Kind::Null | Kind::Alias(_) => "nothing".to_owned(),
            Kind::Bool(_) => format!("the boolean {value}"),
            Kind::Number(_) => format!("the number {value}"),
            Kind::Text(_) => format!("the text {value}"),
            Kind::List(_) => "a list".to_owned(),
            Kind::Map(_) => "a mapping".to_owned(),
        }
    }
}

/// Longer examples confuse more than they help.
const LONGEST_EXAMPLE: usize = 120;

const TRUE_OR_FALSE: &str = "`true` or `false`";

/// What several forms expect, where none fits.
fn forms(context: &[Vec<ValidationError<'_>>]) -> String {
    let expectations = context.iter().flatten().filter_map(|error| match error.kind() {
        ValidationErrorKind::Type { kind } => Some(expected(kind)),
        _ => None,
    });
    expectations.collect::<Vec<_>>().join(" or ")
}

fn expected(kind: &TypeKind) -> &'static str {
    let name = match kind {
        TypeKind::Single(name) => name.to_string(),
        TypeKind::Multiple(_) => String::new(),
    };
    match name.as_str() {
        "string" => "text",
        "object" => "a mapping",
        "array" => "a list",
        "boolean" => TRUE_OR_FALSE,
        "integer" => "a whole number",
        _ => "something else",
    }
}
