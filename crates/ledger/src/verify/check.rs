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
    /// What a clause tells, in whatever words, held against the claims of the ledger.
    Claim,
    /// A sentence of which nothing was checked.
    Sentence,
}

impl Checked {
    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Statement => "statement",
            Self::Figure => "figure",
            Self::Claim => "claim",
            Self::Sentence => "sentence",
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
    /// The ledger has it the other way round: who is said to say so denies it, or what is denied here is said there.
    Reversed,
    /// Who had told it took it back or mended it.
    Corrected,
    /// The ledger has it, and a later value or state in its place.
    Superseded,
    /// The ledger has it, and somebody who denies it or tells otherwise.
    Disputed,
    /// The ledger has nothing like it.
    NotFound,
    /// The ledger has something on it that it can't be held against: other unit or population, other words.
    NotComparable,
    /// Nothing of the sentence could be held against the ledger.
    NotChecked,
    /// The ledger has it in other words, and it stands.
    Stands,
    /// The ledger has it so.
    Exact,
}

impl Verdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 11] = [
        Self::Altered,
        Self::SaidBySomeoneElse,
        Self::Reversed,
        Self::Corrected,
        Self::Superseded,
        Self::Disputed,
        Self::NotFound,
        Self::NotComparable,
        Self::NotChecked,
        Self::Stands,
        Self::Exact,
    ];

    /// As written in output for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::SaidBySomeoneElse => "said by someone else",
            Self::Reversed => "stance reversed",
            Self::Corrected => "corrected since",
            Self::Superseded => "superseded",
            Self::Disputed => "disputed",
            Self::NotFound => "not found",
            Self::NotComparable => "not comparable",
            Self::NotChecked => "not checked",
            Self::Stands => "stands now",
            Self::Exact => "exact",
        }
    }

    /// Whether the text says what the ledger contradicts.
    pub fn is_wrong(self) -> bool {
        matches!(
            self,
            Self::Altered | Self::SaidBySomeoneElse | Self::Reversed
        )
    }

    /// Whether the ledger has it so, but no longer or not undisputed.
    pub fn is_overtaken(self) -> bool {
        matches!(self, Self::Corrected | Self::Superseded | Self::Disputed)
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
    /// The claim of the ledger that it tells, as it stands now; null where none is known.
    pub now: Option<Now>,
}

/// A claim of the ledger as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Now {
    /// "story.number", as `sayso claims` has it.
    pub claim: String,
    /// single source, confirmed, disputed, updated or corrected.
    pub status: String,
    /// On how many independent origins it rests at least.
    pub origins_least: usize,
    /// And at most.
    pub origins_most: usize,
    /// Who says it, who denies it, and since when, in one line.
    pub line: String,
    /// Who told what takes its place, took it back or denies it; null where it stands.
    pub by: Option<String>,
    /// The day of the report that tells so.
    pub since: Option<String>,
    /// Its number.
    pub report: Option<i64>,
    /// Its words.
    pub words: Option<String>,
    /// The least that a figure may be as it stands now.
    pub value_low: Option<f64>,
    /// The most that it may be.
    pub value_high: Option<f64>,
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
            now: None,
        }
    }
}
