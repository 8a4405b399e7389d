//! Keeping a decision.

use rusqlite::{Connection, OptionalExtension, Result as SqlResult, params};
use sayso::rows::Text;
use sayso::{ByteSpan, CharSpan};
use serde_json::{Map, Value};

use super::field::{RowKind, SPANS};
use super::{Decision, NewReview, Review, ReviewError};
use crate::Ledger;
use crate::json::read;

/// Characters of a name and of a note at most.
const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 2000;

/// A row as it is now.
pub(super) struct Present {
    /// Its words from the first to the last, in bytes.
    pub(super) cover: ByteSpan,
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
        let (kind, number) = RowKind::of_id(&new.row).ok_or_else(no_row)?;
        let present = present(&self.file, kind, new.report, number, &Text::new(&text))
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
        kind: RowKind,
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
            kind.as_str(),
            present.cover.start(),
            present.cover.end(),
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
    kind: RowKind,
    report: i64,
    number: i64,
    text: &Text<'_>,
) -> SqlResult<Option<Present>> {
    file.prepare_cached(&format!(
        "SELECT row FROM {kind} WHERE report = ?1 AND number = ?2"
    ))?
    .query_row([report, number], |cells| {
        let row: Value = read(cells, "row")?;
        let spans = kind.spans(&row);
        let mut values = kind.values(&row);
        values.insert(
            SPANS.to_owned(),
            serde_json::to_value(&spans).unwrap_or_default(),
        );
        Ok(Present {
            cover: text.bytes(CharSpan::cover(spans)),
            values,
            rule: row["rule"].as_str().unwrap_or_default().to_owned(),
        })
    })
    .optional()
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
