//! Finding decisions.

use std::collections::BTreeMap;

use rusqlite::types::FromSqlError;
use rusqlite::{Result as SqlResult, Row, params};
use sayso::labels::Label;
use sayso::rows::Text;
use sayso::{ByteSpan, CharSpan};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::field::RowKind;
use super::{Decision, Review};
use crate::json::read;
use crate::query::wanted::{in_chars, list, words_of};
use crate::{Ledger, LedgerError};

/// Which decisions are asked for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewQuery {
    /// On rows of this kind
    pub kind: Option<RowKind>,
    /// By this person
    #[schemars(length(max = 500))]
    pub who: Option<String>,
    /// How many at most
    pub limit: Option<usize>,
    /// How many of the first are passed over
    pub skip: Option<usize>,
}

const COLUMNS: &str = "review.*, report.id AS number, report.text";

/// A report's content may be held once only.
const FROM: &str = "review LEFT JOIN report ON report.content = review.content";

/// A decision as stored, with the report's text where that is held.
struct Stored {
    review: Review,
    cover: ByteSpan,
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
                    params![
                        query.kind.map(RowKind::as_str),
                        query.who,
                        query.limit.unwrap_or(i32::MAX as usize),
                        query.skip.unwrap_or(0)
                    ],
                    stored,
                )?
                .collect::<SqlResult<_>>()?;
            stored
                .into_iter()
                .map(|stored| {
                    let row = match stored.review.report {
                        Some(report) => self.row_at(report, stored.review.kind, stored.cover)?,
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
                let at = (stored.review.kind, stored.cover);
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
            Some(report) => self.row_at(report, stored.review.kind, stored.cover)?,
            None => None,
        };
        Ok(Review {
            row,
            ..stored.review
        })
    }

    /// The ids of a report's rows by kind and words.
    fn rows_at(&self, report: i64) -> SqlResult<BTreeMap<(RowKind, ByteSpan), String>> {
        let mut rows = BTreeMap::new();
        for &kind in RowKind::ALL {
            self.each_row(report, kind, |number, at| {
                rows.entry((kind, at))
                    .or_insert(format!("{}{number}", kind.letter()));
            })?;
        }
        Ok(rows)
    }

    fn row_at(&self, report: i64, kind: RowKind, wanted: ByteSpan) -> SqlResult<Option<String>> {
        let mut found = None;
        self.each_row(report, kind, |number, at| {
            if at == wanted && found.is_none() {
                found = Some(format!("{}{number}", kind.letter()));
            }
        })?;
        Ok(found)
    }

    /// Gives the rows of a kind that a report has: their numbers, and where their words stand.
    fn each_row(
        &self,
        report: i64,
        kind: RowKind,
        mut each: impl FnMut(i64, ByteSpan),
    ) -> SqlResult<()> {
        let Some(text) = self.text_of(report)? else {
            return Ok(());
        };
        let text = Text::new(&text);
        let mut all = self.file.prepare_cached(&format!(
            "SELECT number, row FROM {kind} WHERE report = ?1 ORDER BY number"
        ))?;
        let mut found = all.query([report])?;
        while let Some(cells) = found.next()? {
            let row: Value = read(cells, "row")?;
            let cover = CharSpan::cover(kind.spans(&row));
            each(cells.get("number")?, text.bytes(cover));
        }
        Ok(())
    }
}

/// The last decision on its row, and not withdrawn.
pub(super) const HOLDS: &str = "review.decision <> 'withdraw' AND review.id = (
    SELECT max(id) FROM review AS later WHERE later.content = review.content AND later.kind = review.kind
    AND later.start = review.start AND later.end = review.end)";

fn stored(row: &Row<'_>) -> SqlResult<Stored> {
    let pair = [row.get("start")?, row.get("end")?];
    let cover = ByteSpan::new(pair[0], pair[1]);
    let text: Option<&str> = match row.get_ref("text")? {
        rusqlite::types::ValueRef::Null => None,
        text => Some(text.as_str()?),
    };
    let kind = row.get_ref("kind")?.as_str()?;
    let kind = RowKind::of(kind).ok_or(FromSqlError::InvalidType)?;
    let corrected: Option<String> = row.get("corrected")?;
    let review = Review {
        review: row.get("id")?,
        report: row.get("number")?,
        row: None,
        kind,
        span: text.and_then(|text| {
            let span = in_chars(text, &[pair]).pop();
            span.map(|[start, end]| CharSpan::new(start, end))
        }),
        words: text.map(|text| words_of(text, &[pair])),
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
