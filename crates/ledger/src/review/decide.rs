//! Keeping a decision.

use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row, params};
use sayso::Pair;
use serde_json::{Map, Value};

use super::field::{RowKind, SPANS};
use super::{Decision, NewReview, Review, ReviewError};
use crate::Ledger;
use crate::query::wanted::{in_chars, list};

/// Characters of a name and of a note at most.
const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 2000;

/// A row as it is now.
pub(super) struct Present {
    /// Its words from the first to the last, in bytes.
    pub(super) cover: Pair,
    /// Its values by the names of the fields, with its spans in code points.
    pub(super) values: Map<String, Value>,
    pub(super) rule: String,
}

impl Ledger {
    /// Keeps a decision on a row.
    ///
    /// # Errors
    /// Where there is no such row, a value is none that it can have, or the file can't be written.
    pub fn review(&mut self, new: &NewReview) -> Result<Review, ReviewError> {
        let at = checked_time(&new.at)?;
        checked_words("who", &new.who, LONGEST_NAME)?;
        let note = new.note.as_deref().filter(|note| !note.trim().is_empty());
        if let Some(note) = note {
            checked_words("note", note, LONGEST_NOTE)?;
        }
        if new.decision != Decision::Correct && !new.corrected.is_empty() {
            return Err(ReviewError::form(
                "corrected",
                "goes with the decision \"correct\" only",
            ));
        }
        let text = self
            .text_of(new.report)
            .map_err(|error| self.failed(&error))?
            .ok_or(ReviewError::NoReport { report: new.report })?;
        let no_row = || ReviewError::NoRow {
            report: new.report,
            row: new.row.clone(),
        };
        let (kind, number) = RowKind::of(&new.row).ok_or_else(no_row)?;
        let present = present(&self.file, kind, new.report, number, &text)
            .map_err(|error| self.failed(&error))?
            .ok_or_else(no_row)?;
        let corrected = match new.decision {
            Decision::Correct => {
                Some(kind.checked(&new.corrected, &present.values, text.chars().count())?)
            }
            _ => None,
        };
        let kept = self
            .keep(new, kind, &present, corrected.as_ref(), &at)
            .and_then(|number| self.one_review(number));
        kept.map_err(|error| self.failed(&error).into())
    }

    fn keep(
        &self,
        new: &NewReview,
        kind: &RowKind,
        present: &Present,
        corrected: Option<&Map<String, Value>>,
        at: &str,
    ) -> SqlResult<i64> {
        let mut insert = self.file.prepare_cached(
            "INSERT INTO review VALUES (NULL, (SELECT content FROM report WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8,
             ?9, ?10, ?11)",
        )?;
        insert.execute(params![
            new.report,
            kind.name,
            present.cover[0],
            present.cover[1],
            new.decision.as_str(),
            Value::from(present.values.clone()).to_string(),
            corrected.map(|corrected| Value::from(corrected.clone()).to_string()),
            new.note
                .as_deref()
                .map(str::trim)
                .filter(|note| !note.is_empty()),
            new.who.trim(),
            at,
            present.rule,
        ])?;
        Ok(self.file.last_insert_rowid())
    }

    pub(super) fn text_of(&self, report: i64) -> SqlResult<Option<String>> {
        self.file
            .prepare_cached("SELECT text FROM report WHERE id = ?1")?
            .query_row([report], |row| row.get(0))
            .optional()
    }
}

/// A row's values now; `None` where there is no such row.
fn present(
    file: &Connection,
    kind: &RowKind,
    report: i64,
    number: i64,
    text: &str,
) -> SqlResult<Option<Present>> {
    file.prepare_cached(&format!(
        "SELECT * FROM {} WHERE report = ?1 AND number = ?2",
        kind.name
    ))?
    .query_row([report, number], |row| {
        let mut values = Map::new();
        for field in kind.fields {
            values.insert(field.name.to_owned(), value(row, field.column)?);
        }
        let spans = spans(row, kind)?;
        if let Some(negated) = values.get_mut("negated") {
            *negated = Value::Bool(negated.as_i64() == Some(1));
        }
        values.insert(
            SPANS.to_owned(),
            serde_json::to_value(in_chars(text, &spans)).unwrap_or_default(),
        );
        Ok(Present {
            cover: cover(&spans),
            values,
            rule: row.get("rule")?,
        })
    })
    .optional()
}

/// Where a row's words stand, in bytes.
pub(super) fn spans(row: &Row<'_>, kind: &RowKind) -> SqlResult<Vec<Pair>> {
    if kind.name == "statement" {
        list(row, "content")
    } else {
        Ok(vec![[row.get("start")?, row.get("end")?]])
    }
}

/// From the first to the last.
pub(super) fn cover(spans: &[Pair]) -> Pair {
    let start = spans.iter().map(|span| span[0]).min().unwrap_or_default();
    let end = spans.iter().map(|span| span[1]).max().unwrap_or_default();
    [start, end]
}

fn value(row: &Row<'_>, column: &str) -> SqlResult<Value> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(words) => String::from_utf8_lossy(words).into_owned().into(),
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    })
}

fn checked_words(field: &str, words: &str, most: usize) -> Result<(), ReviewError> {
    let length = words.trim().chars().count();
    if length == 0 {
        return Err(ReviewError::form(field, "is empty"));
    }
    if length > most {
        return Err(ReviewError::form(
            field,
            format!("is longer than {most} characters"),
        ));
    }
    Ok(())
}

/// A time stamp in the one form in which all are kept; a day stays a day.
fn checked_time(at: &str) -> Result<String, ReviewError> {
    if let Ok(day) = at.parse::<jiff::civil::Date>()
        && at.len() == 10
    {
        return Ok(day.to_string());
    }
    at.parse::<jiff::Timestamp>()
        .map(|time| time.to_string())
        .map_err(|_| {
            ReviewError::form(
                "at",
                "is no time; write it like 2026-04-11T09:30:00Z or 2026-04-11",
            )
        })
}
