use jiff::civil::Date;
use sayso_text::Span;

use crate::Language;

/// One published text and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Where it was read from, as the user gave it; "-" for standard input, `FILE#N` for a line of a file,
    /// an entry of a feed or a record of an archive.
    pub path: String,
    /// The text as found, after decoding; for a web page the article's text. Never changed later.
    pub text: String,
    /// The part of `text` that is its words: all but a leading date line.
    pub body: Span,
    /// Headline, where the format tells it.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// The language it is written in; `None` where it is too short to tell.
    pub language: Option<Language>,
    /// Character encoding of the source.
    pub encoding: &'static str,
    /// What was doubtful in reading it.
    pub warnings: Vec<String>,
}

/// A date of publication and where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where it was found.
    pub basis: Basis,
}

/// Where a date of publication was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Given by the user.
    Given,
    /// A line `date YYYY-MM-DD` at the beginning of the text.
    DateLine,
    /// A field of a JSON record.
    Field,
    /// A page's JSON-LD.
    JsonLd,
    /// A page's `meta` element.
    Meta,
    /// A page's `time` element.
    TimeElement,
    /// The words at the head of a page's article.
    PageWords,
    /// The address of a page.
    PageAddress,
    /// A feed, as the day of publication.
    Feed,
    /// A feed, as the day of the last change; it tells no other.
    FeedUpdated,
    /// A person, in a ledger.
    Decided,
    /// A header of the text's own: `date: 2026-03-11`.
    Header,
    /// A line at the head of the text or its dateline: read from words, and in doubt.
    TextLine,
    /// The path of the file, by the user's pattern.
    Path,
}

impl Basis {
    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::DateLine => "date-line",
            Self::Field => "field",
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::TimeElement => "time-element",
            Self::PageWords => "page-words",
            Self::PageAddress => "page-address",
            Self::Feed => "feed",
            Self::FeedUpdated => "feed-updated",
            Self::Decided => "decided",
            Self::Header => "header",
            Self::TextLine => "text-line",
            Self::Path => "path",
        }
    }
}

impl Report {
    /// A report of a plain text. What a header of its own tells (`title:`, `date:`, `outlet:`, `url:`, `author:`
    /// before a blank line) is taken, else what its first lines tell, with doubt.
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Self {
        crate::text::plain(path.into(), text.into(), "UTF-8")
    }

    /// Fills in what the user says that paths tell, for reports that do not tell it themselves.
    #[must_use]
    pub(crate) fn or_of_path(self, options: &crate::ReadOptions) -> Self {
        let part = |pattern: &Option<crate::PathPattern>| {
            let part = pattern.as_ref()?.part(&self.path)?;
            Some(part.to_owned())
        };
        let date = part(&options.date_from).and_then(|part| crate::dates::day(&part));
        let outlet = part(&options.outlet_from);
        // A date that was read from words is less sure than what the user says.
        let sure = self
            .published
            .filter(|published| published.basis != Basis::TextLine);
        let of_path = date.map(|date| Published {
            date,
            basis: Basis::Path,
        });
        Self {
            published: sure.or(of_path).or(self.published),
            outlet: self.outlet.or(outlet),
            ..self
        }
    }

    /// Fills in what the user gave for reports that do not tell it themselves.
    #[must_use]
    pub(crate) fn or_given(mut self, published: Option<Date>, outlet: Option<&str>) -> Self {
        self.published = self.published.or(published.map(|date| Published {
            date,
            basis: Basis::Given,
        }));
        self.outlet = self.outlet.or_else(|| outlet.map(str::to_owned));
        self
    }
}
