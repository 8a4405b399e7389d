//! Rows as answers: with their report, their day and their words.

use rusqlite::{Connection, Result, Row as Cells, ToSql, params};
use sayso::rows::{EventWords, FigureWords, Hit, Listed, StatementWords, Text};
use sayso::{CharSpan, EventRow, FigureRow, ParticipantRow, StatementRow};

use super::wanted::{all_of, all_of_in};
use crate::json::{read, word};

/// A row of which the ledger has a table.
pub(crate) trait Kept: Listed {
    /// The table, and with `_words` after it that of its words.
    const TABLE: &'static str;
    /// The columns that it has of its own.
    const COLUMNS: &'static str;

    /// Its words.
    fn words(&self, ledger: &Connection, cells: &Cells<'_>, text: &Text<'_>)
    -> Result<Self::Words>;
}

/// What is asked of a table of rows: conditions that all hold.
pub(super) struct Asked {
    table: &'static str,
    columns: &'static str,
    /// In which columns of the index of words which words are wanted.
    wanted: Vec<String>,
    conditions: String,
    values: Vec<Box<dyn ToSql>>,
    /// Whether something is asked for that nothing can meet.
    in_vain: bool,
}

impl Asked {
    pub(super) fn of<R: Kept>() -> Self {
        Self {
            table: R::TABLE,
            columns: R::COLUMNS,
            wanted: Vec::new(),
            conditions: String::new(),
            values: Vec::new(),
            in_vain: false,
        }
    }

    /// All of the words, in a column of the index or in any.
    pub(super) fn words(mut self, column: Option<&str>, words: Option<&String>) -> Self {
        if let Some(words) = words {
            let wanted = match column {
                Some(column) => all_of_in(column, words),
                None => all_of(words),
            };
            self.in_vain |= wanted.is_none();
            self.wanted.extend(wanted);
        }
        self
    }

    /// A condition on a value: "event.day >=".
    pub(super) fn only(mut self, condition: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.values.push(Box::new(value.to_string()));
            // The first is kept for the words.
            self.conditions += &format!(" AND {condition} ?{}", self.values.len() + 1);
        }
        self
    }

    /// How many rows meet it.
    pub(super) fn count(self, ledger: &Connection) -> Result<usize> {
        if self.in_vain {
            return Ok(0);
        }
        let table = self.table;
        let words = (!self.wanted.is_empty()).then(|| self.wanted.join(" AND "));
        // Only what is asked by is looked at.
        let report = match self.conditions.contains("report.") {
            true => format!(" JOIN report ON report.id = {table}.report"),
            false => String::new(),
        };
        let from = match words.is_some() {
            true if self.conditions.is_empty() => {
                format!("{table}_words WHERE {table}_words MATCH ?1")
            }
            true => format!(
                "{table}_words CROSS JOIN {table} ON {table}.id = {table}_words.rowid{report}
                 WHERE {table}_words MATCH ?1"
            ),
            false => format!("{table}{report} WHERE ?1 IS NULL"),
        };
        let sql = format!("SELECT count(*) FROM {from}{}", self.conditions);
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(words)];
        values.extend(self.values);
        ledger
            .prepare_cached(&sql)?
            .query_row(rusqlite::params_from_iter(values.iter()), |row| row.get(0))
    }

    /// The rows that meet it: those of the reports added last first, where words are asked for, else those of the
    /// latest day.
    pub(super) fn hits<R: Kept>(
        self,
        ledger: &Connection,
        limit: Option<usize>,
        skip: usize,
    ) -> Result<Vec<Hit<R>>> {
        if self.in_vain {
            return Ok(Vec::new());
        }
        let Self { table, columns, .. } = self;
        let words = (!self.wanted.is_empty()).then(|| self.wanted.join(" AND "));
        let (from, order) = if words.is_some() {
            // In the order of the index, so that no more rows are touched than are given.
            (
                format!(
                    "{table}_words CROSS JOIN {table} ON {table}.id = {table}_words.rowid
                     CROSS JOIN report ON report.id = {table}.report WHERE {table}_words MATCH ?1"
                ),
                format!("{table}_words.rowid DESC"),
            )
        } else {
            (
                format!("{table} JOIN report ON report.id = {table}.report WHERE ?1 IS NULL"),
                format!("{table}.day DESC, {table}.id DESC"),
            )
        };
        let last = self.values.len() + 3;
        let sql = format!(
            "SELECT {columns}{HEAD} FROM {from}{} ORDER BY {order} LIMIT ?{} OFFSET ?{last}",
            self.conditions,
            last - 1
        );
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(words)];
        values.extend(self.values);
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        values.push(Box::new(limit));
        values.push(Box::new(i64::try_from(skip).unwrap_or(i64::MAX)));
        let mut rows = ledger.prepare_cached(&sql)?;
        rows.query_map(rusqlite::params_from_iter(values.iter()), |cells| {
            hit(ledger, cells)
        })?
        .collect()
    }
}

/// What every hit is told by, after the columns of its own.
const HEAD: &str = "report.id AS report, row, day, day_basis, outlet, path, url, text";

/// The rows of one report, in their order.
pub(super) fn hits_of<R: Kept>(ledger: &Connection, report: i64) -> Result<Vec<Hit<R>>> {
    let sql = format!(
        "SELECT {columns}{HEAD} FROM {table} JOIN report ON report.id = {table}.report
         WHERE {table}.report = ?1 ORDER BY {table}.number",
        columns = R::COLUMNS,
        table = R::TABLE,
    );
    ledger
        .prepare_cached(&sql)?
        .query_map([report], |cells| hit(ledger, cells))?
        .collect()
}

/// One row, by its report and number.
pub(crate) fn hit_of<R: Kept>(ledger: &Connection, report: i64, number: i64) -> Result<Hit<R>> {
    let sql = format!(
        "SELECT {columns}{HEAD} FROM {table} JOIN report ON report.id = {table}.report
         WHERE {table}.report = ?1 AND {table}.number = ?2",
        columns = R::COLUMNS,
        table = R::TABLE,
    );
    ledger
        .prepare_cached(&sql)?
        .query_row([report, number], |cells| hit(ledger, cells))
}

fn hit<R: Kept>(ledger: &Connection, cells: &Cells<'_>) -> Result<Hit<R>> {
    let row: R = read(cells, "row")?;
    let text = Text::new(cells.get_ref("text")?.as_str()?);
    Ok(Hit {
        report: cells.get("report")?,
        outlet: cells.get("outlet")?,
        path: cells.get("path")?,
        url: cells.get("url")?,
        day: word(cells, "day")?,
        day_basis: word(cells, "day_basis")?,
        words: row.words(ledger, cells, &text)?,
        row,
    })
}

const SENTENCE: &str = "sentence_start, sentence_end, ";

fn sentence(cells: &Cells<'_>, text: &Text<'_>) -> Result<String> {
    let span = CharSpan::new(cells.get("sentence_start")?, cells.get("sentence_end")?);
    Ok(text.words(span).to_owned())
}

impl Kept for StatementRow {
    const TABLE: &'static str = "statement";
    const COLUMNS: &'static str = "";

    fn words(&self, _: &Connection, _: &Cells<'_>, text: &Text<'_>) -> Result<StatementWords> {
        let source = text.all_words(&self.source);
        let unnamed = if source.is_empty() {
            "unknown"
        } else {
            &source
        };
        let named = self.speaker.as_ref().map(|speaker| speaker.name.as_str());
        Ok(StatementWords {
            who: named.unwrap_or(unnamed).to_owned(),
            content: text.all_words(&self.content),
            cue: text.all_words(&self.cue),
            source,
        })
    }
}

impl Kept for FigureRow {
    const TABLE: &'static str = "figure";
    const COLUMNS: &'static str = SENTENCE;

    fn words(&self, _: &Connection, cells: &Cells<'_>, text: &Text<'_>) -> Result<FigureWords> {
        Ok(FigureWords {
            who: self.say_so.last().cloned().unwrap_or_default(),
            figure: text.words(self.span).to_owned(),
            sentence: sentence(cells, text)?,
        })
    }
}

impl Kept for EventRow {
    const TABLE: &'static str = "event";
    const COLUMNS: &'static str = SENTENCE;

    fn words(&self, ledger: &Connection, cells: &Cells<'_>, text: &Text<'_>) -> Result<EventWords> {
        let report: i64 = cells.get("report")?;
        let names = |all: &[ParticipantRow]| -> Result<Vec<String>> {
            all.iter().map(|one| name(ledger, report, one)).collect()
        };
        Ok(EventWords {
            who: self.say_so.last().cloned().unwrap_or_default(),
            trigger: text.words(self.trigger).to_owned(),
            sentence: sentence(cells, text)?,
            actors: names(&self.actors)?,
            recipients: names(&self.recipients)?,
        })
    }
}

/// The name of a participant's entity, else its words.
fn name(ledger: &Connection, report: i64, one: &ParticipantRow) -> Result<String> {
    use rusqlite::OptionalExtension;
    let Some(entity) = one.entity else {
        return Ok(one.text.clone());
    };
    let mut name = ledger
        .prepare_cached("SELECT row ->> 'name' FROM entity WHERE report = ?1 AND number = ?2")?;
    let name = name.query_row(params![report, entity.number()], |row| row.get(0));
    Ok(name.optional()?.unwrap_or_else(|| one.text.clone()))
}
