//! The places of all reports, for a map.

use rusqlite::{Result, params};
use sayso::{Day, EventType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asked::words;
use super::wanted::all_of;
use crate::{Ledger, LedgerError};

/// Which reports' places are asked for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MapQuery {
    /// Words of the title or the text
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub words: Option<String>,
    /// Only the places of events of this PLOVER type
    pub event: Option<EventType>,
    /// Published on this day or later
    pub since: Option<Day>,
    /// Published on this day or before
    pub until: Option<Day>,
    /// How many places at most, those in most reports first
    #[serde(skip)]
    pub limit: usize,
}

/// A place and how often it is named.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Mapped {
    /// Its name in the gazetteer.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// How exact the coordinates are; those of all but points and settlements are the middle of an area.
    pub precision: String,
    /// In how many reports.
    pub reports: usize,
    /// How sure it is that this place is meant, where it is surest, 0 to 1.
    pub confidence: f64,
    /// The first day on which one was published.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

impl Ledger {
    /// The places that have coordinates.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn map(&self, query: &MapQuery) -> std::result::Result<Vec<Mapped>, LedgerError> {
        let wanted = match &query.words {
            Some(words) => match all_of(words) {
                Some(wanted) => Some(wanted),
                None => return Ok(Vec::new()),
            },
            None => None,
        };
        self.mapped(query, wanted.as_deref())
            .map_err(|error| self.failed(&error))
    }

    /// How many reports name a place that has coordinates.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn placed(&self) -> std::result::Result<usize, LedgerError> {
        let sql = "SELECT count(DISTINCT report) FROM place WHERE row ->> 'lat' IS NOT NULL";
        self.file
            .query_row(sql, [], |row| row.get(0))
            .map_err(|error| self.failed(&error))
    }

    fn mapped(&self, query: &MapQuery, wanted: Option<&str>) -> Result<Vec<Mapped>> {
        let among = if wanted.is_some() {
            "report.id IN (SELECT rowid FROM report_words WHERE report_words MATCH ?1)"
        } else {
            "?1 IS NULL"
        };
        let sql = format!(
            "SELECT place.name, place.row ->> 'lat' AS lat, place.row ->> 'lon' AS lon, place.row ->> 'country' AS country,
                    place.row ->> 'admin1' AS admin1, place.row ->> 'precision' AS precision,
                    count(DISTINCT place.report) AS reports,
                    max(place.row ->> 'confidence') AS confidence, min(published) AS first, max(published) AS last
             FROM place JOIN report ON report.id = place.report
             WHERE place.row ->> 'lat' IS NOT NULL AND {among}
               AND (?5 IS NULL OR EXISTS (SELECT 1 FROM event WHERE event.report = place.report
                    AND event.kind = ?5 AND event.row ->> 'place_id' = 'p' || place.number))
               AND (?2 IS NULL OR published >= ?2) AND (?3 IS NULL OR published <= ?3)
             GROUP BY place.name, lat, lon ORDER BY reports DESC, place.name, lat, lon LIMIT ?4"
        );
        let mut places = self.file.prepare_cached(&sql)?;
        let days = [query.since, query.until].map(|day| day.map(|day| day.to_string()));
        let event = query.event.map(EventType::as_str);
        let asked = params![wanted, days[0], days[1], query.limit, event];
        let found = places.query_map(asked, |row| {
            Ok(Mapped {
                name: row.get("name")?,
                lat: row.get("lat")?,
                lon: row.get("lon")?,
                country: row.get("country")?,
                admin1: row.get("admin1")?,
                precision: row.get("precision")?,
                reports: row.get("reports")?,
                confidence: row.get::<_, Option<f64>>("confidence")?.unwrap_or(1.0),
                first: row.get("first")?,
                last: row.get("last")?,
            })
        })?;
        found.collect()
    }
}
