//! The account behind the key.

use serde::Deserialize;

use super::lenient::handle;
use crate::model::{Caller, UserId};

/// `UserResponse`.
#[derive(Deserialize)]
pub(in crate::platform) struct UserRow {
    #[serde(deserialize_with = "handle")]
    id: String,
    email_address: String,
}

impl From<UserRow> for Caller {
    fn from(row: UserRow) -> Caller {
        Caller {
            user_id: UserId::new(&row.id),
            email: row.email_address,
        }
    }
}
