//! What happens because of a step.

use crate::render::words::{self, either};
use crate::report::{ChangeReport, EffectReport};

/// What is true of every removal of a member, and what no list can show.
pub(in crate::render) const UNSEEN_WORKSPACES: &str =
    "a removed member takes along every workspace that nobody else owns, also those that orgform cannot see";

/// A consequence of a change.
pub(in crate::render) struct Consequence {
    /// Whether something is lost that nobody asked to remove.
    pub(in crate::render) needs_attention: bool,
    pub(in crate::render) text: String,
}

/// What happens because of a change, alike things together, what needs attention first.
pub(in crate::render) fn consequences(change: &ChangeReport) -> Vec<Consequence> {
    let sorted = Sorted::of(&change.effects);
    let attention = [sorted.dying(), sorted.uncertain()];
    let rest = [
        sorted.private(),
        sorted.teams(),
        sorted.grants(),
        sorted.team_grants(),
    ];
    let told = |needs_attention| {
        move |text| Consequence {
            needs_attention,
            text,
        }
    };
    let attention = attention.into_iter().flatten().map(told(true));
    attention
        .chain(rest.into_iter().flatten().map(told(false)))
        .collect()
}

/// Effects by what they are, each in words of its own.
#[derive(Default)]
struct Sorted<'a> {
    dying: Vec<&'a str>,
    uncertain: Vec<&'a str>,
    private: Vec<&'a str>,
    teams: Vec<&'a str>,
    grants: Vec<String>,
    team_grants: Vec<String>,
}

impl<'a> Sorted<'a> {
    fn of(effects: &'a [EffectReport]) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        for effect in effects {
            match effect {
                EffectReport::WorkspaceDies { workspace } => sorted.dying.push(workspace),
                EffectReport::WorkspaceMayDie { workspace } => sorted.uncertain.push(workspace),
                EffectReport::DefaultWorkspaceDies { workspace } => sorted.private.push(workspace),
                EffectReport::LeavesTeam { team } => sorted.teams.push(team),
                EffectReport::LosesGrant { workspace, role } => {
                    sorted.grants.push(format!("{role} on {workspace}"));
                }
                EffectReport::TeamLosesGrant { workspace, role } => {
                    sorted.team_grants.push(format!("{role} on {workspace}"));
                }
            }
        }
        sorted
    }

    fn dying(&self) -> Option<String> {
        let dies = ("dies: nobody else owns it", "die: nobody else owns them");
        workspaces("", &self.dying, dies)
    }

    fn uncertain(&self) -> Option<String> {
        let may_die = (
            "may die: who owns it cannot be read",
            "may die: who owns them cannot be read",
        );
        workspaces("", &self.uncertain, may_die)
    }

    fn private(&self) -> Option<String> {
        workspaces("private ", &self.private, ("goes too", "go too"))
    }

    fn teams(&self) -> Option<String> {
        let team = either(self.teams.len(), "team", "teams");
        some(&self.teams, |teams| format!("leaves {team} {teams}"))
    }

    fn grants(&self) -> Option<String> {
        some(&self.grants, |grants| format!("loses {grants}"))
    }

    fn team_grants(&self) -> Option<String> {
        let number = self.team_grants.len();
        let (grant, goes) = (either(number, "grant", "grants"), either(number, "goes", "go"));
        some(&self.team_grants, |grants| format!("its {grant} {grants} {goes}"))
    }
}

fn workspaces(kind: &str, names: &[&str], (goes, go): (&str, &str)) -> Option<String> {
    let word = either(names.len(), "workspace", "workspaces");
    let goes = either(names.len(), goes, go);
    some(names, |names| format!("{kind}{word} {names} {goes}"))
}

/// A phrase about a list; none where the list is empty.
fn some<T: AsRef<str>>(items: &[T], phrase: impl FnOnce(String) -> String) -> Option<String> {
    (!items.is_empty()).then(|| phrase(words::list(items)))
}
