//! *What it does*: parts a name that is a place and, with no comma between, the division or country it lies in.
//!
//! *Example*: "Toowoomba Queensland", "san rafael ca": two places, the one in the other.
//!
//! *What it leaves alone*: names that the gazetteer holds as they stand ("Kansas City", "Northern Ireland"), and
//! those whose first part is no place in the second.

use sayso_analysis::{Analysis, Name, NameKind};

use crate::{Gazetteer, UnitId};

/// Words of a division's name at most ("New South Wales").
const OUTER: usize = 3;

/// Parts the places' names of an analysis.
pub fn divide(text: &str, analysis: &mut Analysis, gazetteer: &Gazetteer) {
    let mut names = Vec::with_capacity(analysis.names.len());
    for name in &analysis.names {
        match halves(text, analysis, gazetteer, name) {
            Some(halves) => names.extend(halves),
            None => names.push(name.clone()),
        }
    }
    analysis.names = names;
}

fn halves(
    text: &str,
    analysis: &Analysis,
    gazetteer: &Gazetteer,
    name: &Name,
) -> Option<[Name; 2]> {
    let words = &name.words;
    if name.kind != NameKind::Place || words.len() < 2 || gazetteer.knows(name.span.slice(text)) {
        return None;
    }
    let part = |words: std::ops::Range<usize>| {
        let span = analysis.span_of(words.clone())?;
        Some(Name {
            words,
            span,
            ..name.clone()
        })
    };
    (words.end.saturating_sub(OUTER).max(words.start + 1)..words.end).find_map(|middle| {
        let (inner, outer) = (part(words.start..middle)?, part(middle..words.end)?);
        let within = divisions(gazetteer, outer.span.slice(text));
        let lies_in = gazetteer
            .named(inner.span.slice(text))
            .iter()
            .filter_map(|&(id, _)| gazetteer.row(id)?.unit)
            .any(|unit| {
                let units = gazetteer.units_of(Some(unit));
                within
                    .iter()
                    .any(|&outer| outer != unit && units.has(outer))
            });
        lies_in.then_some([inner, outer])
    })
}

/// The countries and first-level divisions of a name.
fn divisions(gazetteer: &Gazetteer, name: &str) -> Vec<UnitId> {
    let named = gazetteer.named(name);
    let rows = named.iter().map(|&(id, _)| id);
    rows.filter_map(|id| {
        let unit_id = gazetteer.row(id)?.unit?;
        let unit = gazetteer.unit(unit_id)?;
        (unit.row == Some(id) && unit.level < 2).then_some(unit_id)
    })
    .collect()
}
