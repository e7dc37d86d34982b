//! Who may be invited at all.

use std::collections::BTreeSet;

use super::Objection;
use super::context::{Context, object};
use crate::model::{Action, Email, GuardCode};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let inside = inside(context);
    let mut objections = Vec::new();
    for change in &context.plan.changes {
        let (Action::Invite { email, .. } | Action::Reinvite { email, .. }) = &change.action else {
            continue;
        };
        let reason = not_listed(context, email).or_else(|| outside(context, email, &inside));
        if let Some(reason) = reason {
            objections.push(object(
                GuardCode::EmailDomain,
                BTreeSet::from([change.address.clone()]),
                reason,
            ));
        }
    }
    objections
}

fn not_listed(context: &Context<'_>, email: &Email) -> Option<String> {
    let domains = context.settings().email_domains.as_ref()?;
    let listed = domains.contains(email.domain());
    (!listed).then(|| format!("{} is not in `email_domains`", email.domain()))
}

/// What "external" means to the platform is UNKNOWN; a domain of which nobody is a member is as far as it
/// can be told.
fn outside(context: &Context<'_>, email: &Email, inside: &BTreeSet<&str>) -> Option<String> {
    let refused = context.plan.allow_external_invites == Some(false) && !inside.contains(email.domain());
    refused.then(|| {
        let domain = email.domain();
        format!("nobody of {domain} is a member, and the organization does not allow external invitations")
    })
}

fn inside<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    context.plan.before.members.keys().map(Email::domain).collect()
}
