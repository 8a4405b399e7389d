//! Plain text.

use jiff::civil::Date;
use sayso_text::Span;

use crate::{Basis, Published, Report};
use crate::{head, language};

/// A report of a plain text of which nothing else is known: what its header tells is taken, else what its first lines
/// tell, with doubt.
pub(crate) fn plain(path: String, text: String, encoding: &'static str) -> Report {
    if let Some(head) = head::header(&text) {
        let body = Span::at(&text, head.words_from..text.len());
        let (language, body, warning) = language::judge(&text, body);
        return Report {
            language,
            path,
            text,
            body,
            title: head.title,
            published: head.date.map(|date| Published {
                date,
                basis: Basis::Header,
            }),
            outlet: head.outlet,
            authors: head.authors,
            url: head.url,
            encoding,
            warnings: warning.into_iter().collect(),
        };
    }
    let mut report = report(path, text, encoding);
    let head = head::first_lines(report.body.slice(&report.text));
    if head.doubtful {
        let mut told = Vec::new();
        if let Some(date) = head.date.filter(|_| report.published.is_none()) {
            report.published = Some(Published {
                date,
                basis: Basis::TextLine,
            });
            told.push("date");
        }
        if head.title.is_some() {
            report.title = head.title;
            told.push("headline");
        }
        if !head.authors.is_empty() {
            report.authors = head.authors;
            told.push("authors");
        }
        if !told.is_empty() {
            report.warnings.push(format!(
                "{} read from the first lines of the text, which may be wrong; a header (title:, date:, outlet:, url:) tells them for sure",
                told.join(", ")
            ));
        }
    }
    report
}

/// A report of a plain text. A leading `date YYYY-MM-DD` is the report's date and not its words.
pub(crate) fn report(path: String, text: String, encoding: &'static str) -> Report {
    let start = text.len()
        - text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .len();
    let (published, start) = match date_line(&text[start..]) {
        Some((date, length)) => (
            Some(Published {
                date,
                basis: Basis::DateLine,
            }),
            start + length,
        ),
        None => (None, 0),
    };
    let body = Span::at(&text, start..text.len());
    let (language, body, warning) = language::judge(&text, body);
    Report {
        language,
        path,
        text,
        body,
        title: None,
        published,
        outlet: None,
        authors: Vec::new(),
        url: None,
        encoding,
        warnings: warning.into_iter().collect(),
    }
}

/// A `date YYYY-MM-DD` at the start, and how long it is with the white space after it.
fn date_line(text: &str) -> Option<(Date, usize)> {
    let rest = text.strip_prefix("date ")?;
    let date = rest.get(..10)?.parse().ok()?;
    let after = &rest[10..];
    let ends = after.chars().next().is_none_or(char::is_whitespace);
    ends.then(|| (date, text.len() - after.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_date_line() {
        let report = Report::from_text("a.txt", " date 2026-03-11 Two dead, mayor says.");
        assert_eq!(report.published.unwrap().date.to_string(), "2026-03-11");
        assert_eq!(report.body.slice(&report.text), "Two dead, mayor says.");
        assert!(
            report.text.starts_with(" date"),
            "the text is kept as found"
        );
    }

    #[test]
    fn leaves_other_dates() {
        for text in [
            "date 2026-13-11 Two",
            "date palms die",
            "dated 2026-03-11",
            "date 2026-03-1111",
        ] {
            let report = Report::from_text("a.txt", text);
            assert_eq!(report.published, None);
            assert_eq!(report.body.len(), text.len());
        }
    }
}
