use sayso_labels::labels;

labels! {
    /// What sort of place a gazetteer's row is, in the order of the gazetteer's codes.
    #[repr(u8)]
    pub PlaceKind("kind of place") {
        /// Africa, Europe.
        Continent = "continent",
        /// A country or a dependent territory.
        Country = "country",
        /// A first-order division: state, province, oblast.
        Province = "province",
        /// A second-order division: county, raion, department.
        District = "district",
        /// A country's capital.
        Capital = "capital",
        /// The seat of a first-order division.
        Seat = "seat",
        /// Any other populated place.
        Town = "town",
        /// A part of a town.
        Quarter = "quarter",
        /// An area that no state draws: Donbas, the Sahel, the West Coast.
        Region = "region",
        /// A sea, gulf, strait, lake or canal.
        Water = "water",
        /// A river.
        River = "river",
        /// An island, a group of them or a peninsula.
        Island = "island",
        /// A mountain or a range.
        Mountain = "mountain",
        /// An airport.
        Airport = "airport",
        /// A building, base, plant, crossing or other single spot.
        Site = "site",
    }
}

impl PlaceKind {
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
