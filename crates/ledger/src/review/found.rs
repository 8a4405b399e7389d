//! Finding decisions.

use rusqlite::types::FromSqlError;
use rusqlite::{Result as SqlResult, Row, params};
use sayso::labels::Label;
use sayso::rows::Text;
use sayso::{ByteSpan, CharSpan};
use schemars::JsonSchema;
use serde::Deserialize;

use super::field::RowKind;
use super::{Decision, Review};
use crate::decisions::{As, Rows, ids, meant};
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
            let with_row = |stored: Stored| Review {
                row: row_of(&rows, stored.review.kind, stored.cover),
                ..stored.review
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

    /// The rows of a report as they were read: their kinds, ids and where their words stand.
    fn rows_at(&self, report: i64) -> SqlResult<Vec<(RowKind, String, ByteSpan)>> {
        let rows = Rows::of(&self.file, report, As::Read)?;
        Ok(ids(&rows.row, &Text::new(&rows.text)))
    }

    fn row_at(&self, report: i64, kind: RowKind, wanted: ByteSpan) -> SqlResult<Option<String>> {
        Ok(row_of(&self.rows_at(report)?, kind, wanted))
    }
}

fn row_of(rows: &[(RowKind, String, ByteSpan)], kind: RowKind, wanted: ByteSpan) -> Option<String> {
    let rows = rows.iter().filter(|(of, ..)| *of == kind);
    meant(rows.map(|(_, id, cover)| (id.as_str(), *cover)), wanted).map(str::to_owned)
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

/// A decision as it is kept.
pub(crate) fn decision(stored: &str) -> SqlResult<Decision> {
    serde_json::from_value(stored.into()).map_err(|error| FromSqlError::other(error).into())
}
