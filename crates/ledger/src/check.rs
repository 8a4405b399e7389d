//! Whether a ledger is as it was written: a checksum of each report's text and rows and of each story's claims, and all
//! that SQLite itself can look at.
//!
//! A disk or a program that changes bytes of the file is mostly found by SQLite, but a changed letter in a text or
//! number in a row is not. So what is stored of a report is summed up (SHA-256) when it is added, and what is shown or
//! exported of it is held against the sum.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Result, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Ledger, LedgerError};

/// The tables whose rows are written with their report and never after.
const ROWS: &[&str] = &[
    "change",
    "copy",
    "credit",
    "entity",
    "event",
    "figure",
    "name",
    "passage",
    "place",
    "statement",
    "time",
];

/// Something that is wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file's pages, tables or indexes, also those of words; what SQLite says.
    Structure(String),
    /// A row that belongs to a report or story that is not there.
    Tie {
        /// The table with the row.
        table: String,
    },
    /// What is stored of a report is not what was added.
    Report {
        /// Its number.
        report: i64,
    },
    /// The claims of a story are not those that were worked out.
    Story {
        /// Its number.
        story: i64,
    },
    /// A row of a report has a span that is not in its text.
    Span {
        /// The report's number.
        report: i64,
        /// Where in the row.
        what: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Structure(what) => write!(f, "the file: {what}"),
            Self::Tie { table } => {
                write!(
                    f,
                    "table {table}: a row belongs to a report or story that is not there"
                )
            }
            Self::Report { report } => {
                write!(
                    f,
                    "report {report}: its text or rows are not those that were added"
                )
            }
            Self::Story { story } => {
                write!(
                    f,
                    "story {story}: its claims are not those that were worked out"
                )
            }
            Self::Span { report, what } => {
                write!(f, "report {report}: {what} is not in its text")
            }
        }
    }
}

/// What a look over a ledger found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Reports that were looked at.
    pub reports: usize,
    /// Reports that were added by a Sayso that kept no sums: of these changed words can't be told.
    pub unsealed: usize,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// What is summed up of a report.
pub(crate) struct Seals {
    /// Queries for rows, each with the report's number as its parameter.
    rows: Vec<String>,
}

impl Seals {
    pub(crate) fn of(ledger: &Connection) -> Result<Self> {
        let mut rows = vec!["SELECT * FROM report WHERE id = ?1".to_owned()];
        for table in ROWS {
            let ordered = order(ledger, table)?;
            rows.push(format!(
                "SELECT * FROM {table} WHERE report = ?1 ORDER BY {ordered}"
            ));
        }
        Ok(Self { rows })
    }

    /// Sums up all reports and stories of a ledger that kept no sums.
    pub(crate) fn seal_all(ledger: &Connection) -> Result<()> {
        let seals = Self::of(ledger)?;
        for report in ids(ledger, "SELECT id FROM report ORDER BY id")? {
            seals.seal(ledger, report)?;
        }
        for story in ids(ledger, "SELECT id FROM story ORDER BY id")? {
            seal_story(ledger, story)?;
        }
        Ok(())
    }

    /// Sums up a report that was just added.
    pub(crate) fn seal(&self, ledger: &Connection, report: i64) -> Result<()> {
        let sum = self.sum(ledger, report)?;
        ledger
            .prepare_cached("INSERT OR REPLACE INTO sealed VALUES (?1, ?2)")?
            .execute(params![report, sum])?;
        Ok(())
    }

    fn sum(&self, ledger: &Connection, report: i64) -> Result<Vec<u8>> {
        sum(ledger, &self.rows, report)
    }
}

/// What was found to be as it was stored. It is looked at once: a server shows the same reports a thousand times.
#[derive(Default)]
pub(crate) struct Sound {
    reports: RefCell<BTreeSet<i64>>,
    stories: RefCell<BTreeSet<i64>>,
}

impl Sound {
    /// Forgets all: something was changed, or a change taken back.
    pub(crate) fn forget(&self) {
        self.reports.borrow_mut().clear();
        self.stories.borrow_mut().clear();
    }
}

/// The columns of a table, for an order of its rows that does not depend on how they are stored.
fn order(ledger: &Connection, table: &str) -> Result<String> {
    let columns: i64 = ledger.query_row(
        "SELECT count(*) FROM pragma_table_info(?1)",
        [table],
        |row| row.get(0),
    )?;
    let columns: Vec<String> = (1..=columns).map(|column| column.to_string()).collect();
    Ok(columns.join(", "))
}

fn sum(ledger: &Connection, queries: &[String], of: i64) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    for query in queries {
        let mut query = ledger.prepare_cached(query)?;
        let columns = query.column_count();
        let mut rows = query.query([of])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let mut put = |kind: u8, bytes: &[u8]| {
                    hash.update([kind]);
                    hash.update((bytes.len() as u64).to_le_bytes());
                    hash.update(bytes);
                };
                match row.get_ref(column)? {
                    ValueRef::Null => put(0, &[]),
                    ValueRef::Integer(number) => put(1, &number.to_le_bytes()),
                    ValueRef::Real(number) => put(2, &number.to_bits().to_le_bytes()),
                    ValueRef::Text(bytes) => put(3, bytes),
                    ValueRef::Blob(bytes) => put(4, bytes),
                }
            }
        }
        hash.update([5]);
    }
    Ok(hash.finalize().to_vec())
}

fn ids(ledger: &Connection, query: &str) -> Result<Vec<i64>> {
    let mut query = ledger.prepare(query)?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// What is summed up of a story: its claims and who attests them.
const STORY: [&str; 2] = [
    "SELECT * FROM claim WHERE story = ?1 ORDER BY number",
    "SELECT * FROM attestation WHERE claim IN (SELECT id FROM claim WHERE story = ?1) ORDER BY 1, 2",
];

fn sum_of_story(ledger: &Connection, story: i64) -> Result<Vec<u8>> {
    sum(ledger, &STORY.map(str::to_owned), story)
}

/// Sums up the claims of a story that were just worked out.
pub(crate) fn seal_story(ledger: &Connection, story: i64) -> Result<()> {
    let sum = sum_of_story(ledger, story)?;
    ledger
        .prepare_cached("INSERT OR REPLACE INTO sealed_story VALUES (?1, ?2)")?
        .execute(params![story, sum])?;
    Ok(())
}

fn sealed(ledger: &Connection, table: &str, column: &str, number: i64) -> Result<Option<Vec<u8>>> {
    ledger
        .prepare_cached(&format!("SELECT sum FROM {table} WHERE {column} = ?1"))?
        .query_row([number], |row| row.get(0))
        .optional()
}

impl Ledger {
    /// Holds what is stored of reports against what was added.
    pub(crate) fn unaltered(
        &self,
        reports: impl IntoIterator<Item = i64>,
    ) -> std::result::Result<(), LedgerError> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let reports: BTreeSet<i64> = reports.into_iter().collect();
        for report in reports {
            if self.sound.reports.borrow().contains(&report) {
                continue;
            }
            if self.is_altered(report).map_err(failed)? {
                return Err(LedgerError::Altered {
                    path: self.path.clone(),
                    what: format!("report {report}"),
                });
            }
            self.sound.reports.borrow_mut().insert(report);
        }
        Ok(())
    }

    /// The same of the claims of stories.
    pub(crate) fn unaltered_stories(
        &self,
        stories: impl IntoIterator<Item = i64>,
    ) -> std::result::Result<(), LedgerError> {
        let stories: BTreeSet<i64> = stories.into_iter().collect();
        for story in stories {
            if self.sound.stories.borrow().contains(&story) {
                continue;
            }
            let altered = self.is_story_altered(story);
            if altered.map_err(|error| self.failed(&error))? {
                return Err(LedgerError::Altered {
                    path: self.path.clone(),
                    what: format!("story {story}"),
                });
            }
            self.sound.stories.borrow_mut().insert(story);
        }
        Ok(())
    }

    fn is_altered(&self, report: i64) -> Result<bool> {
        let Some(stored) = sealed(&self.file, "sealed", "report", report)? else {
            return Ok(false);
        };
        let seals = match self.seals.get() {
            Some(seals) => seals,
            None => {
                let made = Seals::of(&self.file)?;
                self.seals.get_or_init(|| made)
            }
        };
        Ok(seals.sum(&self.file, report)? != stored)
    }

    fn is_story_altered(&self, story: i64) -> Result<bool> {
        match sealed(&self.file, "sealed_story", "story", story)? {
            Some(stored) => Ok(sum_of_story(&self.file, story)? != stored),
            None => Ok(false),
        }
    }

    /// What SQLite finds wrong first, of a file that is small enough to be looked over each time it is opened: pages in
    /// one another's place make rows disappear from lists without a word.
    pub fn first_fault(&self) -> Option<Fault> {
        /// Bytes of such a file: a tenth of a second.
        const SMALL: i64 = 8 << 20;
        let number = |name: &str| {
            self.file
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        let size = number("page_count").ok()? * number("page_size").ok()?;
        if size > SMALL {
            return None;
        }
        match self.structure(1) {
            Ok(faults) => faults.into_iter().next(),
            Err(error) => Some(Fault::Structure(error.to_string())),
        }
    }

    /// Looks the whole file over: SQLite's own check with the indexes of words, ties between tables, the sums of all
    /// reports and stories, and whether rows lie within their texts.
    ///
    /// # Errors
    /// Where the file can't be read at all. What is wrong in it is no error but a [`Fault`].
    pub fn health(&self) -> std::result::Result<Health, LedgerError> {
        let mut health = Health::default();
        let failed = |error: rusqlite::Error| self.failed(&error);
        // A damaged page may end any of these; the others go on.
        let mut add = |found: Result<Vec<Fault>>| match found {
            Ok(faults) => health.faults.extend(faults),
            Err(error) => health.faults.push(Fault::Structure(error.to_string())),
        };
        add(self.structure(20));
        add(self.ties());
        let reports = ids(&self.file, "SELECT id FROM report ORDER BY id").map_err(failed)?;
        let stories = ids(&self.file, "SELECT id FROM story ORDER BY id").map_err(failed)?;
        for &story in &stories {
            add(self.is_story_altered(story).map(|altered| {
                altered
                    .then_some(Fault::Story { story })
                    .into_iter()
                    .collect()
            }));
        }
        let mut unsealed = 0;
        for &report in &reports {
            let known = sealed(&self.file, "sealed", "report", report);
            unsealed += usize::from(known.is_ok_and(|sum| sum.is_none()));
            let altered = self.is_altered(report);
            let sound = matches!(altered, Ok(false));
            add(altered.map(|altered| {
                altered
                    .then_some(Fault::Report { report })
                    .into_iter()
                    .collect()
            }));
            // What is as it was added was in its text then.
            if sound {
                add(self.spans(report));
            }
        }
        health.reports = reports.len();
        health.unsealed = unsealed;
        Ok(health)
    }

    /// Looks the whole file over, as [`Ledger::health`] does.
    ///
    /// # Errors
    /// [`LedgerError::Corrupt`] with the first thing that is wrong.
    pub fn check(&self) -> std::result::Result<(), LedgerError> {
        let health = self.health()?;
        match health.faults.first() {
            None => Ok(()),
            Some(fault) => Err(LedgerError::Corrupt {
                path: self.path.clone(),
                what: fault.to_string(),
            }),
        }
    }

    /// What SQLite finds, the indexes of words among it (since 3.44).
    fn structure(&self, most: usize) -> Result<Vec<Fault>> {
        let mut check = self
            .file
            .prepare(&format!("PRAGMA integrity_check({most})"))?;
        let told = check.query_map([], |row| row.get::<_, String>(0))?;
        let told: Vec<String> = told.collect::<Result<_>>()?;
        Ok(told
            .into_iter()
            .filter(|what| what != "ok")
            .map(Fault::Structure)
            .collect())
    }

    fn ties(&self) -> Result<Vec<Fault>> {
        let mut ties = self.file.prepare("PRAGMA foreign_key_check")?;
        let tables = ties.query_map([], |row| row.get::<_, String>(0))?;
        let tables: BTreeSet<String> = tables.collect::<Result<_>>()?;
        Ok(tables
            .into_iter()
            .map(|table| Fault::Tie { table })
            .collect())
    }

    /// Spans of a report's rows that are not in its text.
    fn spans(&self, report: i64) -> Result<Vec<Fault>> {
        let Ok(Some(stored)) = self.stored(report) else {
            return Ok(Vec::new());
        };
        let row = stored.row.to_json().ok();
        let Some(row) = row.and_then(|row| serde_json::from_str(&row).ok()) else {
            return Ok(Vec::new());
        };
        let mut wrong = None;
        let length = stored.text.chars().count() as u64;
        outside(&row, "", length, &mut wrong);
        Ok(wrong
            .map(|what| Fault::Span { report, what })
            .into_iter()
            .collect())
    }
}

/// The first span in a row that ends behind its text or before its own beginning.
fn outside(value: &Value, name: &str, length: u64, wrong: &mut Option<String>) {
    if wrong.is_some() {
        return;
    }
    let is_span = [
        "span", "spans", "content", "cue", "source", "trigger", "body",
    ];
    match value {
        Value::Array(values) => {
            let pair = match &values[..] {
                [start, end] if is_span.iter().any(|kind| name.ends_with(kind)) => {
                    start.as_u64().zip(end.as_u64())
                }
                _ => None,
            };
            match pair {
                Some((start, end)) if start > end || end > length => {
                    *wrong = Some(format!("{name} [{start}, {end})"));
                }
                Some(_) => {}
                None => values
                    .iter()
                    .for_each(|value| outside(value, name, length, wrong)),
            }
        }
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| outside(value, name, length, wrong)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{entry, ledger, post};

    fn filled() -> (tempfile::TempDir, Ledger) {
        let (folder, mut ledger) = ledger();
        let text = |day: usize| {
            format!(
                "Three guards were wounded at the Tarn crossing on {day} April, the border command said.\n\n“We did not fire,” spokesman Emil Radek said."
            )
        };
        ledger
            .add((1..4).map(|day| entry(&post(&day.to_string(), "2026-04-11", &text(day)))))
            .unwrap();
        (folder, ledger)
    }

    #[test]
    fn a_ledger_is_sound() {
        let (_folder, ledger) = filled();
        let health = ledger.health().unwrap();
        assert_eq!((health.reports, health.unsealed), (3, 0));
        assert_eq!(health.faults, []);
        ledger.unaltered([1, 2, 3]).unwrap();
    }

    #[test]
    fn a_changed_letter_or_row_is_found_and_the_others_are_read() {
        let (_folder, ledger) = filled();
        ledger
            .file
            .execute_batch("UPDATE report SET text = replace(text, 'Three', 'Seven') WHERE id = 2")
            .unwrap();
        let error = ledger.unaltered([2]).unwrap_err();
        assert!(
            error.to_string().contains("report 2") && error.to_string().contains("sayso check"),
            "{error}"
        );
        ledger.unaltered([1, 3]).unwrap();
        let faults = ledger.health().unwrap().faults;
        assert!(faults.contains(&Fault::Report { report: 2 }), "{faults:?}");
        assert!(!faults.contains(&Fault::Report { report: 1 }), "{faults:?}");
    }

    #[test]
    fn a_changed_claim_is_found() {
        let (_folder, ledger) = filled();
        let changed = ledger
            .file
            .execute(
                "UPDATE claim SET status = 'disputed' WHERE status <> 'disputed'",
                [],
            )
            .unwrap();
        assert!(changed > 0);
        assert!(ledger.unaltered_stories([1]).is_err());
        let faults = ledger.health().unwrap().faults;
        assert!(faults.contains(&Fault::Story { story: 1 }), "{faults:?}");
        let of_stories = |fault: &Fault| matches!(fault, Fault::Story { .. });
        assert!(faults.iter().all(of_stories), "{faults:?}");
    }
}
