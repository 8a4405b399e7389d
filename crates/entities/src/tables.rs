//! The tables of this room: given names, titles, nouns for persons and bodies.

use std::collections::HashMap;

use sayso_bodies::Gender;
use sayso_tables::{Definition, Own, Table, TableError, choice, record};

use crate::EntityKind;

record! {
    /// A given name of one sex.
    struct GivenName key [name] {
        /// The name.
        name: String,
        /// f or m.
        gender: Gender,
    }
}

record! {
    /// Words before a person's name that are no part of it.
    struct TitleRow key [title] {
        /// The words.
        title: String,
        /// f or m where the title has one.
        gender: Option<Gender>,
        /// `office` where "the ..." can take the person up by it, `part` where it only stands before another title.
        office: Option<Office>,
    }
}

record! {
    /// A noun by which reports take up a person or a body.
    struct NounRow key [noun] {
        /// Its lemma.
        noun: String,
        /// PER or ORG.
        kind: NounKind,
        /// f or m where the noun has one.
        gender: Option<Gender>,
        /// `office` where one person in a report holds it.
        office: Option<OnlyOffice>,
    }
}

record! {
    /// Nouns that can take each other up.
    struct Synonyms key [] {
        /// Their lemmas, split by spaces.
        nouns: String,
    }
}

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Office {
    Office,
    Part,
}

#[derive(Clone, Copy, Debug)]
struct OnlyOffice;

#[derive(Clone, Copy, Debug)]
struct NounKind(EntityKind);

choice!(Office, "office", "office" => Self::Office, "part" => Self::Part);
choice!(OnlyOffice, "office", "office" => Self);
choice!(NounKind, "kind", "PER" => Self(EntityKind::Person), "ORG" => Self(EntityKind::Organisation));

const GIVEN_NAMES: Table<GivenName> = Table::new(
    "entities/given_names.tsv",
    include_str!("../../../data/entities/given_names.tsv"),
);
const GIVEN_NAMES_WORLD: Table<GivenName> = Table::new(
    "entities/given_names_world.tsv",
    include_str!("../../../data/entities/given_names_world.tsv"),
);
const TITLES: Table<TitleRow> = Table::new(
    "entities/titles.tsv",
    include_str!("../../../data/entities/titles.tsv"),
);
const SYNONYMS: Table<Synonyms> = Table::new(
    "entities/synonyms.tsv",
    include_str!("../../../data/entities/synonyms.tsv"),
);
const NOUNS: Table<NounRow> = Table::new(
    "entities/nouns.tsv",
    include_str!("../../../data/entities/nouns.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    GIVEN_NAMES.definition(),
    GIVEN_NAMES_WORLD.definition(),
    TITLES.definition(),
    SYNONYMS.definition(),
    NOUNS.definition(),
    crate::model::WEIGHTS.definition(),
];

/// What a title before a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) gender: Option<Gender>,
    /// Whether "the ..." can take the person up by it.
    pub(crate) office: bool,
    /// Whether it only stands before another title ("Prime").
    pub(crate) part: bool,
}

/// What a noun tells of those it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    pub(crate) kind: EntityKind,
    pub(crate) gender: Option<Gender>,
    pub(crate) office: bool,
}

/// The tables, checked.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    given: HashMap<String, Gender>,
    titles: HashMap<String, Title>,
    nouns: HashMap<String, Noun>,
    /// The sets of synonyms that each noun is in.
    synonyms: HashMap<String, Vec<usize>>,
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
        let mut tables = Self::default();
        for table in [GIVEN_NAMES, GIVEN_NAMES_WORLD] {
            for row in own.rows(&table)? {
                tables.given.insert(row.name.to_lowercase(), row.gender);
            }
        }
        for row in own.rows(&TITLES)? {
            let title = Title {
                gender: row.gender,
                office: row.office == Some(Office::Office),
                part: row.office == Some(Office::Part),
            };
            tables.titles.insert(row.title.to_lowercase(), title);
        }
        for row in own.rows(&NOUNS)? {
            let noun = Noun {
                kind: row.kind.0,
                gender: row.gender,
                office: row.office.is_some(),
            };
            tables.nouns.insert(row.noun.clone(), noun);
        }
        for (set, row) in own.rows(&SYNONYMS)?.iter().enumerate() {
            for noun in row.nouns.split_whitespace() {
                tables
                    .synonyms
                    .entry(noun.to_owned())
                    .or_default()
                    .push(set);
            }
        }
        Ok(tables)
    }

    /// Whether two nouns stand in one set of synonyms.
    pub(crate) fn are_synonyms(&self, one: &str, other: &str) -> bool {
        match (self.synonyms.get(one), self.synonyms.get(other)) {
            (Some(a), Some(b)) => a.iter().any(|set| b.contains(set)),
            _ => false,
        }
    }

    /// The gender that a given name tells, in any case of letters: the tables write them both ways.
    pub(crate) fn given_name(&self, name: &str) -> Option<Gender> {
        self.given.get(&name.to_lowercase()).copied()
    }

    /// The title that a word is, with or without its full stop, if it has a capital.
    pub(crate) fn title(&self, word: &str) -> Option<Title> {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if !capital {
            return None;
        }
        self.titles
            .get(&word.trim_end_matches('.').to_lowercase())
            .copied()
    }

    pub(crate) fn noun(&self, lemma: &str) -> Option<Noun> {
        self.nouns.get(lemma).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_are_sound() {
        let tables = Tables::new().unwrap();
        // One from each table of names.
        assert_eq!(tables.given_name("Oksana"), Some(Gender::Female));
        assert_eq!(tables.given_name("Grace"), Some(Gender::Female));
        assert_eq!(tables.given_name("Kevin"), Some(Gender::Male));
        assert!(tables.title("Gen.").is_some_and(|title| title.office));
        assert!(tables.title("general").is_none());
        assert_eq!(
            tables.noun("company").map(|noun| noun.kind),
            Some(EntityKind::Organisation)
        );
    }

    #[test]
    fn users_rows_are_checked() {
        let with = |path: &str, rows: &str| Tables::with(&Own::of(path, rows));
        let nouns = "noun\tkind\tgender\toffice\nferryman\tPER\tm\toffice\n";
        assert!(
            with("entities/nouns.tsv", nouns)
                .unwrap()
                .noun("ferryman")
                .is_some()
        );
        let error = with("entities/given_names.tsv", "name\tgender\nTrygve\tx\n").unwrap_err();
        assert_eq!(
            (error.table.as_str(), error.line),
            ("entities/given_names.tsv", 2)
        );
        let titles = "title\tgender\toffice\nDoge\tm\tduke\n";
        assert!(with("entities/titles.tsv", titles).is_err());
    }
}
