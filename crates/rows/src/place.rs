//! Places on the map.

use sayso_places::{PlaceKind, Precision};

use crate::column::row;
use crate::sort::{Place, Statement};
use crate::{DecidedRow, Id, SpanIn};

row! {
    /// A place.
    pub struct PlaceRow "PlaceRow" {
        /// "p1", "p2"… in this report.
        id: Id<Place>,
        /// The words that name it.
        span: SpanIn<U>,
        /// Its name in the gazetteer.
        name: String,
        /// Degrees north; null where the gazetteer has no such place.
        lat: Option<f64>,
        /// Degrees east.
        lon: Option<f64>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// First-order division.
        admin1: Option<String>,
        /// Second-order division.
        admin2: Option<String>,
        /// Its sort.
        kind: Option<PlaceKind>,
        /// How exact the coordinates are. Those of all but points and settlements are the middle of an area.
        precision: Precision,
        /// Radius of a disc that holds most of an area, in km.
        radius_km: Option<f64>,
        /// "near", "within", a direction ("south of") or a part ("northern").
        relation: Option<String>,
        /// Its number in GeoNames.
        geonames: Option<u32>,
        /// What else the name may be, best first.
        runners_up: Vec<RunnerUpRow>,
        /// The statement it stands in.
        statement: Option<Id<Statement>>,
        /// From the outlet to the last voice.
        say_so: Vec<String>,
        /// Probability that the words name a place and this one.
        confidence: f32,
        /// The rule that decided.
        rule: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
    }
}

row! {
    /// Another place of the same name.
    pub struct RunnerUpRow "RunnerUpRow" plain {
        /// Its name.
        name: String,
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// First-order division.
        admin1: Option<String>,
        /// How likely.
        confidence: f32,
    }
}
