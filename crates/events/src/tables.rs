//! Everything that is looked up: the lexicon, its classes, operators, combinations and sectors.

use std::collections::HashMap;

use sayso_tables::{Cell, Definition, Own, Table, TableError, choice, none_of, record};

use crate::codes::{EventType, Operator};
use crate::lexicon::{Classes, Lexicon, Part};
use crate::operators::{Combinations, Operators};

record! {
    /// A class of words that the lexicon's `needs` refer to.
    pub(crate) struct ClassRow key [] {
        /// Its name in capitals; the rows of one class add up.
        class: String,
        /// Lemmas.
        words: Vec<String>,
    }
}

record! {
    /// Words that tell an event, with the syntax they expect and the code they get.
    pub(crate) struct LexiconRow key [] {
        /// Lemmas; a verb may have a particle behind it.
        trigger: Vec<String>,
        /// verb, noun or adj.
        pos: Part,
        /// What must stand by the trigger, split by spaces.
        needs: Option<String>,
        /// Slots where the actor stands, the best first, split by commas.
        actor: Option<String>,
        /// Slots where the recipient stands, likewise.
        recipient: Option<String>,
        /// PLOVER type.
        r#type: EventType,
        /// PLOVER mode.
        mode: Option<String>,
        /// PLOVER contexts, split by commas.
        context: Option<String>,
        /// CAMEO code, two to four digits.
        cameo: Option<String>,
    }
}

record! {
    /// A word that does something with an event that another word tells.
    pub(crate) struct OperatorRow key [] {
        /// Lemmas; a verb may have a particle behind it.
        word: Vec<String>,
        /// verb, noun or adj.
        pos: Part,
        /// What it does with the event.
        operator: Operator,
        /// Where the inner event stands, split by commas.
        complement: Option<String>,
        /// Slots where the recipient stands, split by commas.
        recipient: Option<String>,
    }
}

record! {
    /// What an operator and the event it works on make together.
    pub(crate) struct CombineRow key [operator, inner] {
        /// What is done with the event.
        operator: Operator,
        /// The start of the inner event's CAMEO code; `*` for any event, `-` where there is none.
        inner: String,
        /// PLOVER type; `=` the inner event stands; `none` there is no event.
        r#type: String,
        /// PLOVER mode.
        mode: Option<String>,
        /// PLOVER contexts, split by commas.
        context: Option<String>,
        /// CAMEO code, two to four digits.
        cameo: Option<String>,
    }
}

record! {
    /// A mode of HARM, and the words near a trigger that tell it.
    pub(crate) struct HarmRow key [] {
        /// accident, disaster, disease…
        mode: String,
        /// Lemmas; a word stays with the mode that has it first.
        words: Vec<String>,
    }
}

record! {
    /// What sort of actor a noun stands for.
    pub(crate) struct SectorRow key [] {
        /// PLOVER sector, three capitals.
        sector: String,
        /// Lemmas; a noun stays with the sector that has it first.
        nouns: Vec<String>,
    }
}

const CLASSES: Table<ClassRow> = Table::new(
    "events/classes.tsv",
    include_str!("../../../data/events/classes.tsv"),
);
const LEXICON: Table<LexiconRow> = Table::new(
    "events/lexicon.tsv",
    include_str!("../../../data/events/lexicon.tsv"),
);
const OPERATORS: Table<OperatorRow> = Table::new(
    "events/operators.tsv",
    include_str!("../../../data/events/operators.tsv"),
);
const COMBINE: Table<CombineRow> = Table::new(
    "events/combine.tsv",
    include_str!("../../../data/events/combine.tsv"),
);
const HARMS: Table<HarmRow> = Table::new(
    "events/harms.tsv",
    include_str!("../../../data/events/harms.tsv"),
);
const SECTORS: Table<SectorRow> = Table::new(
    "events/sectors.tsv",
    include_str!("../../../data/events/sectors.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    CLASSES.definition(),
    LEXICON.definition(),
    OPERATORS.definition(),
    COMBINE.definition(),
    HARMS.definition(),
    SECTORS.definition(),
];

choice!(Part, "part of speech", "verb" => Self::Verb, "noun" => Self::Noun, "adj" => Self::Adjective);

impl Cell for EventType {
    fn read(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.iter().map(|kind| kind.as_str());
        Self::parse(text).ok_or_else(|| none_of(text, "type", all()))
    }
}

impl Cell for Operator {
    fn read(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.iter().map(|one| one.as_str());
        Self::parse(text).ok_or_else(|| none_of(text, "operator", all()))
    }
}

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
        Self::with(&Own::default())
    }

    /// The same with a user's rows behind. Of rows of the lexicon that fit equally well the first counts; a later
    /// combination takes the place of an earlier one.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let mut tables = Self::default();
        tables.classes.add(&own.rows(&CLASSES)?)?;
        let standard = Own::default().rows(&LEXICON)?.len();
        tables
            .lexicon
            .add(&tables.classes, &own.rows(&LEXICON)?, standard)?;
        for row in own.rows(&HARMS)? {
            for word in &row.words {
                let harms = tables.harms.entry(word.clone());
                harms.or_insert_with(|| row.mode.clone());
            }
        }
        tables
            .operators
            .add(&tables.classes, &own.rows(&OPERATORS)?)?;
        tables.combinations.add(&own.rows(&COMBINE)?)?;
        for row in own.rows(&SECTORS)? {
            let sector = row.sector.as_str();
            if sector.len() != 3 || !sector.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Err(row.wrong(
                    "sector",
                    format!("`{sector}` is no sector of three capitals"),
                ));
            }
            for noun in &row.nouns {
                let sectors = tables.sectors.entry(noun.clone());
                sectors.or_insert_with(|| sector.to_owned());
            }
        }
        Ok(tables)
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
        let with = |path: &str, rows: &str| Tables::with(&Own::of(path, rows));
        let head = "trigger\tpos\tneeds\tactor\trecipient\ttype\tmode\tcontext\tcameo\n";
        let add = |row: &str| with("events/lexicon.tsv", &format!("{head}{row}\n"));
        assert!(add("yarnbomb\tverb\tobj=statue\t\tobj\tPROTEST\tdemo\t\t141").is_ok());
        let wrong = [
            ("yarnbomb\tverb\t\t\t\tKNIT\t\t\t141", "type", "KNIT"),
            (
                "yarnbomb\tverb\tobj=STATUES\t\t\tPROTEST\t\t\t141",
                "needs",
                "STATUES",
            ),
            (
                "yarnbomb\tverb\t\t\t1st\tPROTEST\t\t\t141",
                "recipient",
                "1st",
            ),
            ("yarnbomb\tadverb\t\t\t\tPROTEST\t\t\t141", "pos", "adverb"),
            ("yarnbomb\tverb\t\t\t\tPROTEST\t\t\tx", "cameo", "`x`"),
        ];
        for (row, column, what) in wrong {
            let error = add(row).unwrap_err();
            assert_eq!(
                (error.table.as_str(), error.line),
                ("events/lexicon.tsv", 2)
            );
            assert_eq!(error.column.as_deref(), Some(column));
            assert!(error.to_string().contains(what), "{error}");
        }
        for (path, rows) in [
            ("events/sectors.tsv", "sector\tnouns\nGoV\tking\n"),
            (
                "events/combine.tsv",
                "operator\tinner\ttype\tcameo\nagree\tx\tAGREE\t030\n",
            ),
            (
                "events/operators.tsv",
                "word\tpos\toperator\nnod\tverb\tnods\n",
            ),
        ] {
            assert_eq!(with(path, rows).unwrap_err().line, 2);
        }
    }
}
