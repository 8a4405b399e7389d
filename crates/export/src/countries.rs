//! The codes by which other data sets name countries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../data/export/countries.tsv");

/// A country as others name it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3.
    pub(crate) alpha3: &'static str,
    /// FIPS 10-4, where it has one.
    pub(crate) fips: Option<&'static str>,
    pub(crate) name: &'static str,
}

static COUNTRIES: LazyLock<BTreeMap<&'static str, Country>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let country = |line: &'static str| {
        let mut cells = line.split('\t');
        let code = cells.next()?;
        let country = Country {
            alpha3: cells.next()?,
            fips: cells.next().filter(|code| !code.is_empty()),
            name: cells.next()?,
        };
        Some((code, country))
    };
    lines.skip(1).filter_map(country).collect()
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
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(COUNTRIES.len(), lines - 1);
        for (code, country) in COUNTRIES.iter() {
            assert!(code.len() == 2 && country.alpha3.len() == 3, "{code}");
            assert!(country.fips.is_none_or(|fips| fips.len() == 2), "{code}");
            assert!(!country.name.is_empty(), "{code}");
        }
        let ukraine = country("UA").unwrap();
        assert_eq!((ukraine.alpha3, ukraine.fips), ("UKR", Some("UP")));
        assert_eq!(country("PS").unwrap().fips, None);
    }
}
