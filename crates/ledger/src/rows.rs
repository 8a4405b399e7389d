//! Puts a report and its rows into the tables.

mod events;

use rusqlite::{Connection, Result, params};
use sayso::{FigureRow, Pair, Row, SpeakerRow, StatementRow};
use serde::Serialize;

use crate::entry::Entry;

/// Inserts the report and its rows and gives its number.
pub(crate) fn insert(ledger: &Connection, entry: &Entry, previous: Option<i64>) -> Result<i64> {
    let report = insert_report(ledger, entry, previous)?;
    insert_entities(ledger, &entry.row, report)?;
    insert_times(ledger, &entry.row, report)?;
    insert_statements(ledger, entry, report)?;
    insert_figures(ledger, entry, report)?;
    insert_places(ledger, &entry.row, report)?;
    events::insert(ledger, entry, report)?;
    let mut insert = ledger.prepare_cached("INSERT INTO credit VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for credit in &entry.credits {
        let (start, end) = (
            credit.span.map(sayso::Span::start),
            credit.span.map(sayso::Span::end),
        );
        insert.execute(params![report, credit.agency, start, end, credit.rule])?;
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
        row.published,
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

fn insert_entities(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    let mut insert =
        ledger.prepare_cached("INSERT INTO entity VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut insert_mention =
        ledger.prepare_cached("INSERT OR IGNORE INTO mention VALUES (?1, ?2, ?3, ?4)")?;
    for entity in &row.entities {
        insert.execute(params![
            report,
            number(&entity.id),
            entity.name,
            entity.kind,
            entity.country,
            entity.office,
            entity.from_registry
        ])?;
        let id = ledger.last_insert_rowid();
        for mention in &entity.mentions {
            insert_mention.execute(params![id, mention.span[0], mention.span[1], mention.form])?;
        }
    }
    let mut insert =
        ledger.prepare_cached("INSERT OR IGNORE INTO name VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for name in &row.names {
        insert.execute(params![
            report,
            name.span[0],
            name.span[1],
            name.kind,
            exact(name.confidence)
        ])?;
    }
    Ok(())
}

fn insert_times(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO time VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    for time in &row.times {
        insert.execute(params![
            report,
            number(&time.id),
            time.span[0],
            time.span[1],
            time.kind,
            time.value,
            time.modifier,
            time.start,
            time.end,
            time.basis,
            time.precision,
            time.statement.as_deref().map(number),
            json(&time.say_so),
            exact(time.confidence),
            time.rule
        ])?;
    }
    Ok(())
}

/// A day and what it is: of the time told, else of publication.
fn day<'r>(
    told: &[(Option<&'r str>, &'static str)],
    row: &'r Row,
) -> (Option<&'r str>, Option<&'static str>) {
    let told = told.iter().find_map(|&(day, basis)| Some((day?, basis)));
    match told.or_else(|| Some((row.report.published.as_deref()?, "published"))) {
        Some((day, basis)) => (Some(day), Some(basis)),
        None => (None, None),
    }
}

fn insert_statements(ledger: &Connection, entry: &Entry, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO statement VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
         ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?;
    let mut index = ledger.prepare_cached(
        "INSERT INTO statement_words (rowid, speaker, content) VALUES (?1, ?2, ?3)",
    )?;
    for statement in &entry.row.statements {
        let said = statement.said_at.and_then(|said| {
            let meets = |span: Pair| said[0] < span[1] && span[0] < said[1];
            let time = entry.row.times.iter().find(|time| meets(time.span))?;
            time.start.as_deref()
        });
        let (day, basis) = day(&[(said, "said")], &entry.row);
        let speaker: Option<&SpeakerRow> = statement.speaker.as_ref();
        insert.execute(params![
            report,
            number(&statement.id),
            statement.kind,
            json(&statement.content),
            json(&statement.cue),
            json(&statement.source),
            speaker.map(|speaker| number(&speaker.entity)),
            speaker.map(|speaker| &speaker.name),
            speaker.map(|speaker| exact(speaker.confidence)),
            json(&statement.candidates),
            json(&statement.say_so),
            statement.parent.as_deref().map(number),
            statement.stance,
            statement.negated,
            statement.medium.as_ref().map(json),
            statement.venue.as_ref().map(json),
            statement.addressee.as_ref().map(json),
            statement.said_at.as_ref().map(json),
            statement.anonymity.as_ref().map(json),
            day,
            basis,
            exact(statement.confidence),
            statement.rule
        ])?;
        let id = ledger.last_insert_rowid();
        index.execute(params![
            id,
            who(&entry.text, statement),
            words(&entry.text, &statement.content)
        ])?;
    }
    Ok(())
}

/// The words by which a statement's speaker is found: the name, and those that name the source.
fn who(text: &str, statement: &StatementRow) -> String {
    let name = statement
        .speaker
        .as_ref()
        .map_or("", |speaker| speaker.name.as_str());
    format!("{name} {}", words(text, &statement.source))
}

fn words(text: &str, spans: &[Pair]) -> String {
    let pieces: Vec<&str> = spans
        .iter()
        .filter_map(|span| text.get(span[0]..span[1]))
        .collect();
    pieces.join(" … ")
}

fn insert_figures(ledger: &Connection, entry: &Entry, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO figure VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
         ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)",
    )?;
    let mut index = ledger.prepare_cached(
        "INSERT INTO figure_words (rowid, counted, sentence) VALUES (?1, ?2, ?3)",
    )?;
    let row = &entry.row;
    let start = |id: &Option<String>| {
        let time = row.times.get(
            usize::try_from(number(id.as_deref()?))
                .ok()?
                .checked_sub(1)?,
        )?;
        time.start.as_deref()
    };
    for (figure, sentence) in row.figures.iter().zip(&entry.sentences) {
        let told = [
            (start(&figure.time), "true of"),
            (start(&figure.said), "said"),
        ];
        let (day, basis) = day(&told, row);
        let base = figure.normalised.as_ref();
        insert.execute(params![
            report,
            number(&figure.id),
            figure.span[0],
            figure.span[1],
            sentence.start(),
            sentence.end(),
            figure.low,
            figure.best,
            figure.high,
            figure.approximate,
            figure.comparator,
            figure.extent,
            figure.fraction.as_ref().map(json),
            figure.unit,
            figure.per,
            base.map(|base| &base.unit),
            base.and_then(|base| base.bounds.low),
            base.and_then(|base| base.bounds.best),
            base.and_then(|base| base.bounds.high),
            figure.counted,
            figure.counted_span.map(|span| span[0]),
            figure.counted_span.map(|span| span[1]),
            figure.whole,
            figure.of.as_deref().map(number),
            figure.derived.as_ref().map(json),
            figure.kind,
            figure.time.as_deref().map(number),
            figure.said.as_deref().map(number),
            day,
            basis,
            figure.statement.as_deref().map(number),
            json(&figure.say_so),
            exact(figure.confidence),
            figure.rule
        ])?;
        let id = ledger.last_insert_rowid();
        index.execute(params![id, what(figure), sentence.slice(&entry.text)])?;
    }
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

fn insert_places(ledger: &Connection, row: &Row, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO place VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
         ?18, ?19, ?20)",
    )?;
    for place in &row.places {
        insert.execute(params![
            report,
            number(&place.id),
            place.span[0],
            place.span[1],
            place.name,
            place.lat,
            place.lon,
            place.country,
            place.admin1,
            place.admin2,
            place.kind,
            place.precision,
            place.radius_km,
            place.relation,
            place.geonames,
            json(&place.runners_up),
            place.statement.as_deref().map(number),
            json(&place.say_so),
            exact(place.confidence),
            place.rule
        ])?;
    }
    Ok(())
}

/// The number in an id: 3 of "s3".
fn number(id: &str) -> i64 {
    id.trim_start_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .unwrap_or(0)
}

/// Lists and spans as JSON; of strings and numbers it can't fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A confidence to its three places, without the noise of widening.
fn exact(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_keep_their_places() {
        assert_eq!(exact(0.731), 0.731);
        assert_eq!(number("s12"), 12);
    }
}
