//! Puts a report and its rows into the tables. How a row is kept: the JSON that `sayso read` prints of it, without
//! what is null, with its report and number; and what the ledger knows of it beside, [`Known`].

use rusqlite::{Connection, Result, params};
use sayso::rows::{DayBasis, Text};
use sayso::{CharSpan, Day, EventRow, FigureRow, ParticipantRow, Row, StatementRow, TimeRow};
use serde::Serialize;

use crate::entry::Entry;
use crate::json::without_nulls;

/// What the ledger knows of a row beside the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Its number among all of its sort in the ledger.
    pub id: i64,
    /// Its day.
    pub day: Option<Day>,
    /// What that day is.
    pub day_basis: Option<DayBasis>,
    /// The sentence it stands in, in code points; statements may stand in several and have none.
    pub sentence: Option<CharSpan>,
}

/// Inserts the report and its rows and gives its number.
pub(crate) fn insert(ledger: &Connection, entry: &Entry, previous: Option<i64>) -> Result<i64> {
    let report = insert_report(ledger, entry, previous)?;
    insert_credits(ledger, &entry.row, report)?;
    let text = Text::new(&entry.text);
    let ids = Ids {
        sentences: [&entry.sentences, &entry.event_sentences],
        ..Ids::default()
    };
    insert_rows(ledger, &entry.row, report, &text, &ids)?;
    Ok(report)
}

/// What rows that are put in have beside themselves, by their places among those of their sort.
#[derive(Default)]
pub(crate) struct Ids<'e> {
    /// The ids of statements, figures and events; the next where there is none.
    pub(crate) ids: [Vec<i64>; 3],
    /// The sentences of figures and events.
    pub(crate) sentences: [&'e [CharSpan]; 2],
}

/// Inserts all that was read in a report, and its words into the index.
pub(crate) fn insert_rows(
    ledger: &Connection,
    row: &Row,
    report: i64,
    text: &Text<'_>,
    beside: &Ids<'_>,
) -> Result<()> {
    insert_all(
        ledger,
        "entity",
        report,
        &numbered(&row.entities, |row| row.id.number()),
    )?;
    insert_all(
        ledger,
        "time",
        report,
        &numbered(&row.times, |row| row.id.number()),
    )?;
    insert_all(
        ledger,
        "place",
        report,
        &numbered(&row.places, |row| row.id.number()),
    )?;
    insert_all(
        ledger,
        "name",
        report,
        &(1..).zip(&row.names).collect::<Vec<_>>(),
    )?;
    let put = Put { ledger, report };
    let [statements, figures, events] = &beside.ids;
    let [sentences, event_sentences] = beside.sentences;
    let index = Index {
        ledger,
        text,
        row,
        way: Way::In,
    };
    for (at, statement) in row.statements.iter().enumerate() {
        let (day, day_basis) = day(&[(said(row, statement), DayBasis::Said)], row);
        let id = put.statement(statements.get(at).copied(), statement, day, day_basis)?;
        index.statement(id, statement)?;
    }
    for (at, (figure, &sentence)) in row.figures.iter().zip(sentences).enumerate() {
        let start = |time: Option<&TimeRow>| time.and_then(|time| time.start);
        let told = [
            (start(row.time(figure.time)), DayBasis::TrueOf),
            (start(row.time(figure.said)), DayBasis::Said),
        ];
        let (day, day_basis) = day(&told, row);
        let id = put.figure(figures.get(at).copied(), figure, sentence, day, day_basis)?;
        index.figure(id, figure, sentence)?;
    }
    for (at, (event, &sentence)) in row.events.iter().zip(event_sentences).enumerate() {
        let told = row.time(event.time_id).and_then(|time| time.start);
        let statement = row.statement(event.statement);
        let said = statement.and_then(|statement| said(row, statement));
        let (day, day_basis) = day(&[(told, DayBasis::Told), (said, DayBasis::Said)], row);
        let id = put.event(events.get(at).copied(), event, sentence, day, day_basis)?;
        index.event(id, event, sentence)?;
    }
    Ok(())
}

/// Rows with their numbers: those of a report of which some were rejected have gaps.
fn numbered<R>(rows: &[R], number: impl Fn(&R) -> i64) -> Vec<(i64, &R)> {
    rows.iter().map(|row| (number(row), row)).collect()
}

/// What a report tells of itself, for comparing versions.
pub(crate) fn told(
    ledger: &Connection,
    report: i64,
) -> Result<Vec<(&'static str, Option<String>)>> {
    const TOLD: [&str; 5] = ["title", "published", "outlet", "url", "authors"];
    let mut told = ledger.prepare_cached(
        "SELECT title, published, outlet, url, authors FROM report WHERE id = ?1",
    )?;
    told.query_row([report], |row| {
        TOLD.iter()
            .enumerate()
            .map(|(column, name)| Ok((*name, row.get(column)?)))
            .collect()
    })
}

fn insert_report(ledger: &Connection, entry: &Entry, previous: Option<i64>) -> Result<i64> {
    let row = &entry.row.report;
    let id: i64 = ledger
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM report")?
        .query_row([], |row| row.get(0))?;
    let mut insert = ledger.prepare_cached(
        "INSERT INTO report VALUES (?1, ?2, coalesce((SELECT first FROM report WHERE id = ?3), ?1), ?3, ?4, ?5, ?6,
         ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    )?;
    insert.execute(params![
        id,
        entry.content.0,
        previous,
        row.path,
        row.url,
        row.outlet,
        row.title,
        row.published.map(|day| day.to_string()),
        row.published_basis,
        json(&row.authors),
        row.language,
        row.encoding,
        entry.body.start(),
        entry.body.end(),
        row.words,
        row.read,
        json(&row.warnings),
        row.model,
        row.version,
        entry.added.map(|day| day.to_string()),
        entry.text,
    ])?;
    report_words(ledger, id, row.title.as_deref(), &entry.text, Way::In)?;
    Ok(id)
}

/// Inserts the rows that nothing more is known of.
pub(crate) fn insert_plain(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    insert_credits(ledger, row, report)?;
    let nothing = Row {
        statements: Vec::new(),
        figures: Vec::new(),
        events: Vec::new(),
        ..row.clone()
    };
    insert_rows(ledger, &nothing, report, &Text::new(""), &Ids::default())
}

/// Inserts the agencies that a report credits.
pub(crate) fn insert_credits(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached("INSERT INTO credit VALUES (?1, ?2, ?3)")?;
    for credit in &row.report.credits {
        insert.execute(params![report, credit.agency, without_nulls(credit)])?;
    }
    Ok(())
}

fn insert_all<R: Serialize>(
    ledger: &Connection,
    table: &str,
    report: i64,
    rows: &[(i64, &R)],
) -> Result<()> {
    let mut insert = ledger.prepare_cached(&format!(
        "INSERT INTO {table} (report, number, row) VALUES (?1, ?2, ?3)"
    ))?;
    for (number, row) in rows {
        insert.execute(params![report, number, without_nulls(row)])?;
    }
    Ok(())
}

/// Inserts rows of a report of which more is known, under an id or the next.
pub(crate) struct Put<'l> {
    pub(crate) ledger: &'l Connection,
    pub(crate) report: i64,
}

impl Put<'_> {
    pub(crate) fn statement(
        &self,
        id: Option<i64>,
        row: &StatementRow,
        day: Option<Day>,
        basis: Option<DayBasis>,
    ) -> Result<i64> {
        let mut insert = self.ledger.prepare_cached(
            "INSERT INTO statement (id, report, number, row, day, day_basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![
            id,
            self.report,
            row.id.number(),
            without_nulls(row),
            day.map(|day| day.to_string()),
            basis.map(DayBasis::as_str),
        ])?;
        Ok(self.ledger.last_insert_rowid())
    }

    pub(crate) fn figure(
        &self,
        id: Option<i64>,
        row: &FigureRow,
        sentence: CharSpan,
        day: Option<Day>,
        basis: Option<DayBasis>,
    ) -> Result<i64> {
        let json = without_nulls(row);
        self.in_sentence("figure", id, row.id.number(), &json, sentence, day, basis)
    }

    pub(crate) fn event(
        &self,
        id: Option<i64>,
        row: &EventRow,
        sentence: CharSpan,
        day: Option<Day>,
        basis: Option<DayBasis>,
    ) -> Result<i64> {
        let json = without_nulls(row);
        self.in_sentence("event", id, row.id.number(), &json, sentence, day, basis)
    }

    #[allow(clippy::too_many_arguments, reason = "a row of a table")]
    fn in_sentence(
        &self,
        table: &str,
        id: Option<i64>,
        number: i64,
        row: &str,
        sentence: CharSpan,
        day: Option<Day>,
        basis: Option<DayBasis>,
    ) -> Result<i64> {
        let mut insert = self.ledger.prepare_cached(&format!(
            "INSERT INTO {table} (id, report, number, row, sentence_start, sentence_end, day, day_basis)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        ))?;
        insert.execute(params![
            id,
            self.report,
            number,
            row,
            sentence.start(),
            sentence.end(),
            day.map(|day| day.to_string()),
            basis.map(DayBasis::as_str),
        ])?;
        Ok(self.ledger.last_insert_rowid())
    }
}

/// A day and what it is: the first that is told, else that of publication.
fn day(told: &[(Option<Day>, DayBasis)], row: &Row) -> (Option<Day>, Option<DayBasis>) {
    let told = told.iter().find_map(|&(day, basis)| Some((day?, basis)));
    match told.or_else(|| Some((row.report.published?, DayBasis::Published))) {
        Some((day, basis)) => (Some(day), Some(basis)),
        None => (None, None),
    }
}

/// The day on which a statement was made, where the words at its cue tell it.
fn said(row: &Row, statement: &StatementRow) -> Option<Day> {
    let said = statement.said_at?;
    let time = row.times.iter().find(|time| said.meets(time.span))?;
    time.start
}

/// Whether words go into an index or come out of it. What comes out must be what went in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    In,
    Out,
}

/// The words of a report's rows in the indexes of words.
pub(crate) struct Index<'r> {
    pub(crate) ledger: &'r Connection,
    pub(crate) text: &'r Text<'r>,
    pub(crate) row: &'r Row,
    pub(crate) way: Way,
}

impl Index<'_> {
    fn put(&self, table: &str, columns: &str, id: i64, words: &[&str]) -> Result<()> {
        let (way, delete) = match self.way {
            Way::In => (String::new(), ""),
            Way::Out => (format!("{table}, "), "'delete', "),
        };
        let values: Vec<String> = (2..words.len() + 2).map(|at| format!("?{at}")).collect();
        let mut change = self.ledger.prepare_cached(&format!(
            "INSERT INTO {table} ({way}rowid, {columns}) VALUES ({delete}?1, {})",
            values.join(", ")
        ))?;
        change.raw_bind_parameter(1, id)?;
        for (at, words) in words.iter().enumerate() {
            change.raw_bind_parameter(at + 2, words)?;
        }
        change.raw_execute()?;
        Ok(())
    }

    /// A statement is found by the speaker's name and the words that name the source, and by what is said.
    pub(crate) fn statement(&self, id: i64, statement: &StatementRow) -> Result<()> {
        let speaker = statement.speaker.as_ref();
        let name = speaker.map_or("", |speaker| speaker.name.as_str());
        let speaker = format!("{name} {}", self.text.all_words(&statement.source));
        let content = self.text.all_words(&statement.content);
        self.put(
            "statement_words",
            "speaker, content",
            id,
            &[&speaker, &content],
        )
    }

    /// A figure is found by what is counted and by its sentence.
    pub(crate) fn figure(&self, id: i64, figure: &FigureRow, sentence: CharSpan) -> Result<()> {
        let words = [&what(figure)[..], self.text.words(sentence)];
        self.put("figure_words", "counted, sentence", id, &words)
    }

    /// An event is found by who takes part, by its place and by its sentence.
    pub(crate) fn event(&self, id: i64, event: &EventRow, sentence: CharSpan) -> Result<()> {
        let (row, text) = (self.row, self.text);
        let words = [
            &names(row, &event.actors)[..],
            &names(row, &event.recipients),
            &place_words(row, text, event),
            text.words(sentence),
        ];
        self.put(
            "event_words",
            "actor, recipient, place, sentence",
            id,
            &words,
        )
    }
}

/// A report is found by its headline and its text.
pub(crate) fn report_words(
    ledger: &Connection,
    id: i64,
    title: Option<&str>,
    text: &str,
    way: Way,
) -> Result<()> {
    let (way, delete) = match way {
        Way::In => ("", ""),
        Way::Out => ("report_words, ", "'delete', "),
    };
    ledger
        .prepare_cached(&format!(
            "INSERT INTO report_words ({way}rowid, title, text) VALUES ({delete}?1, ?2, ?3)"
        ))?
        .execute(params![id, title, text])?;
    Ok(())
}

/// The words by which a figure is found: what is counted, of what whole, its kind and its unit.
fn what(figure: &FigureRow) -> String {
    let parts = [
        figure.counted.as_deref(),
        figure.whole.as_deref(),
        Some(figure.kind.as_str()),
        figure.unit.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The words by which participants are found: their own and the names of their entities.
fn names(row: &Row, all: &[ParticipantRow]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for one in all {
        words.push(&one.text);
        words.extend(row.entity(one.entity).map(|entity| entity.name.as_str()));
        words.extend(one.countries.iter().map(String::as_str));
    }
    words.join(" ")
}

/// The words by which an event's place is found: the text's, the gazetteer's, its divisions and its country.
fn place_words(row: &Row, text: &Text<'_>, event: &EventRow) -> String {
    let Some(place) = row.place(event.place_id) else {
        return String::new();
    };
    let parts = [
        Some(text.words(place.span)),
        Some(place.name.as_str()),
        place.admin2.as_deref(),
        place.admin1.as_deref(),
        place.country.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A list of strings as JSON; it can't fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
