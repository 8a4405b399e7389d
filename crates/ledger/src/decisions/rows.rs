//! The rows of one report: as Sayso read them, as people decided, and what is to be done to the tables for the second
//! to take the place of the first.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};
use sayso::rows::Text;
use sayso::{CharSpan, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::apply::{OnRow, apply};
use crate::json::{read, without_nulls};
use crate::query::stored::told;
use crate::rows::{Ids, Index, Way, insert_rows};

/// The tables of rows that decisions may change.
pub(super) const TABLES: [&str; 6] = ["entity", "time", "place", "statement", "figure", "event"];

/// The rows of a report, with what stands beside them.
pub(crate) struct Rows {
    pub(crate) text: String,
    pub(crate) row: Row,
    ids: [Vec<i64>; 3],
    sentences: [Vec<CharSpan>; 2],
}

/// A row of a table, by its number.
struct Beside<R> {
    row: R,
    id: i64,
    sentence: CharSpan,
}

type Table<R> = BTreeMap<i64, Beside<R>>;

/// Which rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// As Sayso read them.
    Read,
    /// As they stand in the tables.
    Stand,
}

impl Rows {
    pub(crate) fn of(ledger: &Connection, report: i64, which: As) -> Result<Self> {
        let (text, head) = ledger
            .prepare_cached("SELECT * FROM report WHERE id = ?1")?
            .query_row([report], |cells| {
                Ok((cells.get::<_, String>("text")?, told(cells, Vec::new())?))
            })?;
        let statements = table(ledger, report, "statement", which)?;
        let figures = table(ledger, report, "figure", which)?;
        let events = table(ledger, report, "event", which)?;
        let mut rows = Self {
            text,
            ids: [ids(&statements), ids(&figures), ids(&events)],
            sentences: [sentences(&figures), sentences(&events)],
            row: Row {
                report: head,
                statements: plain(statements),
                names: Vec::new(),
                entities: plain(table(ledger, report, "entity", which)?),
                figures: plain(figures),
                times: plain(table(ledger, report, "time", which)?),
                places: plain(table(ledger, report, "place", which)?),
                events: plain(events),
                rests_on: Vec::new(),
            },
        };
        rows.row.names = Vec::new();
        Ok(rows)
    }

    /// The ids of its statements, figures and events.
    pub(crate) fn numbers(&self) -> &[Vec<i64>; 3] {
        &self.ids
    }

    /// Puts the words into the indexes or takes them out.
    pub(crate) fn index(&self, ledger: &Connection, way: Way) -> Result<()> {
        let index = Index {
            ledger,
            text: &Text::new(&self.text),
            row: &self.row,
            way,
        };
        for (&id, statement) in self.ids[0].iter().zip(&self.row.statements) {
            index.statement(id, statement)?;
        }
        let figures = self.ids[1].iter().zip(&self.sentences[0]);
        for ((&id, &sentence), figure) in figures.zip(&self.row.figures) {
            index.figure(id, figure, sentence)?;
        }
        let events = self.ids[2].iter().zip(&self.sentences[1]);
        for ((&id, &sentence), event) in events.zip(&self.row.events) {
            index.event(id, event, sentence)?;
        }
        Ok(())
    }

    /// Those of its rows that another state has too, with what stands beside them.
    fn only(&self, row: Row) -> Self {
        fn chosen<R, T: Copy>(rows: &[R], of: &[T], stays: impl Fn(&R) -> bool) -> Vec<T> {
            let both = rows.iter().zip(of);
            both.filter(|(row, _)| stays(row))
                .map(|(_, of)| *of)
                .collect()
        }
        let statement = |one: &sayso::StatementRow| row.statement(Some(one.id)).is_some();
        let figure = |one: &sayso::FigureRow| row.figure(Some(one.id)).is_some();
        let event = |one: &sayso::EventRow| row.events.iter().any(|other| other.id == one.id);
        let before = &self.row;
        Self {
            text: self.text.clone(),
            ids: [
                chosen(&before.statements, &self.ids[0], statement),
                chosen(&before.figures, &self.ids[1], figure),
                chosen(&before.events, &self.ids[2], event),
            ],
            sentences: [
                chosen(&before.figures, &self.sentences[0], figure),
                chosen(&before.events, &self.sentences[1], event),
            ],
            row,
        }
    }
}

fn table<R: DeserializeOwned>(
    ledger: &Connection,
    report: i64,
    table: &str,
    which: As,
) -> Result<Table<R>> {
    let beside = match table {
        "statement" => "id, 0 AS sentence_start, 0 AS sentence_end",
        "figure" | "event" => "id, sentence_start, sentence_end",
        _ => "0 AS id, 0 AS sentence_start, 0 AS sentence_end",
    };
    let mut all: Table<R> = BTreeMap::new();
    let take = |all: &mut Table<R>, sql: &str| -> Result<()> {
        let mut rows = ledger.prepare_cached(sql)?;
        let mut rows = rows.query([report])?;
        while let Some(cells) = rows.next()? {
            let number = cells.get("number")?;
            if cells.get_ref("row")?.as_str_or_null()?.is_none() {
                all.remove(&number);
                continue;
            }
            let row = Beside {
                row: read(cells, "row")?,
                id: cells.get::<_, Option<i64>>("id")?.unwrap_or_default(),
                sentence: CharSpan::new(
                    cells
                        .get::<_, Option<usize>>("sentence_start")?
                        .unwrap_or_default(),
                    cells
                        .get::<_, Option<usize>>("sentence_end")?
                        .unwrap_or_default(),
                ),
            };
            all.insert(number, row);
        }
        Ok(())
    };
    take(
        &mut all,
        &format!("SELECT number, row, {beside} FROM {table} WHERE report = ?1"),
    )?;
    if which == As::Read {
        take(
            &mut all,
            &format!("SELECT * FROM as_read WHERE report = ?1 AND kind = '{table}'"),
        )?;
    }
    Ok(all)
}

fn ids<R>(table: &Table<R>) -> Vec<i64> {
    table.values().map(|row| row.id).collect()
}

fn sentences<R>(table: &Table<R>) -> Vec<CharSpan> {
    table.values().map(|row| row.sentence).collect()
}

fn plain<R>(table: Table<R>) -> Vec<R> {
    table.into_values().map(|row| row.row).collect()
}

/// Makes the tables of a report's rows what people decided; whether that changed them.
pub(crate) fn settle(ledger: &Connection, report: i64, decided: &[OnRow]) -> Result<bool> {
    let stand = Rows::of(ledger, report, As::Stand)?;
    let read = Rows::of(ledger, report, As::Read)?;
    let becomes = read.only(apply(&read.row, &Text::new(&read.text), decided));
    if becomes.row == stand.row {
        return Ok(false);
    }
    stand.index(ledger, Way::Out)?;
    delete(ledger, report)?;
    let beside = Ids {
        ids: becomes.ids.clone(),
        sentences: [&becomes.sentences[0], &becomes.sentences[1]],
    };
    insert_rows(
        ledger,
        &becomes.row,
        report,
        &Text::new(&becomes.text),
        &beside,
    )?;
    ledger
        .prepare_cached("DELETE FROM as_read WHERE report = ?1 AND kind <> 'report'")?
        .execute([report])?;
    keep(ledger, report, &read, &becomes.row)?;
    Ok(true)
}

/// Takes the rows of a report out of their tables; names stay.
pub(crate) fn delete(ledger: &Connection, report: i64) -> Result<()> {
    for table in TABLES {
        ledger
            .prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?
            .execute([report])?;
    }
    Ok(())
}

/// Keeps the rows as they were read where people decided otherwise.
fn keep(ledger: &Connection, report: i64, read: &Rows, becomes: &Row) -> Result<()> {
    let mut insert =
        ledger.prepare_cached("INSERT INTO as_read VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut put = |kind: &str,
                   was: BTreeMap<i64, String>,
                   is: BTreeMap<i64, String>,
                   beside: &dyn Fn(usize) -> (Option<i64>, Option<CharSpan>)|
     -> Result<()> {
        for (at, (number, row)) in was.iter().enumerate() {
            if is.get(number) != Some(row) {
                let (id, sentence) = beside(at);
                insert.execute(params![
                    report,
                    kind,
                    number,
                    row,
                    id,
                    sentence.map(CharSpan::start),
                    sentence.map(CharSpan::end)
                ])?;
            }
        }
        for number in is.keys().filter(|number| !was.contains_key(number)) {
            let none = None::<i64>;
            insert.execute(params![
                report,
                kind,
                number,
                None::<String>,
                none,
                none,
                none
            ])?;
        }
        Ok(())
    };
    let nothing = |_: usize| (None, None);
    macro_rules! both {
        ($rows:ident) => {
            (
                written(&read.row.$rows, |row| row.id.number()),
                written(&becomes.$rows, |row| row.id.number()),
            )
        };
    }
    let (was, is) = both!(entities);
    put("entity", was, is, &nothing)?;
    let (was, is) = both!(times);
    put("time", was, is, &nothing)?;
    let (was, is) = both!(places);
    put("place", was, is, &nothing)?;
    let (was, is) = both!(statements);
    put("statement", was, is, &|at| {
        (read.ids[0].get(at).copied(), None)
    })?;
    let (was, is) = both!(figures);
    put("figure", was, is, &|at| {
        (
            read.ids[1].get(at).copied(),
            read.sentences[0].get(at).copied(),
        )
    })?;
    let (was, is) = both!(events);
    put("event", was, is, &|at| {
        (
            read.ids[2].get(at).copied(),
            read.sentences[1].get(at).copied(),
        )
    })
}

fn written<R: Serialize>(rows: &[R], number: impl Fn(&R) -> i64) -> BTreeMap<i64, String> {
    rows.iter()
        .map(|row| (number(row), without_nulls(row)))
        .collect()
}
