//! Decisions as data to train with: one report a line, with its text and what people said of its rows.

use rusqlite::Result as SqlResult;
use serde::Serialize;

use super::Review;
use super::found::HOLDS;
use crate::{Ledger, LedgerError};

/// A line of the export. Spans are in code points of `text`.
#[derive(Serialize)]
struct Line {
    report: i64,
    path: String,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<String>,
    model: String,
    version: String,
    text: String,
    reviews: Vec<Review>,
}

impl Ledger {
    /// The reviewed reports that the ledger holds, as JSON Lines, in the order of their numbers: each with its
    /// text and the decisions that hold on its rows.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn training_data(&self) -> Result<String, LedgerError> {
        let reports = || -> SqlResult<Vec<i64>> {
            let sql = format!(
                "SELECT DISTINCT report.id FROM review JOIN report ON report.content = review.content
                 WHERE {HOLDS} ORDER BY report.id"
            );
            self.file
                .prepare_cached(&sql)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        let mut lines = String::new();
        for report in reports().map_err(|error| self.failed(&error))? {
            let line = Line {
                reviews: self.reviews_of(report)?,
                ..self.line(report).map_err(|error| self.failed(&error))?
            };
            if let Ok(line) = serde_json::to_string(&line) {
                lines += &line;
                lines.push('\n');
            }
        }
        Ok(lines)
    }

    fn line(&self, report: i64) -> SqlResult<Line> {
        self.file
            .prepare_cached("SELECT * FROM report WHERE id = ?1")?
            .query_row([report], |row| {
                Ok(Line {
                    report,
                    path: row.get("path")?,
                    url: row.get("url")?,
                    outlet: row.get("outlet")?,
                    title: row.get("title")?,
                    published: row.get("published")?,
                    model: row.get("model")?,
                    version: row.get("version")?,
                    text: row.get("text")?,
                    reviews: Vec::new(),
                })
            })
    }
}
