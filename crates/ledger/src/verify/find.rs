//! Which rows of the ledger may hold some words: asked of the full-text indexes from the strictest question to
//! the loosest, each with a bound, so that no question looks the whole ledger over.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result, params};
use sayso::Span;

use super::wording::is_small;
use crate::words::words;

/// Rows taken of one question.
const TAKEN: usize = 64;
/// Rows after which no looser question is asked.
const MOST: usize = 256;
/// Rows up to which it is counted how many hold a word.
const COUNTED: usize = 1_000;
/// Different words of a wording that are counted: the longest.
const WEIGHED: usize = 12;
/// The rarest words, of which nearly all must be in a row.
const RAREST: usize = 6;
/// The rarest words of which a pair is enough.
const PAIRED: usize = 4;
/// Words of a phrase.
const PHRASE: usize = 24;

/// A full-text index and the column of it that is asked.
#[derive(Clone, Copy)]
pub(super) struct Index {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
}

pub(super) const STATEMENTS: Index = Index {
    table: "statement_words",
    column: "content",
};
pub(super) const REPORTS: Index = Index {
    table: "report_words",
    column: "text",
};
pub(super) const FIGURES: Index = Index {
    table: "figure_words",
    column: "sentence",
};

impl Index {
    fn asked(self, expression: &str) -> String {
        format!("{} : ({expression})", self.column)
    }

    /// The rows that meet a question, those added first before others.
    fn rows(self, ledger: &Connection, question: &str) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT rowid FROM {0} WHERE {0} MATCH ?1 LIMIT ?2",
            self.table
        );
        ledger
            .prepare_cached(&sql)?
            .query_map(params![question, TAKEN], |row| row.get(0))?
            .collect()
    }

    /// How many rows meet a question, up to a bound.
    fn count(self, ledger: &Connection, question: &str) -> Result<usize> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT rowid FROM {0} WHERE {0} MATCH ?1 LIMIT ?2)",
            self.table
        );
        ledger
            .prepare_cached(&sql)?
            .query_row(params![question, COUNTED], |row| row.get(0))
    }

    /// Gives the rows that may hold the words in some stretches of a text to `look`, the likeliest first, each once,
    /// until a question is done in which it answered that nothing better can come. `speaker` are words of the name
    /// of who is said to have said them.
    pub(super) fn seek(
        self,
        ledger: &Connection,
        (text, spans): (&str, &[Span]),
        speaker: &[String],
        mut look: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        let words: Vec<Vec<&str>> = spans
            .iter()
            .map(|span| all_words(span.slice(text)))
            .collect();
        let by = (!speaker.is_empty()).then(|| {
            let names: Vec<String> = speaker.iter().map(|word| quoted(word)).collect();
            format!("speaker : ({})", names.join(" OR "))
        });
        let mut seen = BTreeSet::new();
        let mut ask = |questions: Vec<String>| {
            for question in questions {
                let mut settled = false;
                if seen.len() >= MOST {
                    break;
                }
                for row in self.rows(ledger, &question)? {
                    settled |= seen.insert(row) && look(row)?;
                }
                if settled {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let strict = self.strict(&words, by.as_deref());
        if strict.is_empty() || ask(strict)? {
            return Ok(());
        }
        let loose = self.loose(&self.rarest(ledger, words.concat())?, by.as_deref());
        ask(loose).map(|_| ())
    }

    /// The words as they stand.
    fn strict(self, words: &[Vec<&str>], by: Option<&str>) -> Vec<String> {
        let phrases = words
            .iter()
            .filter(|words| !words.is_empty())
            .map(|words| format!("\"{}\"", words[..words.len().min(PHRASE)].join(" ")))
            .collect::<Vec<_>>();
        if phrases.is_empty() {
            return Vec::new();
        }
        let phrase = self.asked(&phrases.join(" AND "));
        let by = by.map(|by| format!("{by} AND {phrase}"));
        by.into_iter().chain([phrase]).collect()
    }

    /// Most of the rarest of the words.
    fn loose(self, rarest: &[Rare], by: Option<&str>) -> Vec<String> {
        if rarest.is_empty() {
            return Vec::new();
        }
        let looser: Vec<String> = loosened(rarest)
            .iter()
            .map(|words| self.asked(words))
            .collect();
        let mut questions = Vec::new();
        if let Some(by) = by {
            questions.extend(looser.iter().map(|words| format!("{by} AND {words}")));
            questions.push(format!("{by} AND {}", self.asked(&joined(rarest, " OR "))));
        }
        questions.extend(looser);
        questions
    }

    /// The words that the fewest rows hold, small words last.
    fn rarest(self, ledger: &Connection, mut words: Vec<&str>) -> Result<Vec<Rare>> {
        words.sort_by_key(|word| {
            (
                is_small(&word.to_lowercase()),
                std::cmp::Reverse(word.len()),
                word.to_lowercase(),
            )
        });
        words.dedup_by_key(|word| word.to_lowercase());
        words.truncate(WEIGHED);
        let mut weighed = Vec::new();
        for word in words {
            let question = quoted(word);
            let rows = self.count(ledger, &self.asked(&question))?;
            // A word that no row holds can't help.
            if rows > 0 {
                weighed.push((rows, question));
            }
        }
        weighed.sort_by_key(|(rows, _)| *rows);
        weighed.truncate(RAREST);
        let rare = |(rows, word)| Rare {
            word,
            common: rows >= COUNTED,
        };
        Ok(weighed.into_iter().map(rare).collect())
    }
}

/// One of the rarest words of a wording.
struct Rare {
    /// As asked for.
    word: String,
    /// Whether it is in many rows even so.
    common: bool,
}

/// All of the words, then all but one, then any two of the rarest.
fn loosened(rarest: &[Rare]) -> Vec<String> {
    let mut questions = vec![joined(rarest, " AND ")];
    if rarest.len() > 2 {
        for without in 0..rarest.len() {
            let (before, after) = (&rarest[..without], &rarest[without + 1..]);
            let others: Vec<&str> = before
                .iter()
                .chain(after)
                .map(|rare| rare.word.as_str())
                .collect();
            questions.push(others.join(" AND "));
        }
    }
    if rarest.len() > 3 {
        let paired = &rarest[..rarest.len().min(PAIRED)];
        for (at, one) in paired.iter().enumerate().filter(|(_, one)| !one.common) {
            questions.extend(
                paired[at + 1..]
                    .iter()
                    .map(|other| format!("{} AND {}", one.word, other.word)),
            );
        }
    }
    questions
}

fn joined(words: &[Rare], with: &str) -> String {
    words
        .iter()
        .map(|rare| rare.word.as_str())
        .collect::<Vec<_>>()
        .join(with)
}

fn all_words(text: &str) -> Vec<&str> {
    words(text)
        .iter()
        .map(|word| word.span.slice(text))
        .collect()
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{entry, ledger, post};

    #[test]
    fn rows_with_a_word_changed_are_found() {
        let (_folder, mut ledger) = ledger();
        let said = |n: usize| {
            let text =
                format!("“The pumps of basin {n} are older than the harbour wall,” said Ada Lund.");
            entry(&post(&n.to_string(), "2026-04-11", &text))
        };
        ledger.add((0..40).map(said)).unwrap();
        let text = "The pumps of basin 17 are older than the castle wall";
        let rows = |text: &str, enough: usize| {
            let mut rows = Vec::new();
            let span = Span::at(text, 0..text.len());
            let look = |row| {
                rows.push(row);
                Ok(rows.len() >= enough)
            };
            STATEMENTS
                .seek(&ledger.file, (text, &[span]), &["lund".to_owned()], look)
                .unwrap();
            rows
        };
        assert!(rows(text, 100).contains(&18));
        assert!(rows("The pumps of basin 17 are older", 1).contains(&18));
        assert!(rows("Zyx wvu", 1).is_empty());
        assert!(rows("“…”", 1).is_empty());
    }
}
