//! The rows of one report, table by table.

use rusqlite::types::FromSqlError;
use rusqlite::{Result, Row as Cells};
use sayso::{
    BoundsRow, CreditRow, EntityRow, EventRow, FigureRow, MentionRow, NameRow, NormalisedRow,
    OffsetUnitName, Pair, ParticipantRow, PlaceRow, ReportRow, SpeakerRow, StatementRow, TimeRow,
};
use serde::de::DeserializeOwned;

use super::{Known, Report, Shared};
use crate::query::report::pair;
use crate::query::wanted::list;

/// What a report tells of itself.
pub(super) fn told(cells: &Cells<'_>, credits: Vec<CreditRow>) -> Result<ReportRow> {
    Ok(ReportRow {
        path: cells.get("path")?,
        title: cells.get("title")?,
        published: cells.get("published")?,
        published_basis: cells.get("published_basis")?,
        outlet: cells.get("outlet")?,
        authors: list(cells, "authors")?,
        credits,
        url: cells.get("url")?,
        language: cells.get("language")?,
        encoding: cells.get("encoding")?,
        offsets: OffsetUnitName::Chars,
        words: cells.get("words")?,
        read: cells.get("share_read")?,
        warnings: list(cells, "warnings")?,
        model: cells.get("model")?,
        version: cells.get("version")?,
        text: None,
    })
}

impl Report<'_> {
    pub(super) fn names(&self) -> Result<Vec<NameRow>> {
        self.all(
            "SELECT * FROM name WHERE report = ?1 ORDER BY start, end",
            |cells| {
                Ok(NameRow {
                    span: self.span(cells)?,
                    kind: cells.get("kind")?,
                    confidence: cells.get("confidence")?,
                })
            },
        )
    }

    pub(in crate::query) fn entities(&self) -> Result<Vec<EntityRow>> {
        let mut mentions = self
            .file
            .prepare_cached("SELECT * FROM mention WHERE entity = ?1 ORDER BY start, end")?;
        self.all(
            "SELECT * FROM entity WHERE report = ?1 ORDER BY number",
            |cells| {
                let mentions = mentions.query_map([cells.get::<_, i64>("id")?], |mention| {
                    Ok(MentionRow {
                        span: self.span(mention)?,
                        form: mention.get("form")?,
                    })
                })?;
                Ok(EntityRow {
                    id: id(cells, 'e')?,
                    name: cells.get("name")?,
                    kind: cells.get("kind")?,
                    country: cells.get("country")?,
                    office: cells.get("office")?,
                    from_registry: cells.get("from_registry")?,
                    mentions: mentions.collect::<Result<_>>()?,
                })
            },
        )
    }

    pub(super) fn statements(&self) -> Result<(Vec<StatementRow>, Vec<Known>)> {
        let rows = self.all(
            "SELECT * FROM statement WHERE report = ?1 ORDER BY number",
            |cells| {
                let entity = tied(cells, "speaker", 'e')?;
                let name: Option<String> = cells.get("speaker_name")?;
                let confidence: Option<f32> = cells.get("speaker_confidence")?;
                let speaker = entity.zip(name).zip(confidence);
                let row = StatementRow {
                    id: id(cells, 's')?,
                    kind: cells.get("kind")?,
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
                    parent: tied(cells, "parent", 's')?,
                    stance: cells.get("stance")?,
                    negated: cells.get("negated")?,
                    medium: self.one_span(cells, "medium")?,
                    venue: self.one_span(cells, "venue")?,
                    addressee: self.one_span(cells, "addressee")?,
                    said_at: self.one_span(cells, "said_at")?,
                    anonymity: self.one_span(cells, "anonymity")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                };
                Ok((row, self.known(cells, false)?))
            },
        )?;
        Ok(rows.into_iter().unzip())
    }

    pub(super) fn figures(&self) -> Result<(Vec<FigureRow>, Vec<Known>)> {
        let rows = self.all(
            "SELECT * FROM figure WHERE report = ?1 ORDER BY number",
            |cells| {
                let base: Option<String> = cells.get("base_unit")?;
                let row = FigureRow {
                    id: id(cells, 'f')?,
                    span: self.span(cells)?,
                    low: cells.get("low")?,
                    best: cells.get("best")?,
                    high: cells.get("high")?,
                    approximate: cells.get("approximate")?,
                    comparator: cells.get("comparator")?,
                    extent: cells.get("extent")?,
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
                    of: tied(cells, "of_figure", 'f')?,
                    derived: perhaps(cells, "derived")?,
                    kind: cells.get("kind")?,
                    time: tied(cells, "time", 't')?,
                    said: tied(cells, "said", 't')?,
                    statement: tied(cells, "statement", 's')?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                };
                Ok((row, self.known(cells, true)?))
            },
        )?;
        Ok(rows.into_iter().unzip())
    }

    pub(super) fn times(&self) -> Result<Vec<TimeRow>> {
        self.all(
            "SELECT * FROM time WHERE report = ?1 ORDER BY number",
            |cells| {
                Ok(TimeRow {
                    id: id(cells, 't')?,
                    span: self.span(cells)?,
                    kind: cells.get("kind")?,
                    value: cells.get("value")?,
                    modifier: cells.get("modifier")?,
                    start: cells.get("first_day")?,
                    end: cells.get("last_day")?,
                    basis: cells.get("basis")?,
                    precision: cells.get("precision")?,
                    statement: tied(cells, "statement", 's')?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                })
            },
        )
    }

    pub(in crate::query) fn places(&self) -> Result<Vec<PlaceRow>> {
        self.all(
            "SELECT * FROM place WHERE report = ?1 ORDER BY number",
            |cells| {
                Ok(PlaceRow {
                    id: id(cells, 'p')?,
                    span: self.span(cells)?,
                    name: cells.get("name")?,
                    lat: cells.get("lat")?,
                    lon: cells.get("lon")?,
                    country: cells.get("country")?,
                    admin1: cells.get("admin1")?,
                    admin2: cells.get("admin2")?,
                    kind: cells.get("kind")?,
                    precision: cells.get("precision")?,
                    radius_km: cells.get("radius_km")?,
                    relation: cells.get("relation")?,
                    geonames: cells.get("geonames")?,
                    runners_up: list(cells, "runners_up")?,
                    statement: tied(cells, "statement", 's')?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                })
            },
        )
    }

    pub(super) fn events(&self, times: &[TimeRow]) -> Result<(Vec<EventRow>, Vec<Known>)> {
        let mut participants = self
            .file
            .prepare_cached("SELECT * FROM participant WHERE event = ?1 ORDER BY role, number")?;
        let rows = self.all(
            "SELECT * FROM event WHERE report = ?1 ORDER BY number",
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
                let time_id = tied(cells, "time", 't')?;
                let row = EventRow {
                    id: id(cells, 'v')?,
                    trigger: self.span(cells)?,
                    kind: cells.get("kind")?,
                    mode: cells.get("mode")?,
                    contexts: list(cells, "contexts")?,
                    cameo: cells.get("cameo")?,
                    polarity: cells.get("polarity")?,
                    status: cells.get("status")?,
                    actor: actors.first().cloned(),
                    recipient: recipients.first().cloned(),
                    actors,
                    recipients,
                    place: cells.get("place_name")?,
                    place_id: tied(cells, "place", 'p')?,
                    time: times
                        .iter()
                        .find(|time| Some(&time.id) == time_id.as_ref())
                        .map(|time| time.value.clone()),
                    time_id,
                    figure: tied(cells, "figure", 'f')?,
                    statement: tied(cells, "statement", 's')?,
                    say_so: list(cells, "say_so")?,
                    confidence: cells.get("confidence")?,
                    rule: cells.get("rule")?,
                };
                Ok((row, self.known(cells, true)?))
            },
        )?;
        Ok(rows.into_iter().unzip())
    }

    fn participant(&self, cells: &Cells<'_>) -> Result<ParticipantRow> {
        let (start, end) = (cells.get("start")?, cells.get("end")?);
        Ok(ParticipantRow {
            text: self.text.get(start..end).unwrap_or_default().to_owned(),
            span: self.span(cells)?,
            entity: tied(cells, "entity", 'e')?,
            countries: list(cells, "countries")?,
            sector: cells.get("sector")?,
        })
    }

    pub(super) fn credits(&self) -> Result<Vec<CreditRow>> {
        self.all(
            "SELECT * FROM credit WHERE report = ?1 ORDER BY agency",
            |cells| {
                Ok(CreditRow {
                    agency: cells.get("agency")?,
                    span: pair(cells, "start", "end")?.map(|span| self.in_chars(span)),
                    rule: cells.get("rule")?,
                })
            },
        )
    }

    pub(super) fn copies(&self) -> Result<Vec<Shared>> {
        let rounded = |share: f64| (share * 1000.0).round() / 1000.0;
        self.all(
            "SELECT * FROM copy WHERE report = ?1 ORDER BY earlier",
            |cells| {
                Ok(Shared {
                    earlier: cells.get("earlier")?,
                    kind: cells.get("kind")?,
                    share: rounded(cells.get("share")?),
                    earlier_share: rounded(cells.get("earlier_share")?),
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
            day: cells.get("day")?,
            day_basis: cells.get("day_basis")?,
            sentence: sentence.map(|span| self.in_chars(span)),
        })
    }

    fn in_chars(&self, span: Pair) -> Pair {
        span.map(|at| self.offsets.offset(at))
    }

    fn span(&self, cells: &Cells<'_>) -> Result<Pair> {
        Ok(self.in_chars([cells.get("start")?, cells.get("end")?]))
    }

    fn spans(&self, cells: &Cells<'_>, column: &str) -> Result<Vec<Pair>> {
        let spans: Vec<Pair> = list(cells, column)?;
        Ok(spans.into_iter().map(|span| self.in_chars(span)).collect())
    }

    fn one_span(&self, cells: &Cells<'_>, column: &str) -> Result<Option<Pair>> {
        let span: Option<Pair> = perhaps(cells, column)?;
        Ok(span.map(|span| self.in_chars(span)))
    }
}

/// The id of a row in its report: "s3".
fn id(cells: &Cells<'_>, letter: char) -> Result<String> {
    Ok(format!("{letter}{}", cells.get::<_, i64>("number")?))
}

/// The id of another row that a column gives the number of.
fn tied(cells: &Cells<'_>, column: &str, letter: char) -> Result<Option<String>> {
    let number: Option<i64> = cells.get(column)?;
    Ok(number.map(|number| format!("{letter}{number}")))
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
