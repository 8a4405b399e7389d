use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sayso_bodies::{Bodies, BodyKind};
use sayso_lang::{Lang, Scope};
use sayso_tables::{Definition, Own, Table, TableError, choice, record};

use crate::pairs::PairJudge;
use crate::terms::{Term, country_term, stem_term};

record! {
    /// What a word does in telling whose word something is.
    struct WordRow key [word, does] {
        /// The word.
        word: String,
        /// What it does: see the remarks above the rows.
        does: Does,
    }
}

record! {
    /// A form that tells the same as others.
    struct AlikeRow key [form] {
        /// The group of forms that tell the same.
        group: String,
        /// `+` where the form tells what its group tells, `-` where it tells the opposite.
        sense: Sense,
        /// A word, or a verb with a word of its clause.
        form: String,
    }
}

record! {
    /// Whose a publisher is.
    struct OwnerRow key [publisher] {
        /// The publisher, as reports name their outlet.
        publisher: String,
        /// The family of publishers that one owner has.
        family: String,
    }
}

record! {
    /// How common a word is in news at large.
    struct CommonRow key [word] {
        /// The word, in lower case.
        word: String,
        /// In how many of a thousand reports it stands.
        reports: u32,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Same,
    Opposite,
}

choice!(Sense, "sense", "+" => Self::Same, "-" => Self::Opposite);

const WORDS: Table<WordRow> = Table::new(
    "claims/words.tsv",
    include_str!("../../../data/claims/words.tsv"),
);
const ALIKE: Table<AlikeRow> = Table::new(
    "claims/alike.tsv",
    include_str!("../../../data/claims/alike.tsv"),
);
const OWNERS: Table<OwnerRow> = Table::new(
    "claims/owners.tsv",
    include_str!("../../../data/claims/owners.tsv"),
);
const COMMON: Table<CommonRow> = Table::new(
    "claims/common.tsv",
    include_str!("../../../data/claims/common.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    WORDS.definition(),
    ALIKE.definition(),
    OWNERS.definition(),
    COMMON.definition(),
    crate::pairs::TABLE,
];

/// What a word does in telling whose word something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Does {
    Light,
    Voice,
    Corrects,
    Confirms,
    Speaks,
    Tells,
    Tally,
    Account,
    People,
    Rejects,
    Baseless,
    Office,
    Anonymous,
    Concedes,
    Generic,
    Spokes,
}

choice!(Does, "word of these", "light" => Self::Light, "voice" => Self::Voice, "corrects" => Self::Corrects,
    "confirms" => Self::Confirms, "speaks" => Self::Speaks, "tells" => Self::Tells, "tally" => Self::Tally,
    "account" => Self::Account, "people" => Self::People, "rejects" => Self::Rejects,
    "baseless" => Self::Baseless, "office" => Self::Office, "anonymous" => Self::Anonymous,
    "concedes" => Self::Concedes, "generic" => Self::Generic, "spokes" => Self::Spokes);

/// A group of words that tell the same, and whether a form tells it or its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) opposite: bool,
}

/// The tables of this room: words, groups of words that tell the same, owners of publishers, how common words are.
/// Those that come with Sayso lie under `data/claims/`; countries and outlets are those of the registry of bodies.
pub struct Tables {
    does: HashSet<(String, Does)>,
    alike: HashMap<String, Group>,
    owners: HashMap<String, String>,
    common: HashMap<Term, u32>,
    pub(crate) pairs: PairJudge,
    countries: HashMap<String, Term>,
    registry: Bodies,
    lang: Arc<Lang>,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's rows on top; a later row takes the place of an earlier one.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut tables = Self {
            does: HashSet::new(),
            alike: HashMap::new(),
            owners: HashMap::new(),
            common: HashMap::new(),
            pairs: PairJudge::new(own)?,
            countries: HashMap::new(),
            registry: Bodies::with(own)?,
            lang: Lang::english(own)?,
        };
        for country in tables.registry.countries() {
            let forms = [&country.name].into_iter().chain(&country.aliases);
            let forms = forms.chain(&country.adjectives).chain(&country.people);
            for form in forms.filter(|form| !form.contains(' ')) {
                let known = tables.countries.entry(form.to_lowercase());
                known.or_insert(country_term(&country.code));
            }
        }
        for row in own.rows(&COMMON)? {
            // Forms of one stem may stand in the same reports: the most common tells least too much.
            let known = tables
                .common
                .entry(stem_term(&row.word.to_lowercase()))
                .or_default();
            *known = row.reports.max(*known);
        }
        for row in own.rows(&WORDS)? {
            tables.does.insert((row.word.to_lowercase(), row.does));
        }
        for row in own.rows(&ALIKE)? {
            if row.form.split(' ').count() > 2 {
                return Err(row.wrong("form", format!("`{}` has more than two words", row.form)));
            }
            let group = Group {
                name: row.group.clone(),
                opposite: row.sense == Sense::Opposite,
            };
            tables.alike.insert(row.form.to_lowercase(), group);
        }
        for row in own.rows(&OWNERS)? {
            tables
                .owners
                .insert(row.publisher.to_lowercase(), row.family.clone());
        }
        Ok(tables)
    }

    /// In how many of a thousand reports of news at large a word stands; 0 where it is rare.
    pub(crate) fn common(&self, term: Term) -> u32 {
        self.common.get(&term).copied().unwrap_or(0)
    }

    /// The term of the country that a word in lower case names, or that it is the adjective or the people of.
    pub(crate) fn country(&self, word: &str) -> Option<Term> {
        self.countries.get(word).copied()
    }

    /// Whether a name is that of an outlet or a news agency.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        self.registry
            .body(name)
            .is_some_and(|body| matches!(body.kind, BodyKind::Agency | BodyKind::Outlet))
    }

    /// Whether a name is that of a government.
    pub(crate) fn is_government(&self, name: &str) -> bool {
        self.registry
            .body(name)
            .is_some_and(|body| body.kind == BodyKind::Government)
    }

    /// Lets the language of these tables count on this thread while the scope lives.
    #[must_use]
    pub fn enter(&self) -> Scope {
        self.lang.enter()
    }

    pub(crate) fn does(&self, word: &str, does: Does) -> bool {
        // The set holds owned words; most words looked up are short.
        self.does.contains(&(word.to_lowercase(), does))
    }

    /// The group of a form; a plural that was taken for a singular ("wounds") is in that of the singular.
    pub(crate) fn alike(&self, form: &str) -> Option<&Group> {
        let singular = || self.alike.get(form.strip_suffix('s')?);
        self.alike.get(form).or_else(singular)
    }

    /// The family of a publisher; itself where no owner is known.
    pub(crate) fn family<'t>(&'t self, publisher: &'t str) -> &'t str {
        self.owners
            .get(&publisher.to_lowercase())
            .map_or(publisher, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_checked() {
        let tables = Tables::new().unwrap();
        assert!(tables.does("Director", Does::Speaks));
        let group = tables.alike("call off");
        assert!(group.is_some_and(|group| !group.opposite));
        let with = |path: &str, rows: &str| Tables::with(&Own::of(path, rows));
        let wrong = with("claims/words.tsv", "word\tdoes\nbell\tring\n")
            .err()
            .unwrap();
        assert_eq!(wrong.line, 2);
        let rows = "# mine\ngroup\tsense\tform\nring\t+\n";
        let wrong = with("claims/alike.tsv", rows).err().unwrap().to_string();
        assert!(
            wrong.starts_with("claims/alike.tsv, line 3, column `form`: is empty"),
            "{wrong}"
        );
        let rows = "publisher\tfamily\nHalder Post\tHalder Media\n";
        let tables = with("claims/owners.tsv", rows).unwrap();
        assert_eq!(tables.family("halder post"), "Halder Media");
        assert_eq!(tables.family("Radio Lind"), "Radio Lind");
    }
}
