//! The codes by which other data sets name countries.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use sayso_tables::{Definition, Own, Table, TableError, record};

record! {
    /// A country as others name it.
    pub(crate) struct Country key [alpha2] {
        /// ISO 3166-1 alpha-2.
        alpha2: String,
        /// ISO 3166-1 alpha-3.
        alpha3: String,
        /// FIPS 10-4, where it has one.
        fips: Option<String>,
        /// English name.
        name: String,
    }
}

const TABLE: Table<Country> = Table::new(
    "export/countries.tsv",
    include_str!("../../../data/export/countries.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[TABLE.definition()];

/// Checks a user's rows for the tables of this room.
///
/// # Errors
/// With the row that is not as its table wants it.
pub fn check(own: &Own) -> Result<(), TableError> {
    own.only(&TABLE).map(|_| ())
}

type Countries = BTreeMap<String, Country>;

fn countries(own: &Own) -> Result<Countries, TableError> {
    let rows = own.rows(&TABLE)?.into_iter();
    Ok(rows
        .map(|row| (row.alpha2.clone(), row.into_cells()))
        .collect())
}

static COUNTRIES: LazyLock<Countries> =
    LazyLock::new(|| countries(&Own::default()).unwrap_or_default());
static OWN: OnceLock<Countries> = OnceLock::new();

/// Takes a user's rows for all exports of this program from now on; only the first call counts.
///
/// # Errors
/// With the row that is not as its table wants it.
pub fn install(own: &Own) -> Result<(), TableError> {
    let countries = countries(own)?;
    OWN.get_or_init(|| countries);
    Ok(())
}

/// The country of an ISO 3166-1 alpha-2 code.
pub(crate) fn country(alpha2: &str) -> Option<&'static Country> {
    OWN.get().unwrap_or_else(|| &COUNTRIES).get(alpha2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(COUNTRIES.len(), TABLE.rows().unwrap().len());
        for (code, country) in COUNTRIES.iter() {
            assert!(code.len() == 2 && country.alpha3.len() == 3, "{code}");
            assert!(
                country.fips.as_ref().is_none_or(|fips| fips.len() == 2),
                "{code}"
            );
            assert!(!country.name.is_empty(), "{code}");
        }
        let ukraine = country("UA").unwrap();
        assert_eq!(
            (ukraine.alpha3.as_str(), ukraine.fips.as_deref()),
            ("UKR", Some("UP"))
        );
        assert_eq!(country("PS").unwrap().fips, None);
    }
}
