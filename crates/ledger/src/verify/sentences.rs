//! A figure in its sentence, and how like two such are.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Result, Row};
use sayso::figures::{Extent, Kind};
use sayso::rows::{Text, Unit, sort};
use sayso::{CharSpan, FigureRow, Id, OffsetUnit, Offsets, Span};

use super::align::{Alignment, Step, align};
use super::check::Held;
use super::values::Value;
use super::wording::{Part, Placed, around, is_small, stem, wording};
use crate::json::read;

/// Words that two sentences must share at least.
pub(super) const LEAST_SAME: usize = 3;
/// Words on either side of a figure that are looked at for themselves.
const BESIDE: usize = 6;
/// The least of them.
const LEAST_BESIDE: usize = 5;

/// A figure of the checked text or of the ledger, with its sentence.
pub(super) struct Told {
    pub(super) value: Value,
    pub(super) kind: Kind,
    pub(super) extent: Extent,
    pub(super) counted: Option<String>,
    pub(super) span: Span,
    /// The words of the sentence, the figure as one.
    pub(super) words: Vec<Placed>,
    /// Whether the sentence has other figures in the same unit.
    pub(super) rivalled: bool,
    /// What the sentence is about: its telling words without endings and numbers.
    about: BTreeSet<String>,
}

impl Told {
    /// A figure of a text that was read.
    pub(super) fn of<U: Unit>(
        text: &str,
        row: &FigureRow<U>,
        span: Span,
        sentence: Span,
        rivalled: bool,
    ) -> Self {
        let base = row.normalised.as_ref().map(|base| {
            let (low, best, high) = (base.bounds.low, base.bounds.best, base.bounds.high);
            Box::new(Value {
                low,
                best,
                high,
                unit: Some(base.unit.clone()),
                ..Value::default()
            })
        });
        let value = Value {
            low: row.low,
            best: row.best,
            high: row.high,
            approximate: row.approximate,
            unit: row.unit.clone(),
            per: row.per.clone(),
            base,
            ..Value::default()
        };
        let told = Self {
            value: value.told_by(span.slice(text)),
            kind: row.kind,
            extent: row.extent,
            counted: row.counted.clone(),
            span,
            rivalled,
            words: Vec::new(),
            about: BTreeSet::new(),
        };
        told.within(text, sentence)
    }

    fn within(mut self, text: &str, sentence: Span) -> Self {
        self.words = around(text, sentence, self.span);
        self.about = about(text, &self.words);
        self
    }

    /// Words of the sentence other than the figure.
    pub(super) fn length(&self) -> usize {
        self.words.len().saturating_sub(1)
    }

    /// The figure with the words beside it only; `None` where the sentence has too few.
    fn near(&self) -> Option<Vec<Placed>> {
        let at = self
            .words
            .iter()
            .position(|word| word.part == Part::Figure)?;
        let near = &self.words[at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(self.words.len())];
        (near.len() > LEAST_BESIDE).then(|| near.to_vec())
    }

    /// How like the sentence is to that of a figure of the ledger with this figure in the place of that one, 0..=1.
    pub(super) fn in_place_of(&self, other: &Self) -> f64 {
        likeness(&self.words, &other.words)
    }

    /// The same of the words beside the figure only.
    pub(super) fn beside_like(&self, other: &Self) -> f64 {
        self.near()
            .map_or(0.0, |near| likeness(&near, &other.words) * NEAR)
    }

    /// Whether each sentence has the word for what the other counts.
    pub(super) fn names(&self, other: &Self) -> bool {
        let has = |one: &Self, other: &Self| {
            let last = one
                .counted
                .as_deref()
                .and_then(|counted| counted.split_whitespace().last());
            last.is_none_or(|last| other.about.contains(&stem(last)))
        };
        has(self, other) && has(other, self)
    }

    /// Share of what the shorter of both sentences is about that the other is about too, with how many words.
    pub(super) fn shared(&self, other: &Self) -> (f64, usize) {
        let shared = self.about.intersection(&other.about).count();
        let least = self.about.len().min(other.about.len()).max(1);
        (shared as f64 / least as f64, shared)
    }
}

/// What the words beside a figure count for, to those of a whole sentence.
const NEAR: f64 = 0.95;

fn likeness(words: &[Placed], other: &[Placed]) -> f64 {
    let found = align(words, other);
    if stands_for(&found, words, other) {
        apart(&found)
    } else {
        0.0
    }
}

/// Whether the figure of the one lies beside the other's.
fn stands_for(found: &Alignment, words: &[Placed], other: &[Placed]) -> bool {
    found.steps.iter().any(|step| {
        matches!(step, Step::Same(a, b) if words[*a].part == Part::Figure && other[*b].part == Part::Figure)
    })
}

/// The likeness without the figure, which always agrees with itself; of few words none but the very same.
fn apart(found: &Alignment) -> f64 {
    let same = found.same.saturating_sub(1);
    if same < LEAST_SAME && found.different > 0 {
        return 0.0;
    }
    same as f64 / (same + found.different) as f64
}

fn about(text: &str, words: &[Placed]) -> BTreeSet<String> {
    let telling = words
        .iter()
        .filter(|word| matches!(word.part, Part::Word(_)) && !word.small);
    telling
        .map(|word| word.span.slice(text))
        .filter(|word| {
            !is_small(&word.to_lowercase()) && !word.contains(|c: char| c.is_ascii_digit())
        })
        .map(stem)
        .collect()
}

/// A figure of the ledger.
pub(super) struct HeldFigure {
    pub(super) told: Told,
    pub(super) report: i64,
    pub(super) id: Id<sort::Figure>,
    pub(super) text: String,
    pub(super) sentence: Span,
    day: Option<String>,
    who: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    path: String,
    url: Option<String>,
}

impl HeldFigure {
    /// The figure of a row.
    pub(super) fn read(ledger: &Connection, id: i64) -> Result<Option<Self>> {
        let mut found = ledger.prepare_cached(
            "SELECT figure.report, row, sentence_start, sentence_end, day, report.outlet, report.published, report.path, report.url, report.text,
                    (SELECT count(*) FROM figure AS other WHERE other.report = figure.report
                     AND other.sentence_start = figure.sentence_start
                     AND other.row ->> 'unit' IS figure.row ->> 'unit') > 1 AS rivalled
             FROM figure JOIN report ON report.id = figure.report WHERE figure.id = ?1",
        )?;
        Ok(found.query_row([id], figure).optional()?.flatten())
    }

    /// The words of the figure.
    pub(super) fn words(&self) -> &str {
        self.told.span.slice(&self.text)
    }

    /// "14 (2026-02-03, Marta Veldkamp)".
    pub(super) fn in_short(&self) -> String {
        let more: Vec<&str> = [self.day.as_deref(), self.who.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        format!("“{}” ({})", self.words(), more.join(", "))
    }

    /// The same words of a sentence.
    pub(super) fn sentence_words(&self) -> Vec<Placed> {
        wording(&self.text, &[self.sentence])
    }

    pub(super) fn held(&self) -> Held {
        let offsets = Offsets::new(&self.text, OffsetUnit::Chars);
        Held {
            report: self.report,
            id: Some(self.id.to_string()),
            who: self.who.clone(),
            words: self.sentence.slice(&self.text).to_owned(),
            spans: vec![offsets.pair(self.told.span)],
            outlet: self.outlet.clone(),
            published: self.published.clone(),
            path: self.path.clone(),
            url: self.url.clone(),
        }
    }
}

fn figure(cells: &Row<'_>) -> Result<Option<HeldFigure>> {
    let text: String = cells.get("text")?;
    let row: FigureRow = read(cells, "row")?;
    let sentence = CharSpan::new(cells.get("sentence_start")?, cells.get("sentence_end")?);
    let counted = Text::new(&text);
    let (Some(span), Some(sentence)) = (counted.span(row.span), counted.span(sentence)) else {
        return Ok(None);
    };
    Ok(Some(HeldFigure {
        told: Told::of(&text, &row, span, sentence, cells.get("rivalled")?),
        report: cells.get("report")?,
        id: row.id,
        sentence,
        day: cells.get("day")?,
        who: row.say_so.last().cloned(),
        outlet: cells.get("outlet")?,
        published: cells.get("published")?,
        path: cells.get("path")?,
        url: cells.get("url")?,
        text,
    }))
}
