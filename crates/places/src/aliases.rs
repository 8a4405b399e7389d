//! Spellings of the press (`data/places/aliases.tsv`) for places that the gazetteer has under other names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::spelling::key;

const TABLE: &str = include_str!("../../../data/places/aliases.tsv");

/// A place by the name that the gazetteer has for it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    /// The key of that name.
    pub(crate) name: String,
    /// ISO 3166 alpha-2.
    pub(crate) country: &'static str,
}

static ALIASES: LazyLock<HashMap<String, Vec<Alias>>> = LazyLock::new(|| {
    let mut aliases: HashMap<String, Vec<Alias>> = HashMap::new();
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    for row in rows {
        let mut fields = row.split('\t');
        if let (Some(alias), Some(name), Some(country)) =
            (fields.next(), fields.next(), fields.next())
        {
            let name = key(name);
            aliases
                .entry(key(alias))
                .or_default()
                .push(Alias { name, country });
        }
    }
    aliases
});

/// What an alias, as a key, stands for.
pub(crate) fn of(key: &str) -> &'static [Alias] {
    ALIASES.get(key).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    #[test]
    fn every_row_names_a_place_of_its_country() {
        let gazetteer = Gazetteer::embedded().unwrap();
        for row in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(fields.len(), 3, "{row}");
            let found = gazetteer.named(fields[0]);
            let first = found.first().and_then(|&(id, _)| gazetteer.row(id));
            let country = first.and_then(|row| gazetteer.units_of(row.unit).country);
            let country = country.and_then(|unit| gazetteer.unit(unit));
            assert_eq!(country.map(|unit| unit.country), Some(fields[2]), "{row}");
        }
    }
}
