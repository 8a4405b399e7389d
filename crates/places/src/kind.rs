use std::fmt;

/// What sort of place a gazetteer's row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum PlaceKind {
    /// Africa, Europe.
    Continent,
    /// A country or a dependent territory.
    Country,
    /// A first-order division: state, province, oblast.
    Province,
    /// A second-order division: county, raion, department.
    District,
    /// A country's capital.
    Capital,
    /// The seat of a first-order division.
    Seat,
    /// Any other populated place.
    Town,
    /// A part of a town.
    Quarter,
    /// An area that no state draws: Donbas, the Sahel, the West Coast.
    Region,
    /// A sea, gulf, strait, lake or canal.
    Water,
    /// A river.
    River,
    /// An island, a group of them or a peninsula.
    Island,
    /// A mountain or a range.
    Mountain,
    /// An airport.
    Airport,
    /// A building, base, plant, crossing or other single spot.
    Site,
}

impl PlaceKind {
    /// Every kind, in the order of the gazetteer's codes.
    pub const ALL: &'static [Self] = &[
        Self::Continent,
        Self::Country,
        Self::Province,
        Self::District,
        Self::Capital,
        Self::Seat,
        Self::Town,
        Self::Quarter,
        Self::Region,
        Self::Water,
        Self::River,
        Self::Island,
        Self::Mountain,
        Self::Airport,
        Self::Site,
    ];

    /// The kind's name in tables and in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Continent => "continent",
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::Capital => "capital",
            Self::Seat => "seat",
            Self::Town => "town",
            Self::Quarter => "quarter",
            Self::Region => "region",
            Self::Water => "water",
            Self::River => "river",
            Self::Island => "island",
            Self::Mountain => "mountain",
            Self::Airport => "airport",
            Self::Site => "site",
        }
    }

    /// The kind that is written `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }

    pub(crate) fn from_code(code: u8) -> Self {
        Self::ALL
            .get(usize::from(code))
            .copied()
            .unwrap_or(Self::Region)
    }

    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// A town of any size or a part of one.
    pub fn is_settlement(self) -> bool {
        matches!(
            self,
            Self::Capital | Self::Seat | Self::Town | Self::Quarter
        )
    }

    /// A country or a division of one.
    pub fn is_division(self) -> bool {
        matches!(self, Self::Country | Self::Province | Self::District)
    }

    /// Whether a row of this kind is an extent rather than a spot, so that its coordinates are
    /// only its middle.
    pub fn is_area(self) -> bool {
        !matches!(
            self,
            Self::Capital | Self::Seat | Self::Town | Self::Quarter | Self::Airport | Self::Site
        )
    }
}

impl fmt::Display for PlaceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
