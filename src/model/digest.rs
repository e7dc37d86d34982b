//! The digest of what a manifest means: the order of files and keys, comments and layout do not change it.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use super::{
    Approval, Collection, Desired, DesiredGrant, DesiredMember, DesiredOrganization, DesiredTeam,
    DesiredWorkspace, Email, Expectations, Fingerprint, FingerprintBuilder, GuardSettings, Ignored, Limit,
    Manage, ModelAccess, Prunable, TeamName, Text,
};

impl Desired {
    /// The digest of what all files mean. It is worked out each time, and reads everything: whoever needs none does
    /// not pay for it.
    ///
    /// Digests everything but the places; an address as it is written where it is declared, and folded where it is
    /// referred to. Values are taken apart field by field, so that a new field cannot be forgotten.
    pub fn digest(&self) -> Fingerprint {
        let Desired {
            organization,
            manage,
            guards,
            approvals,
            members,
            teams,
            workspaces,
        } = self;
        let mut form = Form {
            builder: Fingerprint::builder("manifest"),
            digits: String::new(),
        };
        form.organization(organization);
        form.manage(manage);
        form.guards(guards);
        form.approvals(approvals);
        form.map(members.as_ref(), |form, email, member| {
            form.text(email.as_str());
            form.member(member);
        });
        form.map(teams.as_ref(), |form, name, team| {
            form.text(name.as_str());
            form.team(team);
        });
        form.map(workspaces.as_ref(), |form, key, workspace| {
            form.text(key.as_str());
            form.workspace(workspace);
        });
        form.builder.finish()
    }
}

/// The canonical form: a sequence of parts in which every collection is preceded by its length.
struct Form {
    builder: FingerprintBuilder,
    /// Where numbers are written, one after another.
    digits: String,
}

impl Form {
    fn text(&mut self, text: &str) {
        self.builder.add(text);
    }

    fn number(&mut self, number: &impl Display) {
        self.digits.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.digits, "{number}");
        self.builder.add(&self.digits);
    }

    fn optional(&mut self, text: Option<&str>) {
        self.number(&u8::from(text.is_some()));
        self.text(text.unwrap_or_default());
    }

    fn optional_text(&mut self, text: Option<&Text>) {
        self.optional(text.map(Text::as_str));
    }

    fn list<'a>(&mut self, items: impl ExactSizeIterator<Item = &'a str>) {
        self.number(&items.len());
        items.for_each(|item| self.text(item));
    }

    fn map<K, V>(&mut self, map: Option<&BTreeMap<K, V>>, entry: impl Fn(&mut Form, &K, &V)) {
        self.number(&map.map_or(-1, |map| i64::try_from(map.len()).unwrap_or(i64::MAX)));
        for (key, value) in map.into_iter().flatten() {
            entry(self, key, value);
        }
    }

    fn organization(&mut self, organization: &DesiredOrganization) {
        let DesiredOrganization {
            key,
            name,
            description,
            expect,
            source: _,
        } = organization;
        let Expectations {
            allow_external_invites,
            max_members,
        } = expect;
        self.text(key);
        self.optional_text(name.as_ref());
        self.optional_text(description.as_ref());
        let external = allow_external_invites
            .as_ref()
            .map(|(allowed, _)| allowed.to_string());
        self.optional(external.as_deref());
        let seats = max_members.as_ref().map(|(seats, _)| seats.to_string());
        self.optional(seats.as_deref());
    }

    fn manage(&mut self, manage: &Manage) {
        let Manage {
            prune,
            operators,
            ignore,
            unsupported,
        } = manage;
        self.list(
            prune
                .iter()
                .copied()
                .map(Prunable::as_str)
                .collect::<Vec<_>>()
                .into_iter(),
        );
        self.list(operators.keys().map(Email::folded));
        self.list(
            unsupported
                .iter()
                .copied()
                .map(Collection::as_str)
                .collect::<Vec<_>>()
                .into_iter(),
        );
        let mut ignored: Vec<(String, &str)> = ignore.iter().map(written).collect();
        ignored.sort();
        self.number(&ignored.len());
        for (address, reason) in &ignored {
            self.text(address);
            self.text(reason);
        }
    }

    fn guards(&mut self, guards: &GuardSettings) {
        let GuardSettings {
            min_owners,
            break_glass,
            email_domains,
            max_removals,
            max_access_loss,
            max_invitations,
        } = guards;
        self.number(min_owners);
        self.list(break_glass.keys().map(Email::folded));
        self.number(&u8::from(email_domains.is_some()));
        if let Some(domains) = email_domains {
            self.list(domains.iter().map(String::as_str));
        }
        self.limit(*max_removals);
        self.limit(*max_access_loss);
        self.number(max_invitations);
    }

    fn limit(&mut self, limit: Limit) {
        let Limit { count, percent } = limit;
        self.number(&count);
        self.number(&percent);
    }

    fn approvals(&mut self, approvals: &[Approval]) {
        let mut forms: Vec<Vec<String>> = approvals.iter().map(parts).collect();
        forms.sort();
        self.number(&forms.len());
        for form in &forms {
            self.list(form.iter().map(String::as_str));
        }
    }

    fn member(&mut self, member: &DesiredMember) {
        let DesiredMember {
            role,
            models,
            previously,
            reinvite,
            source: _,
        } = member;
        self.text(role.as_str());
        match models {
            None => self.text("unknown"),
            Some(ModelAccess::All) => self.text("all"),
            Some(ModelAccess::Only(models)) => {
                self.text("only");
                self.list(models.iter().map(String::as_str));
            }
        }
        self.list(previously.iter().map(Email::folded));
        self.optional(reinvite.map(|day| day.to_string()).as_deref());
    }

    fn team(&mut self, team: &DesiredTeam) {
        let DesiredTeam {
            description,
            previously,
            members,
            source: _,
        } = team;
        self.optional_text(description.as_ref());
        self.list(previously.iter().map(TeamName::as_str));
        self.map(members.as_ref(), |form, email, _| form.text(email.folded()));
    }

    fn workspace(&mut self, workspace: &DesiredWorkspace) {
        let DesiredWorkspace {
            delete,
            name,
            description,
            teams,
            users,
            source: _,
        } = workspace;
        self.number(&u8::from(*delete));
        self.optional_text(name.as_ref());
        self.optional_text(description.as_ref());
        self.map(teams.as_ref(), |form, team, grant| {
            form.grant(team.as_str(), grant);
        });
        self.map(users.as_ref(), |form, email, grant| {
            form.grant(email.folded(), grant);
        });
    }

    fn grant(&mut self, grantee: &str, grant: &DesiredGrant) {
        let DesiredGrant { role, source: _ } = grant;
        self.text(grantee);
        self.text(role.as_str());
    }
}

fn written(ignored: &Ignored) -> (String, &str) {
    let Ignored {
        address,
        reason,
        source: _,
    } = ignored;
    (address.to_string(), reason)
}

fn parts(approval: &Approval) -> Vec<String> {
    let Approval {
        guard,
        objects,
        until,
        reason,
        source: _,
    } = approval;
    let head = [guard.to_string(), until.to_string(), reason.clone()];
    head.into_iter()
        .chain(objects.iter().map(ToString::to_string))
        .collect()
}
