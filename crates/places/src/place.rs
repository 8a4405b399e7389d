use sayso_labels::labels;
use sayso_text::Span;

use crate::{Gazetteer, PlaceKind, RowId};

/// A place that a report names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The words that name it, with the word for its sort where that decides ("Donetsk region").
    pub span: Span,
    /// Its name in the gazetteer; the words of the text where the gazetteer has none.
    pub name: String,
    /// Where it is; `None` where the gazetteer does not say.
    pub site: Option<Site>,
    /// How exact that is.
    pub precision: Precision,
    /// What the text says of the spot by way of the place ("south of").
    pub relation: Option<Relation>,
    /// How sure it is that the words name a place and this one, 0..=1.
    pub confidence: f32,
    /// What else it may be, best first, at most three.
    pub runners_up: Vec<RunnerUp>,
    /// The rule that decided (see [`crate::find`]).
    pub rule: &'static str,
    /// Whether the name can stand for a government or body: a country, a capital or a seat of
    /// power that no preposition of place precedes. Whether it does is for syntax to say.
    pub may_act: bool,
}

/// A place on the map. The point of an area is only its middle: see [`Place::precision`].
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The gazetteer's row.
    pub row: RowId,
    /// Its name there.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 alpha-2 code, `None` for what lies in several countries or none.
    pub country: Option<String>,
    /// The first-order division ("Donetsk Oblast").
    pub admin1: Option<String>,
    /// The second-order division.
    pub admin2: Option<String>,
    /// Its sort.
    pub kind: PlaceKind,
    /// Radius in km of a disc that holds most of it, where it is an area or its point is not known.
    pub radius_km: Option<f64>,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
}

labels! {
    /// How exact a place's coordinates are.
    pub Precision("precision of a place") {
        /// A building, base or crossing: the point is meant.
        Point = "point",
        /// A populated place: the point is its centre.
        Settlement = "settlement",
        /// A second-order division: the point is its middle. Also a settlement of which only the
        /// district is known.
        District = "district",
        /// A first-order division.
        Province = "province",
        /// A country.
        Country = "country",
        /// An area that no state draws, a sea, a river, or the surroundings of a place.
        Area = "area",
        /// Nothing is known.
        Unknown = "unknown",
    }
}

/// What the text says of a spot by way of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// "near Sudzha", "outside Paris", "the Pokrovsk area".
    Near,
    /// "south of Bakhmut", "20 km north-west of Sumy": the direction as written.
    Off(String),
    /// "northern Israel": the direction as written.
    Part(String),
    /// A building or street, placed by the settlement in which the text puts it.
    Within,
}

/// What a name may be besides.
#[derive(Clone, Debug, PartialEq)]
pub struct RunnerUp {
    /// The other place.
    pub site: Site,
    /// How likely, 0..=1.
    pub confidence: f32,
}

impl Site {
    /// A row with the names of the country and divisions it lies in.
    pub fn of(gazetteer: &Gazetteer, id: RowId) -> Option<Self> {
        let row = gazetteer.row(id)?;
        let units = gazetteer.units_of(row.unit);
        let name = |unit| {
            let unit = gazetteer.unit(unit)?;
            gazetteer.row(unit.row?).map(|row| row.name.to_owned())
        };
        Some(Self {
            row: id,
            name: row.name.to_owned(),
            lat: row.lat,
            lon: row.lon,
            country: units
                .country
                .and_then(|unit| gazetteer.unit(unit))
                .map(|unit| unit.country.to_owned()),
            admin1: units.admin1.and_then(name),
            admin2: units.admin2.and_then(name),
            kind: row.kind,
            radius_km: row.radius_km,
            geonames: row.geonames,
        })
    }

    /// How exact the coordinates are.
    pub fn precision(&self) -> Precision {
        match self.kind {
            PlaceKind::Site | PlaceKind::Airport => Precision::Point,
            kind if kind.is_settlement() && self.radius_km.is_some() => Precision::District,
            kind if kind.is_settlement() => Precision::Settlement,
            PlaceKind::District => Precision::District,
            PlaceKind::Province => Precision::Province,
            PlaceKind::Country => Precision::Country,
            _ => Precision::Area,
        }
    }
}
