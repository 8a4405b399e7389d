//! The tables of this room: what cues do, venues, media, reasons for anonymity.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::Stance;
use crate::judge::Judge;

const CUES: &str = include_str!("../../../data/statements/cues.tsv");
const VENUES: &str = include_str!("../../../data/statements/venues.tsv");
const MEDIA: &str = include_str!("../../../data/statements/media.tsv");
const ANONYMITY: &str = include_str!("../../../data/statements/anonymity.tsv");

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
        let mut tables = Self::default();
        tables.add_cues("cues.tsv", CUES)?;
        tables.venues = words("venues.tsv", VENUES)?;
        tables.media = words("media.tsv", MEDIA)?;
        tables.anonymity = words("anonymity.tsv", ANONYMITY)?;
        tables.judge = Judge::new()?;
        Ok(tables)
    }

    /// Adds rows of `cue TAB stance` (a header line first); a later row replaces an earlier one.
    ///
    /// # Errors
    /// Where a line has not two columns or its stance is none.
    pub fn add_cues(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for (line, row) in rows(source) {
            let error = |what: String| TableError {
                table: table.to_owned(),
                line,
                what,
            };
            let Some((cue, stance)) = row.split_once('\t') else {
                return Err(error("wants two columns, cue and stance".to_owned()));
            };
            let stance = Stance::parse(stance.trim()).ok_or_else(|| {
                let all: Vec<&str> = Stance::ALL.iter().map(|stance| stance.as_str()).collect();
                error(format!(
                    "`{}` is no stance; the stances are {}",
                    stance.trim(),
                    all.join(", ")
                ))
            })?;
            self.cues.insert(cue.trim().to_lowercase(), stance);
        }
        Ok(())
    }

    /// Adds venues, one a line (a header line first).
    ///
    /// # Errors
    /// Where a line has more than one column.
    pub fn add_venues(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.venues.extend(words(table, source)?);
        Ok(())
    }

    /// Adds media, one a line (a header line first).
    ///
    /// # Errors
    /// Where a line has more than one column.
    pub fn add_media(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.media.extend(words(table, source)?);
        Ok(())
    }

    /// Adds words that tell why a source is not named, one a line (a header line first).
    ///
    /// # Errors
    /// Where a line has more than one column.
    pub fn add_anonymity(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        self.anonymity.extend(words(table, source)?);
        Ok(())
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

fn words(table: &str, source: &str) -> Result<Vec<String>, TableError> {
    rows(source)
        .map(|(line, row)| {
            let word = row.trim();
            let wrong = word.is_empty() || word.contains('\t');
            if wrong {
                Err(TableError {
                    table: table.to_owned(),
                    line,
                    what: "wants one column".to_owned(),
                })
            } else {
                Ok(word.to_owned())
            }
        })
        .collect()
}

/// The rows of a table with their line numbers: no comments, no empty lines, no header.
pub(crate) fn rows(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1)
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
        let mut tables = Tables::new().unwrap();
        tables
            .add_cues("mine.tsv", "cue\tstance\nsay\tdoubts\n")
            .unwrap();
        assert_eq!(tables.stance("say"), Some(Stance::Doubts));
        let error = tables
            .add_cues("mine.tsv", "cue\tstance\nsay\tsings\n")
            .unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.to_string().contains("sings"), "{error}");
    }
}
