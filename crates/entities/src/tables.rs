//! The tables of this room: given names, titles, nouns for persons and bodies.

use std::collections::HashMap;

use sayso_bodies::Gender;
use thiserror::Error;

use crate::EntityKind;

const GIVEN_NAMES: &str = include_str!("../../../data/entities/given_names.tsv");
const GIVEN_NAMES_WORLD: &str = include_str!("../../../data/entities/given_names_world.tsv");
const TITLES: &str = include_str!("../../../data/entities/titles.tsv");
const SYNONYMS: &str = include_str!("../../../data/entities/synonyms.tsv");
const NOUNS: &str = include_str!("../../../data/entities/nouns.tsv");

/// What is wrong with a table.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

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
    sets: usize,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        let mut tables = Self::default();
        tables.add_given_names("given_names.tsv", GIVEN_NAMES)?;
        tables.add_given_names("given_names_world.tsv", GIVEN_NAMES_WORLD)?;
        tables.add_titles("titles.tsv", TITLES)?;
        tables.add_nouns("nouns.tsv", NOUNS)?;
        tables.add_synonyms("synonyms.tsv", SYNONYMS)?;
        Ok(tables)
    }

    /// Adds sets of nouns (lemmas, split by spaces) that can take each other up.
    ///
    /// # Errors
    /// Where a row has more than one column.
    pub fn add_synonyms(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 1)? {
            for noun in row.field(0).split_whitespace() {
                self.synonyms
                    .entry(noun.to_owned())
                    .or_default()
                    .push(self.sets);
            }
            self.sets += 1;
        }
        Ok(())
    }

    /// Whether two nouns stand in one set of synonyms.
    pub(crate) fn are_synonyms(&self, one: &str, other: &str) -> bool {
        match (self.synonyms.get(one), self.synonyms.get(other)) {
            (Some(a), Some(b)) => a.iter().any(|set| b.contains(set)),
            _ => false,
        }
    }

    /// Adds given names: name, gender (f or m).
    ///
    /// # Errors
    /// Where a row has another gender or too many columns.
    pub fn add_given_names(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 2)? {
            let gender = row
                .gender(1)?
                .ok_or_else(|| row.error("wants a gender, f or m".to_owned()))?;
            self.given.insert(row.field(0).to_lowercase(), gender);
        }
        Ok(())
    }

    /// Adds titles: title, gender (f, m or empty), `office`, `part` or empty.
    ///
    /// # Errors
    /// Where a row has another gender or third column, or too many columns.
    pub fn add_titles(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 3)? {
            let (office, part) = match row.field(2) {
                "" => (false, false),
                "office" => (true, false),
                "part" => (false, true),
                other => {
                    return Err(row.error(format!(
                        "`{other}` is neither `office` nor `part` nor empty"
                    )));
                }
            };
            let title = Title {
                gender: row.gender(1)?,
                office,
                part,
            };
            self.titles.insert(row.field(0).to_lowercase(), title);
        }
        Ok(())
    }

    /// Adds nouns: noun (lemma), PER or ORG, gender (f, m or empty), `office` or empty.
    ///
    /// # Errors
    /// Where a row has another kind, gender or fourth column, or too many columns.
    pub fn add_nouns(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 4)? {
            let kind = match row.field(1) {
                "PER" => EntityKind::Person,
                "ORG" => EntityKind::Organisation,
                other => return Err(row.error(format!("`{other}` is neither PER nor ORG"))),
            };
            let office = match row.field(3) {
                "" => false,
                "office" => true,
                other => return Err(row.error(format!("`{other}` is neither `office` nor empty"))),
            };
            self.nouns.insert(
                row.field(0).to_owned(),
                Noun {
                    kind,
                    gender: row.gender(2)?,
                    office,
                },
            );
        }
        Ok(())
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

struct Row<'t> {
    table: &'t str,
    line: usize,
    fields: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn field(&self, column: usize) -> &'t str {
        self.fields.get(column).map_or("", |field| field.trim())
    }

    fn gender(&self, column: usize) -> Result<Option<Gender>, TableError> {
        match self.field(column) {
            "" => Ok(None),
            "f" => Ok(Some(Gender::Female)),
            "m" => Ok(Some(Gender::Male)),
            other => Err(self.error(format!("`{other}` is no gender; f, m or nothing"))),
        }
    }

    fn error(&self, what: String) -> TableError {
        TableError {
            table: self.table.to_owned(),
            line: self.line,
            what,
        }
    }
}

fn rows<'t>(table: &'t str, source: &'t str, columns: usize) -> Result<Vec<Row<'t>>, TableError> {
    let lines = source.lines().enumerate().map(|(at, line)| (at + 1, line));
    let kept = lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1);
    kept.map(|(line, text)| {
        let row = Row {
            table,
            line,
            fields: text.split('\t').collect(),
        };
        if row.fields.len() > columns || row.field(0).is_empty() {
            return Err(row.error(format!(
                "has {} columns, wants a first one and {columns} at most",
                row.fields.len()
            )));
        }
        Ok(row)
    })
    .collect()
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
        let mut tables = Tables::new().unwrap();
        assert!(
            tables
                .add_nouns("n.tsv", "noun\tkind\nferryman\tPER\tm\toffice\n")
                .is_ok()
        );
        let error = tables
            .add_given_names("g.tsv", "name\tgender\nTrygve\tx\n")
            .unwrap_err();
        assert_eq!((error.table.as_str(), error.line), ("g.tsv", 2));
        assert!(
            tables
                .add_titles("t.tsv", "title\nDoge\tm\tduke\n")
                .is_err()
        );
    }
}
