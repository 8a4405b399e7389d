//! Finding decisions.

use std::collections::BTreeMap;

use rusqlite::types::FromSqlError;
use rusqlite::{OptionalExtension, Result as SqlResult, Row, params};
use sayso::Pair;

use super::decide::{cover, spans};
use super::field::KINDS;
use super::{Decision, Review};
use crate::query::wanted::{in_chars, list, words_of};
use crate::{Ledger, LedgerError};

/// Which decisions are asked for.
#[derive(Clone, Debug, Default)]
pub struct ReviewQuery {
    /// On rows of this kind.
    pub kind: Option<String>,
    /// By this person.
    pub who: Option<String>,
    /// How many at most.
    pub limit: usize,
    /// How many of the first are passed over.
    pub skip: usize,
}

const COLUMNS: &str = "review.*, report.id AS number, report.text";

/// A report's content may be held once only.
const FROM: &str = "review LEFT JOIN report ON report.content = review.content";

/// A decision as stored, with the report's text where that is held.
struct Stored {
    review: Review,
    cover: Pair,
}

impl Ledger {
    /// The decisions that hold, the latest first. Those that were withdrawn, or followed by another on the same
    /// row, are left out.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn reviews(&self, query: &ReviewQuery) -> Result<Vec<Review>, LedgerError> {
        let found = || -> SqlResult<Vec<Review>> {
            let sql = format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE {HOLDS} AND (?1 IS NULL OR review.kind = ?1)
                 AND (?2 IS NULL OR review.who = ?2) ORDER BY review.id DESC LIMIT ?3 OFFSET ?4"
            );
            let stored: Vec<Stored> = self
                .file
                .prepare_cached(&sql)?
                .query_map(
                    params![query.kind, query.who, query.limit, query.skip],
                    stored,
                )?
                .collect::<SqlResult<_>>()?;
            stored
                .into_iter()
                .map(|stored| {
                    let row = match stored.review.report {
                        Some(report) => self.row_at(report, &stored.review.kind, stored.cover)?,
                        None => None,
                    };
                    Ok(Review {
                        row,
                        ..stored.review
                    })
                })
                .collect()
        };
        found().map_err(|error| self.failed(&error))
    }

    /// The decisions that hold on one report's rows. Those with no `row` were made on another reading of it.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn reviews_of(&self, report: i64) -> Result<Vec<Review>, LedgerError> {
        let found = || -> SqlResult<Vec<Review>> {
            let sql = format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE {HOLDS} AND report.id = ?1 ORDER BY review.id"
            );
            let stored: Vec<Stored> = self
                .file
                .prepare_cached(&sql)?
                .query_map([report], stored)?
                .collect::<SqlResult<_>>()?;
            if stored.is_empty() {
                return Ok(Vec::new());
            }
            let rows = self.rows_at(report)?;
            let with_row = |stored: Stored| {
                let at = (stored.review.kind.clone(), stored.cover);
                Review {
                    row: rows.get(&at).cloned(),
                    ..stored.review
                }
            };
            Ok(stored.into_iter().map(with_row).collect())
        };
        found().map_err(|error| self.failed(&error))
    }

    pub(super) fn one_review(&self, number: i64) -> SqlResult<Review> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE review.id = ?1");
        let stored = self
            .file
            .prepare_cached(&sql)?
            .query_row([number], stored)?;
        let row = match stored.review.report {
            Some(report) => self.row_at(report, &stored.review.kind, stored.cover)?,
            None => None,
        };
        Ok(Review {
            row,
            ..stored.review
        })
    }

    /// The ids of a report's rows by kind and words.
    fn rows_at(&self, report: i64) -> SqlResult<BTreeMap<(String, Pair), String>> {
        let mut rows = BTreeMap::new();
        for kind in KINDS {
            let mut all = self.file.prepare_cached(&format!(
                "SELECT * FROM {} WHERE report = ?1 ORDER BY number",
                kind.name
            ))?;
            let mut found = all.query([report])?;
            while let Some(row) = found.next()? {
                let id = format!("{}{}", kind.letter, row.get::<_, i64>("number")?);
                let at = (kind.name.to_owned(), cover(&spans(row, kind)?));
                rows.entry(at).or_insert(id);
            }
        }
        Ok(rows)
    }

    fn row_at(&self, report: i64, kind: &str, at: Pair) -> SqlResult<Option<String>> {
        let Some(kind) = KINDS.iter().find(|known| known.name == kind) else {
            return Ok(None);
        };
        let sql = if kind.name == "statement" {
            "SELECT number FROM statement WHERE report = ?1
             AND (SELECT min(piece.value ->> 0) FROM json_each(content) AS piece) = ?2
             AND (SELECT max(piece.value ->> 1) FROM json_each(content) AS piece) = ?3 ORDER BY number"
                .to_owned()
        } else {
            format!(
                "SELECT number FROM {} WHERE report = ?1 AND start = ?2 AND end = ?3 ORDER BY number",
                kind.name
            )
        };
        let number: Option<i64> = self
            .file
            .prepare_cached(&sql)?
            .query_row(params![report, at[0], at[1]], |row| row.get(0))
            .optional()?;
        Ok(number.map(|number| format!("{}{number}", kind.letter)))
    }
}

/// The last decision on its row, and not withdrawn.
pub(super) const HOLDS: &str = "review.decision <> 'withdraw' AND review.id = (
    SELECT max(id) FROM review AS later WHERE later.content = review.content AND later.kind = review.kind
    AND later.start = review.start AND later.end = review.end)";

fn stored(row: &Row<'_>) -> SqlResult<Stored> {
    let cover: Pair = [row.get("start")?, row.get("end")?];
    let text: Option<&str> = match row.get_ref("text")? {
        rusqlite::types::ValueRef::Null => None,
        text => Some(text.as_str()?),
    };
    let corrected: Option<String> = row.get("corrected")?;
    let review = Review {
        review: row.get("id")?,
        report: row.get("number")?,
        row: None,
        kind: row.get("kind")?,
        span: text.and_then(|text| in_chars(text, &[cover]).first().copied()),
        words: text.map(|text| words_of(text, &[cover])),
        decision: decision(row.get_ref("decision")?.as_str()?)?,
        was: list(row, "was")?,
        corrected: corrected.map(|_| list(row, "corrected")).transpose()?,
        note: row.get("note")?,
        who: row.get("who")?,
        at: row.get("at")?,
    };
    Ok(Stored { review, cover })
}

fn decision(stored: &str) -> SqlResult<Decision> {
    serde_json::from_value(stored.into()).map_err(|error| FromSqlError::other(error).into())
}
