//! What people decided, and that it counts: the tables hold the rows, stories and claims as people decided, so that
//! every question, claim and export follows; what Sayso read is kept beside.
//!
//! Decisions are a log. What holds is worked out of it anew after each, and after each reading: the last decision on a
//! field of a row, on a value of a report, on a claim. An undone one is passed over.

mod apply;
mod claim;
mod log;
mod new;
mod queue;
mod report;
mod rows;
mod story;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result};
use sayso::rows::DecidedRow;
use sayso::{ByteSpan, Label};
use sayso_claims::{Tables, Testimony};

use crate::check::Seals;
use crate::query::wanted::list;
use crate::review::RowKind;
use crate::stories;
pub(crate) use apply::{OnRow, ids, meant};
pub(crate) use claim::decide;
pub(crate) use log::{marks_of_claim, marks_of_report};
pub use new::{Act, Decided, DecisionFound, DecisionQuery, Mark, NewDecision, Target, Undo};
pub use queue::{QueueQuery, Queued, Why};
pub(crate) use rows::{As, Rows};
pub(crate) use story::pin;

/// Makes the rows of reports what people decided, and works out the claims of their stories anew.
pub(crate) fn settle_reports(ledger: &Connection, tables: &Tables, reports: &[i64]) -> Result<()> {
    let seals = Seals::of(ledger)?;
    let mut touched = BTreeSet::new();
    for &report in reports {
        if rows::settle(ledger, report, &on_rows(ledger, report)?)? {
            seals.seal(ledger, report)?;
            touched.extend(story_of(ledger, report)?);
        }
    }
    for story in touched {
        stories::settle(ledger, tables, story)?;
    }
    Ok(())
}

pub(crate) fn story_of(ledger: &Connection, report: i64) -> Result<Option<i64>> {
    ledger
        .prepare_cached("SELECT story FROM in_story WHERE report = ?1")?
        .query_row([report], |row| row.get(0))
        .optional()
}

/// What holds on the rows of a report, in the order of their words.
fn on_rows(ledger: &Connection, report: i64) -> Result<Vec<OnRow>> {
    let mut all = ledger.prepare_cached(
        "SELECT review.* FROM review JOIN report ON report.content = review.content WHERE report.id = ?1
         ORDER BY review.id",
    )?;
    let mut rows = all.query([report])?;
    let mut held: BTreeMap<(RowKind, ByteSpan), OnRow> = BTreeMap::new();
    while let Some(cells) = rows.next()? {
        let kind = cells.get_ref("kind")?.as_str()?;
        let (Some(kind), cover) = (
            RowKind::of(kind),
            ByteSpan::new(cells.get("start")?, cells.get("end")?),
        ) else {
            continue;
        };
        let corrected = match cells.get_ref("corrected")?.as_str_or_null()? {
            Some(_) => list(cells, "corrected")?,
            None => serde_json::Map::new(),
        };
        let last = DecidedRow {
            decision: crate::review::decision(cells.get_ref("decision")?.as_str()?)?,
            by: cells.get("who")?,
            at: cells.get("at")?,
            fields: Vec::new(),
            number: cells.get("id")?,
        };
        let at = (kind, cover);
        let before = held.remove(&at);
        if let Some(now) = OnRow::then(before, at, last, corrected) {
            held.insert(at, now);
        }
    }
    Ok(held.into_values().collect())
}

/// What a report tells as people decided.
pub(crate) fn amend(
    ledger: &Connection,
    tables: &Tables,
    report: i64,
    testimony: &mut Testimony,
) -> Result<()> {
    let decided = ledger
        .prepare_cached("SELECT 1 FROM as_read WHERE report = ?1 AND kind <> 'report'")?
        .exists([report])?;
    if decided {
        let read = Rows::of(ledger, report, As::Read)?;
        let stands = Rows::of(ledger, report, As::Stand)?;
        testimony.amend(&read.row, &stands.row, tables);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
