//! The envelope of the two lists that come in pages.

use serde_json::{Value, json};

use super::call::Reply;

/// Which part of a list is asked for.
#[derive(Debug)]
pub(crate) struct Page {
    /// From 1.
    pub(crate) number: i64,
    pub(crate) size: i64,
    /// Whether a row that does not exist stands at the front of the list, as if it had just appeared.
    pub(crate) row_appears: bool,
}

impl Page {
    /// How many rows to read, and how many to pass over.
    pub(crate) fn window(&self) -> (i64, i64) {
        // A page beyond the last one is empty, however far beyond.
        let offset = (self.number - 1).saturating_mul(self.size);
        match (self.row_appears, offset) {
            (false, offset) => (self.size, offset),
            (true, 0) => (self.size - 1, 0),
            (true, offset) => (self.size, offset - 1),
        }
    }

    /// The page with these rows of `total`.
    pub(crate) fn reply(&self, name: &str, total: i64, mut rows: Vec<Value>) -> Reply {
        let (number, size) = (self.number, self.size);
        let total = total + i64::from(self.row_appears);
        if self.row_appears && number == 1 {
            rows.insert(0, newcomer(rows.first()));
        }
        let pages = total.div_euclid(size) + i64::from(total.rem_euclid(size) > 0);
        let mut body = json!({
            "page": number, "limit": size, "total": total, "total_pages": pages,
            "has_next": number < pages, "has_previous": number > 1,
        });
        body[name] = rows.into();
        Reply::ok(body)
    }
}

/// A row like the others, of somebody or something else.
fn newcomer(like: Option<&Value>) -> Value {
    let mut row = like.cloned().unwrap_or_else(|| json!({}));
    for name in ["id", "user_id", "user_email", "key"] {
        if let Some(value) = row.get_mut(name) {
            *value = match name {
                "user_email" => "newcomer@sandbox.example".into(),
                "key" => "newcomer".into(),
                _ => "00000000-0000-8000-8000-000000000001".into(),
            };
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(page: i64, size: i64, row_appears: bool) -> (Vec<String>, Value) {
        let page = Page {
            number: page,
            size,
            row_appears,
        };
        let (limit, offset) = page.window();
        let rows = (offset..(offset + limit).min(5))
            .map(|n| json!({ "id": n.to_string() }))
            .collect();
        let body = page.reply("rows", 5, rows).body.unwrap();
        let ids = body["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].as_str().unwrap().to_owned());
        (ids.collect(), body["has_next"].clone())
    }

    #[test]
    fn pages_meet_without_gaps() {
        assert_eq!(ids(1, 2, false), (vec!["0".into(), "1".into()], json!(true)));
        assert_eq!(ids(3, 2, false), (vec!["4".into()], json!(false)));
    }

    #[test]
    fn a_row_that_appears_moves_the_others() {
        let newcomer = "00000000-0000-8000-8000-000000000001".to_owned();
        assert_eq!(ids(1, 2, true), (vec![newcomer, "0".into()], json!(true)));
        assert_eq!(ids(2, 2, true), (vec!["1".into(), "2".into()], json!(true)));
        assert_eq!(ids(3, 2, true), (vec!["3".into(), "4".into()], json!(false)));
    }
}
