//! Keeping a decision.

use rusqlite::{
    Connection, OptionalExtension, Result as SqlResult, Transaction, TransactionBehavior, params,
};
use sayso::rows::Text;
use sayso::{ByteSpan, CharSpan};
use serde_json::{Map, Value};

use super::field::{RowKind, SPANS};
use super::{Decision, NewReview, Review, ReviewError};
use crate::Ledger;
use crate::decisions::{As, Rows, settle_reports};

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
    /// Keeps a decision on a row, which counts from then on.
    ///
    /// # Errors
    /// Where there is no such row, a value is none that it can have, or the file can't be written.
    pub fn review(&mut self, new: &NewReview) -> Result<Review, ReviewError> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let change = Transaction::new_unchecked(&self.file, TransactionBehavior::Immediate)
            .map_err(failed)?;
        let number = self.keep_review(&change, new)?;
        change.commit().map_err(failed)?;
        self.sound.forget();
        self.one_review(number)
            .map_err(|error| self.failed(&error).into())
    }

    /// Writes a decision on a row down and lets it take effect.
    pub(crate) fn keep_review(
        &self,
        change: &Transaction<'_>,
        new: &NewReview,
    ) -> Result<i64, ReviewError> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let at = checked_time(&new.at)?;
        let note = checked_words("who", &new.who, new.note.as_deref())?;
        if new.decision != Decision::Correct && !new.corrected.is_empty() {
            return Err(ReviewError::form(
                "corrected",
                "goes with the decision \"correct\" only",
            ));
        }
        let text = self
            .text_of(new.report)
            .map_err(failed)?
            .ok_or(ReviewError::NoReport { report: new.report })?;
        let no_row = || ReviewError::NoRow {
            report: new.report,
            row: new.row.clone(),
        };
        let (kind, number) = RowKind::of_id(&new.row).ok_or_else(no_row)?;
        let present = present(change, kind, new.report, number)
            .map_err(failed)?
            .ok_or_else(no_row)?;
        let corrected = match new.decision {
            Decision::Correct => {
                Some(kind.checked(&new.corrected, &present.values, text.chars().count())?)
            }
            _ => None,
        };
        let number = keep(change, new, kind, &present, corrected.as_ref(), &at, note);
        let number = number.map_err(failed)?;
        settle_reports(change, &self.tables, &[new.report]).map_err(failed)?;
        Ok(number)
    }

    pub(super) fn text_of(&self, report: i64) -> SqlResult<Option<String>> {
        self.file
            .prepare_cached("SELECT text FROM report WHERE id = ?1")?
            .query_row([report], |row| row.get(0))
            .optional()
    }
}

fn keep(
    ledger: &Connection,
    new: &NewReview,
    kind: RowKind,
    present: &Present,
    corrected: Option<&Map<String, Value>>,
    at: &str,
    note: Option<&str>,
) -> SqlResult<i64> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO decision VALUES (NULL, 'row', ?6, (SELECT content FROM report WHERE id = ?1), ?2, ?3, ?4, NULL, ?5,
         ?7, ?8, ?9, ?10, ?11)",
    )?;
    insert.execute(params![
        new.report,
        kind.as_str(),
        present.cover.start(),
        present.cover.end(),
        Value::from(present.values.clone()).to_string(),
        new.decision.as_str(),
        corrected.map(|corrected| Value::from(corrected.clone()).to_string()),
        note,
        new.who.trim(),
        at,
        present.rule,
    ])?;
    Ok(ledger.last_insert_rowid())
}

/// A row's values as it was read; `None` where there is no such row.
fn present(
    file: &Connection,
    kind: RowKind,
    report: i64,
    number: i64,
) -> SqlResult<Option<Present>> {
    let rows = Rows::of(file, report, As::Read)?;
    let row = &rows.row;
    macro_rules! one {
        ($rows:ident) => {
            row.$rows
                .iter()
                .find(|row| row.id.number() == number)
                .and_then(|row| serde_json::to_value(row).ok())
        };
    }
    let found = match kind {
        RowKind::Statement => one!(statements),
        RowKind::Figure => one!(figures),
        RowKind::Time => one!(times),
        RowKind::Place => one!(places),
        RowKind::Event => one!(events),
    };
    Ok(found.map(|row| {
        let spans = kind.spans(&row);
        let mut values = kind.values(&row);
        values.insert(
            SPANS.to_owned(),
            serde_json::to_value(&spans).unwrap_or_default(),
        );
        Present {
            cover: Text::new(&rows.text).bytes(CharSpan::cover(spans)),
            values,
            rule: row["rule"].as_str().unwrap_or_default().to_owned(),
        }
    }))
}

/// Who decides, where that is told as it should be, and the note, where there is one.
pub(crate) fn checked_words<'n>(
    field: &str,
    who: &str,
    note: Option<&'n str>,
) -> Result<Option<&'n str>, ReviewError> {
    let too_long = |field: &str, words: &str, most: usize| match words.chars().count() > most {
        true => Err(ReviewError::form(
            field,
            format!("is longer than {most} characters"),
        )),
        false => Ok(()),
    };
    if who.trim().is_empty() {
        return Err(ReviewError::form(field, "is empty"));
    }
    too_long(field, who.trim(), LONGEST_NAME)?;
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    too_long("note", note.unwrap_or_default(), LONGEST_NOTE)?;
    Ok(note)
}

/// A time stamp in the one form in which all are kept; a day stays a day.
pub(crate) fn checked_time(at: &str) -> Result<String, ReviewError> {
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
