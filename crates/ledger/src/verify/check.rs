use std::collections::BTreeMap;

use rusqlite::Result;
use sayso::{OffsetUnit, Offsets, Pair, Reading, Span};
use serde::Serialize;

use super::difference::Piece;

/// What of a text is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Checked {
    /// Words in quotation marks, with whom they are given to.
    Quotation,
    /// What someone is said to have said, in the writer's words.
    Statement,
    /// A number that counts or measures something.
    Figure,
}

impl Checked {
    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Statement => "statement",
            Self::Figure => "figure",
        }
    }
}

/// How something stands to the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The ledger has other words by that speaker, or another value for the same thing.
    Altered,
    /// The ledger has the words by another speaker.
    SaidBySomeoneElse,
    /// The ledger has nothing like it.
    NotFound,
    /// The ledger has something on it that it can't be held against: other unit or population, other words.
    NotComparable,
    /// The ledger has it so.
    Exact,
}

impl Verdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 5] = [
        Self::Altered,
        Self::SaidBySomeoneElse,
        Self::NotFound,
        Self::NotComparable,
        Self::Exact,
    ];

    /// As written in output for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::SaidBySomeoneElse => "said by someone else",
            Self::NotFound => "not found",
            Self::NotComparable => "not comparable",
            Self::Exact => "exact",
        }
    }

    /// Whether the text says what the ledger contradicts.
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Altered | Self::SaidBySomeoneElse)
    }
}

/// What became of one quotation, statement or figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// What it is.
    pub kind: Checked,
    /// How it stands to the ledger.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Where it stands in the checked text, in code points.
    pub span: Pair,
    /// Its words.
    pub words: String,
    /// Whom the text gives it to.
    pub who: Option<String>,
    /// Word by word what differs from the ledger; empty where nothing does.
    pub difference: Vec<Piece>,
    /// What it was held against.
    pub held: Option<Held>,
}

/// Words of the ledger that something was held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// The report's number.
    pub report: i64,
    /// The id in it of the statement ("s2") or figure ("f1"); null for the report's own words.
    pub id: Option<String>,
    /// Whose words they are there.
    pub who: Option<String>,
    /// The words.
    pub words: String,
    /// Where they stand in the report, in code points.
    pub spans: Vec<Pair>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where the report was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
}

/// What was checked before in one text, by its words and by whose they are: who repeats a sentence a thousand times is
/// answered a thousand times, and asked for once.
#[derive(Default)]
pub(super) struct Before(BTreeMap<(String, Option<String>, bool), Check>);

impl Before {
    /// The check of some words, which is made where none is known.
    pub(super) fn or_make(
        &mut self,
        reading: &Reading<'_>,
        (words, who, is_sure): (String, Option<String>, bool),
        span: Span,
        make: impl FnOnce() -> Result<Check>,
    ) -> Result<Check> {
        let key = (words, who, is_sure);
        if let Some(known) = self.0.get(&key) {
            let here = Check::not_found(reading, known.kind, span, "");
            return Ok(Check {
                span: here.span,
                words: here.words,
                ..known.clone()
            });
        }
        let made = make()?;
        self.0.insert(key, made.clone());
        Ok(made)
    }
}

impl Check {
    /// Something of which the ledger has nothing.
    pub(super) fn not_found(
        reading: &Reading<'_>,
        kind: Checked,
        span: Span,
        reason: impl Into<String>,
    ) -> Self {
        let offsets = Offsets::new(&reading.report.text, OffsetUnit::Chars);
        Self {
            kind,
            verdict: Verdict::NotFound,
            reason: reason.into(),
            span: offsets.pair(span),
            words: span.slice(&reading.report.text).to_owned(),
            who: None,
            difference: Vec::new(),
            held: None,
        }
    }
}
