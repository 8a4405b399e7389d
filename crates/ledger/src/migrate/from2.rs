//! From version 2, in which decisions on rows were kept and had no effect.

use std::path::Path;

use rusqlite::types::FromSqlError;
use rusqlite::{Result, Transaction};

use crate::decisions;
use crate::tables::claim_tables;

/// Makes decisions of reviews, and lets them take effect.
pub(super) fn migrate(change: &Transaction<'_>) -> Result<()> {
    change.execute_batch("DROP INDEX review_row; ALTER TABLE review RENAME TO old_review;")?;
    change.execute_batch(include_str!("../decisions.sql"))?;
    change.execute_batch(
        "INSERT INTO decision SELECT id, 'row', decision, content, kind, start, end, NULL, was, corrected, note, who,
            at, rule FROM old_review;
         DROP TABLE old_review;",
    )?;
    let reviewed: Vec<i64> = change
        .prepare(
            "SELECT DISTINCT report.id FROM review JOIN report ON report.content = review.content ORDER BY report.id",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    if reviewed.is_empty() {
        return Ok(());
    }
    let tables = claim_tables(change, Path::new("")).map_err(FromSqlError::other)?;
    decisions::settle_reports(change, &tables, &reviewed)
}
