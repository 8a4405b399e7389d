//! Lines of an extracted article that belong to the page around it.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use sayso_tables::{Own, Table, TableError, choice, record};

record! {
    /// A line of a web page that is no part of its article.
    pub(crate) struct LineRow key [how, words] {
        /// `begins` where the line begins with the words, `whole` where it is no more than they.
        how: How,
        /// The words in lower case.
        words: String,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Begins,
    Whole,
}

choice!(How, "way", "begins" => Self::Begins, "whole" => Self::Whole);

pub(crate) const LINES: Table<LineRow> = Table::new(
    "report/boilerplate.tsv",
    include_str!("../../../../data/report/boilerplate.tsv"),
);

/// Words, and whether they must be the whole line.
type Lines = Vec<(String, bool)>;

fn lines(own: &Own) -> Result<Lines, TableError> {
    let rows = own.rows(&LINES)?.into_iter();
    Ok(rows
        .map(|row| row.into_cells())
        .map(|row| (row.words, row.how == How::Whole))
        .collect())
}

static STANDARD: LazyLock<Lines> = LazyLock::new(|| lines(&Own::default()).unwrap_or_default());
static OWN: OnceLock<Lines> = OnceLock::new();

/// Takes a user's rows for the rest of the program; a second call counts for nothing.
pub(crate) fn install(own: &Own) -> Result<(), TableError> {
    let lines = lines(own)?;
    OWN.get_or_init(|| lines);
    Ok(())
}

fn rows() -> &'static Lines {
    OWN.get().unwrap_or_else(|| &STANDARD)
}

/// Length from which a line that has stood before is a copy and not a refrain.
const LONG: usize = 40;

/// Length from which a line is no paragraph but an article whose paragraphs were lost, often several times over.
const BLOB: usize = 2000;
/// Words from which a sentence that has stood before is a copy.
const LONG_SENTENCE: usize = 6;

/// A line without the sentences that have stood in it before.
fn without_copies(line: &str) -> String {
    let mut seen = HashSet::new();
    let mut kept = String::with_capacity(line.len());
    for sentence in sentences(line) {
        let words: Vec<&str> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() < LONG_SENTENCE || seen.insert(words) {
            kept.push_str(sentence);
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Stretches that end after a mark of a sentence's end or a closing quotation mark and before a capital or an
/// opening one.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut starts = vec![0];
    let mut before = ' ';
    for (at, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let begins = c.is_uppercase() || matches!(c, '"' | '“');
        if begins && matches!(before, '.' | '!' | '?' | '"' | '”') {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.clone().into_iter().skip(1).chain([line.len()]);
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| &line[start..end])
}

/// The text without lines of the page's furniture, lists of other articles and second copies of a paragraph;
/// each line that stays is a paragraph, white space in it folded.
pub(crate) fn without(text: &str) -> String {
    let folded = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = folded.filter(|line| !line.is_empty()).collect();
    let teaser = teasers(&lines);
    let mut seen = HashSet::new();
    let mut kept = String::with_capacity(text.len());
    for (line, teaser) in lines.into_iter().zip(teaser) {
        let plain = if line.len() >= BLOB {
            without_copies(&line)
        } else {
            line
        };
        if teaser || is_furniture(&plain) || plain.len() >= LONG && !seen.insert(plain.clone()) {
            continue;
        }
        if !kept.is_empty() {
            kept.push_str("\n\n");
        }
        kept.push_str(&plain);
    }
    kept
}

/// Time stamps on lines of their own from which a text holds a list of other articles.
const FEWEST_STAMPS: usize = 3;

/// Which lines are of a list of other articles: stamps with the byline and the headline above them.
fn teasers(lines: &[String]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let stamps: Vec<usize> = (0..lines.len())
        .filter(|&at| is_stamp(&lines[at]))
        .collect();
    if stamps.len() < FEWEST_STAMPS {
        return found;
    }
    for stamp in stamps {
        found[stamp] = true;
        let short = |at: usize| lines[at].len() < 120 && !lines[at].ends_with(['.', '!', '”', '"']);
        let above = (0..stamp)
            .rev()
            .take(2)
            .take_while(|&at| short(at) && !is_stamp(&lines[at]));
        for at in above.collect::<Vec<_>>() {
            found[at] = true;
        }
    }
    found
}

/// "11/20/2019 01:14 PM", "20 Nov, 2019 05:47": nothing but a date with a time of day.
fn is_stamp(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let digits = line.chars().filter(char::is_ascii_digit).count();
    line.len() <= 32 && digits >= 6 && letters <= 12 && line.contains(':')
}

pub(super) fn is_furniture(line: &str) -> bool {
    let lower = line.to_lowercase();
    let listed = rows().iter().any(|(words, whole)| {
        if *whole {
            lower == *words
        } else {
            lower.starts_with(words) && lower.len() < 160
        }
    });
    let numeral = line.len() < 20
        && line
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace());
    // What WordPress puts below each entry of a feed.
    let appended = lower.starts_with("the post ") && lower.contains(" appeared first on ");
    listed || numeral || appended && line.len() < 400 || is_shouted_link(line)
}

/// A headline of another article in capitals.
fn is_shouted_link(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut lower) = (0, 0);
    for letter in letters {
        all += 1;
        lower += usize::from(letter.is_lowercase());
    }
    all >= 20 && lower == 0 && !line.ends_with(['.', '”', '"', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_lost_its_paragraphs_is_kept_once() {
        let article = "The ferry sank in the night off the coast of Enn. ".repeat(2)
            + "“We heard one bang,” she said. No one was hurt in it at all. ";
        let line = article.repeat(20);
        let kept = without(&line);
        assert_eq!(kept.matches("The ferry sank").count(), 1, "{kept}");
        assert_eq!(kept.matches("No one was hurt").count(), 1, "{kept}");
    }

    #[test]
    fn lists_of_other_articles_go() {
        let text = "The ferry sank in the night off the coast of Enn.\nStorm ahead\nBy A REPORTER\n11/20/2026 01:14 PM\n\
            Council votes on parking\nBy A REPORTER\n11/20/2026 11:02 AM\nOld mill burns\nBy AN AGENCY\n11/19/2026 09:39 AM";
        assert_eq!(
            without(text),
            "The ferry sank in the night off the coast of Enn."
        );
    }

    #[test]
    fn drops_furniture_and_copies() {
        let text = "The ferry sank in the night off the coast of Enn.\nADVERTISEMENT\nRead more: storms\n\
            The ferry sank in the night off the coast of Enn.\nSHIP OWNER FINED FOR OLD ENGINES\nNo one was hurt.";
        assert_eq!(
            without(text),
            "The ferry sank in the night off the coast of Enn.\n\nNo one was hurt."
        );
    }
}
