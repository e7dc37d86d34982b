//! What makes a row that row: the handle by which rows are told apart and ordered.

use std::collections::BTreeSet;

use crate::model::{
    LiveInvitation, LiveMember, LiveTeam, LiveTeamGrant, LiveTeamMember, LiveUserGrant, LiveWorkspace,
};

/// A row of a list.
pub(super) trait Row {
    /// Its id or key.
    fn handle(&self) -> &str;
}

macro_rules! rows {
    ($($row:ty: $id:ident . $text:ident),* $(,)?) => {$(
        impl Row for $row {
            fn handle(&self) -> &str {
                self.$id.$text()
            }
        }
    )*};
}

rows!(
    LiveMember: user_id.as_str,
    LiveInvitation: id.reveal,
    LiveTeam: id.as_str,
    LiveTeamMember: user_id.as_str,
    LiveWorkspace: key.as_str,
    LiveUserGrant: user_id.as_str,
    LiveTeamGrant: team_id.as_str,
);

/// The rows in the order of their handles.
pub(super) fn sorted<T: Row>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort_by(|a, b| a.handle().cmp(b.handle()));
    rows
}

/// How many rows repeat another one.
pub(super) fn repeated<T: Row>(rows: &[T]) -> usize {
    let distinct: BTreeSet<&str> = rows.iter().map(Row::handle).collect();
    rows.len() - distinct.len()
}
