//! Whether the parts of a seed fit together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Seed, Word, read::SeedError};

impl Seed {
    /// Refuses a seed that names people or teams that it does not have.
    pub(crate) fn check(&self) -> Result<(), SeedError> {
        self.check_people()?;
        self.check_teams()?;
        self.check_caller()
    }

    fn check_people(&self) -> Result<(), SeedError> {
        let people = self.teams.iter().flat_map(|team| &team.members);
        let inviters = self
            .invitations
            .iter()
            .filter_map(|invitation| invitation.by.as_ref());
        let sponsors = self
            .members
            .values()
            .filter_map(|member| member.invited_by.as_ref());
        let in_workspaces = self.workspaces.values().flat_map(|workspace| {
            let named = workspace.users.keys().chain(&workspace.hidden_from);
            named.chain(&workspace.created_by).chain(&workspace.default_of)
        });
        for word in people
            .chain(inviters)
            .chain(sponsors)
            .chain(in_workspaces)
            .chain(&self.caller)
        {
            if !self.members.contains_key(word) {
                return Err(wrong(word, format!("{word} is not among the members")));
            }
        }
        Ok(())
    }

    fn check_teams(&self) -> Result<(), SeedError> {
        for team in &self.teams {
            let mut seen = BTreeSet::new();
            if let Some(twice) = team.members.iter().find(|word| !seen.insert(*word)) {
                return Err(wrong(twice, format!("{twice} is in team {} twice", team.name)));
            }
        }
        let names: BTreeSet<_> = self.teams.iter().map(|team| &team.name).collect();
        let granted = self
            .workspaces
            .values()
            .flat_map(|workspace| workspace.teams.keys());
        match granted.into_iter().find(|word| !names.contains(word)) {
            Some(word) => Err(wrong(word, format!("there is no team {word}"))),
            None => Ok(()),
        }
    }

    fn check_caller(&self) -> Result<(), SeedError> {
        let mut defaults = BTreeMap::new();
        for workspace in self.workspaces.values() {
            if let Some(of) = &workspace.default_of
                && defaults.insert(of, ()).is_some()
            {
                return Err(wrong(of, format!("{of} has two default workspaces")));
            }
        }
        match self.caller() {
            Some((_, member)) if member.active => Ok(()),
            Some((word, _)) => Err(wrong(
                word,
                format!("{word} is suspended and cannot be the caller"),
            )),
            None => Err(SeedError::Meaning {
                line: 0,
                message: "no active member can be the caller".to_owned(),
            }),
        }
    }
}

fn wrong(word: &Word, message: String) -> SeedError {
    SeedError::Meaning {
        line: word.line,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Seed::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn mistakes_name_their_line() {
        let start = "organization: { key: acme }\nmembers:\n  root@acme.example: owner\n";
        assert_eq!(
            error(&format!(
                "{start}teams:\n  - name: red\n    members:\n      - eve@acme.example\n"
            )),
            "line 7: eve@acme.example is not among the members"
        );
        assert_eq!(
            error(&format!(
                "{start}workspaces:\n  lab:\n    teams: {{ blue: reader }}\n"
            )),
            "line 6: there is no team blue"
        );
        for (text, words) in [
            ("colour: red\n", "line 4"),
            ("invitations:\n  - { email: a@b.c, role: boss }\n", "line 5"),
            ("clock: noon\n", "line 4"),
            ("settings: { last_owner: perhaps }\n", "line 4"),
        ] {
            let message = error(&format!("{start}{text}"));
            assert!(message.contains(words), "{message}");
        }
    }

    #[test]
    fn a_member_is_a_role_or_a_mapping() {
        let seed = Seed::parse(
            "organization: { key: acme }\nmembers:\n  root@acme.example: owner\n  \
             eve@acme.example: { role: reader, active: false, joined: -2d, models: [] }\n",
        )
        .unwrap();
        let eve = &seed.members[1];
        assert!(!eve.active && eve.models == Some(Vec::new()));
        let wrong = "organization: { key: acme }\nmembers:\n  root@acme.example: king\n";
        assert!(error(wrong).contains("line 3"), "{}", error(wrong));
    }
}
