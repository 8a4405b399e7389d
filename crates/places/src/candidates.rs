//! What a name may mean, before its surroundings are asked.

use crate::gazetteer::{Row, Units};
use crate::spelling::key;
use crate::weigh::WEIGHTS;
use crate::words::{Designator, division_words};
use crate::{Gazetteer, NameUse, PlaceKind, RowId};

/// Most meanings of one name that are weighed.
const MOST: usize = 40;
/// Most meanings of one name that are looked at.
const MOST_READ: usize = 600;

/// One thing that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) id: RowId,
    pub(crate) kind: PlaceKind,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) radius_km: f64,
    pub(crate) units: Units,
    /// Its score without any context.
    pub(crate) base: f64,
}

/// A name to look up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    /// The key of the name itself.
    pub(crate) key: String,
    /// The sort that a word beside it says.
    pub(crate) designator: Option<Designator>,
    /// The word itself, in small letters and the singular.
    pub(crate) designator_word: String,
    /// Whether short forms may be meant: it is written in capitals or with a period.
    pub(crate) short: bool,
    /// Whether the words before say that it is a settlement.
    pub(crate) settlement: bool,
}

/// The meanings of `wanted`, those best known first.
pub(crate) fn candidates(gazetteer: &Gazetteer, wanted: &Wanted) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut take = |key: &str, bonus: f64, only: fn(PlaceKind) -> bool| {
        for (id, usage) in gazetteer.keyed(key).into_iter().take(MOST_READ) {
            let Some(row) = gazetteer.row(id) else {
                continue;
            };
            let short = key.len() <= 3 && wanted.short;
            let unlike = if usage == NameUse::Abbreviation {
                !wanted.short
            } else {
                short && row.kind.is_settlement()
            };
            if unlike || !only(row.kind) {
                continue;
            }
            let base = prior(&row, gazetteer.units_of(row.unit))
                + bonus
                + usage_score(usage)
                + fit(&row, wanted);
            let new = Candidate {
                id,
                kind: row.kind,
                lat: row.lat,
                lon: row.lon,
                radius_km: row.radius_km.unwrap_or(0.0),
                units: gazetteer.units_of(row.unit),
                base,
            };
            match found.iter_mut().find(|known| known.id == id) {
                Some(known) => known.base = known.base.max(base),
                None => found.push(new),
            }
        }
    };
    match wanted.designator {
        None => take(&wanted.key, 0.0, |_| true),
        Some(Designator::Around) => take(&wanted.key, 0.0, |_| true),
        Some(designator) => {
            let exact = key(&format!("{} {}", wanted.key, wanted.designator_word));
            take(&exact, 2.0, |_| true);
            for word in division_words(designator) {
                if *word != wanted.designator_word {
                    take(
                        &format!("{} {word}", wanted.key),
                        1.0,
                        PlaceKind::is_division,
                    );
                }
            }
            take(&wanted.key, 0.0, |_| true);
        }
    }
    if wanted.designator.is_none() {
        cities_before_provinces(&mut found);
    }
    found.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.id.cmp(&b.id)));
    found
}

/// How far a province stands behind the city of its name.
const BEHIND: f64 = 0.8;

/// A bare "Odesa" is the city and not the oblast that it is the seat of, and a bare "Washington" the capital.
fn cities_before_provinces(found: &mut [Candidate]) {
    let cities: Vec<Candidate> = found
        .iter()
        .filter(|city| matches!(city.kind, PlaceKind::Seat | PlaceKind::Capital))
        .copied()
        .collect();
    for province in found {
        if province.kind != PlaceKind::Province {
            continue;
        }
        let its_own = |city: &&Candidate| {
            let inside = city.units.admin1.is_some() && city.units.admin1 == province.units.admin1;
            let same_country = city.units.country == province.units.country;
            same_country && (inside || city.kind == PlaceKind::Capital)
        };
        let best = cities.iter().filter(its_own).map(|city| city.base);
        if let Some(best) = best.reduce(f64::max) {
            province.base = province.base.min(best - BEHIND);
        }
    }
}

/// Cuts the list to the best, in order of `score`.
pub(crate) fn keep_best(found: &mut Vec<Candidate>, score: impl Fn(&Candidate) -> f64) {
    if found.len() > MOST {
        found.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.id.cmp(&b.id)));
        found.truncate(MOST);
    }
}

/// How well known a place is, from its sort and the people in it.
fn prior(row: &Row<'_>, units: Units) -> f64 {
    let people = ((row.population + 10) as f64).log10();
    let of_country = if units.country.is_some() { 0.0 } else { 0.3 };
    match row.kind {
        PlaceKind::Continent => 5.0,
        PlaceKind::Country => WEIGHTS.known_country,
        PlaceKind::Province => WEIGHTS.province + WEIGHTS.province_people * people,
        PlaceKind::District => WEIGHTS.district_people * people,
        PlaceKind::Capital => WEIGHTS.capital + WEIGHTS.people * people,
        PlaceKind::Seat => WEIGHTS.seat + WEIGHTS.people * people,
        PlaceKind::Town => WEIGHTS.people * people,
        PlaceKind::Quarter => WEIGHTS.people * people - 0.5,
        PlaceKind::Region => 2.9 + of_country,
        PlaceKind::Water => 3.8 + of_country,
        PlaceKind::Island => 2.8 + of_country,
        PlaceKind::River | PlaceKind::Mountain => 2.5,
        PlaceKind::Airport => 1.0,
        PlaceKind::Site => 2.4,
    }
}

fn usage_score(usage: NameUse) -> f64 {
    match usage {
        NameUse::Primary => 0.0,
        NameUse::Alternate => WEIGHTS.alternate,
        NameUse::Abbreviation => 0.4,
        NameUse::Foreign => WEIGHTS.foreign,
    }
}

/// How well a place's sort suits the words beside its name.
fn fit(row: &Row<'_>, wanted: &Wanted) -> f64 {
    let settlement = row.kind.is_settlement();
    match wanted.designator {
        Some(Designator::Province) => match row.kind {
            PlaceKind::Province => 2.5,
            PlaceKind::District => 1.5,
            PlaceKind::Region => 1.5,
            _ => 0.0,
        },
        Some(Designator::District) => match row.kind {
            PlaceKind::District => 2.5,
            PlaceKind::Province => 1.0,
            _ => 0.0,
        },
        Some(Designator::Front) if row.kind == PlaceKind::Province => 2.0,
        Some(Designator::Front) => 0.0,
        _ if wanted.settlement && settlement => 1.5,
        _ => 0.0,
    }
}
