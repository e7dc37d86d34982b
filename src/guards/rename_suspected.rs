//! A delete and a create that look like a rename are a question, never carried out as such.

use std::collections::{BTreeMap, BTreeSet};

use super::Objection;
use super::context::{Context, addresses, object};
use crate::model::{Action, Change, Email, GuardCode, TeamName};

pub(super) fn ask(context: &Context<'_>) -> Vec<Objection> {
    let mut objections = teams(context);
    objections.extend(people(context));
    objections
}

fn teams(context: &Context<'_>) -> Vec<Objection> {
    let mut deleted: Vec<(&Change, &TeamName)> = Vec::new();
    let mut created: Vec<(&Change, &TeamName)> = Vec::new();
    for change in &context.plan.changes {
        match &change.action {
            Action::DeleteTeam { name, .. } => deleted.push((change, name)),
            Action::CreateTeam { name, .. } => created.push((change, name)),
            _ => {}
        }
    }
    let mut objections = Vec::new();
    for (deletion, old) in &deleted {
        let Some(was) = context
            .plan
            .before
            .teams
            .get(*old)
            .and_then(|team| team.members.as_ref())
        else {
            continue;
        };
        for (creation, new) in &created {
            if mostly_the_same(was, &declared_members(context, new)) {
                let reason = format!(
                    "`{old}` is deleted and `{new}` created with mostly the same people; if it is a rename, write \
                     `previously: [{old}]` under `{new}`"
                );
                objections.push(object(
                    GuardCode::RenameSuspected,
                    addresses([*deletion, *creation]),
                    reason,
                ));
            }
        }
    }
    objections
}

fn declared_members(context: &Context<'_>, name: &TeamName) -> BTreeSet<Email> {
    let team = context.desired.teams.as_ref().and_then(|teams| teams.get(name));
    team.and_then(|team| team.members.as_ref())
        .map(|members| members.keys().cloned().collect())
        .unwrap_or_default()
}

/// At least seven in ten of the larger one are in both.
fn mostly_the_same(one: &BTreeSet<Email>, other: &BTreeSet<Email>) -> bool {
    let shared = one.intersection(other).count();
    shared > 0 && shared * 10 >= one.len().max(other.len()) * 7
}

fn people(context: &Context<'_>) -> Vec<Objection> {
    let mut removed: BTreeMap<String, Vec<(&Change, &Email)>> = BTreeMap::new();
    for change in &context.plan.changes {
        if let Action::RemoveMember { email, .. } = &change.action {
            for handle in handles(context, email) {
                removed.entry(handle).or_default().push((change, email));
            }
        }
    }
    let mut objections = Vec::new();
    for change in &context.plan.changes {
        let Action::Invite { email: invited, .. } = &change.action else {
            continue;
        };
        for (removal, left) in removed.get(&letters(invited.local_part())).into_iter().flatten() {
            let reason = format!(
                "{left} is removed and {invited} invited, who may be the same person; if so, write \
                 `previously: [{left}]` under {invited}"
            );
            objections.push(object(
                GuardCode::RenameSuspected,
                addresses([*removal, change]),
                reason,
            ));
        }
    }
    objections
}

/// What somebody's next address may begin with: the local part, and the display name.
fn handles(context: &Context<'_>, email: &Email) -> BTreeSet<String> {
    let name = context
        .plan
        .before
        .members
        .get(email)
        .and_then(|member| member.display_name.as_ref());
    let handles = [
        Some(letters(email.local_part())),
        name.map(|name| letters(name.as_str())),
    ];
    handles
        .into_iter()
        .flatten()
        .filter(|handle| !handle.is_empty())
        .collect()
}

/// `Eve Long`, `eve.long` and `eve_long` are alike.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::GuardCode::RenameSuspected;
    use crate::model::Role::{Owner, Reader};
    use crate::testing::{PRUNE, assert_approvals, world};

    #[test]
    fn a_team_that_comes_back_under_another_name_is_a_question() {
        let people: Vec<String> = (1..=10).map(|index| format!("p{index}@acme.example")).collect();
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        let there = world().members(10, Reader).team("redteam", &names);
        let renamed = |members: &[&str], more: &str| {
            format!(
                "{PRUNE}teams: {{ red-team: {{ members: [{}]{more} }} }}\n",
                members.join(", ")
            )
        };
        assert!(there.objects(RenameSuspected, &renamed(&names, "")));
        assert!(
            there.objects(RenameSuspected, &renamed(&names[3..], "")),
            "7 of 10"
        );
        assert!(
            !there.objects(RenameSuspected, &renamed(&names[4..], "")),
            "6 of 10"
        );
        assert!(
            !there.objects(RenameSuspected, &renamed(&names, ", previously: [redteam]")),
            "said so"
        );
        let objects = ["team/red-team", "team/redteam"];
        assert_approvals(
            &there,
            RenameSuspected,
            &renamed(&names, ""),
            &objects,
            "teams: { redteam: {} }\n",
        );
    }

    #[test]
    fn a_person_who_comes_back_under_another_address_is_a_question() {
        let there = world()
            .member("root@acme.example", Owner)
            .member("eve@acme.example", Reader)
            .with_last(|member| member.name = Some("Eve Long".into()));
        let with = |entry: &str| format!("{PRUNE}members: {{ root@acme.example: owner, {entry} }}\n");
        assert!(
            there.objects(RenameSuspected, &with("eve@partner.example: reader")),
            "the same local part"
        );
        assert!(
            there.objects(RenameSuspected, &with("eve.long@acme.example: reader")),
            "the same name"
        );
        assert!(!there.objects(RenameSuspected, &with("fay@partner.example: reader")));
        let said = "eve@partner.example: { role: reader, previously: [eve@acme.example] }";
        assert!(!there.objects(RenameSuspected, &with(said)), "said so");
    }
}
