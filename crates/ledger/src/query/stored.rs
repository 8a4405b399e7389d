//! Reports with the rows that `sayso read` prints of them, put together again from the tables.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Result, Row as Cells, ToSql};
use sayso::rows::{DecidedRow, Decision, OffsetUnitName, Text, Whose, rests_on};
use sayso::{CharSpan, CreditRow, Kind, ReportRow, RestsOnRow, Row, StatementRow};
use serde::de::DeserializeOwned;

use super::wanted::list;
use crate::decisions::{Act, marks_of_report};
use crate::json::{read, word};
use crate::rows::Known;
use crate::{Ledger, LedgerError};

/// Which reports are asked for; all conditions hold.
#[derive(Clone, Debug, Default)]
pub struct ReportQuery {
    /// Published on this day or later; those of no known day are left out.
    pub since: Option<Date>,
    /// Published on this day or before.
    pub until: Option<Date>,
}

/// A report as the ledger holds it.
#[derive(Debug)]
pub struct Stored {
    /// Its number.
    pub id: i64,
    /// The number of its first version.
    pub first: i64,
    /// The number of the version before.
    pub previous: Option<i64>,
    /// SHA-256 of what was published, in hexadecimal digits.
    pub content: String,
    /// The day on which it was added, where that was given.
    pub added: Option<String>,
    /// The rows as `sayso read --format jsonl` prints them, with spans in code points and without the text.
    pub row: Row,
    /// The text.
    pub text: String,
    /// What the ledger knows of each statement beside its row.
    pub statements: Vec<Known>,
    /// The same of each figure.
    pub figures: Vec<Known>,
    /// The same of each event.
    pub events: Vec<Known>,
    /// Earlier reports that it shares words with.
    pub copies: Vec<Shared>,
}

/// An earlier report that a report shares words with.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Its number.
    pub earlier: i64,
    /// exact, near, reprint, reuse or quotation.
    pub kind: String,
    /// Share of the report's words that stand in the earlier one.
    pub share: f64,
    /// Share of the earlier one's words that stand in the report.
    pub earlier_share: f64,
}

impl Ledger {
    /// Gives the reports that meet a query one after the other, in the order in which they were added. One is held
    /// in memory at a time, and all are of one state of the ledger, whatever is added meanwhile.
    ///
    /// # Errors
    /// Where the file can't be read, and what `each` fails with.
    pub fn each_report<E: From<LedgerError>>(
        &self,
        query: &ReportQuery,
        mut each: impl FnMut(Stored) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let failed = |error: rusqlite::Error| E::from(self.failed(&error));
        let mut sql = "SELECT * FROM report WHERE 1".to_owned();
        let mut days: Vec<Box<dyn ToSql>> = Vec::new();
        for (condition, day) in [("published >=", query.since), ("published <=", query.until)] {
            if let Some(day) = day {
                days.push(Box::new(day.to_string()));
                sql += &format!(" AND {condition} ?{}", days.len());
            }
        }
        sql += " ORDER BY id";
        let mut reports = self.file.prepare_cached(&sql).map_err(failed)?;
        let mut rows = reports
            .query(rusqlite::params_from_iter(days.iter()))
            .map_err(failed)?;
        while let Some(cells) = rows.next().map_err(failed)? {
            self.unaltered([cells.get("id").map_err(failed)?])?;
            each(self.put_together(cells).map_err(failed)?)?;
        }
        Ok(())
    }

    /// A report with its rows; `None` where there is none with this number.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn stored(&self, report: i64) -> std::result::Result<Option<Stored>, LedgerError> {
        self.unaltered([report])?;
        let read = || {
            self.file
                .prepare_cached("SELECT * FROM report WHERE id = ?1")?
                .query_row([report], |cells| self.put_together(cells))
                .optional()
        };
        read().map_err(|error| self.failed(&error))
    }

    /// The rows of a report in one of the tables.
    pub(crate) fn rows_of<R: DeserializeOwned>(
        &self,
        report: i64,
        table: &str,
        order: &str,
    ) -> Result<Vec<R>> {
        let sql = format!("SELECT row FROM {table} WHERE report = ?1 ORDER BY {order}");
        self.file
            .prepare_cached(&sql)?
            .query_map([report], |cells| read(cells, "row"))?
            .collect()
    }

    /// What is known of a report's rows in one of the tables beside them.
    fn known(&self, report: i64, table: &str, in_sentence: bool) -> Result<Vec<Known>> {
        let more = if in_sentence {
            ", sentence_start, sentence_end"
        } else {
            ""
        };
        let sql = format!(
            "SELECT id, day, day_basis{more} FROM {table} WHERE report = ?1 ORDER BY number"
        );
        let known = |cells: &Cells<'_>| {
            let sentence = if in_sentence {
                Some(CharSpan::new(cells.get(3)?, cells.get(4)?))
            } else {
                None
            };
            Ok(Known {
                id: cells.get(0)?,
                day: word(cells, "day")?,
                day_basis: word(cells, "day_basis")?,
                sentence,
            })
        };
        self.file
            .prepare_cached(&sql)?
            .query_map([report], known)?
            .collect()
    }

    fn put_together(&self, cells: &Cells<'_>) -> Result<Stored> {
        let id: i64 = cells.get("id")?;
        let text: String = cells.get("text")?;
        let statements: Vec<StatementRow> = self.rows_of(id, "statement", "number")?;
        let row = Row {
            report: ReportRow {
                decided: self.edited(id)?,
                ..told(cells, self.rows_of(id, "credit", "agency")?)?
            },
            rests_on: rests_on_in(&statements, &text),
            statements,
            names: self.rows_of(id, "name", "number")?,
            entities: self.rows_of(id, "entity", "number")?,
            figures: self.rows_of(id, "figure", "number")?,
            times: self.rows_of(id, "time", "number")?,
            places: self.rows_of(id, "place", "number")?,
            events: self.rows_of(id, "event", "number")?,
        };
        let content: [u8; 32] = cells.get("content")?;
        Ok(Stored {
            id,
            first: cells.get("first")?,
            previous: cells.get("previous")?,
            content: content.iter().map(|byte| format!("{byte:02x}")).collect(),
            added: cells.get("added")?,
            row,
            text,
            statements: self.known(id, "statement", false)?,
            figures: self.known(id, "figure", true)?,
            events: self.known(id, "event", true)?,
            copies: self.shared(id)?,
        })
    }

    /// What a person decided on what a report tells of itself.
    fn edited(&self, report: i64) -> Result<Option<DecidedRow>> {
        let marks = marks_of_report(&self.file, report)?;
        let mut edits = marks.into_iter().filter(|mark| mark.act == Act::Edit);
        Ok(edits.next_back().map(|mark| DecidedRow {
            decision: Decision::Correct,
            by: mark.by,
            at: mark.at,
            fields: Vec::new(),
            number: mark.number,
        }))
    }

    fn shared(&self, report: i64) -> Result<Vec<Shared>> {
        let rounded = |share: f64| (share * 1000.0).round() / 1000.0;
        self.file
            .prepare_cached("SELECT * FROM copy WHERE report = ?1 ORDER BY earlier")?
            .query_map([report], |cells| {
                Ok(Shared {
                    earlier: cells.get("earlier")?,
                    kind: cells.get("kind")?,
                    share: rounded(cells.get("share")?),
                    earlier_share: rounded(cells.get("earlier_share")?),
                })
            })?
            .collect()
    }
}

/// What a report tells of itself.
pub(crate) fn told(cells: &Cells<'_>, credits: Vec<CreditRow>) -> Result<ReportRow> {
    Ok(ReportRow {
        path: cells.get("path")?,
        title: cells.get("title")?,
        published: word(cells, "published")?,
        published_basis: cells.get("published_basis")?,
        outlet: cells.get("outlet")?,
        authors: list(cells, "authors")?,
        credits,
        url: cells.get("url")?,
        language: cells.get("language")?,
        encoding: cells.get("encoding")?,
        offsets: OffsetUnitName::default(),
        words: cells.get("words")?,
        read: cells.get("share_read")?,
        warnings: list(cells, "warnings")?,
        model: cells.get("model")?,
        version: cells.get("version")?,
        decided: None,
        text: None,
    })
}

/// Whose word the statements of a report are.
pub(super) fn rests_on_in(statements: &[StatementRow], text: &str) -> Vec<RestsOnRow> {
    let text = Text::new(text);
    rests_on(statements.iter().map(|statement| {
        let words = statement.source.first();
        let words = words.map(|&span| text.words(span).to_owned());
        let named = statement.speaker.as_ref();
        let unnamed = match statement.kind {
            Kind::Embedded => words.as_ref().map(|_| "unattributed".to_owned()),
            _ => words.clone(),
        };
        Whose {
            entity: named.map(|speaker| speaker.entity),
            name: named.map(|speaker| speaker.name.clone()).or(unnamed),
            words,
        }
    }))
}

#[cfg(test)]
mod tests {
    use sayso::report::ReadOptions;

    use super::*;
    use crate::testing::{READER, entry, ledger};

    /// The sample reports, stories and harbour alike.
    fn samples() -> Vec<sayso::Report> {
        let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
        let files = [
            "stories/crossing.jsonl",
            "stories/dam.jsonl",
            "stories/strike.jsonl",
            "harbour/briefs.jsonl",
            "harbour/courier.txt",
            "harbour/national-wire.html",
        ];
        let open = |file: &str| {
            let source = sayso::report::Source::File(folder.join(file));
            let options = ReadOptions::default();
            let reports: Vec<_> = sayso::report::open(source, &options)
                .map(Result::unwrap)
                .collect();
            reports
        };
        files.into_iter().flat_map(open).collect()
    }

    #[test]
    fn rows_come_out_as_they_were_read() {
        let (_folder, mut ledger) = ledger();
        let reports = samples();
        ledger.add(reports.iter().map(entry)).unwrap();
        let mut read = reports.iter();
        let mut events = 0;
        ledger
            .each_report(&ReportQuery::default(), |stored| {
                let report = read.next().unwrap();
                let row = READER.read(report).row();
                assert_eq!(stored.row.to_json().unwrap(), row.to_json().unwrap());
                assert_eq!(stored.text, report.text);
                assert_eq!(stored.events.len(), row.events.len());
                events += row.events.len();
                Ok::<(), LedgerError>(())
            })
            .unwrap();
        assert!(read.next().is_none() && events > 20, "{events}");
    }

    #[test]
    fn reports_are_chosen_by_day() {
        let (_folder, mut ledger) = ledger();
        let reports = samples();
        ledger.add(reports.iter().map(entry)).unwrap();
        let query = ReportQuery {
            since: Some("2026-02-04".parse().unwrap()),
            until: Some("2026-02-05".parse().unwrap()),
        };
        let mut days = Vec::new();
        ledger
            .each_report(&query, |stored| {
                days.extend(stored.row.report.published.map(|day| day.to_string()));
                Ok::<(), LedgerError>(())
            })
            .unwrap();
        assert!(!days.is_empty());
        let within = |day: &String| ["2026-02-04", "2026-02-05"].contains(&day.as_str());
        assert!(days.iter().all(within), "{days:?}");
        assert!(ledger.stored(1).unwrap().is_some() && ledger.stored(999).unwrap().is_none());
    }
}
