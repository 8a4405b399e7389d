//! What each inflection cuts and adds.

use std::collections::HashMap;

use crate::rows::{TableError, rows};

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
    const ALL: [(&'static str, Self); 6] = [
        ("plural", Self::Plural),
        ("third", Self::Third),
        ("past", Self::Past),
        ("ing", Self::Ing),
        ("comparative", Self::Comparative),
        ("superlative", Self::Superlative),
    ];

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
    /// Adds rows of `kind TAB ending TAB cut TAB add`; an ending that begins with `^` is a word.
    pub(crate) fn add(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows::<4>(table, source) {
            let (line, [kind, ending, cut, add]) = row?;
            let error = |what: String| TableError {
                table: table.to_owned(),
                line,
                what,
            };
            let kind = Kind::ALL.iter().find(|(name, _)| *name == kind);
            let Some(&(_, kind)) = kind else {
                let names = Kind::ALL.map(|(name, _)| name).join(", ");
                return Err(error(format!("the kind is none of {names}")));
            };
            let cut = cut
                .parse()
                .map_err(|_| error("the third column is no number".to_owned()))?;
            let edit = Edit {
                cut,
                add: add.to_owned(),
            };
            match ending.strip_prefix('^') {
                Some(word) if cut > word.len() => {
                    return Err(error(format!("cuts {cut} letters of {}", word.len())));
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
