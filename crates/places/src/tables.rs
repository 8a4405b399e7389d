//! The tables of this room: spellings of the press, and the countries' adjectives and peoples.

use std::collections::HashMap;

use sayso_tables::{Definition, Own, Table, TableError, record};

use crate::reading::is_capitalised;
use crate::spelling::key;

record! {
    /// A spelling of the press that the gazetteer lacks or has for another place.
    pub(crate) struct AliasRow key [alias, country] {
        /// The spelling.
        alias: String,
        /// The gazetteer's name of the place.
        name: String,
        /// ISO 3166 alpha-2 code of its country.
        country: String,
    }
}

pub(crate) const ALIASES: Table<AliasRow> = Table::new(
    "places/aliases.tsv",
    include_str!("../../../data/places/aliases.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[ALIASES.definition()];

/// A place by the name that the gazetteer has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    /// The key of that name.
    pub(crate) name: String,
    /// ISO 3166 alpha-2.
    pub(crate) country: String,
}

/// The tables, checked.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    aliases: HashMap<String, Vec<Alias>>,
    /// Adjectives and peoples, with the country's code.
    nationals: HashMap<String, String>,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's rows on top.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut tables = Self::default();
        for row in own.rows(&ALIASES)? {
            let alias = Alias {
                name: key(&row.name),
                country: row.country.clone(),
            };
            tables
                .aliases
                .entry(key(&row.alias))
                .or_default()
                .push(alias);
        }
        for country in own.rows(&sayso_bodies::COUNTRIES)? {
            let forms = country.adjectives.iter().chain(&country.people);
            for form in forms.filter(|form| is_capitalised(form)) {
                let code = tables.nationals.entry(form.clone());
                code.or_insert_with(|| country.code.clone());
            }
        }
        Ok(tables)
    }

    /// What an alias, as a key, stands for.
    pub(crate) fn aliases(&self, key: &str) -> &[Alias] {
        self.aliases.get(key).map_or(&[], Vec::as_slice)
    }

    /// The country, ISO 3166 alpha-2, of an adjective or people.
    pub(crate) fn national(&self, form: &str) -> Option<&str> {
        self.nationals.get(form).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    #[test]
    fn every_row_names_a_place_of_its_country() {
        let gazetteer = Gazetteer::embedded().unwrap();
        for row in ALIASES.rows().unwrap() {
            let found = gazetteer.named(&row.alias);
            let first = found.first().and_then(|&(id, _)| gazetteer.row(id));
            let country = first.and_then(|row| gazetteer.units_of(row.unit).country);
            let country = country.and_then(|unit| gazetteer.unit(unit));
            let code = country.map(|unit| unit.country);
            assert_eq!(code, Some(row.country.as_str()), "{}", row.alias);
        }
    }
}
