//! Events in the columns of GDELT's event tables. One row is one report's word of one event, so each counts as one
//! mention; events that are denied, planned or only possible are left out, since the tables could not say so. Of
//! several actors the first stands. Goldstein's scale and the tone are left empty, and so are the codes of groups,
//! peoples and religions.

use sayso::events::Quad;
use sayso::places::Precision;
use sayso::rows::Cell;
use sayso::rows::Shape::{self, Number, Real, Text};
use sayso::{Day, EventRow, ParticipantRow, PlaceRow};
use sayso_ledger::Stored;

use crate::countries::country;
use crate::participants::{alpha3, name, was};
use crate::table::{Foreign, Line, Table};

/// Version 1.0, with the address that files have since April 2013.
pub(crate) const GDELT: Table = Table {
    name: "gdelt",
    fill: || {
        Box::new(Foreign {
            columns: &COLUMNS1,
            rows: |report| rows(report, &COLUMNS1),
        })
    },
};

/// Version 2.0, with second-order divisions.
pub(crate) const GDELT2: Table = Table {
    name: "gdelt2",
    fill: || {
        Box::new(Foreign {
            columns: &COLUMNS2,
            rows: |report| rows(report, &COLUMNS2),
        })
    },
};

const COLUMNS2: [(&str, Shape); 61] = [
    ("GLOBALEVENTID", Number),
    ("SQLDATE", Number),
    ("MonthYear", Number),
    ("Year", Number),
    ("FractionDate", Real),
    ("Actor1Code", Text),
    ("Actor1Name", Text),
    ("Actor1CountryCode", Text),
    ("Actor1KnownGroupCode", Text),
    ("Actor1EthnicCode", Text),
    ("Actor1Religion1Code", Text),
    ("Actor1Religion2Code", Text),
    ("Actor1Type1Code", Text),
    ("Actor1Type2Code", Text),
    ("Actor1Type3Code", Text),
    ("Actor2Code", Text),
    ("Actor2Name", Text),
    ("Actor2CountryCode", Text),
    ("Actor2KnownGroupCode", Text),
    ("Actor2EthnicCode", Text),
    ("Actor2Religion1Code", Text),
    ("Actor2Religion2Code", Text),
    ("Actor2Type1Code", Text),
    ("Actor2Type2Code", Text),
    ("Actor2Type3Code", Text),
    ("IsRootEvent", Number),
    ("EventCode", Text),
    ("EventBaseCode", Text),
    ("EventRootCode", Text),
    ("QuadClass", Number),
    ("GoldsteinScale", Real),
    ("NumMentions", Number),
    ("NumSources", Number),
    ("NumArticles", Number),
    ("AvgTone", Real),
    ("Actor1Geo_Type", Number),
    ("Actor1Geo_FullName", Text),
    ("Actor1Geo_CountryCode", Text),
    ("Actor1Geo_ADM1Code", Text),
    ("Actor1Geo_ADM2Code", Text),
    ("Actor1Geo_Lat", Real),
    ("Actor1Geo_Long", Real),
    ("Actor1Geo_FeatureID", Text),
    ("Actor2Geo_Type", Number),
    ("Actor2Geo_FullName", Text),
    ("Actor2Geo_CountryCode", Text),
    ("Actor2Geo_ADM1Code", Text),
    ("Actor2Geo_ADM2Code", Text),
    ("Actor2Geo_Lat", Real),
    ("Actor2Geo_Long", Real),
    ("Actor2Geo_FeatureID", Text),
    ("ActionGeo_Type", Number),
    ("ActionGeo_FullName", Text),
    ("ActionGeo_CountryCode", Text),
    ("ActionGeo_ADM1Code", Text),
    ("ActionGeo_ADM2Code", Text),
    ("ActionGeo_Lat", Real),
    ("ActionGeo_Long", Real),
    ("ActionGeo_FeatureID", Text),
    ("DATEADDED", Number),
    ("SOURCEURL", Text),
];

/// Where version 2.0 has the codes that 1.0 lacks.
const SECOND_ORDER: [usize; 3] = [39, 47, 55];

const COLUMNS1: [(&str, Shape); 58] = {
    let mut columns = [("", Text); 58];
    let (mut from, mut to, mut left_out) = (0, 0, 0);
    while from < COLUMNS2.len() {
        if left_out < SECOND_ORDER.len() && SECOND_ORDER[left_out] == from {
            left_out += 1;
        } else {
            columns[to] = COLUMNS2[from];
            to += 1;
        }
        from += 1;
    }
    columns
};

fn rows(report: &Stored, columns: &'static [(&'static str, Shape)]) -> Vec<Vec<Cell>> {
    let events = report.row.events.iter().zip(&report.events);
    events
        .filter(|(event, _)| was(event))
        .map(|(event, known)| {
            let mut line = Line::new(columns);
            line.set("GLOBALEVENTID", known.id);
            set_day(&mut line, known.day);
            set_actor(&mut line, "Actor1", report, event.actor.as_ref());
            set_actor(&mut line, "Actor2", report, event.recipient.as_ref());
            set_event(&mut line, event);
            if let Some(place) = report.row.place(event.place_id) {
                set_place(&mut line, place);
            }
            set_added(&mut line, report, columns.len() == COLUMNS2.len());
            line.set("SOURCEURL", &report.row.report.url);
            line.done()
        })
        .collect()
}

fn set_day(line: &mut Line, day: Option<Day>) {
    let Some(Day(day)) = day else { return };
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    let of_month = i64::from(day.day());
    line.set("SQLDATE", year * 10_000 + month * 100 + of_month);
    line.set("MonthYear", year * 100 + month);
    line.set("Year", year);
    // GDELT's year has months of thirty days here.
    let gone = f64::from(i32::from(day.month()) * 30 - 30 + i32::from(day.day())) / 365.0;
    let fraction = (gone * 10_000.0).round() / 10_000.0;
    line.set("FractionDate", f64::from(day.year()) + fraction);
}

fn set_actor(line: &mut Line, side: &str, report: &Stored, actor: Option<&ParticipantRow>) {
    let Some(actor) = actor else { return };
    let (country, sort) = (alpha3(actor), actor.sector.as_deref().and_then(cameo_type));
    let code = format!(
        "{}{}",
        country.unwrap_or_default(),
        sort.unwrap_or_default()
    );
    line.set(
        &format!("{side}Code"),
        Some(code).filter(|code| !code.is_empty()),
    );
    line.set(&format!("{side}Name"), name(report, actor).to_uppercase());
    line.set(&format!("{side}CountryCode"), country);
    line.set(&format!("{side}Type1Code"), sort);
}

/// CAMEO's type of actor for a sector of PLOVER's.
fn cameo_type(sector: &str) -> Option<&str> {
    match sector {
        "JRN" => Some("MED"),
        "MED" => Some("HLH"),
        "REL" => None,
        other => Some(other),
    }
}

fn set_event(line: &mut Line, event: &EventRow) {
    let part = |length: usize| event.cameo.get(..length).unwrap_or(&event.cameo);
    line.set("EventCode", &event.cameo);
    line.set("EventBaseCode", part(3));
    line.set("EventRootCode", part(2));
    let quad = Quad::of_cameo(&event.cameo);
    line.set("QuadClass", quad.map(|quad| i64::from(quad.number())));
    for counted in ["NumMentions", "NumSources", "NumArticles"] {
        line.set(counted, 1_i64);
    }
}

fn set_place(line: &mut Line, place: &PlaceRow) {
    let code = place.country.as_deref();
    let states = code == Some("US");
    let sort: Option<i64> = match place.precision {
        Precision::Country => Some(1),
        Precision::Province => Some(if states { 2 } else { 5 }),
        Precision::Point | Precision::Settlement => Some(if states { 3 } else { 4 }),
        _ => None,
    };
    let country = code.and_then(country);
    line.set("ActionGeo_Type", sort);
    line.set(
        "ActionGeo_FullName",
        full_name(place, country.map(|country| country.name.as_str())),
    );
    line.set(
        "ActionGeo_CountryCode",
        country.and_then(|country| country.fips.as_deref()),
    );
    // The middle of a country is no place where something was.
    if place.precision != Precision::Country {
        line.set("ActionGeo_Lat", place.lat);
        line.set("ActionGeo_Long", place.lon);
    }
}

/// "Orlen, Kestrel, Lindmark".
fn full_name(place: &PlaceRow, country: Option<&str>) -> String {
    let mut parts: Vec<&str> = vec![&place.name];
    for part in [place.admin1.as_deref(), country].into_iter().flatten() {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// When the row came in: known to the day, where version 2.0 wants a second.
fn set_added(line: &mut Line, report: &Stored, to_the_second: bool) {
    let day = report.added.as_deref().filter(|_| !to_the_second);
    let day = day.and_then(|day| day.replace('-', "").parse::<i64>().ok());
    line.set("DATEADDED", day);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_their_columns() {
        assert!(
            COLUMNS1
                .iter()
                .all(|(name, _)| !name.contains("ADM2") && !name.is_empty())
        );
        assert_eq!(COLUMNS1[57].0, "SOURCEURL");
        assert_eq!(COLUMNS1[39].0, "Actor1Geo_Lat");
    }

    #[test]
    fn days_are_told_in_five_ways() {
        let mut line = Line::new(&COLUMNS1);
        set_day(&mut line, "2012-04-02".parse().ok());
        let cells = line.done();
        assert_eq!(cells[1], Cell::Number(20_120_402));
        assert_eq!(cells[2], Cell::Number(201_204));
        assert_eq!(cells[4], Cell::Real(2012.2521));
    }
}
