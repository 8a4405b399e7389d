//! What each inflection cuts and adds.

use std::collections::HashMap;

use sayso_tables::{Row, Table, TableError, choice, record};

record! {
    /// What an inflection cuts and adds.
    pub(crate) struct EndingRow key [kind, ending] {
        /// The inflection.
        kind: Kind,
        /// The ending of the form; `^` and a word for one word alone.
        ending: Option<String>,
        /// Bytes to cut.
        cut: usize,
        /// Letters to add.
        add: Option<String>,
    }
}

pub(crate) const ENDINGS: Table<EndingRow> = Table::new(
    "lemma/endings.tsv",
    include_str!("../../../data/lemma/endings.tsv"),
);

choice!(Kind, "kind of inflection", "plural" => Self::Plural, "third" => Self::Third, "past" => Self::Past,
    "ing" => Self::Ing, "comparative" => Self::Comparative, "superlative" => Self::Superlative);

/// The kinds of inflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plural,
    Third,
    Past,
    Ing,
    Comparative,
    Superlative,
}

impl Kind {
    /// The inflection that a Penn tag stands for.
    pub(crate) fn of(xpos: &str) -> Option<Self> {
        Some(match xpos {
            "NNS" | "NNPS" => Self::Plural,
            "VBZ" => Self::Third,
            "VBD" | "VBN" => Self::Past,
            "VBG" => Self::Ing,
            "JJR" | "RBR" => Self::Comparative,
            "JJS" | "RBS" => Self::Superlative,
            _ => return None,
        })
    }
}

/// How a form becomes its lemma: the bytes to cut from its end, and what to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) cut: usize,
    pub(crate) add: String,
}

/// The endings of every kind of inflection, with the edits they ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endings {
    words: [HashMap<String, Edit>; 6],
    endings: [HashMap<String, Edit>; 6],
    longest: usize,
}

impl Endings {
    /// Adds rows; an ending that begins with `^` is a word.
    pub(crate) fn add(&mut self, rows: &[Row<EndingRow>]) -> Result<(), TableError> {
        for row in rows {
            let (kind, cut) = (row.kind, row.cut);
            let ending = row.ending.as_deref().unwrap_or_default();
            let edit = Edit {
                cut,
                add: row.add.clone().unwrap_or_default(),
            };
            match ending.strip_prefix('^') {
                Some(word) if cut > word.len() => {
                    return Err(row.wrong("cut", format!("cuts {cut} letters of {}", word.len())));
                }
                Some(word) => self.words[kind as usize].insert(word.to_owned(), edit),
                None => {
                    self.longest = self.longest.max(ending.len());
                    self.endings[kind as usize].insert(ending.to_owned(), edit)
                }
            };
        }
        Ok(())
    }

    /// What the longest ending of `word` (in lower case) that is known asks for, if the word is
    /// long enough for it to leave something.
    pub(crate) fn edit(&self, kind: Kind, word: &str) -> Option<&Edit> {
        if let Some(edit) = self.words[kind as usize].get(word) {
            return Some(edit);
        }
        if !word.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let endings = &self.endings[kind as usize];
        let from = word.len().saturating_sub(self.longest);
        let mut known = (from..=word.len()).filter_map(|at| endings.get(word.get(at..)?));
        let fits = |edit: &&Edit| {
            let stays = word.len().checked_sub(edit.cut);
            stays.is_some_and(|stays| word.is_char_boundary(stays) && stays + edit.add.len() > 1)
        };
        known.next().filter(fits)
    }
}
