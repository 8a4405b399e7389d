//! The tables of this room.

use sayso_tables::{Cell, Definition, Table, choice, none_of, record};

use crate::{BodyKind, Day, Gender, Seat};

record! {
    /// A country.
    pub struct CountryRow key [code] {
        /// ISO 3166 alpha-2 code (XK for Kosovo).
        code: String,
        /// The press's English name.
        name: String,
        /// "Ukrainian".
        adjectives: Vec<String>,
        /// "Ukrainians", "Ukrainian".
        people: Vec<String>,
        /// Capitals and seats of government, also in other spellings.
        capitals: Vec<String>,
        /// Other names.
        aliases: Vec<String>,
    }
}

record! {
    /// A body.
    pub(crate) struct BodyRow key [name] {
        /// Its full English name.
        name: String,
        /// What sort of body.
        kind: BodyKind,
        /// ISO 3166 alpha-2 code of its country; empty where it is of none.
        country: Option<String>,
        /// The ways it is named, besides "X of Y", "Y's X" and the adjective with X.
        aliases: Vec<String>,
    }
}

record! {
    /// A department that most countries have.
    pub(crate) struct DepartmentRow key [pattern] {
        /// How reports name one, after the country or its adjective.
        pattern: String,
        /// What sort of body.
        kind: BodyKind,
        /// Its full name, with `{}` for the country.
        name: String,
    }
}

record! {
    /// A place that stands for the body that sits there.
    pub(crate) struct MetonymRow key [metonym] {
        /// The place.
        metonym: String,
        /// The body, by its full name.
        body: String,
        /// What the words name when they do not act: facility, city or none.
        place: Seat,
    }
}

record! {
    /// A person in an office.
    pub(crate) struct LeaderRow key [of, office, name, from] {
        /// ISO 3166 alpha-2 code of the country, or the full name of the body.
        of: String,
        /// The office.
        office: String,
        /// Full name.
        name: String,
        /// First day, YYYY-MM-DD.
        from: Day,
        /// Last day, YYYY-MM-DD; empty while in office.
        to: Option<Day>,
        /// f or m where it is known.
        gender: Option<Gender>,
        /// Other spellings and short names.
        aliases: Vec<String>,
    }
}

/// The countries: also for rooms that look for their adjectives in texts.
pub const COUNTRIES: Table<CountryRow> = Table::new(
    "bodies/countries.tsv",
    include_str!("../../../data/bodies/countries.tsv"),
);
pub(crate) const BODIES: Table<BodyRow> = Table::new(
    "bodies/bodies.tsv",
    include_str!("../../../data/bodies/bodies.tsv"),
);
pub(crate) const DEPARTMENTS: Table<DepartmentRow> = Table::new(
    "bodies/departments.tsv",
    include_str!("../../../data/bodies/departments.tsv"),
);
pub(crate) const METONYMS: Table<MetonymRow> = Table::new(
    "bodies/metonyms.tsv",
    include_str!("../../../data/bodies/metonyms.tsv"),
);
pub(crate) const LEADERS: Table<LeaderRow> = Table::new(
    "bodies/leaders.tsv",
    include_str!("../../../data/bodies/leaders.tsv"),
);
pub(crate) const LEADERS_WORLD: Table<LeaderRow> = Table::new(
    "bodies/leaders-world.tsv",
    include_str!("../../../data/bodies/leaders-world.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    COUNTRIES.definition(),
    BODIES.definition(),
    DEPARTMENTS.definition(),
    METONYMS.definition(),
    LEADERS.definition(),
    LEADERS_WORLD.definition(),
];

choice!(Gender, "gender", "f" => Self::Female, "m" => Self::Male);
choice!(Seat, "place", "city" => Self::City, "facility" => Self::Facility, "none" => Self::None);

impl Cell for BodyKind {
    fn read(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.iter().map(|kind| kind.as_str());
        Self::parse(text).ok_or_else(|| none_of(text, "kind", all()))
    }
}

impl Cell for Day {
    fn read(text: &str) -> Result<Self, String> {
        let day = Self::parse(text).filter(|_| text.len() == 10);
        day.ok_or_else(|| format!("`{text}` is no date YYYY-MM-DD"))
    }
}
