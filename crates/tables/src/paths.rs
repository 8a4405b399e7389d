//! Where tables lie.

/// The path of every table under `data/`; a test of `sayso-cli` holds it against the folder and the rooms.
pub const PATHS: &[&str] = &[
    "bodies/bodies.tsv",
    "bodies/countries.tsv",
    "bodies/departments.tsv",
    "bodies/leaders-world.tsv",
    "bodies/leaders.tsv",
    "bodies/metonyms.tsv",
    "claims/alike.tsv",
    "claims/common.tsv",
    "claims/owners.tsv",
    "claims/pairs.tsv",
    "claims/words.tsv",
    "entities/given_names.tsv",
    "entities/given_names_world.tsv",
    "entities/nouns.tsv",
    "entities/synonyms.tsv",
    "entities/titles.tsv",
    "entities/weights.tsv",
    "events/classes.tsv",
    "events/combine.tsv",
    "events/harms.tsv",
    "events/lexicon.tsv",
    "events/operators.tsv",
    "events/sectors.tsv",
    "export/countries.tsv",
    "figures/casualties.tsv",
    "figures/comparators.tsv",
    "figures/currencies.tsv",
    "figures/labels.tsv",
    "figures/names.tsv",
    "figures/units.tsv",
    "lang/en/claims.tsv",
    "lang/en/entities.tsv",
    "lang/en/events.tsv",
    "lang/en/figures.tsv",
    "lang/en/ledger.tsv",
    "lang/en/numbers.tsv",
    "lang/en/places.tsv",
    "lang/en/statements.tsv",
    "lang/en/times.tsv",
    "lang/en/words.tsv",
    "lemma/capitals.tsv",
    "lemma/endings.tsv",
    "lemma/forms.tsv",
    "places/aliases.tsv",
    "report/agencies.tsv",
    "report/boilerplate.tsv",
    "statements/anonymity.tsv",
    "statements/cues.tsv",
    "statements/judge.tsv",
    "statements/media.tsv",
    "statements/venues.tsv",
    "times/holidays.tsv",
    "times/words.tsv",
];

/// The name that is nearest to what was written, if any is near: at most a third of its letters differ.
pub fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (distance(written, name), name))
        .min()
        .filter(|&(distance, name)| distance * 3 <= name.chars().count())
        .map(|(_, name)| name)
}

/// Letters to change, add or cut between two words (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (to, d) in other.iter().enumerate() {
            let change = before + usize::from(c != *d);
            before = row[to + 1];
            row[to + 1] = change.min(before + 1).min(row[to] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let names = || ["cues", "venues", "media"].into_iter();
        assert_eq!(nearest("cue", names()), Some("cues"));
        assert_eq!(nearest("xylophone", names()), None);
    }
}
