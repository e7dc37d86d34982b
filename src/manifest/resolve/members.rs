//! The sections `members`.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::document::{Member, Models};
use super::super::tree::{At, NodeId};
use crate::model::{DesiredMember, Diagnostic, Email, Manage, ModelAccess};

use super::previously::Claims;
use super::scope::Scope;
use super::{Input, ReadFile, people, texts};

/// All people; `None` where no file has the section.
pub(super) fn members(
    scope: &mut Scope<'_>,
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
            let (Ok(email), Some(member)) = (Email::parse(name.value), member) else {
                continue;
            };
            operators_have_all_models(scope, file, member, manage, &email);
            if let Some(member) = one(scope, file, name.node, member, &mut claims) {
                members.entry(email).or_insert(member);
            }
        }
    }
    members
}

fn one(
    scope: &mut Scope<'_>,
    file: &ReadFile<'_>,
    name: NodeId,
    written: &Member<'_>,
    claims: &mut Claims<Email>,
) -> Option<DesiredMember> {
    let previously = written
        .previously
        .as_ref()
        .map(|list| people::list(scope, file.tree, list));
    let mut former = Vec::new();
    for (email, node) in previously.unwrap_or_default() {
        let declared = scope.members.place(&email).cloned();
        claims.claim(
            scope,
            email.clone(),
            email.as_str(),
            file.tree.span(node),
            declared,
        );
        former.push(email);
    }
    former.sort();
    let reinvite = written.reinvite.and_then(|at| texts::day(scope, file.tree, at));
    Some(DesiredMember {
        role: written.role?.parse().ok()?,
        models: written.models.as_ref().map(models),
        previously: former,
        reinvite,
        source: file.tree.source_of(name),
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
    scope: &mut Scope<'_>,
    file: &ReadFile<'_>,
    member: &Member<'_>,
    manage: &Manage,
    email: &Email,
) {
    if member.models.is_none() || !manage.operators.contains_key(email) {
        return;
    }
    let at = scope.members.place(email).cloned();
    let Some(at) = at else { return };
    let message = format!("`{email}` is an operator, and operators always have all models");
    let diagnostic = Diagnostic::error(codes::MODELS_OF_OPERATOR, message, at);
    let diagnostic = match member.models.as_ref() {
        Some(models) => diagnostic.with_secondary(file.tree.span(models.node), "these models"),
        None => diagnostic,
    };
    scope.findings.push(diagnostic.with_help("leave `models` out"));
}
