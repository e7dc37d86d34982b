//! What is there, in words.

use super::page::Said;
use crate::render::words::list;
use crate::report::{
    Able, AccountCheck, LimitsCheck, NamedBy, OrganizationCheck, PowersCheck, Role, SeatsReport,
};

pub(super) fn account(check: &AccountCheck) -> Said {
    match check {
        AccountCheck::Known { email } => Said::found(email),
        AccountCheck::Untold { answer } => {
            Said::found(format!("this platform does not tell whose key it is: {answer}")).advise(
                "nothing can be planned here, because nobody could be kept from locking themselves out; tell whoever runs the \
                 platform",
            )
        }
        AccountCheck::Failed { why } => {
            Said::found(why).advise("try again later; without the account nothing can be planned")
        }
        AccountCheck::NotKnown { because } => Said::unknown(*because),
    }
}

pub(super) fn organization(check: &OrganizationCheck) -> Said {
    match check {
        OrganizationCheck::There {
            key,
            name,
            named_by,
            suspended,
        } => {
            let found = format!("{key} \u{201c}{name}\u{201d}, named by {}", by(*named_by));
            if *suspended {
                Said::found(format!("{found}; the platform suspended it"))
                    .advise("ask whoever runs the platform, before anything is applied")
            } else {
                Said::found(found)
            }
        }
        OrganizationCheck::Missing {
            key,
            named_by,
            others,
        } => {
            let found = format!("{key} is not there, or this account may not see it");
            Said::found(format!("{found}; {}", among(others.as_deref()))).advise(match named_by {
                NamedBy::Manifest => {
                    "mend `organization.key` in orgform.yaml, or take the key of an account that is in it"
                }
                NamedBy::Environment => {
                    "mend DREADNODE_ORGANIZATION, or take the key of an account that is in it"
                }
                NamedBy::Profile => "mend `default_organization` of the profile, or choose another --profile",
                NamedBy::Account => "try again: it was listed a moment ago",
            })
        }
        OrganizationCheck::Unnamed { others } => {
            Said::found(format!("none is named; {}", among(others.as_deref())))
                .advise("`DREADNODE_ORGANIZATION=KEY orgform doctor` looks at one; a manifest names its own")
        }
        OrganizationCheck::Failed { why } => {
            Said::found(why).advise("try again later; nothing can be planned meanwhile")
        }
        OrganizationCheck::NotKnown { because } => Said::unknown(*because),
    }
}

fn by(named_by: NamedBy) -> &'static str {
    match named_by {
        NamedBy::Manifest => "the manifest",
        NamedBy::Environment => "environment DREADNODE_ORGANIZATION",
        NamedBy::Profile => "the profile",
        NamedBy::Account => "nobody: the account is in no other",
    }
}

fn among(others: Option<&[String]>) -> String {
    match others {
        None => "which ones the account is in is not told".to_owned(),
        Some([]) => "the account is in none".to_owned(),
        Some(keys) => format!("the account is in {}", list(keys)),
    }
}

pub(super) fn powers(check: &PowersCheck) -> Said {
    match check {
        PowersCheck::Member {
            role,
            apply,
            create_workspaces,
        } => member(*role, *apply, *create_workspaces),
        PowersCheck::Stranger => Said::found("the account is not among the members that the platform lists")
            .advise(
                "have an owner of the organization invite it: a list without the account is not believed",
            ),
        PowersCheck::Failed { why } => Said::found(why)
            .advise("without the members nothing can be planned: take the key of one who may list them"),
        PowersCheck::NotKnown { because } => Said::unknown(*because),
    }
}

fn member(role: Role, apply: Able, create_workspaces: Able) -> Said {
    let may = match apply {
        Able::Yes => "may plan and apply",
        Able::No => "may plan and look for drift, and not apply",
        Able::Unknown => "may plan; whether this key may apply is not told",
    };
    let workspaces = match create_workspaces {
        Able::Yes => "",
        Able::No => "; may not create workspaces",
        Able::Unknown => "; whether it may create workspaces is not told",
    };
    let said = Said::found(format!("{role}: {may}{workspaces}"));
    match (apply, role) {
        (Able::Yes, _) => said,
        (Able::No, Role::Owner) => {
            said.advise("for `apply`, make a key without limits: this one may not manage members")
        }
        (Able::No, _) => said.advise("for `apply`, take the key of an owner of the organization"),
        (Able::Unknown, _) => said.advise("`apply` finds out at its first change"),
    }
}

pub(super) fn limits(check: &LimitsCheck) -> Said {
    match check {
        LimitsCheck::Told {
            plan,
            workspaces_locked,
            seats,
            external_invites,
            credits,
        } => {
            let parts = [
                seats.as_ref().map(room),
                plan.as_ref().map(|plan| format!("plan {plan}")),
                external_invites.map(outside),
                credits.map(counted),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let said = Said::found(if parts.is_empty() {
                "none is told".to_owned()
            } else {
                parts.join("; ")
            });
            let short = seats.is_some_and(|seats| seats.may_be_short());
            let advice = [
                (
                    *workspaces_locked,
                    "workspaces can be made and changed from the Pro plan on: do without, or upgrade",
                ),
                (
                    short,
                    "free seats, or have the platform's administrators raise their number, before anybody is invited",
                ),
            ];
            let advice = advice.into_iter().filter(|(applies, _)| *applies);
            advice.fold(said, |said, (_, advice)| said.advise(advice))
        }
        LimitsCheck::NotKnown { because } => Said::unknown(*because),
    }
}

fn outside(may: bool) -> String {
    let may = if may { "may" } else { "may not" };
    format!("people outside {may} be invited")
}

fn counted(credits: bool) -> String {
    let told = if credits {
        "counts credits, and no published route tells how many are left"
    } else {
        "counts no credits"
    };
    told.to_owned()
}

fn room(seats: &SeatsReport) -> String {
    let SeatsReport { all, taken, invited } = seats;
    let taken = match taken {
        Some(taken) => format!("{taken} of {all} seats taken"),
        None => format!("{all} seats"),
    };
    match invited {
        Some(0) | None => taken,
        Some(1) => format!("{taken} and 1 invitation open"),
        Some(open) => format!("{taken} and {open} invitations open"),
    }
}
