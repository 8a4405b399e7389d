//! Which rows of the ledger may hold some words: asked of the full-text indexes from the strictest question to
//! the loosest, each with a bound, so that no question looks the whole ledger over.

use rusqlite::{Connection, Result, params};
use sayso::Span;

use super::wording::is_small;
use crate::words::words;

/// Rows taken of one question.
const TAKEN: usize = 64;
/// Rows up to which it is counted how many hold a word.
const COUNTED: usize = 2_000;
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
    pub(super) fn rows(self, ledger: &Connection, question: &str) -> Result<Vec<i64>> {
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

    /// Questions for the words in some stretches of a text, the strictest first. `speaker` are words of the name of
    /// who is said to have said them.
    pub(super) fn questions(
        self,
        ledger: &Connection,
        text: &str,
        spans: &[Span],
        speaker: &[String],
    ) -> Result<Vec<String>> {
        let phrases: Vec<Vec<&str>> = spans
            .iter()
            .map(|span| all_words(span.slice(text)))
            .collect();
        let phrase = phrases
            .iter()
            .filter(|words| !words.is_empty())
            .map(|words| format!("\"{}\"", words[..words.len().min(PHRASE)].join(" ")))
            .collect::<Vec<_>>()
            .join(" AND ");
        if phrase.is_empty() {
            return Ok(Vec::new());
        }
        let rarest = self.rarest(ledger, phrases.concat())?;
        if rarest.is_empty() {
            return Ok(Vec::new());
        }
        let by = (!speaker.is_empty()).then(|| {
            let names: Vec<String> = speaker.iter().map(|word| quoted(word)).collect();
            format!("speaker : ({})", names.join(" OR "))
        });
        let mut questions = Vec::new();
        if let Some(by) = &by {
            questions.push(format!("{by} AND {}", self.asked(&phrase)));
        }
        questions.push(self.asked(&phrase));
        let looser = loosened(&rarest);
        if let Some(by) = &by {
            questions.extend(
                looser
                    .iter()
                    .map(|words| format!("{by} AND {}", self.asked(words))),
            );
            questions.push(format!("{by} AND {}", self.asked(&joined(&rarest, " OR "))));
        }
        questions.extend(looser.iter().map(|words| self.asked(words)));
        Ok(questions)
    }

    /// The words that the fewest rows hold, small words last.
    fn rarest(self, ledger: &Connection, mut words: Vec<&str>) -> Result<Vec<String>> {
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
        Ok(weighed.into_iter().map(|(_, question)| question).collect())
    }
}

/// All of the words, then all but one, then any two of the rarest.
fn loosened(rarest: &[String]) -> Vec<String> {
    let mut questions = vec![joined(rarest, " AND ")];
    if rarest.len() > 2 {
        for without in 0..rarest.len() {
            let mut others = rarest.to_vec();
            others.remove(without);
            questions.push(joined(&others, " AND "));
        }
    }
    let paired = &rarest[..rarest.len().min(PAIRED)];
    if rarest.len() > 3 {
        for (at, one) in paired.iter().enumerate() {
            questions.extend(
                paired[at + 1..]
                    .iter()
                    .map(|other| format!("{one} AND {other}")),
            );
        }
    }
    questions.retain(|question| !question.is_empty());
    questions
}

fn joined(words: &[String], with: &str) -> String {
    words.join(with)
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
        let span = Span::at(text, 0..text.len());
        let questions = STATEMENTS
            .questions(&ledger.file, text, &[span], &["lund".to_owned()])
            .unwrap();
        let rows: Vec<i64> = questions
            .iter()
            .flat_map(|question| STATEMENTS.rows(&ledger.file, question).unwrap())
            .collect();
        assert!(rows.contains(&18), "{rows:?}");
        let unknown = "Zyx wvu";
        let span = Span::at(unknown, 0..unknown.len());
        assert!(
            STATEMENTS
                .questions(&ledger.file, unknown, &[span], &["lund".to_owned()])
                .unwrap()
                .is_empty()
        );
        assert!(
            STATEMENTS
                .questions(&ledger.file, "“…”", &[Span::at("“…”", 0..3)], &[])
                .unwrap()
                .is_empty()
        );
    }
}
