//! Everything in a snapshot that names a person, in one walk, so that nothing is hidden in one place and shown in
//! another.

use super::document::SnapshotReport;

/// What becomes of each name.
pub(super) trait Names {
    /// An address of a person.
    fn address(&self, address: &mut String);
    /// Whoever did something, as the platform names them: an id, an address, a name.
    fn doer(&self, doer: &mut Option<String>);
    /// The name that somebody shows.
    fn shown(&self, name: &mut Option<String>);
    /// The key, name and description of somebody's private workspace, which may be made of the person's name.
    fn private(&self, key: &mut String, name: &mut String, description: &mut String);
}

impl SnapshotReport {
    /// Walks over every name of a person.
    pub(super) fn visit(&mut self, names: &impl Names) {
        names.address(&mut self.caller.email);
        for member in &mut self.members {
            names.address(&mut member.email);
            names.shown(&mut member.name);
            names.doer(&mut member.invited_by);
        }
        for invitation in self.invitations.known_mut() {
            names.address(&mut invitation.email);
            names.doer(&mut invitation.invited_by);
        }
        for team in self.teams.known_mut() {
            let told = team.members.known_mut().iter_mut();
            told.filter_map(|member| member.email.as_mut())
                .for_each(|address| names.address(address));
        }
        for workspace in self.workspaces.known_mut() {
            if workspace.is_default {
                names.private(
                    &mut workspace.key,
                    &mut workspace.name,
                    &mut workspace.description,
                );
            }
            for grant in workspace.users.known_mut() {
                names.address(&mut grant.email);
                names.doer(&mut grant.granted_by);
            }
            for grant in workspace.teams.known_mut() {
                names.doer(&mut grant.granted_by);
            }
        }
    }
}
