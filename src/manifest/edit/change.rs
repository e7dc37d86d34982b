//! An edit that is believed only when the file says what was meant.

use std::sync::Arc;

use serde_json::Value;

use super::super::meaning::meaning;
use super::entry::Written;
use super::error::EditError;
use super::insert::insert;
use super::remove::{Refusal, remove};
use super::spot::Spot;

/// A text without some entries.
pub(super) fn without(file: &Arc<str>, text: &str, spots: &[Spot]) -> Result<String, EditError> {
    let mut meant = meaning(file, text).map_err(EditError::Unsound)?;
    let mut edited = text.to_owned();
    for spot in spots {
        take(&mut meant, spot).ok_or_else(|| missing(file, spot))?;
        edited = remove(&edited, spot).map_err(|refusal| refused(file, spot, &refusal))?;
    }
    checked(file, text, edited, &meant)
}

/// A text with one more entry.
pub(super) fn with(file: &Arc<str>, text: &str, spot: &Spot, new: &Written) -> Result<String, EditError> {
    let mut meant = meaning(file, text).map_err(EditError::Unsound)?;
    put(&mut meant, spot, new).ok_or_else(|| missing(file, spot))?;
    let edited = insert(text, spot, new).map_err(|refusal| refused(file, spot, &refusal))?;
    checked(file, text, edited, &meant)
}

fn checked(file: &Arc<str>, before: &str, after: String, meant: &Value) -> Result<String, EditError> {
    if meaning(file, &after).is_ok_and(|value| same(&value, meant)) {
        return Ok(after);
    }
    Err(EditError::Meaning {
        file: file.as_ref().to_owned(),
        before: before.to_owned(),
        after,
    })
}

/// Whether two values are the same. The order of a list means nothing in a manifest.
fn same(value: &Value, meant: &Value) -> bool {
    match (value, meant) {
        (Value::Array(items), Value::Array(meant)) => {
            let (mut items, mut meant) = (items.clone(), meant.clone());
            items.sort_by_key(Value::to_string);
            meant.sort_by_key(Value::to_string);
            items.len() == meant.len() && items.iter().zip(&meant).all(|(one, other)| same(one, other))
        }
        (Value::Object(entries), Value::Object(meant)) => {
            entries.len() == meant.len()
                && entries
                    .iter()
                    .all(|(key, value)| meant.get(key).is_some_and(|meant| same(value, meant)))
        }
        _ => value == meant,
    }
}

fn take(file: &mut Value, spot: &Spot) -> Option<()> {
    match spot.collection(file)? {
        Value::Array(items) => {
            let index = items.iter().position(|item| item.as_str() == Some(&*spot.name))?;
            items.remove(index);
        }
        Value::Object(entries) => _ = entries.remove(&spot.name)?,
        _ => return None,
    }
    Some(())
}

fn put(file: &mut Value, spot: &Spot, new: &Written) -> Option<()> {
    match (spot.collection(file)?, &new.value) {
        (Value::Array(items), None) => items.push(Value::String(spot.name.clone())),
        (Value::Object(entries), Some(value)) => {
            _ = entries.insert(spot.name.clone(), value.clone());
        }
        _ => return None,
    }
    Some(())
}

fn missing(file: &str, spot: &Spot) -> EditError {
    EditError::Missing {
        file: file.to_owned(),
        what: spot.to_string(),
    }
}

fn refused(file: &str, spot: &Spot, refusal: &Refusal) -> EditError {
    match refusal {
        Refusal::Missing => missing(file, spot),
        Refusal::Alias => EditError::Alias {
            file: file.to_owned(),
            what: format!("`{}`", spot.path.join(".")),
        },
        Refusal::Odd(line) => EditError::Layout {
            file: file.to_owned(),
            line: *line,
        },
    }
}
