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

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::EmailDomain;
    use crate::model::Role::{Owner, Reader};
    use crate::testing::{assert_approvals, world};

    const DOMAINS: &str = "guards: { email_domains: [acme.example] }\n";

    #[test]
    fn only_listed_domains_are_invited_and_the_rest_goes_on() {
        let there = world().member("root@acme.example", Owner);
        let manifest = format!(
            "{DOMAINS}members: {{ root@acme.example: owner, in@acme.example: reader, out@else.example: reader, \
                                near@sub.acme.example: reader }}\n"
        );
        let verdict = there.verdict(&manifest);
        let held: Vec<String> = verdict
            .judgement()
            .held
            .iter()
            .map(|held| held.change.address.to_string())
            .collect();
        assert_eq!(
            held,
            ["invitation/near@sub.acme.example", "invitation/out@else.example"]
        );
        let rest: Vec<String> = verdict
            .plan()
            .changes
            .iter()
            .map(|change| change.address.to_string())
            .collect();
        assert_eq!(rest, ["invitation/in@acme.example"]);
    }

    #[test]
    fn where_outsiders_may_not_be_invited_an_unknown_domain_is_held() {
        let closed =
            world().with_organization(|organization| organization.allow_external_invites = Some(false));
        assert!(closed.objects(EmailDomain, "members: { out@else.example: reader }\n"));
        assert!(!closed.objects(EmailDomain, "members: { in@acme.example: reader }\n"));
        let partner = closed.member("one@else.example", Reader);
        assert!(
            !partner.objects(EmailDomain, "members: { out@else.example: reader }\n"),
            "it cannot be told"
        );
    }

    #[test]
    fn approvals_lift_it() {
        let manifest = format!("{DOMAINS}members: {{ out@else.example: reader }}\n");
        let quiet = format!("{DOMAINS}members: {{}}\n");
        assert_approvals(
            &world(),
            EmailDomain,
            &manifest,
            &["invitation/out@else.example"],
            &quiet,
        );
    }
}
