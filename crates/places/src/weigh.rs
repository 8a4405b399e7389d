//! The numbers by which names and surroundings count in resolving a name.

/// How much each thing counts; tuned on every other article of the training corpora.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// Held by a place that the text ties to it.
    pub(crate) held: f64,
    /// Other places in the same country, by the logarithm of their weight.
    pub(crate) country: f64,
    /// In the same first-order division.
    pub(crate) admin1: f64,
    /// Near by.
    pub(crate) near: f64,
    /// The distance at which another place counts by a third, in km.
    pub(crate) near_km: f64,
    /// Differences of score that make a name e times as likely.
    pub(crate) softness: f64,
    /// A settlement's people, by their decimal logarithm.
    pub(crate) people: f64,
    /// A capital, over another settlement as large.
    pub(crate) capital: f64,
    /// The seat of a first-order division, likewise.
    pub(crate) seat: f64,
    /// A country.
    pub(crate) known_country: f64,
    /// A first-order division, and its people by their logarithm.
    pub(crate) province: f64,
    pub(crate) province_people: f64,
    /// A second-order division's people.
    pub(crate) district_people: f64,
    /// Another name than the place's own.
    pub(crate) alternate: f64,
    /// A name of unknown language.
    pub(crate) foreign: f64,
    /// How much softer the first rounds are.
    pub(crate) warmth: f64,
    /// How much a name's repetition adds to its weight.
    pub(crate) repeated: f64,
    /// Weight of a country that is named as nobody's whereabouts, by that of one that is.
    pub(crate) acting: f64,
    /// Weight of the outlet's home among the other places.
    pub(crate) home: f64,
}

pub(crate) const WEIGHTS: Weights = Weights {
    held: 2.8,
    country: 0.93,
    admin1: 0.9,
    near: 1.8,
    near_km: 45.0,
    softness: 0.3,
    people: 0.22,
    capital: 0.9,
    seat: 0.4,
    known_country: 3.9,
    province: 1.15,
    province_people: 0.34,
    district_people: 0.1,
    alternate: -1.6,
    foreign: -1.3,
    warmth: 1.6,
    repeated: 1.5,
    acting: 0.6,
    home: 2.0,
};
