//! From version 1, in which each field of a row had a column of its own, and spans were bytes.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Result, Row as Cells, Transaction, params};
use sayso::rows::{Day, Sort, sort};
use sayso::{
    BoundsRow, CharSpan, CreditRow, EntityRow, EventRow, FigureRow, Id, MentionRow, NameRow,
    NormalisedRow, OffsetUnit, Offsets, Pair, ParticipantRow, PlaceRow, Row, SpeakerRow,
    StatementRow, TimeRow,
};
use sayso_claims::Tables;
use sayso_claims::stories::topics;
use serde::de::DeserializeOwned;

use crate::check::Seals;
use crate::json::word;
use crate::packed::pack;
use crate::query::stored::told;
use crate::query::wanted::list;
use crate::rows::{Known, Put, insert_plain};
use crate::stories::keep_topics;

/// The tables that become others, those that others are tied to last.
const TABLES: [&str; 11] = [
    "testimony",
    "mention",
    "participant",
    "name",
    "time",
    "statement",
    "figure",
    "place",
    "event",
    "credit",
    "entity",
];

/// Their indexes that are not theirs by nature.
const INDEXES: [&str; 7] = [
    "statement_day",
    "statement_stance",
    "event_day",
    "event_kind",
    "event_status",
    "event_mode",
    "place_name",
];

/// The stories and claims of version 1 in the tables of version 2; a claim keeps its one number of origins as the least
/// and the most until a report comes to its story.
const CLAIMS: [&str; 2] = [
    "DROP INDEX in_story_reports; DROP INDEX claim_status; DROP INDEX claim_reports; DROP INDEX attestation_report;
     DROP TABLE story_topic; DROP TABLE topic;
     ALTER TABLE in_story RENAME TO old_in_story;
     ALTER TABLE claim RENAME TO old_claim;
     ALTER TABLE attestation RENAME TO old_attestation;",
    "INSERT INTO in_story SELECT * FROM old_in_story;
     INSERT INTO claim SELECT id, story, number, kind, status, reasons, reports, publishers, families, origins, origins,
        NULL, NULL, NULL, terms FROM old_claim;
     INSERT INTO attestation SELECT * FROM old_attestation;
     DROP TABLE old_attestation; DROP TABLE old_claim; DROP TABLE old_in_story;",
];

/// Puts the rows of every report into the tables of version 2, under the ids that they had.
pub(super) fn migrate(change: &Transaction<'_>) -> Result<()> {
    for index in INDEXES {
        change.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    for table in TABLES {
        change.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    change.execute_batch(CLAIMS[0])?;
    change.execute_batch(include_str!("../claims.sql"))?;
    change.execute_batch(CLAIMS[1])?;
    change.execute_batch(include_str!("../rows.sql"))?;
    let mut told = change.prepare("SELECT report, told FROM old_testimony ORDER BY report")?;
    let mut all = told.query([])?;
    while let Some(cells) = all.next()? {
        let packed = pack(cells.get_ref("told")?.as_str()?);
        change.execute(
            "INSERT INTO testimony VALUES (?1, ?2)",
            params![cells.get::<_, i64>("report")?, packed],
        )?;
    }
    drop(all);
    drop(told);
    // Those that come with Sayso are never damaged (the tests rule that out).
    let tables = Tables::new();
    let mut reports = change.prepare("SELECT * FROM report ORDER BY id")?;
    let mut all = reports.query([])?;
    while let Some(cells) = all.next()? {
        let text: String = cells.get("text")?;
        let old = Old {
            file: change,
            id: cells.get("id")?,
            text: &text,
            offsets: Offsets::new(&text, OffsetUnit::Chars),
        };
        old.put(cells)?;
        if let Ok(tables) = &tables {
            let (title, outlet): (Option<String>, Option<String>) =
                (cells.get("title")?, cells.get("outlet")?);
            let topics = topics(title.as_deref(), &text, outlet.as_deref(), tables);
            keep_topics(change, old.id, &topics)?;
        }
    }
    drop(all);
    drop(reports);
    for table in TABLES {
        change.execute_batch(&format!("DROP TABLE old_{table}"))?;
    }
    change.execute_batch(include_str!("../sums.sql"))?;
    Seals::seal_all(change)
}

/// A report of a ledger of version 1.
struct Old<'l> {
    file: &'l Connection,
    id: i64,
    text: &'l str,
    offsets: Offsets<'l>,
}

impl Old<'_> {
    fn put(&self, cells: &Cells<'_>) -> Result<()> {
        let put = Put {
            ledger: self.file,
            report: self.id,
        };
        let times = self.times()?;
        for (row, known) in self.statements()? {
            put.statement(Some(known.id), &row, known.day, known.day_basis)?;
        }
        for (row, known) in self.figures()? {
            let sentence = known.sentence.unwrap_or_default();
            put.figure(Some(known.id), &row, sentence, known.day, known.day_basis)?;
        }
        for (row, known) in self.events(&times)? {
            let sentence = known.sentence.unwrap_or_default();
            put.event(Some(known.id), &row, sentence, known.day, known.day_basis)?;
        }
        let row = Row {
            report: told(cells, self.credits()?)?,
            statements: Vec::new(),
            names: self.names()?,
            entities: self.entities()?,
            figures: Vec::new(),
            times,
            places: self.places()?,
            events: Vec::new(),
            rests_on: Vec::new(),
        };
        insert_plain(self.file, &row, self.id)
    }

    fn names(&self) -> Result<Vec<NameRow>> {
        self.all(
            "SELECT * FROM old_name WHERE report = ?1 ORDER BY start, end",
            |cells| {
                Ok(NameRow {
                    span: self.span(cells)?,
                    kind: label(cells, "kind")?,
                    confidence: cells.get("confidence")?,
                })
            },
        )
    }

    fn entities(&self) -> Result<Vec<EntityRow>> {
        let mut mentions = self
            .file
            .prepare_cached("SELECT * FROM old_mention WHERE entity = ?1 ORDER BY start, end")?;
        self.all(
            "SELECT * FROM old_entity WHERE report = ?1 ORDER BY number",
            |cells| {
                let mentions = mentions.query_map([cells.get::<_, i64>("id")?], |mention| {
                    Ok(MentionRow {
                        span: self.span(mention)?,
                        form: label(mention, "form")?,
                    })
                })?;
                Ok(EntityRow {
                    id: id(cells)?,
                    name: cells.get("name")?,
                    kind: label(cells, "kind")?,
                    country: cells.get("country")?,
                    office: cells.get("office")?,
                    from_registry: cells.get("from_registry")?,
                    mentions: mentions.collect::<Result<_>>()?,
                })
            },
        )
    }

    fn statements(&self) -> Result<Vec<(StatementRow, Known)>> {
        self.all(
            "SELECT * FROM old_statement WHERE report = ?1 ORDER BY number",
            |cells| {
                let entity: Option<Id<sort::Entity>> = tied(cells, "speaker")?;
                let name: Option<String> = cells.get("speaker_name")?;
                let confidence: Option<f32> = cells.get("speaker_confidence")?;
                let speaker = entity.zip(name).zip(confidence);
                let row = StatementRow {
                    id: id(cells)?,
                    kind: label(cells, "kind")?,
                    content: self.spans(cells, "content")?,
                    cue: self.spans(cells, "cue")?,
                    source: self.spans(cells, "source")?,
                    speaker: speaker.map(|((entity, name), confidence)| SpeakerRow {
                        entity,
                        name,
                        confidence,
                    }),
                    candidates: list(cells, "candidates")?,
                    say_so: list(cells, "say_so")?,
                    parent: tied(cells, "parent")?,
                    stance: label(cells, "stance")?,
                    negated: cells.get("negated")?,
                    medium: self.one_span(cells, "medium")?,
                    venue: self.one_span(cells, "venue")?,
                    addressee: self.one_span(cells, "addressee")?,
                    said_at: self.one_span(cells, "said_at")?,
                    anonymity: self.one_span(cells, "anonymity")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                    decided: None,
                };
                Ok((row, self.known(cells, false)?))
            },
        )
    }

    fn figures(&self) -> Result<Vec<(FigureRow, Known)>> {
        self.all(
            "SELECT * FROM old_figure WHERE report = ?1 ORDER BY number",
            |cells| {
                let base: Option<String> = cells.get("base_unit")?;
                let row = FigureRow {
                    id: id(cells)?,
                    span: self.span(cells)?,
                    low: cells.get("low")?,
                    best: cells.get("best")?,
                    high: cells.get("high")?,
                    approximate: cells.get("approximate")?,
                    comparator: word(cells, "comparator")?,
                    extent: label(cells, "extent")?,
                    fraction: perhaps(cells, "fraction")?,
                    unit: cells.get("unit")?,
                    per: cells.get("per")?,
                    normalised: match base {
                        Some(unit) => Some(NormalisedRow {
                            unit,
                            bounds: BoundsRow {
                                low: cells.get("base_low")?,
                                best: cells.get("base_best")?,
                                high: cells.get("base_high")?,
                            },
                        }),
                        None => None,
                    },
                    counted: cells.get("counted")?,
                    counted_span: pair(cells, "counted_start", "counted_end")?
                        .map(|span| self.in_chars(span)),
                    whole: cells.get("whole")?,
                    of: tied(cells, "of_figure")?,
                    derived: perhaps(cells, "derived")?,
                    kind: label(cells, "kind")?,
                    time: tied(cells, "time")?,
                    said: tied(cells, "said")?,
                    statement: tied(cells, "statement")?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                    decided: None,
                };
                Ok((row, self.known(cells, true)?))
            },
        )
    }

    fn times(&self) -> Result<Vec<TimeRow>> {
        self.all(
            "SELECT * FROM old_time WHERE report = ?1 ORDER BY number",
            |cells| {
                Ok(TimeRow {
                    id: id(cells)?,
                    span: self.span(cells)?,
                    kind: label(cells, "kind")?,
                    value: cells.get("value")?,
                    modifier: word(cells, "modifier")?,
                    start: word::<Day>(cells, "first_day")?,
                    end: word::<Day>(cells, "last_day")?,
                    basis: label(cells, "basis")?,
                    precision: label(cells, "precision")?,
                    statement: tied(cells, "statement")?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                    decided: None,
                })
            },
        )
    }

    fn places(&self) -> Result<Vec<PlaceRow>> {
        self.all(
            "SELECT * FROM old_place WHERE report = ?1 ORDER BY number",
            |cells| {
                Ok(PlaceRow {
                    id: id(cells)?,
                    span: self.span(cells)?,
                    name: cells.get("name")?,
                    lat: cells.get("lat")?,
                    lon: cells.get("lon")?,
                    country: cells.get("country")?,
                    admin1: cells.get("admin1")?,
                    admin2: cells.get("admin2")?,
                    kind: word(cells, "kind")?,
                    precision: label(cells, "precision")?,
                    radius_km: cells.get("radius_km")?,
                    relation: cells.get("relation")?,
                    geonames: cells.get("geonames")?,
                    runners_up: list(cells, "runners_up")?,
                    statement: tied(cells, "statement")?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                    decided: None,
                })
            },
        )
    }

    fn events(&self, times: &[TimeRow]) -> Result<Vec<(EventRow, Known)>> {
        let mut participants = self.file.prepare_cached(
            "SELECT * FROM old_participant WHERE event = ?1 ORDER BY role, number",
        )?;
        self.all(
            "SELECT * FROM old_event WHERE report = ?1 ORDER BY number",
            |cells| {
                let (mut actors, mut recipients) = (Vec::new(), Vec::new());
                let mut all = participants.query([cells.get::<_, i64>("id")?])?;
                while let Some(one) = all.next()? {
                    let side = match one.get_ref("role")?.as_str()? {
                        "actor" => &mut actors,
                        _ => &mut recipients,
                    };
                    side.push(self.participant(one)?);
                }
                let time_id: Option<Id<sort::Time>> = tied(cells, "time")?;
                let row = EventRow {
                    id: id(cells)?,
                    trigger: self.span(cells)?,
                    kind: label(cells, "kind")?,
                    mode: cells.get("mode")?,
                    contexts: list(cells, "contexts")?,
                    cameo: cells.get("cameo")?,
                    polarity: label(cells, "polarity")?,
                    status: label(cells, "status")?,
                    actor: actors.first().cloned(),
                    recipient: recipients.first().cloned(),
                    actors,
                    recipients,
                    place: cells.get("place_name")?,
                    place_id: tied(cells, "place")?,
                    time: times
                        .iter()
                        .find(|time| Some(time.id) == time_id)
                        .map(|time| time.value.clone()),
                    time_id,
                    figure: tied(cells, "figure")?,
                    statement: tied(cells, "statement")?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                    decided: None,
                };
                Ok((row, self.known(cells, true)?))
            },
        )
    }

    fn participant(&self, cells: &Cells<'_>) -> Result<ParticipantRow> {
        let (start, end) = (cells.get("start")?, cells.get("end")?);
        Ok(ParticipantRow {
            text: self.text.get(start..end).unwrap_or_default().to_owned(),
            span: self.span(cells)?,
            entity: tied(cells, "entity")?,
            countries: list(cells, "countries")?,
            sector: cells.get("sector")?,
            confidence: None,
        })
    }

    fn credits(&self) -> Result<Vec<CreditRow>> {
        self.all(
            "SELECT * FROM old_credit WHERE report = ?1 ORDER BY agency",
            |cells| {
                Ok(CreditRow {
                    agency: cells.get("agency")?,
                    span: pair(cells, "start", "end")?.map(|span| self.in_chars(span)),
                    rule: cells.get("rule")?,
                })
            },
        )
    }

    fn all<T>(&self, sql: &str, row: impl FnMut(&Cells<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.file
            .prepare_cached(sql)?
            .query_map([self.id], row)?
            .collect()
    }

    fn known(&self, cells: &Cells<'_>, with_sentence: bool) -> Result<Known> {
        let sentence = if with_sentence {
            pair(cells, "sentence_start", "sentence_end")?
        } else {
            None
        };
        Ok(Known {
            id: cells.get("id")?,
            day: word(cells, "day")?,
            day_basis: word(cells, "day_basis")?,
            sentence: sentence.map(|span| self.in_chars(span)),
        })
    }

    fn in_chars(&self, [start, end]: Pair) -> CharSpan {
        CharSpan::new(self.offsets.offset(start), self.offsets.offset(end))
    }

    fn span(&self, cells: &Cells<'_>) -> Result<CharSpan> {
        Ok(self.in_chars([cells.get("start")?, cells.get("end")?]))
    }

    fn spans(&self, cells: &Cells<'_>, column: &str) -> Result<Vec<CharSpan>> {
        let spans: Vec<Pair> = list(cells, column)?;
        Ok(spans.into_iter().map(|span| self.in_chars(span)).collect())
    }

    fn one_span(&self, cells: &Cells<'_>, column: &str) -> Result<Option<CharSpan>> {
        let span: Option<Pair> = perhaps(cells, column)?;
        Ok(span.map(|span| self.in_chars(span)))
    }
}

/// A label.
fn label<T: DeserializeOwned>(cells: &Cells<'_>, column: &str) -> Result<T> {
    word(cells, column)?.ok_or_else(|| FromSqlError::InvalidType.into())
}

/// The id of a row in its report.
fn id<S: Sort>(cells: &Cells<'_>) -> Result<Id<S>> {
    let number: i64 = cells.get("number")?;
    Id::numbered(number).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, number))
}

/// The id of another row that a column gives the number of.
fn tied<S: Sort>(cells: &Cells<'_>, column: &str) -> Result<Option<Id<S>>> {
    let number: Option<i64> = cells.get(column)?;
    Ok(number.and_then(Id::numbered))
}

fn pair(cells: &Cells<'_>, start: &str, end: &str) -> Result<Option<Pair>> {
    let (start, end): (Option<usize>, Option<usize>) = (cells.get(start)?, cells.get(end)?);
    Ok(start.zip(end).map(|(start, end)| [start, end]))
}

/// A value that is stored as JSON, or missing.
fn perhaps<T: DeserializeOwned>(cells: &Cells<'_>, column: &str) -> Result<Option<T>> {
    let Some(stored) = cells.get_ref(column)?.as_str_or_null()? else {
        return Ok(None);
    };
    serde_json::from_str(stored)
        .map(Some)
        .map_err(|error| FromSqlError::other(error).into())
}
