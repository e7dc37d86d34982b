//! The envelope of the two lists that page (api.md 1).

use serde::Deserialize;

use super::{MemberRow, WorkspaceRow};

/// One page of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::platform) struct Page<T> {
    pub(in crate::platform) rows: Vec<T>,
    /// Which one it says it is.
    pub(in crate::platform) number: Option<u64>,
    /// How many rows all pages have together.
    pub(in crate::platform) total: u64,
    /// How many pages there are.
    pub(in crate::platform) pages: Option<u64>,
    /// Whether another one follows.
    pub(in crate::platform) has_next: bool,
}

macro_rules! envelope {
    ($(#[$doc:meta])* $name:ident, $rows:ident: $row:ty) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        pub(in crate::platform) struct $name {
            $rows: Vec<$row>,
            #[serde(default)]
            page: Option<u64>,
            total: u64,
            #[serde(default)]
            total_pages: Option<u64>,
            has_next: bool,
        }

        impl $name {
            /// The page with its rows as the rest of the program knows them.
            pub(in crate::platform) fn into_page<T: From<$row>>(self) -> Page<T> {
                Page {
                    rows: self.$rows.into_iter().map(T::from).collect(),
                    number: self.page,
                    total: self.total,
                    pages: self.total_pages,
                    has_next: self.has_next,
                }
            }
        }
    };
}

envelope!(
    /// A page of members.
    MembersPage, members: MemberRow
);
envelope!(
    /// A page of workspaces.
    WorkspacesPage, workspaces: WorkspaceRow
);
