//! A reading made ready for the ledger: all that can be worked out apart from the file, by any thread.

use sayso::rows::{Chars, Spans};
use sayso::{CharSpan, Reading, Report, Row, Span};
use sayso_claims::stories::{Topic, topics};
use sayso_claims::{Tables, Testimony};
use sha2::{Digest, Sha256};

use crate::fingerprints::fingerprints;
use crate::words::{Word, words};

/// The SHA-256 of what was published: address, outlet, title, day, authors and text, but not the path it was read
/// from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentId(pub(crate) [u8; 32]);

impl ContentId {
    /// The id of a report's content.
    pub fn of(report: &Report) -> Self {
        let published = report.published.map(|published| published.date.to_string());
        let mut hash = Sha256::new();
        let mut field = |value: Option<&str>| {
            // The length parts the fields, so that no two contents run together into one.
            let length = value.map_or(u64::MAX, |value| value.len() as u64);
            hash.update(length.to_le_bytes());
            hash.update(value.unwrap_or_default());
        };
        field(report.url.as_deref());
        field(report.outlet.as_deref());
        field(report.title.as_deref());
        field(published.as_deref());
        for author in &report.authors {
            field(Some(author));
        }
        field(None);
        field(Some(&report.text));
        Self(hash.finalize().into())
    }
}

/// A report with its rows, ready to be added.
pub struct Entry {
    pub(crate) content: ContentId,
    /// The rows.
    pub(crate) row: Row,
    pub(crate) text: String,
    pub(crate) body: Span,
    /// For each figure the sentence it stands in.
    pub(crate) sentences: Vec<CharSpan>,
    /// For each event the sentence it stands in.
    pub(crate) event_sentences: Vec<CharSpan>,
    pub(crate) quotes: Vec<Span>,
    pub(crate) words: Vec<Word>,
    pub(crate) fingerprints: Vec<i64>,
    pub(crate) testimony: Testimony,
    pub(crate) topics: Vec<Topic>,
    pub(crate) added: Option<jiff::civil::Date>,
}

impl Entry {
    /// The entry of a reading.
    pub fn new(reading: &Reading<'_>, tables: &Tables) -> Self {
        let report = reading.report;
        let words = words(&report.text);
        let spans = Spans::<Chars>::of(&report.text);
        let sentence = |span: Span| {
            let sentences = &reading.analysis.sentences;
            let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
            let sentence = sentences.get(at);
            spans.span(sentence.map_or(span, |sentence| sentence.span.cover(span)))
        };
        Self {
            content: ContentId::of(report),
            row: reading.row(),
            text: report.text.clone(),
            body: report.body,
            sentences: reading
                .figures
                .iter()
                .map(|figure| sentence(figure.span))
                .collect(),
            event_sentences: reading
                .events
                .iter()
                .map(|event| sentence(event.trigger))
                .collect(),
            quotes: reading
                .analysis
                .quotes
                .iter()
                .map(|quote| quote.inner)
                .collect(),
            fingerprints: fingerprints(&words),
            testimony: Testimony::new(reading, tables),
            topics: topics(
                report.title.as_deref(),
                &report.text,
                report.outlet.as_deref(),
                tables,
            ),
            words,
            added: None,
        }
    }

    /// The same, to be kept with the day on which it is added. Without it the ledger holds no such day, so that
    /// the same reports always make the same file.
    #[must_use]
    pub fn added_on(self, day: jiff::civil::Date) -> Self {
        Self {
            added: Some(day),
            ..self
        }
    }

    /// The content's id.
    pub fn content(&self) -> ContentId {
        self.content
    }

    /// Where it was read from.
    pub fn path(&self) -> &str {
        &self.row.report.path
    }

    /// The keys by which its versions are known, the surest first.
    pub(crate) fn keys(&self) -> Vec<String> {
        let report = &self.row.report;
        keys(
            &report.path,
            report.url.as_deref(),
            report.outlet.as_deref(),
        )
    }

    /// Whether its path is a line of a file, which another report may take.
    pub(crate) fn is_line(&self) -> bool {
        is_part(&self.row.report.path)
    }
}

/// Whether a path is that of a line of a file, an entry of a feed or page, or a record of an archive.
fn is_part(path: &str) -> bool {
    path.rsplit_once('#')
        .is_some_and(|(_, line)| line.parse::<usize>().is_ok())
}

/// The keys by which the versions of a report are known: its address, and its path with its outlet.
pub(crate) fn keys(path: &str, url: Option<&str>, outlet: Option<&str>) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(url) = url {
        // An entry of a page that grows has its own place in it, and is no version of the others.
        let place = is_part(path).then(|| url.split_once('#')).flatten();
        keys.push(match place {
            Some((_, place)) => format!("url {}#{place}", plain_url(url)),
            None => format!("url {}", plain_url(url)),
        });
    }
    if path != "-" {
        keys.push(format!("path {path}\t{}", outlet.unwrap_or_default()));
    }
    keys
}

/// An address without what does not tell pages apart: scheme, "www.", fragment, closing slash and campaign marks.
pub(crate) fn plain_url(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, page) = address.split_once('/').unwrap_or((address, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| {
            !part.is_empty()
                && !["utm_", "fbclid", "gclid"]
                    .iter()
                    .any(|mark| part.starts_with(mark))
        })
        .collect();
    let mut plain = format!("{}/{}", host.to_lowercase(), page.trim_end_matches('/'));
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_one() {
        let plain = plain_url("https://www.Post.example/harbour/?utm_source=x&id=4#top");
        assert_eq!(plain, "post.example/harbour?id=4");
        assert_eq!(plain, plain_url("http://post.example/harbour?id=4"));
        assert_ne!(plain, plain_url("http://post.example/harbour?id=5"));
    }

    #[test]
    fn paths_do_not_change_the_content() {
        let one = Report::from_text("a.txt", "The lock is shut.");
        let other = Report::from_text("b.txt", "The lock is shut.");
        assert_eq!(ContentId::of(&one), ContentId::of(&other));
        let outlet = Report {
            outlet: Some("Post".into()),
            ..other
        };
        assert_ne!(ContentId::of(&one), ContentId::of(&outlet));
    }
}
