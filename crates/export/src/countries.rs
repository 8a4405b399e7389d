//! The codes by which other data sets name countries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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

static COUNTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let rows = TABLE.rows().unwrap_or_default().into_iter();
    rows.map(|row| (row.alpha2.clone(), row.into_cells()))
        .collect()
});

/// The country of an ISO 3166-1 alpha-2 code.
pub(crate) fn country(alpha2: &str) -> Option<&'static Country> {
    COUNTRIES.get(alpha2)
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
