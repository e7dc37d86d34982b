//! The section `organization`.

use crate::model::{DesiredOrganization, Expectations, Text};

use super::ReadFile;
use super::scope::Scope;
use super::texts;

pub(super) fn organization(scope: &mut Scope<'_, '_>, root: &ReadFile<'_>) -> Option<DesiredOrganization> {
    let written = root.document.organization.as_ref()?;
    let section = root.section("organization")?;
    let expect = written.expect.as_ref();
    let expect = Expectations {
        allow_external_invites: expect
            .and_then(|expect| expect.allow_external_invites)
            .map(|at| (at.value, root.tree.source_of(at.node))),
        max_members: expect
            .and_then(|expect| expect.max_members)
            .map(|at| (at.value, root.tree.source_of(at.node))),
    };
    let name = written.name.map(|at| texts::name(scope, root.tree, at));
    Some(DesiredOrganization {
        key: written.key?.to_owned(),
        name,
        description: written.description.map(Text::new),
        expect,
        source: root.tree.source_of(section.key),
    })
}
