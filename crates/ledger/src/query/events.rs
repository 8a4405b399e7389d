use jiff::civil::Date;
use rusqlite::{Result, Row, Statement, ToSql};
use sayso::Pair;
use serde::Serialize;

use super::wanted::{all_of, all_of_in, in_chars, list, words_of};
use crate::{Ledger, LedgerError};

/// Which events are asked for; all conditions hold.
#[derive(Clone, Debug, Default)]
pub struct EventQuery {
    /// PLOVER type, in any case.
    pub kind: Option<String>,
    /// PLOVER mode, in any case.
    pub mode: Option<String>,
    /// Words of who does it: their words, their names or the codes of their countries.
    pub actor: Option<String>,
    /// Words of those to whom it is done.
    pub recipient: Option<String>,
    /// Words of the place, its divisions or the code of its country.
    pub place: Option<String>,
    /// On this day or later. Where its clause does not tell the day, that on which it was said counts, else that
    /// of publication.
    pub since: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// happened, ongoing, planned, possible, denied or background.
    pub status: Option<String>,
    /// How many at most; all where `None`.
    pub limit: Option<usize>,
}

/// An event in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventFound {
    /// The report's number.
    pub report: i64,
    /// The event's id in its report.
    pub event: String,
    /// When it was or is to be.
    pub day: Option<String>,
    /// Whether its clause tells the day ("told"), it is that on which it was said ("said") or that of publication
    /// ("published").
    pub day_basis: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code that corresponds.
    pub cameo: String,
    /// positive or negative.
    pub polarity: String,
    /// happened, ongoing, planned, possible, denied or background.
    pub status: String,
    /// All who do it.
    pub actors: Vec<ParticipantFound>,
    /// All to whom it is done.
    pub recipients: Vec<ParticipantFound>,
    /// Name of its place.
    pub place: Option<String>,
    /// That place's id in the report.
    pub place_id: Option<String>,
    /// The id of its time in the report.
    pub time: Option<String>,
    /// The id of its figure in the report.
    pub figure: Option<String>,
    /// The word that tells it.
    pub trigger: String,
    /// Where that stands in the text, in code points.
    pub span: Pair,
    /// The sentence it stands in.
    pub sentence: String,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// Whose word it is: the last voice.
    pub source: String,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// How sure it is that there is such an event; not calibrated.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: String,
    /// Where the report was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
}

/// Who takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParticipantFound {
    /// The words.
    pub text: String,
    /// Where they stand in the text, in code points.
    pub span: Pair,
    /// The id of the entity in the report, where it can be told.
    pub entity: Option<String>,
    /// The entity's name.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 of their countries.
    pub countries: Vec<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

const COLUMNS: &str = "event.*, report.outlet, report.path, report.url, report.text";

const PARTICIPANTS: &str = "SELECT role, participant.start, participant.end, participant.entity,
        entity.name, countries, sector
    FROM participant LEFT JOIN entity ON entity.report = ?2 AND entity.number = participant.entity
    WHERE event = ?1 ORDER BY role, participant.number";

impl Ledger {
    /// The events that meet a query. At a limit those of the reports added last are taken; they come the latest
    /// first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn events(&self, query: &EventQuery) -> std::result::Result<Vec<EventFound>, LedgerError> {
        let mut wanted = Vec::new();
        for (column, words) in [
            ("actor", &query.actor),
            ("recipient", &query.recipient),
            ("place", &query.place),
        ] {
            let Some(words) = words else { continue };
            if all_of(words).is_none() {
                return Ok(Vec::new());
            }
            wanted.extend(all_of_in(column, words));
        }
        self.happened(query, &wanted)
            .map_err(|error| self.failed(&error))
    }

    fn happened(&self, query: &EventQuery, wanted: &[String]) -> Result<Vec<EventFound>> {
        let mut sql = format!("SELECT {COLUMNS} FROM ");
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let order = if wanted.is_empty() {
            sql += "event JOIN report ON report.id = event.report WHERE 1";
            "event.day DESC, event.id DESC"
        } else {
            // In the order of the index, so that no more rows are touched than are given.
            sql += "event_words CROSS JOIN event ON event.id = event_words.rowid
                    CROSS JOIN report ON report.id = event.report WHERE event_words MATCH ?1";
            values.push(Box::new(wanted.join(" AND ")));
            "event_words.rowid DESC"
        };
        let kind = query.kind.as_ref().map(|kind| kind.to_uppercase());
        let mode = query.mode.as_ref().map(|mode| mode.to_lowercase());
        let bounds = [
            ("event.kind =", kind),
            ("event.mode =", mode),
            ("event.day >=", query.since.map(|day| day.to_string())),
            ("event.day <=", query.until.map(|day| day.to_string())),
            ("event.status =", query.status.clone()),
        ];
        for (condition, value) in bounds {
            if let Some(value) = value {
                values.push(Box::new(value));
                sql += &format!(" AND {condition} ?{}", values.len());
            }
        }
        values.push(Box::new(
            query
                .limit
                .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1)),
        ));
        sql += &format!(" ORDER BY {order} LIMIT ?{}", values.len());
        let mut participants = self.file.prepare_cached(PARTICIPANTS)?;
        let mut events = self.file.prepare_cached(&sql)?;
        let rows = events.query_map(rusqlite::params_from_iter(values.iter()), |row| {
            found(row, &mut participants)
        })?;
        let mut found: Vec<EventFound> = rows.collect::<Result<_>>()?;
        found.sort_by(|a, b| b.day.cmp(&a.day));
        Ok(found)
    }

    /// The events of one report, in their order.
    pub(super) fn events_of(&self, report: i64) -> Result<Vec<EventFound>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM event JOIN report ON report.id = event.report
             WHERE event.report = ?1 ORDER BY event.number"
        );
        let mut participants = self.file.prepare_cached(PARTICIPANTS)?;
        self.file
            .prepare_cached(&sql)?
            .query_map([report], |row| found(row, &mut participants))?
            .collect()
    }
}

fn found(row: &Row<'_>, participants: &mut Statement<'_>) -> Result<EventFound> {
    let text = row.get_ref("text")?.as_str()?;
    let report: i64 = row.get("report")?;
    let span: Pair = [row.get("start")?, row.get("end")?];
    let sentence: Pair = [row.get("sentence_start")?, row.get("sentence_end")?];
    let say_so: Vec<String> = list(row, "say_so")?;
    let id = |column: &str, letter: char| -> Result<Option<String>> {
        let number: Option<i64> = row.get(column)?;
        Ok(number.map(|number| format!("{letter}{number}")))
    };
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    let mut all = participants.query([row.get("id")?, report])?;
    while let Some(one) = all.next()? {
        let side = if one.get_ref("role")?.as_str()? == "actor" {
            &mut actors
        } else {
            &mut recipients
        };
        side.push(participant(one, text)?);
    }
    Ok(EventFound {
        report,
        event: format!("v{}", row.get::<_, i64>("number")?),
        day: row.get("day")?,
        day_basis: row.get("day_basis")?,
        outlet: row.get("outlet")?,
        kind: row.get("kind")?,
        mode: row.get("mode")?,
        contexts: list(row, "contexts")?,
        cameo: row.get("cameo")?,
        polarity: row.get("polarity")?,
        status: row.get("status")?,
        actors,
        recipients,
        place: row.get("place_name")?,
        place_id: id("place", 'p')?,
        time: id("time", 't')?,
        figure: id("figure", 'f')?,
        trigger: words_of(text, &[span]),
        span: in_chars(text, &[span]).first().copied().unwrap_or_default(),
        sentence: words_of(text, &[sentence]),
        statement: id("statement", 's')?,
        source: say_so.last().cloned().unwrap_or_default(),
        say_so,
        confidence: row.get("confidence")?,
        rule: row.get("rule")?,
        path: row.get("path")?,
        url: row.get("url")?,
    })
}

fn participant(row: &Row<'_>, text: &str) -> Result<ParticipantFound> {
    let span: Pair = [row.get("start")?, row.get("end")?];
    let entity: Option<i64> = row.get("entity")?;
    Ok(ParticipantFound {
        text: words_of(text, &[span]),
        span: in_chars(text, &[span]).first().copied().unwrap_or_default(),
        entity: entity.map(|number| format!("e{number}")),
        name: row.get("name")?,
        countries: list(row, "countries")?,
        sector: row.get("sector")?,
    })
}
