//! Teams: which there are, what they are called, what they are for.

use std::collections::BTreeSet;

use super::FindingKind;
use super::draft::Draft;
use super::facts::TeamFact;
use crate::model::{
    Action, Address, Collection, DesiredTeam, Fingerprint, LiveTeam, Prunable, Reading, TeamName, Text,
};

pub(super) fn plan(draft: &mut Draft<'_>) {
    let Some(declared) = &draft.desired.teams else {
        return;
    };
    if !matches!(draft.live.teams, Reading::Read(_)) {
        let live = draft.live;
        for (name, team) in declared {
            draft.find_unread(
                Collection::Teams,
                &Address::Team(name.clone()),
                &live.teams,
                Some(&team.source),
            );
        }
        return;
    }
    for (name, team) in declared {
        one(draft, name, team);
    }
    let undeclared: Vec<(TeamName, TeamFact<'_>)> = draft
        .teams
        .names()
        .filter(|(name, _)| !declared.contains_key(*name))
        .map(|(name, fact)| (name.clone(), fact))
        .collect();
    let earlier: BTreeSet<&TeamName> = declared.values().flat_map(|team| &team.previously).collect();
    for (name, fact) in undeclared {
        self::undeclared(draft, &name, fact, &earlier);
    }
}

fn one(draft: &mut Draft<'_>, name: &TeamName, team: &DesiredTeam) {
    let address = Address::Team(name.clone());
    let source = Some(&team.source);
    match draft.teams.named(name) {
        TeamFact::Live(live) => update(draft, name, team, live),
        TeamFact::Ambiguous => {
            let detail = "several live teams have this name; none of them is touched";
            draft.find(FindingKind::Ambiguous, &address, detail, source, true);
        }
        TeamFact::Inactive => {
            let detail = "an inactive team holds this name; it is neither created nor changed";
            draft.find(FindingKind::KeyTaken, &address, detail, source, true);
        }
        TeamFact::Absent => match draft.teams.meant_by(name) {
            Some(live) => update(draft, name, team, live),
            None => create(draft, name, team),
        },
    }
}

fn update(draft: &mut Draft<'_>, name: &TeamName, team: &DesiredTeam, live: &LiveTeam) {
    let before = (TeamName::new(&live.name), live.description.clone());
    let after = (
        name.clone(),
        team.description
            .clone()
            .unwrap_or_else(|| live.description.clone()),
    );
    if before == after {
        return;
    }
    let because = match (before.0 != after.0, before.1 != after.1) {
        (true, true) => format!("`{}` is its earlier name, and the description differs", before.0),
        (true, false) => format!("`{}` is its earlier name", before.0),
        _ => "the description differs".to_owned(),
    };
    let action = Action::UpdateTeam {
        team: live.id.clone(),
        before,
        after,
    };
    write(draft, name, team, action, because, fingerprint(live));
}

fn create(draft: &mut Draft<'_>, name: &TeamName, team: &DesiredTeam) {
    let description = team.description.clone().unwrap_or_else(|| Text::new(""));
    let action = Action::CreateTeam {
        name: name.clone(),
        description,
    };
    let absent = Fingerprint::builder("no-team").part(name.as_str()).finish();
    write(
        draft,
        name,
        team,
        action,
        "declared, and not there".to_owned(),
        absent,
    );
}

/// Plans a write, unless the manifest says that this platform cannot take it.
fn write(
    draft: &mut Draft<'_>,
    name: &TeamName,
    team: &DesiredTeam,
    action: Action,
    because: String,
    fingerprint: Fingerprint,
) {
    let address = Address::Team(name.clone());
    if draft.is_unsupported(Collection::Teams) {
        let detail = format!("{because}; `manage.unsupported` says that teams cannot be written here");
        draft.find(
            FindingKind::Unsupported,
            &address,
            detail,
            Some(&team.source),
            false,
        );
    } else {
        draft.change(address, action, because, Some(&team.source), fingerprint);
    }
}

fn undeclared(draft: &mut Draft<'_>, name: &TeamName, fact: TeamFact<'_>, earlier: &BTreeSet<&TeamName>) {
    let address = Address::Team(name.clone());
    match fact {
        TeamFact::Live(live) if live.is_default => {}
        TeamFact::Live(live) if draft.teams.is_renamed(live) => {}
        TeamFact::Live(_) if earlier.contains(&name) => {
            let detail = "is an earlier name of a team that is live under the new one too; both stay";
            draft.find(FindingKind::BothNamesLive, &address, detail, None, false);
        }
        TeamFact::Live(live) if draft.prunes(Prunable::Teams) && !draft.is_unsupported(Collection::Teams) => {
            let action = Action::DeleteTeam {
                team: live.id.clone(),
                name: name.clone(),
            };
            draft.change(address, action, "not declared", None, fingerprint(live));
        }
        TeamFact::Live(_) => draft.leave(address, None, Some(Prunable::Teams), None),
        TeamFact::Ambiguous => {
            let detail = "several live teams have this name; none of them is touched";
            draft.find(FindingKind::Ambiguous, &address, detail, None, false);
        }
        TeamFact::Inactive | TeamFact::Absent => {}
    }
}

/// Of a team's own row; its people have changes of their own.
fn fingerprint(live: &LiveTeam) -> Fingerprint {
    Fingerprint::builder("team")
        .part(live.id.as_str())
        .part(TeamName::new(&live.name).as_str())
        .part(live.description.as_str())
        .finish()
}
