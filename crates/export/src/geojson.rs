//! Events and places as GeoJSON (RFC 7946). Only a spot or a settlement is a point; an area is a disc of its radius,
//! what is near a spot a disc of a radius by default, which is called one; a country has no shape.

use std::io::Write;

use sayso::events::{Polarity, Status};
use sayso::places::Precision;
use sayso::rows::{DayBasis, Text, sort};
use sayso::{Day, EventType, Id, ParticipantRow, PlaceRow};
use sayso_ledger::{Ledger, Stored};
use serde::Serialize;

use crate::participants::name;
use crate::{ExportError, Request};

#[derive(Serialize)]
struct Feature<'r, P> {
    r#type: &'static str,
    /// The report's number and the row's id in it.
    id: String,
    geometry: Option<Geometry>,
    properties: Properties<'r, P>,
}

#[derive(Serialize)]
struct Properties<'r, P> {
    /// place or event.
    row: &'static str,
    report: i64,
    outlet: Option<&'r str>,
    published: Option<Day>,
    url: Option<&'r str>,
    #[serde(flatten)]
    own: P,
    place: Option<&'r str>,
    precision: Option<Precision>,
    radius_km: Option<f64>,
    /// gazetteer, or default where only the words tell that it is near.
    radius_basis: Option<&'static str>,
    relation: Option<&'r str>,
    country: Option<&'r str>,
    admin1: Option<&'r str>,
    admin2: Option<&'r str>,
}

#[derive(Serialize)]
struct OfPlace<'r> {
    words: &'r str,
    statement: Option<Id<sort::Statement>>,
    say_so: &'r [String],
    confidence: f32,
}

#[derive(Serialize)]
struct OfEvent<'r> {
    r#type: EventType,
    mode: Option<&'r str>,
    cameo: &'r str,
    status: Status,
    polarity: Polarity,
    actors: Vec<&'r str>,
    recipients: Vec<&'r str>,
    day: Option<Day>,
    day_basis: Option<DayBasis>,
    words: &'r str,
    sentence: Option<&'r str>,
    statement: Option<Id<sort::Statement>>,
    say_so: &'r [String],
    confidence: f32,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point([f64; 2]),
    Polygon([Vec<[f64; 2]>; 1]),
}

pub(crate) fn write(
    ledger: &Ledger,
    request: &Request,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut before: &[u8] = b"\n";
    ledger.each_report(&request.reports, |report| {
        let quotes = Text::new(&report.text);
        for place in report.row.places.iter().filter(|place| place.lat.is_some()) {
            out.write_all(before)?;
            serde_json::to_writer(&mut *out, &of_place(&report, place, &quotes))?;
            before = b",\n";
        }
        for number in 0..report.row.events.len() {
            if let Some(feature) = of_event(&report, number, &quotes) {
                out.write_all(before)?;
                serde_json::to_writer(&mut *out, &feature)?;
                before = b",\n";
            }
        }
        Ok::<(), ExportError>(())
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(())
}

fn of_place<'r>(
    report: &'r Stored,
    place: &'r PlaceRow,
    quotes: &Text<'r>,
) -> Feature<'r, OfPlace<'r>> {
    let own = OfPlace {
        words: quotes.words(place.span),
        statement: place.statement,
        say_so: &place.say_so,
        confidence: place.confidence,
    };
    feature(report, &place.id.to_string(), "place", place, own)
}

fn of_event<'r>(
    report: &'r Stored,
    number: usize,
    quotes: &Text<'r>,
) -> Option<Feature<'r, OfEvent<'r>>> {
    let (event, known) = (&report.row.events[number], report.events.get(number)?);
    let place = report.row.place(event.place_id)?;
    place.lat?;
    let names = |all: &'r [ParticipantRow]| all.iter().map(|one| name(report, one)).collect();
    let own = OfEvent {
        r#type: event.kind,
        mode: event.mode.as_deref(),
        cameo: &event.cameo,
        status: event.status,
        polarity: event.polarity,
        actors: names(&event.actors),
        recipients: names(&event.recipients),
        day: known.day,
        day_basis: known.day_basis,
        words: quotes.words(event.trigger),
        sentence: known.sentence.map(|span| quotes.words(span)),
        statement: event.statement,
        say_so: &event.say_so,
        confidence: event.confidence,
    };
    Some(feature(report, &event.id.to_string(), "event", place, own))
}

fn feature<'r, P>(
    report: &'r Stored,
    id: &str,
    row: &'static str,
    place: &'r PlaceRow,
    own: P,
) -> Feature<'r, P> {
    let told = &report.row.report;
    let (radius_km, radius_basis) = radius(place).unzip();
    Feature {
        r#type: "Feature",
        id: format!("{}/{id}", report.id),
        geometry: geometry(place, radius_km),
        properties: Properties {
            row,
            report: report.id,
            outlet: told.outlet.as_deref(),
            published: told.published,
            url: told.url.as_deref(),
            own,
            place: Some(&place.name),
            precision: Some(place.precision),
            radius_km,
            radius_basis,
            relation: place.relation.as_deref(),
            country: place.country.as_deref(),
            admin1: place.admin1.as_deref(),
            admin2: place.admin2.as_deref(),
        },
    }
}

/// How far what is "near" a place, or to one side of it, is taken to be.
const NEAR_KM: f64 = 25.0;

fn radius(place: &PlaceRow) -> Option<(f64, &'static str)> {
    let near = place.precision == Precision::Area && place.relation.is_some();
    let told = place.radius_km.map(|km| (km, "gazetteer"));
    told.or(near.then_some((NEAR_KM, "default")))
}

fn geometry(place: &PlaceRow, radius_km: Option<f64>) -> Option<Geometry> {
    let (lat, lon) = (place.lat?, place.lon?);
    match place.precision {
        Precision::Point | Precision::Settlement => Some(Geometry::Point([lon, lat])),
        Precision::District | Precision::Province | Precision::Area => disc(lat, lon, radius_km?),
        _ => None,
    }
}

/// Cosines of the sixteen directions of a disc's corners, from the east to the left.
const DIRECTIONS: [f64; 16] = [
    1.0, COS1, COS2, COS3, 0.0, -COS3, -COS2, -COS1, -1.0, -COS1, -COS2, -COS3, 0.0, COS3, COS2,
    COS1,
];
const COS1: f64 = 0.923_879_532_511_286_7;
const COS2: f64 = std::f64::consts::FRAC_1_SQRT_2;
const COS3: f64 = 0.382_683_432_365_089_8;

const KM_A_DEGREE: f64 = 111.195;

/// A disc as a polygon; `None` where it would reach over a pole or the line of dates.
fn disc(lat: f64, lon: f64, radius_km: f64) -> Option<Geometry> {
    let high = radius_km / KM_A_DEGREE;
    // From `libm`, which is the same on every processor.
    let wide = high / libm::cos(lat.to_radians());
    if lat.abs() + high > 89.0 || lon.abs() + wide > 180.0 || high <= 0.0 {
        return None;
    }
    let rounded = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    let corner = |at: usize| {
        let (east, north) = (DIRECTIONS[at % 16], DIRECTIONS[(at + 12) % 16]);
        [rounded(lon + wide * east), rounded(lat + high * north)]
    };
    Some(Geometry::Polygon([(0..=16).map(corner).collect()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_is_closed_and_turns_left() {
        let Some(Geometry::Polygon([ring])) = disc(60.0, 10.0, 111.195) else {
            panic!()
        };
        assert_eq!(ring.len(), 17);
        assert_eq!(ring[0], ring[16]);
        assert_eq!((ring[0], ring[4]), ([12.0, 60.0], [10.0, 61.0]));
        let area: f64 = ring
            .windows(2)
            .map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1])
            .sum();
        assert!(area > 0.0);
    }

    #[test]
    fn no_disc_reaches_over_the_edge() {
        assert_eq!(disc(0.0, 179.9, 100.0), None);
        assert_eq!(disc(88.9, 0.0, 100.0), None);
    }
}
