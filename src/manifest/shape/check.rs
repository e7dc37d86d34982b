//! Runs the validator and turns its errors into diagnostics.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::Location;
use jsonschema::{ValidationError, Validator};

use super::super::findings::Findings;
use super::super::schema::{VALIDATOR, compile};
use super::super::suggest::Suggester;
use super::super::tree::{NodeId, Tree};
use super::instance::{Instance, Trees};
use super::keys::Missing;
use super::place::{Place, locate};
use super::{keys, wording};

/// Says whether a tree is sound, which is all there is to say of most. What is wrong with the others is said by
/// [`VALIDATOR`] of a value, whose parts many errors can point to without a copy for each.
static JUDGE: LazyLock<Validator<Trees>> = LazyLock::new(compile);

/// Whether a tree has the shape that the schema wants.
pub(crate) fn conforms(tree: &Tree<'_>) -> bool {
    let root = tree.root();
    root.is_none_or(|root| JUDGE.is_valid(Instance::of(tree, root)))
}

/// Tells every mistake of shape, and marks the nodes that mean nothing because of it. `conforms` says that there
/// is none, which is cheaper to find out than what is wrong.
pub(crate) fn check(tree: &mut Tree<'_>, conforms: bool, suggester: &mut Suggester, findings: &mut Findings) {
    if let Some(root) = tree.root().filter(|_| !conforms) {
        tell(tree, root, suggester, findings);
    }
    for word in tree.ambiguous().iter().filter(|word| !tree.is_bad(**word)) {
        findings.push(wording::ambiguous(tree, *word));
    }
}

fn tell(tree: &mut Tree<'_>, root: NodeId, suggester: &mut Suggester, findings: &mut Findings) {
    let value = tree.to_value(root);
    let mut errors = Vec::new();
    for error in VALIDATOR.iter_errors(&value) {
        flatten(error, &mut errors);
    }
    // A value of a wrong type is told as such only; a misspelt key explains a missing one.
    errors.sort_by_key(|error| rank(error.kind()));
    let mut checker = Checker {
        tree,
        suggester,
        findings,
        misspelt: BTreeSet::new(),
        missing: BTreeMap::new(),
    };
    for error in &errors {
        checker.tell(error);
    }
    for missing in std::mem::take(&mut checker.missing).values() {
        checker.findings.push(keys::missing(checker.tree, missing));
    }
}

fn rank(kind: &ValidationErrorKind) -> u8 {
    match kind {
        ValidationErrorKind::Type { .. } | ValidationErrorKind::AnyOf { .. } => 0,
        ValidationErrorKind::AdditionalProperties { .. } | ValidationErrorKind::PropertyNames { .. } => 1,
        _ => 2,
    }
}

/// Where one of several forms was meant, only that form's errors are of interest: the one whose type fits.
fn flatten<'e>(error: ValidationError<'e>, flat: &mut Vec<ValidationError<'e>>) {
    let Some(meant) = meant_form(&error) else {
        return flat.push(error);
    };
    if let ValidationErrorKind::AnyOf { context } = error.into_parts().kind {
        let form = context.into_iter().nth(meant);
        form.into_iter().flatten().for_each(|error| flatten(error, flat));
    }
}

fn meant_form(error: &ValidationError<'_>) -> Option<usize> {
    let ValidationErrorKind::AnyOf { context } = error.kind() else {
        return None;
    };
    let at = error.instance_path();
    context
        .iter()
        .position(|form| !form.iter().any(|error| is_type_error_at(error, at)))
}

fn is_type_error_at(error: &ValidationError<'_>, at: &Location) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { .. }) && error.instance_path() == at
}

pub(super) struct Checker<'c, 't> {
    pub(super) tree: &'c mut Tree<'t>,
    pub(super) suggester: &'c mut Suggester,
    pub(super) findings: &'c mut Findings,
    /// Keys that a misspelt one probably stands for.
    pub(super) misspelt: BTreeSet<(NodeId, &'static str)>,
    /// Keys that mappings need and have not.
    pub(super) missing: BTreeMap<NodeId, Missing>,
}

impl Checker<'_, '_> {
    fn tell(&mut self, error: &ValidationError<'_>) {
        let Some(place) = locate(self.tree, error.instance_path().as_str()) else {
            return;
        };
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                keys::unknown(self, error, place, unexpected);
            }
            ValidationErrorKind::Required { property } => keys::miss(self, error, place, property),
            ValidationErrorKind::FalseSchema => keys::out_of_place(self, place),
            ValidationErrorKind::PropertyNames { error } => {
                let name = error.instance().as_str().unwrap_or_default();
                if let Some(entry) = self.tree.entry(place.value, name) {
                    self.tell_value(error, Place::of(entry.key));
                }
            }
            ValidationErrorKind::UniqueItems => keys::repeated(self, place),
            _ => self.tell_value(error, place),
        }
    }

    fn tell_value(&mut self, error: &ValidationError<'_>, place: Place) {
        if self.tree.is_bad(place.value) {
            return;
        }
        let diagnostic = wording::word(self.tree, self.suggester, error, place);
        self.tree.mark_bad(place.value);
        self.findings.push(diagnostic);
    }
}
