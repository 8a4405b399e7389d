//! Deadly assaults in the columns of UCDP's Georeferenced Event Dataset (version 23.1). A row is one report's word of
//! one event whose clause tells how many were killed; `relid` ties it to the report. Somebody must have done it, or
//! the words must tell how: that people "were killed", without more, may be an accident. What UCDP decides by its own
//! lists and thresholds (conflicts, dyads, the numbers of sides and countries) is left empty. Where only the day of
//! the report is known that day stands, and `date_prec` is empty.

use sayso::figures::{Extent, Kind};
use sayso::places::Precision;
use sayso::rows::Cell;
use sayso::rows::Shape::{self, Number, Real, Text};
use sayso::{Day, EventRow, EventType, FigureRow, ParticipantRow, PlaceRow, TimeRow};
use sayso_ledger::{Known, Stored};

use crate::countries::country;
use crate::participants::{name, was};
use crate::table::{Foreign, Line, Table};

pub(crate) const GED: Table = Table {
    name: "ged",
    fill: || {
        Box::new(Foreign {
            columns: COLUMNS,
            rows,
        })
    },
};

const COLUMNS: &[(&str, Shape)] = &[
    ("id", Number),
    ("relid", Text),
    ("year", Number),
    ("active_year", Number),
    ("code_status", Text),
    ("type_of_violence", Number),
    ("conflict_dset_id", Number),
    ("conflict_new_id", Number),
    ("conflict_name", Text),
    ("dyad_dset_id", Number),
    ("dyad_new_id", Number),
    ("dyad_name", Text),
    ("side_a_dset_id", Number),
    ("side_a_new_id", Number),
    ("side_a", Text),
    ("side_b_dset_id", Number),
    ("side_b_new_id", Number),
    ("side_b", Text),
    ("number_of_sources", Number),
    ("source_article", Text),
    ("source_office", Text),
    ("source_date", Text),
    ("source_headline", Text),
    ("source_original", Text),
    ("where_prec", Number),
    ("where_coordinates", Text),
    ("where_description", Text),
    ("adm_1", Text),
    ("adm_2", Text),
    ("latitude", Real),
    ("longitude", Real),
    ("geom_wkt", Text),
    ("priogrid_gid", Number),
    ("country", Text),
    ("country_id", Number),
    ("region", Text),
    ("event_clarity", Number),
    ("date_prec", Number),
    ("date_start", Text),
    ("date_end", Text),
    ("deaths_a", Number),
    ("deaths_b", Number),
    ("deaths_civilians", Number),
    ("deaths_unknown", Number),
    ("best", Number),
    ("high", Number),
    ("low", Number),
    ("gwnoa", Number),
    ("gwnob", Number),
];

fn rows(report: &Stored) -> Vec<Vec<Cell>> {
    let events = report.row.events.iter().zip(&report.events);
    events
        .filter(|(event, _)| event.kind == EventType::Assault && was(event))
        .filter(|(event, _)| event.actor.is_some() || event.mode.is_some())
        .filter_map(|(event, known)| Some((event, known, killed(report, event)?)))
        .map(|(event, known, killed)| {
            let mut line = Line::new(COLUMNS);
            line.set("id", known.id);
            line.set("relid", format!("{}-{}", report.id, event.id));
            set_sides(&mut line, report, event);
            set_source(&mut line, report, event);
            if let Some(place) = report.row.place(event.place_id) {
                set_place(&mut line, place);
            }
            set_days(&mut line, report, event, known);
            line.set("best", whole(killed.best));
            line.set("high", whole(killed.high));
            line.set("low", whole(killed.low));
            line.done()
        })
        .collect()
}

/// The figure of those killed in an event's clause.
fn killed<'r>(report: &'r Stored, event: &EventRow) -> Option<&'r FigureRow> {
    let figure = report.row.figure(event.figure)?;
    (figure.kind == Kind::Killed && figure.extent == Extent::Total).then_some(figure)
}

fn whole(number: Option<f64>) -> Option<i64> {
    let number = number?;
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}

/// Who stands on a side, as far as UCDP's three sorts of violence ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    State,
    Armed,
    Civilians,
}

fn side(one: &ParticipantRow) -> Option<Side> {
    match one.sector.as_deref()? {
        "GOV" | "MIL" | "COP" | "SPY" => Some(Side::State),
        "REB" => Some(Side::Armed),
        "CVL" | "REF" | "JRN" | "MED" | "HLH" | "EDU" | "LAB" | "AGR" | "REL" => {
            Some(Side::Civilians)
        }
        _ => None,
    }
}

fn set_sides(line: &mut Line, report: &Stored, event: &EventRow) {
    let (mut a, mut b) = (event.actor.as_ref(), event.recipient.as_ref());
    let sides = (a.and_then(side), b.and_then(side));
    let sort: Option<i64> = match sides {
        (Some(Side::State), Some(Side::State | Side::Armed)) => Some(1),
        (Some(Side::Armed), Some(Side::State)) => {
            // The government of a state is always the first side.
            std::mem::swap(&mut a, &mut b);
            Some(1)
        }
        (Some(Side::Armed), Some(Side::Armed)) => Some(2),
        (Some(Side::State | Side::Armed), Some(Side::Civilians)) => Some(3),
        _ => None,
    };
    line.set("type_of_violence", sort);
    line.set("side_a", a.map(|one| name(report, one)));
    let civilians = sort == Some(3);
    let named = |one| {
        if civilians {
            "Civilians"
        } else {
            name(report, one)
        }
    };
    line.set("side_b", b.map(named));
}

fn set_source(line: &mut Line, report: &Stored, event: &EventRow) {
    let told = &report.row.report;
    let published = told.published.map(|day| day.to_string());
    let parts = [&told.outlet, &published, &told.title];
    let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    line.set("number_of_sources", 1_i64);
    line.set(
        "source_article",
        Some(parts.join(",")).filter(|all| !all.is_empty()),
    );
    line.set("source_office", &told.outlet);
    line.set("source_date", told.published);
    line.set("source_headline", &told.title);
    line.set("source_original", event.say_so.last());
}

/// As far from a known place as UCDP calls near it.
const CLOSE_KM: f64 = 25.0;

fn set_place(line: &mut Line, place: &PlaceRow) {
    let close = place.relation.is_some() && place.radius_km.is_none_or(|km| km <= CLOSE_KM);
    let precision: Option<i64> = match place.precision {
        Precision::Point | Precision::Settlement => Some(1),
        Precision::Area if close => Some(2),
        Precision::District => Some(3),
        Precision::Province => Some(4),
        Precision::Area => Some(5),
        Precision::Country => Some(6),
        _ => None,
    };
    line.set("where_prec", precision);
    line.set("where_coordinates", &place.name);
    let relation = place.relation.as_deref();
    line.set(
        "where_description",
        relation.map(|relation| format!("{relation} {}", place.name)),
    );
    line.set("adm_1", &place.admin1);
    line.set("adm_2", &place.admin2);
    let code = place.country.as_deref();
    line.set(
        "country",
        code.and_then(country).map(|country| country.name.as_str()),
    );
    // The middle of a country is no place where something was.
    if place.precision != Precision::Country {
        line.set("latitude", place.lat);
        line.set("longitude", place.lon);
    }
}

fn set_days(line: &mut Line, report: &Stored, event: &EventRow, known: &Known) {
    let told = report.row.time(event.time_id).and_then(days);
    let (first, last) = match told {
        Some((first, last, _)) => (Some(first), Some(last)),
        None => (known.day, known.day),
    };
    line.set("year", first.map(|day| i64::from(day.0.year())));
    line.set("date_prec", told.map(|(_, _, precision)| precision));
    line.set("date_start", first);
    line.set("date_end", last);
}

/// The days of a time, and UCDP's number for how exact that is.
fn days(time: &TimeRow) -> Option<(Day, Day, i64)> {
    let (first, last) = (time.start?, time.end?);
    let precision = match first.0.until(last.0).ok()?.get_days() {
        0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    };
    Some((first, last, precision))
}
