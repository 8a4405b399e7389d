//! Events by the JSON fields of the PLOVER manual (2021), one a line. Fields that the manual lacks come last: what
//! sort of day it is, status, polarity, the CAMEO code, whose word it is.

use std::io::Write;

use sayso::events::{Polarity, Quad, Status};
use sayso::places::Precision;
use sayso::rows::{DayBasis, Text};
use sayso::{Day, EventRow, EventType, ParticipantRow, PlaceRow};
use sayso_ledger::{Known, Ledger, Stored};
use serde::Serialize;

use crate::countries::country;
use crate::participants::entity_name;
use crate::{ExportError, Request};

#[derive(Serialize)]
struct Record<'r> {
    id: String,
    has_event: bool,
    date: Option<Day>,
    enddate: Option<Day>,
    source: Vec<Actor<'r>>,
    recipient: Vec<Actor<'r>>,
    event: [EventType; 1],
    event_loc: Option<Location<'r>>,
    event_text: [&'r str; 1],
    quad_code: Option<u8>,
    mode: Vec<&'r str>,
    context: &'r [String],
    text: Option<&'r str>,
    text_info: Option<TextInfo>,
    cite_info: Citation<'r>,
    date_basis: Option<DayBasis>,
    status: Status,
    polarity: Polarity,
    cameo: &'r str,
    say_so: &'r [String],
    confidence: f32,
}

#[derive(Serialize)]
struct Actor<'r> {
    code: Option<&'r str>,
    sector: Option<&'r str>,
    actor_text: &'r str,
    /// Spelled as in the manual.
    #[serde(rename = "identifer_text")]
    identifier_text: Option<&'r str>,
}

#[derive(Serialize)]
struct Location<'r> {
    geonameid: Option<u32>,
    name: &'r str,
    latitude: Option<f64>,
    longitude: Option<f64>,
    #[serde(rename = "country code")]
    country_code: Option<&'r str>,
    cc3: Option<&'static str>,
    precision: Precision,
    radius_km: Option<f64>,
}

#[derive(Serialize)]
struct TextInfo {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Citation<'r> {
    citation: &'r str,
    url: Option<&'r str>,
    title: Option<&'r str>,
    language: Option<&'static str>,
    publication: Option<&'r str>,
    coder: String,
    codebook: &'static str,
}

pub(crate) fn write(
    ledger: &Ledger,
    request: &Request,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    ledger.each_report(&request.reports, |report| {
        let quotes = Text::new(&report.text);
        let events = report.row.events.iter().zip(&report.events);
        // PLOVER has no type for harm that nobody does.
        for (event, known) in events.filter(|(event, _)| event.kind != EventType::Harm) {
            serde_json::to_writer(&mut *out, &record(&report, event, known, &quotes))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}

fn record<'r>(
    report: &'r Stored,
    event: &'r EventRow,
    known: &'r Known,
    quotes: &Text<'r>,
) -> Record<'r> {
    let told = &report.row.report;
    let time = report.row.time(event.time_id);
    let place = report.row.place(event.place_id);
    Record {
        id: format!("{}-{}", report.id, event.id),
        has_event: true,
        date: known.day,
        enddate: time
            .and_then(|time| time.end)
            .filter(|_| known.day_basis == Some(DayBasis::Told)),
        source: actors(report, &event.actors),
        recipient: actors(report, &event.recipients),
        event: [event.kind],
        event_loc: place.map(location),
        event_text: [quotes.words(event.trigger)],
        quad_code: event.kind.quad().map(Quad::number),
        mode: event.mode.as_deref().into_iter().collect(),
        context: &event.contexts,
        text: known.sentence.map(|span| quotes.words(span)),
        text_info: known.sentence.map(|span| TextInfo {
            start: span.start(),
            end: span.end(),
        }),
        cite_info: Citation {
            citation: &report.content,
            url: told.url.as_deref(),
            title: told.title.as_deref(),
            language: (told.language.as_deref() == Some("eng")).then_some("en"),
            publication: told.outlet.as_deref(),
            coder: format!("sayso {}", told.version),
            codebook: "plover-base-2021",
        },
        date_basis: known.day_basis,
        status: event.status,
        polarity: event.polarity,
        cameo: &event.cameo,
        say_so: &event.say_so,
        confidence: event.confidence,
    }
}

/// The actors: one of several countries is several, as the manual has compound actors.
fn actors<'r>(report: &'r Stored, all: &'r [ParticipantRow]) -> Vec<Actor<'r>> {
    let mut actors = Vec::new();
    for one in all {
        let actor = |code| Actor {
            code,
            sector: one.sector.as_deref(),
            actor_text: &one.text,
            identifier_text: entity_name(report, one),
        };
        let codes = one.countries.iter().filter_map(|code| country(code));
        actors.extend(codes.map(|country| actor(Some(country.alpha3.as_str()))));
        if one.countries.iter().all(|code| country(code).is_none()) {
            // Bodies of no country have codes of their own.
            let body = ["IGO", "NGO", "IMG", "ISM", "MNC"];
            let sector = one.sector.as_deref();
            actors.push(actor(sector.filter(|sector| body.contains(sector))));
        }
    }
    actors
}

fn location(place: &PlaceRow) -> Location<'_> {
    let code = place.country.as_deref();
    // The middle of a country is no place where something was.
    let spot = place.precision != Precision::Country;
    Location {
        geonameid: place.geonames,
        name: &place.name,
        latitude: place.lat.filter(|_| spot),
        longitude: place.lon.filter(|_| spot),
        country_code: code,
        cc3: code
            .and_then(country)
            .map(|country| country.alpha3.as_str()),
        precision: place.precision,
        radius_km: place.radius_km,
    }
}
