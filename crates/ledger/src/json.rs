//! How rows stand in the ledger: as JSON without what is null, which reading gives back.

use rusqlite::types::FromSqlError;
use rusqlite::{Result, Row as Cells};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row as JSON, without the fields that are null; of strings and numbers it can't fail.
pub(crate) fn without_nulls(row: &impl Serialize) -> String {
    pruned(&serde_json::to_string(row).unwrap_or_default())
}

/// JSON without the fields of objects that are null. Numbers stay as they are written.
fn pruned(json: &str) -> String {
    let bytes = json.as_bytes();
    let mut kept: Vec<u8> = Vec::with_capacity(bytes.len());
    // Where the last string begins: a field's name, where a null comes after it.
    let (mut name, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                name = kept.len();
                let mut end = at + 1;
                while end < bytes.len() && bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                let end = (end + 1).min(bytes.len());
                kept.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            b'n' if kept.last() == Some(&b':') => {
                kept.truncate(name);
                at += 4;
                if kept.last() == Some(&b',') {
                    kept.pop();
                } else if bytes.get(at) == Some(&b',') {
                    at += 1;
                }
            }
            byte => {
                kept.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(kept).unwrap_or_else(|_| json.to_owned())
}

/// A value that is kept as JSON.
pub(crate) fn read<T: DeserializeOwned>(cells: &Cells<'_>, column: &str) -> Result<T> {
    let stored = cells.get_ref(column)?.as_str()?;
    serde_json::from_str(stored).map_err(|error| FromSqlError::other(error).into())
}

/// A word that is kept as it is written: a day, a label.
pub(crate) fn word<T: DeserializeOwned>(cells: &Cells<'_>, column: &str) -> Result<Option<T>> {
    let Some(stored) = cells.get_ref(column)?.as_str_or_null()? else {
        return Ok(None);
    };
    serde_json::from_value(stored.into())
        .map(Some)
        .map_err(|error| FromSqlError::other(error).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Map, Value};

    #[test]
    fn nulls_are_left_out() {
        for (json, kept) in [
            (r#"{"a":null,"b":1,"c":null}"#, r#"{"b":1}"#),
            (r#"{"a":null}"#, "{}"),
            (
                r#"{"a":[null,"x:null"],"b\"":null,"c":{"d":null,"e":0.629}}"#,
                r#"{"a":[null,"x:null"],"c":{"e":0.629}}"#,
            ),
            (r#"["n",null]"#, r#"["n",null]"#),
        ] {
            assert_eq!(pruned(json), kept);
        }
    }

    fn without(value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                Value::Object(
                    fields
                        .map(|(name, value)| (name, without(value)))
                        .collect::<Map<_, _>>(),
                )
            }
            Value::Array(all) => Value::Array(all.into_iter().map(without).collect()),
            other => other,
        }
    }

    proptest! {
        #[test]
        fn pruning_is_leaving_out(names in proptest::collection::vec("[a-z\"\\\\:,é]{0,4}", 0..6), holes in proptest::collection::vec(any::<bool>(), 6)) {
            let inner: Map<String, Value> = names.iter().zip(&holes).map(|(name, hole)| {
                (name.clone(), if *hole { Value::Null } else { Value::from(format!("{name}null")) })
            }).collect();
            let value = serde_json::json!([{"a": Value::Null, "in": inner.clone(), "list": [inner, Value::Null]}]);
            let found: Value = serde_json::from_str(&pruned(&value.to_string())).unwrap();
            prop_assert_eq!(found, without(value));
        }
    }
}
