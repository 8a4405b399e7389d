//! The words around a name that say what sort of place it is and where.

use crate::lang::{DIRECTION, LOCATIVE, NEARNESS, SETTLEMENT_WORD, WORDS_DIRECTION};

/// A word after (or before) a name for the sort of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Designator {
    /// Oblast, province, state, region: a first-order division where there is one.
    Province,
    /// County, raion, district: a second-order division.
    District,
    /// Direction, front, axis: the division where there is one, else the surroundings.
    Front,
    /// Area, outskirts, suburbs: the surroundings.
    Around,
}

/// The sort that a word after a name says, in small letters.
pub(crate) fn designator(word: &str) -> Option<Designator> {
    Some(match word {
        "oblast" | "province" | "region" | "state" | "governorate" | "krai" | "prefecture"
        | "voivodeship" | "canton" | "emirate" | "republic" => Designator::Province,
        "county" | "parish" | "district" | "raion" | "rayon" | "municipality" | "borough"
        | "department" | "township" | "counties" | "parishes" | "subdistrict" => {
            Designator::District
        }
        "direction" | "front" | "frontline" | "sector" | "axis" | "salient" | "bridgehead"
        | "pocket" => Designator::Front,
        "area" | "outskirts" | "suburbs" | "suburb" | "vicinity" | "countryside" => {
            Designator::Around
        }
        _ => return None,
    })
}

/// Forms under which the gazetteer may keep a division of this sort.
pub(crate) fn division_words(designator: Designator) -> &'static [&'static str] {
    match designator {
        Designator::Province => &[
            "oblast",
            "province",
            "region",
            "state",
            "governorate",
            "krai",
            "prefecture",
            "republic",
            "county",
        ],
        Designator::District => &[
            "county",
            "district",
            "raion",
            "parish",
            "municipality",
            "township",
        ],
        Designator::Front => &["oblast", "region", "province", "governorate"],
        Designator::Around => &[],
    }
}

/// A word before "of" and a settlement ("the village of").
pub(crate) fn is_settlement_word(word: &str) -> bool {
    SETTLEMENT_WORD.has(word)
}

/// "north", "northern", "south-west": a direction, also in two words joined by a hyphen.
pub(crate) fn is_direction(word: &str) -> bool {
    let stem = word.strip_suffix("ern").unwrap_or(word);
    DIRECTION.has(stem) || WORDS_DIRECTION.has(word)
}

/// A direction that is followed by "of" ("south of").
pub(crate) fn is_compass(word: &str) -> bool {
    is_direction(word)
        && (word.starts_with("north")
            || word.starts_with("south")
            || word.starts_with("east")
            || word.starts_with("west"))
}

/// A preposition that says a place follows.
pub(crate) fn is_locative(word: &str) -> bool {
    LOCATIVE.has(word)
}

/// "near", "outside": not in the place itself.
pub(crate) fn is_nearness(word: &str) -> bool {
    NEARNESS.has(word)
}
