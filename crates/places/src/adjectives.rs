//! Adjectives and peoples of countries ("Belgian", "Ukrainians"): no places, but they tell where a
//! report plays, and in which country "the Syrian port of Latakia" lies.

use std::ops::Range;

use sayso_analysis::{Analysis, WordId};

use crate::reading::{Reading, is_capitalised};
use crate::{Gazetteer, Place, Precision, RowId, Site};

/// An adjective of a country in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Adjective {
    pub(crate) words: Range<WordId>,
    /// ISO 3166 alpha-2 code.
    pub(crate) country: String,
}

/// The adjectives of a text in order; forms that are also a country's name ("US") are left out.
pub(crate) fn adjectives(reading: Reading<'_>, gazetteer: &Gazetteer) -> Vec<Adjective> {
    let words = reading.analysis.words.len();
    let mut found: Vec<Adjective> = Vec::new();
    for at in 0..words {
        if !is_capitalised(reading.word(at)) || found.last().is_some_and(|last| last.words.end > at)
        {
            continue;
        }
        let longest = [at..at + 2, at..at + 1]
            .into_iter()
            .filter(|range| range.end <= words)
            .find_map(|range| {
                let form = reading.slice(&range);
                let country = gazetteer
                    .tables()
                    .national(form)
                    .filter(|_| !form.contains('.') && form.len() > 2)?;
                (!gazetteer.knows(form) || form.ends_with('n') || form.ends_with('h')).then_some(
                    Adjective {
                        words: range,
                        country: country.to_owned(),
                    },
                )
            });
        found.extend(longest);
    }
    found
}

/// The adjectives and peoples of countries in a text as places: the country, with rule
/// `adjective`. They are no names of places, so [`crate::find`] leaves them out; for maps and
/// scorers that count them.
pub fn adjective_places(text: &str, analysis: &Analysis, gazetteer: &Gazetteer) -> Vec<Place> {
    let reading = Reading { text, analysis };
    let place = |adjective: Adjective| {
        let site = Site::of(gazetteer, gazetteer.country(&adjective.country)?)?;
        Some(Place {
            span: reading.span(&adjective.words)?,
            name: site.name.clone(),
            precision: Precision::Country,
            relation: None,
            confidence: 0.8,
            runners_up: Vec::new(),
            rule: "adjective",
            may_act: true,
            site: Some(site),
        })
    };
    adjectives(reading, gazetteer)
        .into_iter()
        .filter_map(place)
        .collect()
}

impl Gazetteer {
    /// The country of an ISO 3166 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<RowId> {
        let units = (0..u16::MAX).map_while(|number| self.unit(crate::UnitId(number)));
        units
            .take_while(|unit| unit.level == 0)
            .find(|unit| unit.country == code)
            .and_then(|unit| unit.row)
    }
}
