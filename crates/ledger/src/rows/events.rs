//! Puts events and those who take part in them into the tables.

use rusqlite::{Connection, Result, params};
use sayso::{EventRow, Pair, ParticipantRow, Row};

use super::{day, exact, json, number};
use crate::entry::Entry;

pub(super) fn insert(ledger: &Connection, entry: &Entry, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO event VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
         ?18, ?19, ?20, ?21, ?22)",
    )?;
    let mut index = ledger.prepare_cached(
        "INSERT INTO event_words (rowid, actor, recipient, place, sentence) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let row = &entry.row;
    for (event, sentence) in row.events.iter().zip(&entry.event_sentences) {
        let told = event
            .time_id
            .as_deref()
            .and_then(|id| one_of(&row.times, id));
        let told = told.and_then(|time| time.start.as_deref());
        let (day, basis) = day(&[(told, "told"), (said(row, event), "said")], row);
        insert.execute(params![
            report,
            number(&event.id),
            event.trigger[0],
            event.trigger[1],
            sentence.start(),
            sentence.end(),
            event.kind,
            event.mode,
            json(&event.contexts),
            event.cameo,
            event.polarity,
            event.status,
            event.place_id.as_deref().map(number),
            event.place,
            event.time_id.as_deref().map(number),
            event.figure.as_deref().map(number),
            day,
            basis,
            event.statement.as_deref().map(number),
            json(&event.say_so),
            exact(event.confidence),
            event.rule
        ])?;
        let id = ledger.last_insert_rowid();
        insert_participants(ledger, id, "actor", &event.actors)?;
        insert_participants(ledger, id, "recipient", &event.recipients)?;
        index.execute(params![
            id,
            names(row, &event.actors),
            names(row, &event.recipients),
            place_words(entry, event),
            sentence.slice(&entry.text)
        ])?;
    }
    Ok(())
}

fn insert_participants(
    ledger: &Connection,
    event: i64,
    role: &str,
    all: &[ParticipantRow],
) -> Result<()> {
    let mut insert =
        ledger.prepare_cached("INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (place, one) in (1_i64..).zip(all) {
        insert.execute(params![
            event,
            role,
            place,
            one.span[0],
            one.span[1],
            one.entity.as_deref().map(number),
            json(&one.countries),
            one.sector
        ])?;
    }
    Ok(())
}

/// The row that an id names: the third for "t3".
fn one_of<'r, T>(rows: &'r [T], id: &str) -> Option<&'r T> {
    rows.get(usize::try_from(number(id)).ok()?.checked_sub(1)?)
}

/// The day on which the statement that tells an event was made, where the words at its cue tell it.
fn said<'r>(row: &'r Row, event: &EventRow) -> Option<&'r str> {
    let said = one_of(&row.statements, event.statement.as_deref()?)?.said_at?;
    let meets = |span: Pair| said[0] < span[1] && span[0] < said[1];
    let time = row.times.iter().find(|time| meets(time.span))?;
    time.start.as_deref()
}

/// The words by which participants are found: their own and the names of their entities.
fn names(row: &Row, all: &[ParticipantRow]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for one in all {
        words.push(&one.text);
        let entity = one
            .entity
            .as_deref()
            .and_then(|id| one_of(&row.entities, id));
        words.extend(entity.map(|entity| entity.name.as_str()));
        words.extend(one.countries.iter().map(String::as_str));
    }
    words.join(" ")
}

/// The words by which an event's place is found: the text's, the gazetteer's, its divisions and its country.
fn place_words(entry: &Entry, event: &EventRow) -> String {
    let Some(place) = event
        .place_id
        .as_deref()
        .and_then(|id| one_of(&entry.row.places, id))
    else {
        return String::new();
    };
    let parts = [
        entry.text.get(place.span[0]..place.span[1]),
        Some(place.name.as_str()),
        place.admin2.as_deref(),
        place.admin1.as_deref(),
        place.country.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
