//! How often people find Sayso's rows right.

use rusqlite::Result as SqlResult;
use schemars::JsonSchema;
use serde::Serialize;

use super::found::HOLDS;
use crate::{Ledger, LedgerError};

/// The decisions that hold on one kind of row.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Agreement {
    /// statement, figure, time, place or event.
    pub kind: String,
    /// How many rows were found right.
    pub accepted: usize,
    /// How many had another value.
    pub corrected: usize,
    /// How many were no such row.
    pub rejected: usize,
    /// Share of those found right, 0 to 1.
    pub agreement: f64,
}

impl Ledger {
    /// The agreement of the rows with their reviewers, for each kind that was reviewed.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn agreement(&self) -> Result<Vec<Agreement>, LedgerError> {
        let found = || -> SqlResult<Vec<Agreement>> {
            let sql = format!(
                "SELECT kind, sum(decision = 'accept'), sum(decision = 'correct'), sum(decision = 'reject')
                 FROM review WHERE {HOLDS} GROUP BY kind ORDER BY kind"
            );
            let mut counts = self.file.prepare_cached(&sql)?;
            let rows = counts.query_map([], |row| {
                let (accepted, corrected, rejected): (usize, usize, usize) =
                    (row.get(1)?, row.get(2)?, row.get(3)?);
                let share = accepted as f64 / (accepted + corrected + rejected) as f64;
                Ok(Agreement {
                    kind: row.get(0)?,
                    accepted,
                    corrected,
                    rejected,
                    agreement: (share * 1000.0).round() / 1000.0,
                })
            })?;
            rows.collect()
        };
        found().map_err(|error| self.failed(&error))
    }
}
