//! Reading and writing rows in one line: cached statements, optional rows, collected rows.

use rusqlite::{Connection, OptionalExtension, Params, Row};

/// The first row, if there is one.
pub(crate) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached(sql)?.query_row(params, read).optional()
}

/// All rows.
pub(crate) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(sql)?.query_map(params, read)?.collect()
}

/// Whether there is a row.
pub(crate) fn any(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<bool> {
    conn.prepare_cached(sql)?.exists(params)
}

/// A number, 0 where there is no row.
pub(crate) fn count(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<i64> {
    Ok(one(conn, sql, params, |row| row.get(0))?.unwrap_or(0))
}

/// Runs a statement and says how many rows it touched.
pub(crate) fn run(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
    conn.prepare_cached(sql)?.execute(params)
}
