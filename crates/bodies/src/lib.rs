//! Countries, governments and other bodies, who holds their offices when, and the words that
//! stand for them.
//!
//! A registry small enough to be read in a few milliseconds and open to users' rows:
//! [`Bodies::new`] reads the tables that come with Sayso (`data/bodies`), [`Bodies::with`] those of users on top. Names are looked up as reports write them: "Ukraine’s Security
//! Service", "SBU" and "the Security Service of Ukraine" are one [`Body`].
//!
//! ```
//! use sayso_bodies::{Bodies, Day};
//!
//! let bodies = Bodies::new().unwrap();
//! assert_eq!(bodies.body("Ukraine’s Security Service").unwrap().name, "Security Service of Ukraine");
//! assert_eq!(bodies.metonym("Beijing").unwrap().body.name, "Government of China");
//! let day = Day::parse("2025-04-09");
//! let holder = bodies.holder("UA", "president", day).unwrap();
//! assert_eq!(holder.name, "Volodymyr Zelensky");
//! ```

mod body;
mod country;
mod day;
mod metonym;
mod office;
mod phrase;
mod tables;

use std::collections::HashMap;

use sayso_tables::{Own, TableError};

pub use body::{Body, BodyKind};
pub use country::Country;
pub use day::Day;
pub use metonym::{Metonym, Seat};
pub use office::{Gender, Holder};
pub use tables::{COUNTRIES, CountryRow, TABLES};

/// The registry, indexed for looking up names.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    countries: Vec<Country>,
    by_code: HashMap<String, usize>,
    country_names: HashMap<String, usize>,
    adjectives: HashMap<String, usize>,
    peoples: HashMap<String, usize>,
    capitals: HashMap<String, usize>,
    bodies: Vec<Body>,
    /// Names exactly as they stand in the tables.
    exact: HashMap<String, usize>,
    /// Names as bags of words, countries as codes.
    bags: HashMap<String, usize>,
    departments: HashMap<String, (BodyKind, String)>,
    metonyms: HashMap<String, (usize, Seat)>,
    holders: Vec<Holder>,
    by_name: HashMap<String, Vec<usize>>,
    by_surname: HashMap<String, Vec<usize>>,
}

impl Bodies {
    /// The registry that comes with Sayso.
    ///
    /// # Errors
    /// Where one of its tables is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's rows on top.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut registry = Self::default();
        registry.add_countries(&own.rows(&tables::COUNTRIES)?)?;
        registry.add_departments(&own.rows(&tables::DEPARTMENTS)?)?;
        registry.add_bodies(&own.rows(&tables::BODIES)?)?;
        registry.add_metonyms(&own.rows(&tables::METONYMS)?);
        registry.add_leaders(&own.rows(&tables::LEADERS)?);
        registry.add_leaders(&own.rows(&tables::LEADERS_WORLD)?);
        Ok(registry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(phrase: &str) -> Option<String> {
        Bodies::new().unwrap().body(phrase).map(|body| body.name)
    }

    #[test]
    fn one_body_under_many_names() {
        for phrase in [
            "Ukraine’s Security Service",
            "SBU",
            "the Security Service of Ukraine",
            "Ukrainian Security Service",
            "Ukraine's SBU",
        ] {
            assert_eq!(
                named(phrase).as_deref(),
                Some("Security Service of Ukraine"),
                "{phrase}"
            );
        }
        for phrase in [
            "the UN Security Council",
            "United Nations Security Council",
            "Security Council",
        ] {
            assert_eq!(
                named(phrase).as_deref(),
                Some("United Nations Security Council"),
                "{phrase}"
            );
        }
        assert_eq!(named("AP").as_deref(), Some("Associated Press"));
        assert_eq!(
            named("the Associated Press").as_deref(),
            Some("Associated Press")
        );
    }

    #[test]
    fn departments_of_any_country() {
        assert_eq!(
            named("Norway's Foreign Ministry").as_deref(),
            Some("Ministry of Foreign Affairs of Norway")
        );
        assert_eq!(
            named("the Dutch Ministry of Defence").as_deref(),
            Some("Ministry of Defense of the Netherlands")
        );
        assert_eq!(
            named("the North Korean government").as_deref(),
            Some("Government of North Korea")
        );
        assert_eq!(
            named("the U.S. Army").as_deref(),
            Some("United States Army")
        );
    }

    #[test]
    fn a_states_army_is_no_group_of_its_country() {
        let bodies = Bodies::new().unwrap();
        let groups = bodies.all().iter().filter(|body| !body.kind.is_of_state());
        for group in groups.filter(|body| body.country.is_some()) {
            let country = bodies.country(group.country.as_deref().unwrap()).unwrap();
            for noun in ["army", "government", "military", "parliament"] {
                let owned = format!("{}'s {noun}", country.name);
                let made = country.adjectives.iter();
                let phrases = made.map(|adjective| format!("the {adjective} {noun}"));
                for phrase in phrases.chain([owned]) {
                    let found = bodies.body(&phrase);
                    let found = found.unwrap_or_else(|| panic!("{phrase} is no body"));
                    assert!(found.kind.is_of_state(), "{phrase}: {found:?}");
                    assert_eq!(found.country, group.country, "{phrase}");
                    assert_ne!(found.name, group.name, "{phrase}");
                }
                assert!(bodies.is_of_states(noun));
            }
        }
    }

    #[test]
    fn short_words_must_stand_as_they_are() {
        assert_eq!(named("who"), None);
        assert_eq!(named("is"), None);
        assert_eq!(named("Ukraine"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn metonyms_and_capitals() {
        let bodies = Bodies::new().unwrap();
        let government = |words: &str| bodies.metonym(words).map(|metonym| metonym.body.name);
        assert_eq!(
            government("Pyongyang").as_deref(),
            Some("Government of North Korea")
        );
        assert_eq!(
            government("the Kremlin").as_deref(),
            Some("Government of Russia")
        );
        assert_eq!(
            bodies.metonym("Kremlin").unwrap().body.country.as_deref(),
            Some("RU")
        );
        assert_eq!(government("Brussels").as_deref(), Some("European Union"));
        assert_eq!(
            government("The Hague").as_deref(),
            Some("International Criminal Court")
        );
        assert_eq!(
            government("London").as_deref(),
            Some("Government of the United Kingdom")
        );
        assert_eq!(government("Lyon"), None);
    }

    #[test]
    fn offices_on_their_days() {
        let bodies = Bodies::new().unwrap();
        let president = |day: &str| {
            bodies
                .holder("US", "president", Day::parse(day))
                .map(|holder| holder.name.as_str())
        };
        assert_eq!(president("2016-05-01"), Some("Barack Obama"));
        assert_eq!(president("2018-05-01"), Some("Donald Trump"));
        assert_eq!(president("2022-05-01"), Some("Joe Biden"));
        assert_eq!(
            bodies
                .surname("de Wever")
                .next()
                .map(|holder| holder.name.as_str()),
            Some("Bart De Wever")
        );
        assert!(
            bodies
                .surname("Xi")
                .any(|holder| holder.name == "Xi Jinping")
        );
        assert_eq!(
            bodies
                .person("bart de wever")
                .next()
                .map(|holder| holder.of.as_str()),
            Some("BE")
        );
    }

    #[test]
    fn users_tables_are_checked() {
        let with = |path: &str, rows: &str| Bodies::with(&Own::of(path, rows));
        let rows = "name\tkind\tcountry\taliases\nHarbour Watch of Norway\tNGO\tNO\tHWN\n";
        let bodies = with("bodies/bodies.tsv", rows).unwrap();
        assert_eq!(
            bodies.body("Norwegian Harbour Watch").unwrap().name,
            "Harbour Watch of Norway"
        );
        for (path, rows, what) in [
            ("bodies/bodies.tsv", "name\tkind\nX Club\tCLUB\n", "CLUB"),
            (
                "bodies/bodies.tsv",
                "name\tkind\tcountry\nX Club\tNGO\tQX\n",
                "QX",
            ),
            (
                "bodies/leaders.tsv",
                "of\toffice\tname\tfrom\nNO\tking\tHarald V\tlong ago\n",
                "long ago",
            ),
            ("bodies/countries.tsv", "code\tname\nNOR\tNorway\n", "NOR"),
            (
                "bodies/metonyms.tsv",
                "metonym\tbody\tplace\nTower\tGuild\tship\n",
                "ship",
            ),
            (
                "bodies/departments.tsv",
                "pattern\tkind\tname\nmoon ministry\tMIN\tMoon\n",
                "Moon",
            ),
        ] {
            let error = with(path, rows).unwrap_err();
            assert_eq!((error.line, error.table.as_str()), (2, path));
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}
