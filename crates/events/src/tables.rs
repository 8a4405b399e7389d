//! Everything that is looked up: the lexicon, its classes, operators, combinations and sectors.

use std::collections::HashMap;

use crate::lexicon::{Classes, Lexicon};
use crate::operators::{Combinations, Operators};
use crate::rows::{TableError, rows};

const CLASSES: &str = include_str!("../../../data/events/classes.tsv");
const LEXICON: &str = include_str!("../../../data/events/lexicon.tsv");
const OPERATORS: &str = include_str!("../../../data/events/operators.tsv");
const COMBINE: &str = include_str!("../../../data/events/combine.tsv");
const HARMS: &str = include_str!("../../../data/events/harms.tsv");
const SECTORS: &str = include_str!("../../../data/events/sectors.tsv");

/// The tables, checked.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub(crate) classes: Classes,
    pub(crate) lexicon: Lexicon,
    pub(crate) operators: Operators,
    pub(crate) combinations: Combinations,
    sectors: HashMap<String, String>,
    /// Words to modes of harm.
    pub(crate) harms: HashMap<String, String>,
}

impl Tables {
    /// The tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        let mut tables = Self::default();
        tables.add_classes("classes.tsv", CLASSES)?;
        tables.add_lexicon("lexicon.tsv", LEXICON)?;
        tables.add_operators("operators.tsv", OPERATORS)?;
        tables.add_combinations("combine.tsv", COMBINE)?;
        tables.add_sectors("sectors.tsv", SECTORS)?;
        tables.add_harms("harms.tsv", HARMS)?;
        tables.lexicon.end_of_standard();
        Ok(tables)
    }

    /// Adds words to classes, or classes: name in capitals, words (split by `|`). Add them before the rows of the
    /// lexicon that use them.
    ///
    /// # Errors
    /// Where a row lacks a column or its name is not in capitals.
    pub fn add_classes(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.classes.add(table, source)
    }

    /// Adds rows to the lexicon: trigger, part of speech, needs, actor, recipient, type, mode, context, CAMEO; see
    /// the head of `data/events/lexicon.tsv`. Of rows that fit equally well the first counts.
    ///
    /// # Errors
    /// Where a row lacks a column or names a slot, class, type or code that is none.
    pub fn add_lexicon(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.lexicon.add(&self.classes, table, source)
    }

    /// Adds operators: word, part of speech, operator, complement, recipient; see the head of
    /// `data/events/operators.tsv`.
    ///
    /// # Errors
    /// Where a row lacks a column or names an operator or slot that is none.
    pub fn add_operators(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.operators.add(&self.classes, table, source)
    }

    /// Adds combinations: operator, inner code, type, mode, context, CAMEO; a later row replaces an earlier one.
    ///
    /// # Errors
    /// Where a row lacks a column or names an operator, type or code that is none.
    pub fn add_combinations(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.combinations.add(table, source)
    }

    /// Adds nouns to sectors: sector (three capitals), nouns (lemmas, split by `|`). A noun stays with the sector
    /// that has it first.
    ///
    /// # Errors
    /// Where a row lacks a column or its sector is none.
    pub fn add_sectors(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 2)? {
            let sector = row.needed(0, "a sector")?;
            if sector.len() != 3 || !sector.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Err(row.error(format!("`{sector}` is no sector of three capitals")));
            }
            row.needed(1, "nouns")?;
            for noun in row.list(1, '|') {
                self.sectors
                    .entry(noun.to_owned())
                    .or_insert_with(|| sector.to_owned());
            }
        }
        Ok(())
    }

    /// Adds modes of HARM: mode, words (lemmas, split by `|`) that tell it. A word stays with the mode that has it first.
    ///
    /// # Errors
    /// Where a row lacks a column.
    pub fn add_harms(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 2)? {
            let mode = row.needed(0, "a mode")?;
            row.needed(1, "words")?;
            for word in row.list(1, '|') {
                self.harms
                    .entry(word.to_owned())
                    .or_insert_with(|| mode.to_owned());
            }
        }
        Ok(())
    }

    /// The sector of those that a noun stands for.
    pub(crate) fn sector(&self, noun: &str) -> Option<&str> {
        self.sectors.get(noun).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_are_sound() {
        let tables = Tables::new().unwrap();
        assert!(!tables.lexicon.entries("attack").is_empty());
        assert!(tables.operators.says("say"));
        assert_eq!(tables.sector("guerrilla"), Some("REB"));
    }

    #[test]
    fn users_rows_are_checked() {
        let mut tables = Tables::new().unwrap();
        let head = "trigger\tpos\tneeds\tactor\trecipient\ttype\tmode\tcontext\tcameo\n";
        let mut add = |row: &str| tables.add_lexicon("mine.tsv", &format!("{head}{row}\n"));
        assert!(add("yarnbomb\tverb\tobj=statue\t\tobj\tPROTEST\tdemo\t\t141").is_ok());
        let wrong = [
            ("yarnbomb\tverb\t\t\t\tKNIT\t\t\t141", "KNIT"),
            (
                "yarnbomb\tverb\tobj=STATUES\t\t\tPROTEST\t\t\t141",
                "STATUES",
            ),
            ("yarnbomb\tverb\t\t\t1st\tPROTEST\t\t\t141", "1st"),
            ("yarnbomb\tadverb\t\t\t\tPROTEST\t\t\t141", "adverb"),
            ("yarnbomb\tverb\t\t\t\tPROTEST\t\t\tx", "`x`"),
        ];
        for (row, what) in wrong {
            let error = add(row).unwrap_err();
            assert_eq!((error.table.as_str(), error.line), ("mine.tsv", 2));
            assert!(error.to_string().contains(what), "{error}");
        }
        assert!(tables.add_sectors("s.tsv", "h\nGoV\tking\n").is_err());
        assert!(
            tables
                .add_combinations("c.tsv", "h\nagree\tx\tAGREE\t\t\t030\n")
                .is_err()
        );
        assert!(
            tables
                .add_operators("o.tsv", "h\nnod\tverb\tnods\n")
                .is_err()
        );
    }
}
