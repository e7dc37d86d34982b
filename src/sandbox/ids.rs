//! Ids that are the same in every run: made from what a row is, not from chance.

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Makes the next id for a natural key (`kind` and `name`): the same key gets other ids the second time (somebody
/// leaves and joins again), and the order in which *different* keys come never matters.
pub(crate) fn mint(conn: &Connection, kind: &str, name: &str) -> rusqlite::Result<String> {
    let times: i64 = conn
        .prepare_cached(
            "INSERT INTO minted (name, times) VALUES (?1, 1)
             ON CONFLICT (name) DO UPDATE SET times = times + 1 RETURNING times",
        )?
        .query_row([format!("{kind} {name}")], |row| row.get(0))?;
    Ok(derive(&format!("{kind}\0{name}\0{times}")))
}

fn derive(source: &str) -> String {
    let digest = Sha256::digest(source.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes)
        .into_uuid()
        .hyphenated()
        .to_string()
}

/// Reads an id from outside in any of the usual spellings and gives the one that the rows hold.
pub(crate) fn parse(text: &str) -> Option<String> {
    Uuid::parse_str(text).ok().map(|id| id.hyphenated().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_its_key_and_on_how_often_it_was_made() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE minted (name TEXT PRIMARY KEY, times INTEGER NOT NULL)")
            .unwrap();
        let first = mint(&conn, "user", "ada@acme.example").unwrap();
        mint(&conn, "user", "bob@acme.example").unwrap();
        let again = mint(&conn, "user", "ada@acme.example").unwrap();
        assert_ne!(first, again);
        assert_eq!(first, derive(&["user", "ada@acme.example", "1"].join("\0")));
        assert_eq!(again, derive(&["user", "ada@acme.example", "2"].join("\0")));
    }

    #[test]
    fn an_id_is_read_in_any_spelling() {
        let id = derive("x");
        assert_eq!(parse(&id.to_uppercase()), Some(id.clone()));
        assert_eq!(parse(&id.replace('-', "")), Some(id));
        assert_eq!(parse("not-an-id"), None);
    }
}
