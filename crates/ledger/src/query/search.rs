use rusqlite::{Result, params};
use serde::Serialize;

use super::wanted::all_of;
use crate::{Ledger, LedgerError};

/// A report in which words were found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Its number.
    pub report: i64,
    /// Day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// Words around those that were found, which stand in brackets.
    pub snippet: String,
    /// How well it fits, the more the better (BM25).
    pub score: f64,
}

impl Ledger {
    /// The reports with all of the words, those that fit best first. Words in double quotation marks are a phrase,
    /// one before an asterisk is a beginning; endings do not count ("kill" finds "killed").
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn search(
        &self,
        words: &str,
        limit: usize,
    ) -> std::result::Result<Vec<Found>, LedgerError> {
        let Some(wanted) = all_of(words) else {
            return Ok(Vec::new());
        };
        let found = self
            .found(&wanted, limit)
            .map_err(|error| self.failed(&error))?;
        self.unaltered(found.iter().map(|found| found.report))?;
        Ok(found)
    }

    /// In how many reports all of the words are.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_found(&self, words: &str) -> std::result::Result<usize, LedgerError> {
        let Some(wanted) = all_of(words) else {
            return Ok(0);
        };
        self.file
            .query_row(
                "SELECT count(*) FROM report_words WHERE report_words MATCH ?1",
                [wanted],
                |row| row.get(0),
            )
            .map_err(|error| self.failed(&error))
    }

    fn found(&self, wanted: &str, limit: usize) -> Result<Vec<Found>> {
        let mut best = self.file.prepare_cached(
            "SELECT rowid, rank FROM report_words WHERE report_words MATCH ?1 ORDER BY rank, rowid LIMIT ?2",
        )?;
        let best: Vec<(i64, f64)> = best
            .query_map(params![wanted, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        let mut told = self.file.prepare_cached(
            "SELECT report.published, report.outlet, report.title, report.path, report.url,
                    snippet(report_words, 1, '[', ']', '…', 16)
             FROM report_words JOIN report ON report.id = report_words.rowid
             WHERE report_words MATCH ?1 AND report_words.rowid = ?2",
        )?;
        let found = best.into_iter().map(|(report, rank)| {
            told.query_row(params![wanted, report], |row| {
                let snippet: String = row.get(5)?;
                Ok(Found {
                    report,
                    published: row.get(0)?,
                    outlet: row.get(1)?,
                    title: row.get(2)?,
                    path: row.get(3)?,
                    url: row.get(4)?,
                    snippet: snippet.split_whitespace().collect::<Vec<_>>().join(" "),
                    score: (-rank * 1000.0).round() / 1000.0,
                })
            })
        });
        found.collect()
    }
}
