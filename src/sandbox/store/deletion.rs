//! What deletion leaves of a row.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::sandbox::query::run;
use crate::sandbox::settings::{Deletion, Settings};

/// Takes a row of this table away; where deletion is soft, it stays, inactive.
pub(super) fn remove(
    conn: &Connection,
    settings: &Settings,
    table: &'static str,
    id: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    match settings.deletion {
        Deletion::Hard => run(conn, &format!("DELETE FROM {table} WHERE id = ?1"), [id])?,
        Deletion::Soft => {
            let sql = format!("UPDATE {table} SET active = 0, updated_at = ?2 WHERE id = ?1");
            run(conn, &sql, params![id, now.as_millisecond()])?
        }
    };
    Ok(())
}
