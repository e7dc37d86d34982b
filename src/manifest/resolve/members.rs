//! The sections `members`.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::document::{Member, Models};
use super::super::tree::At;
use crate::model::{DesiredMember, Diagnostic, Email, Manage, ModelAccess, Span};

use super::once;
use super::previously::Claims;
use super::scope::Scope;
use super::{Input, ReadFile, texts};

/// All people; `None` where no file has the section.
pub(super) fn members(
    scope: &mut Scope<'_, '_>,
    input: &Input<'_>,
    manage: &Manage,
) -> Option<BTreeMap<Email, DesiredMember>> {
    let mut members: Option<BTreeMap<Email, DesiredMember>> = None;
    let mut claims = Claims::default();
    for file in &input.files {
        let Some(section) = &file.document.members else {
            continue;
        };
        let members = members.get_or_insert_default();
        for (name, member) in &section.value.0 {
            let (Some(email), Some(member)) = (scope.person(file.tree, *name), member) else {
                continue;
            };
            if let Some(operator) = manage.operators.get(&email) {
                operators_have_all_models(scope, file, *name, member, input.span_at(operator));
            }
            if let Some(member) = one(scope, file, *name, member, &mut claims) {
                members.entry(email).or_insert(member);
            }
        }
    }
    members
}

fn one(
    scope: &mut Scope<'_, '_>,
    file: &ReadFile<'_>,
    name: At<&str>,
    written: &Member<'_>,
    claims: &mut Claims<Email>,
) -> Option<DesiredMember> {
    let former = written.previously.as_ref().map_or(&[][..], |list| &list.0);
    let mut former = once::list(scope, file.tree, former, |scope, at| scope.person(file.tree, at));
    former.sort_by_key(|(_, node)| *node);
    for (email, node) in &former {
        let declared = scope.members.place(email);
        claims.claim(
            scope,
            email.clone(),
            email.as_str(),
            file.tree.span(*node),
            declared,
        );
    }
    let reinvite = written.reinvite.and_then(|at| texts::day(scope, file.tree, at));
    let mut previously: Vec<Email> = former.into_iter().map(|(email, _)| email).collect();
    previously.sort();
    Some(DesiredMember {
        role: written.role?.parse().ok()?,
        models: written.models.as_ref().map(models),
        previously,
        reinvite,
        source: file.tree.source_of(name.node),
    })
}

fn models(written: &At<Models<'_>>) -> ModelAccess {
    match &written.value {
        Models::All => ModelAccess::All,
        Models::Only(list) => {
            ModelAccess::Only(list.0.iter().map(|model| model.value.trim().to_owned()).collect())
        }
    }
}

fn operators_have_all_models(
    scope: &mut Scope<'_, '_>,
    file: &ReadFile<'_>,
    name: At<&str>,
    member: &Member<'_>,
    operator: Option<Span>,
) {
    let Some(models) = &member.models else { return };
    let message = format!(
        "`{}` is an operator, and operators always have all models",
        name.value
    );
    let diagnostic = Diagnostic::error(codes::MODELS_OF_OPERATOR, message, file.tree.span(name.node))
        .with_secondary(file.tree.span(models.node), "these models")
        .with_help("leave `models` out");
    scope.findings.push(match operator {
        Some(place) => diagnostic.with_secondary(place, "an operator by this line"),
        None => diagnostic,
    });
}
