//! Countries, governments and other bodies, who holds their offices when, and the words that
//! stand for them.
//!
//! A registry small enough to be read in a few milliseconds and open to users' rows:
//! [`Bodies::new`] reads the tables that come with Sayso (`data/bodies`), the `add_` functions
//! read more of the same form. Names are looked up as reports write them: "Ukraine’s Security
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

pub use body::{Body, BodyKind};
pub use country::Country;
pub use day::Day;
pub use metonym::{Metonym, Seat};
pub use office::{Gender, Holder};
pub use tables::TableError;

const COUNTRIES: &str = include_str!("../../../data/bodies/countries.tsv");
const BODIES: &str = include_str!("../../../data/bodies/bodies.tsv");
const DEPARTMENTS: &str = include_str!("../../../data/bodies/departments.tsv");
const METONYMS: &str = include_str!("../../../data/bodies/metonyms.tsv");
const LEADERS: &str = include_str!("../../../data/bodies/leaders.tsv");
const LEADERS_WORLD: &str = include_str!("../../../data/bodies/leaders-world.tsv");

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
        let mut registry = Self::default();
        registry.add_countries("countries.tsv", COUNTRIES)?;
        registry.add_departments("departments.tsv", DEPARTMENTS)?;
        registry.add_bodies("bodies.tsv", BODIES)?;
        registry.add_metonyms("metonyms.tsv", METONYMS)?;
        registry.add_leaders("leaders.tsv", LEADERS)?;
        registry.add_leaders("leaders-world.tsv", LEADERS_WORLD)?;
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
        let mut bodies = Bodies::new().unwrap();
        bodies
            .add_bodies(
                "mine.tsv",
                "name\tkind\tcountry\taliases\nHarbour Watch of Norway\tNGO\tNO\tHWN\n",
            )
            .unwrap();
        assert_eq!(
            bodies.body("Norwegian Harbour Watch").unwrap().name,
            "Harbour Watch of Norway"
        );
        let error = bodies
            .add_bodies("mine.tsv", "name\tkind\nX Club\tCLUB\n")
            .unwrap_err();
        assert_eq!((error.line, error.table.as_str()), (2, "mine.tsv"));
        let error = bodies
            .add_leaders("mine.tsv", "head\nNO\tking\tHarald V\tlong ago\n")
            .unwrap_err();
        assert!(error.to_string().contains("long ago"), "{error}");
        assert!(bodies.add_countries("c.tsv", "h\nNOR\tNorway\n").is_err());
        assert!(
            bodies
                .add_metonyms("m.tsv", "h\nTower\tGuild\tship\n")
                .is_err()
        );
    }
}
