//! What the first lines of a plain text tell of it: a header of its own, or a headline, a byline, a date or a dateline.
//!
//! *What it finds* A header is a block of lines `title:`, `date:`, `outlet:`, `url:` and `author:` before a blank line;
//! it is sure, and no part of the report's words. Everything else is read from words that are the report's and stay so:
//! a headline (a line of its own, without a full stop, before the text), "By Mina Falk", a line with a date, and the
//! date of a dateline ("PORT CALLOW, Sept. 14, 2026 —").
//!
//! *What it leaves alone* A text of one paragraph, dates without a year, and dates in sentences.

use jiff::civil::Date;

use crate::dates::{self, MONTHS};
use crate::html::byline;

/// What is told, and from where the words of the report are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) authors: Vec<String>,
    /// Bytes before the words; 0 where there is no header.
    pub(crate) words_from: usize,
    /// Whether it is read from words, and may be wrong.
    pub(crate) doubtful: bool,
}

/// Characters of a headline, and of a line with a byline or a date, at most (guesses; a headline of a newspaper has
/// some 60).
const HEADLINE: usize = 160;
const SMALL: usize = 80;
/// Lines between a headline and the text at most.
const BETWEEN: usize = 4;
/// Bytes of a paragraph in which a dateline stands.
const DATELINE: usize = 80;

/// What the header of a text tells; `None` where it has none.
pub(crate) fn header(text: &str) -> Option<Head> {
    let mut head = Head::default();
    let mut at = text.len()
        - text
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .len();
    let mut any = false;
    for line in text[at..].split_inclusive('\n') {
        let plain = line.trim();
        if plain.is_empty() {
            break;
        }
        let (name, value) = plain.split_once(':')?;
        let value = value.trim();
        let some = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name.trim().to_lowercase().as_str() {
            "title" | "headline" => head.title = some(),
            "outlet" | "publisher" => head.outlet = some(),
            "url" => head.url = some(),
            "author" | "authors" => {
                let each = value.split(';').map(|name| name.trim().to_owned());
                head.authors = each.filter(|name| !name.is_empty()).collect();
            }
            "date" | "published" => head.date = Some(dates::day(value)?),
            _ => return None,
        }
        any = true;
        at += line.len();
    }
    let words = text[at..].trim_start();
    (any && !words.is_empty()).then(|| Head {
        words_from: text.len() - words.len(),
        ..head
    })
}

/// What the first lines of a text tell without a header.
pub(crate) fn first_lines(text: &str) -> Head {
    let mut head = Head::default();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(mut line) = lines.next() else {
        return head;
    };
    if let Some(date) = date_line(line) {
        head.date = Some(date);
        let Some(next) = lines.next() else {
            return Head::default();
        };
        line = next;
    }
    let mut rest = lines.clone();
    let mut between = 0;
    let mut found = false;
    // The lines under a headline, up to one that ends as a sentence does.
    let mut under = Vec::new();
    let text_line = loop {
        match rest.next() {
            Some(next) if between < BETWEEN && is_small(next) => {
                under.push(next);
                between += 1;
            }
            next => break next,
        }
    };
    if is_headline(line) && text_line.is_some_and(is_sentence) {
        head.title = Some(line.to_owned());
        found = true;
        for small in under {
            let names = byline(small);
            if !names.is_empty() {
                head.authors = names;
            } else if head.date.is_none() {
                head.date = date_line(small);
            }
        }
    }
    if head.date.is_none() {
        let first = if found { text_line } else { Some(line) };
        head.date = first.and_then(dateline);
    }
    if !found && head.date.is_some() && text_line.is_none() && !is_sentence(line) {
        return Head::default();
    }
    head.doubtful = head.title.is_some() || head.date.is_some() || !head.authors.is_empty();
    head
}

fn count(line: &str) -> usize {
    line.chars().count()
}

fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['”', '"', '’', '\'', ')', '»']);
    end.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// A line of its own that names what follows.
fn is_headline(line: &str) -> bool {
    let begins = line
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || "“\"‘'".contains(c));
    let parts = line.split_whitespace().count() > 2;
    begins
        && parts
        && count(line) <= HEADLINE
        && !ends_sentence(line)
        && !has_dash_of_dateline(line)
}

/// A line that may be a byline or a date.
fn is_small(line: &str) -> bool {
    count(line) <= SMALL && (!byline(line).is_empty() || date_line(line).is_some())
}

/// Words that go on to the end of a sentence.
fn is_sentence(line: &str) -> bool {
    count(line) > 30 && line.contains(['.', '!', '?', '”'])
}

fn has_dash_of_dateline(line: &str) -> bool {
    let upper = line.split([',', '—', '–']).next().unwrap_or_default();
    let dash = line.contains(" — ") || line.contains(" – ") || line.contains(" -- ");
    dash && upper.chars().all(|c| !c.is_lowercase())
}

/// The day of a line that tells little else: "Published: 14 September 2026, 10:05", "Sept. 14, 2026".
fn date_line(line: &str) -> Option<Date> {
    if count(line) > SMALL || ends_sentence(line) || line.split_whitespace().count() > 8 {
        return None;
    }
    // A headline may have a date in it: nothing but what goes with dates stands in such a line.
    let goes_with = |word: &str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        word.is_empty()
            || word.starts_with(|c: char| c.is_ascii_digit())
            || MONTHS
                .iter()
                .chain(&WITH_DATES)
                .any(|known| known.starts_with(&word) && word.len() >= 3 || *known == word)
    };
    let plain = line.strip_prefix("date ").unwrap_or(line);
    plain
        .split([' ', '|', '/'])
        .all(goes_with)
        .then(|| dates::day_in(line))?
}

/// Words of lines with dates beside the months, long: shorter forms of three letters and more are the same.
const WITH_DATES: [&str; 22] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "published",
    "updated",
    "posted",
    "date",
    "on",
    "at",
    "of",
    "the",
    "am",
    "pm",
    "gmt",
    "utc",
    "bst",
    "est",
    "cet",
];

/// The day of a dateline: "PORT CALLOW, Sept. 14, 2026 — A barge…".
fn dateline(line: &str) -> Option<Date> {
    let dash = [" — ", " – ", " -- ", " - "]
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()?;
    let before = line.get(..dash).filter(|before| before.len() <= DATELINE)?;
    let place = before.split([',', '(']).next().unwrap_or_default();
    let is_place = !place.is_empty() && place.chars().all(|c| !c.is_lowercase());
    is_place.then(|| dates::day_in(before))?
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "A loaded barge struck the swing bridge late on Tuesday, the mayor said. Two people died.";

    fn told(lines: &str) -> (Option<String>, Option<String>) {
        let head = first_lines(&format!("{lines}{TEXT}"));
        (head.title, head.date.map(|date| date.to_string()))
    }

    #[test]
    fn a_header_is_sure_and_no_part_of_the_words() {
        let text = format!(
            "title: Barge hits bridge\ndate: Sept. 14, 2026\noutlet: Callow Courier\nurl: https://courier.example/1\nauthor: Mina Falk; Jorun Bakke\n\n{TEXT}"
        );
        let head = header(&text).unwrap();
        assert_eq!(head.title.as_deref(), Some("Barge hits bridge"));
        assert_eq!(head.date.unwrap().to_string(), "2026-09-14");
        assert_eq!(head.outlet.as_deref(), Some("Callow Courier"));
        assert_eq!(head.authors, ["Mina Falk", "Jorun Bakke"]);
        assert_eq!(&text[head.words_from..], TEXT);
        assert!(!head.doubtful);
        for none in [
            TEXT,
            "title: only\n",
            "Note: this is a sentence.\n\nMore.",
            "date: soon\n\nMore words.",
        ] {
            assert_eq!(header(none), None, "{none}");
        }
    }

    #[test]
    fn headlines_bylines_and_dates_are_read() {
        let title = Some("Two dead as barge hits swing bridge".to_owned());
        let day = Some("2026-09-14".to_owned());
        for lines in [
            "Two dead as barge hits swing bridge\nBy Mina Falk\n14 September 2026\n\n",
            "Two dead as barge hits swing bridge\n\nPublished: Sept. 14, 2026, 10:05 GMT\n\n",
            "2026-09-14\nTwo dead as barge hits swing bridge\n\n",
            "Two dead as barge hits swing bridge\nSeptember 14, 2026\n",
            "Two dead as barge hits swing bridge\n\nPORT CALLOW, Sept. 14, 2026 — ",
        ] {
            assert_eq!(told(lines), (title.clone(), day.clone()), "{lines}");
        }
        assert_eq!(
            told("Two dead as barge hits swing bridge\n\n"),
            (title, None)
        );
        assert_eq!(told("PORT CALLOW, Sept. 14, 2026 — "), (None, day));
    }

    #[test]
    fn sentences_are_no_headlines() {
        for lines in [
            "",
            "The bridge is shut.\n\n",
            "PORT CALLOW — A barge struck the bridge\n\n",
            "In March 26 ships came to Port Callow.\n",
            "\u{201c}Nobody crosses,\u{201d} the mayor said:\n\n",
        ] {
            assert_eq!(told(lines), (None, None), "{lines}");
        }
        assert_eq!(first_lines("The bridge is shut"), Head::default());
    }
}
