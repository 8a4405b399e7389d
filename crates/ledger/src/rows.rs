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
    let (row, text) = (&entry.row, &Text::new(&entry.text));
    insert_plain(ledger, row, report)?;
    let put = Put { ledger, report };
    for statement in &row.statements {
        let (day, day_basis) = day(&[(said(row, statement), DayBasis::Said)], row);
        let id = put.statement(None, statement, day, day_basis)?;
        index_statement(ledger, id, text, statement)?;
    }
    for (figure, &sentence) in row.figures.iter().zip(&entry.sentences) {
        let start = |time: Option<&TimeRow>| time.and_then(|time| time.start);
        let told = [
            (start(row.time(figure.time)), DayBasis::TrueOf),
            (start(row.time(figure.said)), DayBasis::Said),
        ];
        let (day, day_basis) = day(&told, row);
        let id = put.figure(None, figure, sentence, day, day_basis)?;
        ledger
            .prepare_cached(
                "INSERT INTO figure_words (rowid, counted, sentence) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, what(figure), text.words(sentence)])?;
    }
    for (event, &sentence) in row.events.iter().zip(&entry.event_sentences) {
        let told = row.time(event.time_id).and_then(|time| time.start);
        let statement = row.statement(event.statement);
        let said = statement.and_then(|statement| said(row, statement));
        let (day, day_basis) = day(&[(told, DayBasis::Told), (said, DayBasis::Said)], row);
        let id = put.event(None, event, sentence, day, day_basis)?;
        index_event(ledger, id, text, row, event, sentence)?;
    }
    Ok(report)
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
    ledger
        .prepare_cached("INSERT INTO report_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![id, row.title, entry.text])?;
    Ok(id)
}

/// Inserts the rows that nothing more is known of.
pub(crate) fn insert_plain(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    insert_all(ledger, "entity", report, &row.entities)?;
    insert_all(ledger, "name", report, &row.names)?;
    insert_all(ledger, "time", report, &row.times)?;
    insert_all(ledger, "place", report, &row.places)?;
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
    rows: &[R],
) -> Result<()> {
    let mut insert = ledger.prepare_cached(&format!(
        "INSERT INTO {table} (report, number, row) VALUES (?1, ?2, ?3)"
    ))?;
    for (number, row) in (1_i64..).zip(rows) {
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

/// A statement is found by the speaker's name and the words that name the source, and by what is said.
fn index_statement(
    ledger: &Connection,
    id: i64,
    text: &Text<'_>,
    statement: &StatementRow,
) -> Result<()> {
    let speaker = statement.speaker.as_ref();
    let name = speaker.map_or("", |speaker| speaker.name.as_str());
    let mut index = ledger.prepare_cached(
        "INSERT INTO statement_words (rowid, speaker, content) VALUES (?1, ?2, ?3)",
    )?;
    index.execute(params![
        id,
        format!("{name} {}", text.all_words(&statement.source)),
        text.all_words(&statement.content)
    ])?;
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

fn index_event(
    ledger: &Connection,
    id: i64,
    text: &Text<'_>,
    row: &Row,
    event: &EventRow,
    sentence: CharSpan,
) -> Result<()> {
    let mut index = ledger.prepare_cached(
        "INSERT INTO event_words (rowid, actor, recipient, place, sentence) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    index.execute(params![
        id,
        names(row, &event.actors),
        names(row, &event.recipients),
        place_words(row, text, event),
        text.words(sentence)
    ])?;
    Ok(())
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
