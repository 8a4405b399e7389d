//! Figures, times and places as JSON.

use sayso_figures::{Bounds, Figure};
use sayso_places::{Relation, Site};
use sayso_text::{Offsets, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Reading;
use crate::json::{Pair, rounded};

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureRow {
    /// "f1", "f2"… in this report.
    pub id: String,
    /// The number with its comparator, currency and unit.
    pub span: Pair,
    /// Not below this; null where the text leaves it open.
    pub low: Option<f64>,
    /// The value that the text gives; null for ranges, which are never averaged.
    pub best: Option<f64>,
    /// Not above this; null where the text leaves it open.
    pub high: Option<f64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// "at least", "at most", "more than", "less than", "about", "nearly", "additional".
    pub comparator: Option<String>,
    /// total, increment or decrement.
    pub extent: String,
    /// Numerator and denominator of a share.
    pub fraction: Option<[f64; 2]>,
    /// SI symbol, ISO 4217 code, "percent", or the unit's English name.
    pub unit: Option<String>,
    /// What each of it is for: "barrel" in "$58 a barrel".
    pub per: Option<String>,
    /// The same in the base unit.
    pub normalised: Option<NormalisedRow>,
    /// What is counted or measured, as the text has it.
    pub counted: Option<String>,
    /// Where those words stand.
    pub counted_span: Option<Pair>,
    /// Of whom or of what whole.
    pub whole: Option<String>,
    /// The earlier figure that counts the whole.
    pub of: Option<String>,
    /// The share of that figure, worked out.
    pub derived: Option<BoundsRow>,
    /// count, measure, money, share, age, killed, wounded, captured, missing, displaced or casualties.
    pub kind: String,
    /// The time it is true of, where its clause tells one.
    pub time: Option<String>,
    /// The time at which it was said, where the words at the cue tell it.
    pub said: Option<String>,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// Probability that it is a figure with these bounds.
    pub confidence: f32,
    /// The rule that read the number.
    pub rule: String,
}

/// Bounds of a value.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct BoundsRow {
    /// Not below this.
    pub low: Option<f64>,
    /// The value.
    pub best: Option<f64>,
    /// Not above this.
    pub high: Option<f64>,
}

/// A value in its base unit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NormalisedRow {
    /// The base unit's symbol.
    pub unit: String,
    /// The value.
    #[serde(flatten)]
    pub bounds: BoundsRow,
}

/// A time expression.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeRow {
    /// "t1", "t2"… in this report.
    pub id: String,
    /// Where it stands.
    pub span: Pair,
    /// TIMEX3 type: DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day meant, YYYY-MM-DD.
    pub start: Option<String>,
    /// Last day meant.
    pub end: Option<String>,
    /// What the value rests on: explicit, text, dateline, publication, defaulted or unplaced.
    pub basis: String,
    /// The finest unit told.
    pub precision: String,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// Probability that the value is right.
    pub confidence: f32,
    /// The rule that read it.
    pub rule: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlaceRow {
    /// "p1", "p2"… in this report.
    pub id: String,
    /// The words that name it.
    pub span: Pair,
    /// Its name in the gazetteer.
    pub name: String,
    /// Degrees north; null where the gazetteer has no such place.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Second-order division.
    pub admin2: Option<String>,
    /// Its sort.
    pub kind: Option<String>,
    /// How exact the coordinates are: point, settlement, district, province, country, area or unknown. Those of
    /// all but the first two are the middle of an area.
    pub precision: String,
    /// Radius of a disc that holds most of an area, in km.
    pub radius_km: Option<f64>,
    /// "near", "within", a direction ("south of") or a part ("northern").
    pub relation: Option<String>,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
    /// What else the name may be, best first.
    pub runners_up: Vec<RunnerUpRow>,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// Probability that the words name a place and this one.
    pub confidence: f32,
    /// The rule that decided.
    pub rule: String,
}

/// Another place of the same name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunnerUpRow {
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// How likely.
    pub confidence: f32,
}

fn statement(reading: &Reading<'_>, span: Span) -> Option<String> {
    reading
        .statement_at(span)
        .map(|number| format!("s{}", number + 1))
}

fn bounds(bounds: Bounds) -> BoundsRow {
    BoundsRow {
        low: bounds.low,
        best: bounds.best,
        high: bounds.high,
    }
}

pub(crate) fn figures(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<FigureRow> {
    let words = |span: Option<Span>| span.map(|span| span.slice(&reading.report.text).to_owned());
    let row = |(number, figure): (usize, &Figure)| FigureRow {
        id: format!("f{}", number + 1),
        span: offsets.pair(figure.span),
        low: figure.bounds.low,
        best: figure.bounds.best,
        high: figure.bounds.high,
        approximate: figure.approximate,
        comparator: figure
            .comparator
            .map(|comparator| comparator.as_str().to_owned()),
        extent: figure.extent.as_str().to_owned(),
        fraction: figure.fraction.map(|(part, whole)| [part, whole]),
        unit: figure.unit.as_ref().map(|unit| unit.code.clone()),
        per: figure.unit.as_ref().and_then(|unit| unit.per.clone()),
        normalised: figure.normalised().map(|(value, unit)| NormalisedRow {
            unit: unit.to_owned(),
            bounds: bounds(value),
        }),
        counted: words(figure.counted),
        counted_span: figure.counted.map(|span| offsets.pair(span)),
        whole: words(figure.whole),
        of: figure.of.map(|other| format!("f{}", other + 1)),
        derived: figure.derived.map(bounds),
        kind: figure.kind.as_str().to_owned(),
        time: reading.time_of(figure).map(|time| format!("t{}", time + 1)),
        said: reading
            .statement_at(figure.span)
            .and_then(|number| reading.said_at(number))
            .map(|time| format!("t{}", time + 1)),
        statement: statement(reading, figure.span),
        say_so: reading.say_so_at(figure.span),
        confidence: rounded(figure.confidence),
        rule: figure.rule.to_owned(),
    };
    reading.figures.iter().enumerate().map(row).collect()
}

pub(crate) fn times(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<TimeRow> {
    let all = reading.times.iter().enumerate();
    all.map(|(number, time)| TimeRow {
        id: format!("t{}", number + 1),
        span: offsets.pair(time.span),
        kind: time.kind.as_str().to_owned(),
        value: time.value.clone(),
        modifier: time.modifier.map(|modifier| modifier.as_str().to_owned()),
        start: time.interval.map(|(start, _)| start.to_string()),
        end: time.interval.map(|(_, end)| end.to_string()),
        basis: time.basis.as_str().to_owned(),
        precision: time.precision.as_str().to_owned(),
        statement: statement(reading, time.span),
        say_so: reading.say_so_at(time.span),
        confidence: rounded(time.confidence),
        rule: time.rule.to_owned(),
    })
    .collect()
}

pub(crate) fn places(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<PlaceRow> {
    let all = reading.places.iter().enumerate();
    all.map(|(number, place)| {
        let site = place.site.as_ref();
        PlaceRow {
            id: format!("p{}", number + 1),
            span: offsets.pair(place.span),
            name: place.name.clone(),
            lat: site.map(|site| site.lat),
            lon: site.map(|site| site.lon),
            country: site.and_then(|site| site.country.clone()),
            admin1: site.and_then(|site| site.admin1.clone()),
            admin2: site.and_then(|site| site.admin2.clone()),
            kind: site.map(|site| site.kind.as_str().to_owned()),
            precision: place.precision.as_str().to_owned(),
            radius_km: site.and_then(|site| site.radius_km),
            relation: place.relation.as_ref().map(relation),
            geonames: site.and_then(|site| site.geonames),
            runners_up: place
                .runners_up
                .iter()
                .map(|other| runner_up(&other.site, other.confidence))
                .collect(),
            statement: statement(reading, place.span),
            say_so: reading.say_so_at(place.span),
            confidence: rounded(place.confidence),
            rule: place.rule.to_owned(),
        }
    })
    .collect()
}

fn relation(relation: &Relation) -> String {
    match relation {
        Relation::Near => "near".to_owned(),
        Relation::Within => "within".to_owned(),
        Relation::Off(direction) | Relation::Part(direction) => direction.clone(),
    }
}

fn runner_up(site: &Site, confidence: f32) -> RunnerUpRow {
    RunnerUpRow {
        name: site.name.clone(),
        lat: site.lat,
        lon: site.lon,
        country: site.country.clone(),
        admin1: site.admin1.clone(),
        confidence: rounded(confidence),
    }
}
