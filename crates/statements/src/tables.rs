//! The tables of this room: what cues do, venues, media, reasons for anonymity.

use std::collections::BTreeMap;

use sayso_tables::{Cell, Definition, Own, Table, TableError, none_of, record};

use crate::Stance;
use crate::judge::{Judge, WEIGHTS};

record! {
    /// What a cue does.
    pub(crate) struct Cue key [cue] {
        /// The lemma of the cue, or the words of a cue of several.
        cue: String,
        /// What it does: a stance.
        stance: Stance,
    }
}

record! {
    /// Words that are looked for.
    pub(crate) struct Words key [words] {
        /// The words: the head of a phrase, or the phrase.
        words: String,
    }
}

const CUES: Table<Cue> = Table::new(
    "statements/cues.tsv",
    include_str!("../../../data/statements/cues.tsv"),
);
const VENUES: Table<Words> = Table::new(
    "statements/venues.tsv",
    include_str!("../../../data/statements/venues.tsv"),
);
const MEDIA: Table<Words> = Table::new(
    "statements/media.tsv",
    include_str!("../../../data/statements/media.tsv"),
);
const ANONYMITY: Table<Words> = Table::new(
    "statements/anonymity.tsv",
    include_str!("../../../data/statements/anonymity.tsv"),
);

/// The tables of this room.
pub const TABLES: &[Definition] = &[
    CUES.definition(),
    VENUES.definition(),
    MEDIA.definition(),
    ANONYMITY.definition(),
    WEIGHTS.definition(),
];

impl Cell for Stance {
    fn read(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.iter().map(|stance| stance.as_str());
        Self::parse(text).ok_or_else(|| none_of(text, "stance", all()))
    }
}

/// The tables, checked.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    cues: BTreeMap<String, Stance>,
    venues: Vec<String>,
    media: Vec<String>,
    anonymity: Vec<String>,
    judge: Judge,
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
        let cues = own.rows(&CUES)?;
        let words = |table: &Table<Words>| -> Result<Vec<String>, TableError> {
            let rows = own.rows(table)?.into_iter();
            Ok(rows.map(|row| row.into_cells().words).collect())
        };
        Ok(Self {
            cues: cues
                .iter()
                .map(|row| (row.cue.to_lowercase(), row.stance))
                .collect(),
            venues: words(&VENUES)?,
            media: words(&MEDIA)?,
            anonymity: words(&ANONYMITY)?,
            judge: Judge::new(own)?,
        })
    }

    /// What a cue of this lemma, or of these words, does.
    pub fn stance(&self, cue: &str) -> Option<Stance> {
        self.cues.get(cue).copied()
    }

    /// Whether a phrase, or its head word, is a venue.
    pub(crate) fn is_venue(&self, phrase: &str, head: &str) -> bool {
        holds(&self.venues, phrase, head)
    }

    /// Whether a phrase, or its head word, is a medium.
    pub(crate) fn is_medium(&self, phrase: &str, head: &str) -> bool {
        holds(&self.media, phrase, head)
    }

    /// The weights that tell statements from what only looks like them.
    pub(crate) fn judge(&self) -> &Judge {
        &self.judge
    }

    /// Words that tell why a source is not named.
    pub(crate) fn anonymity(&self) -> &[String] {
        &self.anonymity
    }
}

fn holds(table: &[String], phrase: &str, head: &str) -> bool {
    // Names of one letter ("X") must stand as they are; the rest may be in any case.
    let same = |entry: &str, words: &str| {
        if entry.len() == 1 {
            entry == words
        } else {
            entry.eq_ignore_ascii_case(words)
        }
    };
    table.iter().any(|entry| {
        same(entry, head)
            || same(entry, phrase)
            || phrase
                .to_lowercase()
                .ends_with(&format!(" {}", entry.to_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_are_sound() {
        let tables = Tables::new().unwrap();
        assert_eq!(tables.stance("deny"), Some(Stance::Denies));
        assert_eq!(tables.stance("according to"), Some(Stance::Asserts));
        assert!(tables.is_medium("X", "X") && !tables.is_medium("x", "x"));
        assert!(tables.is_venue("a joint press conference", "conference"));
    }

    #[test]
    fn users_rows_replace_and_are_checked() {
        let with = |rows: &str| Tables::with(&Own::of("statements/cues.tsv", rows));
        let tables = with("cue\tstance\nsay\tdoubts\n").unwrap();
        assert_eq!(tables.stance("say"), Some(Stance::Doubts));
        let error = with("cue\tstance\nsay\tsings\n").unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.to_string().contains("sings"), "{error}");
    }
}
