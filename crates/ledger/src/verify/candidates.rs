//! The figures of the ledger that a text's figure may be.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result};
use sayso::{Reading, Span};

use super::counted::{is_shown, same_kind, same_population};
use super::find::FIGURES;
use super::sentences::{HeldFigure, Told};
use super::values::Stands;
use sayso_claims::names::folded;

/// How like sentences are that are the same but for the figure.
pub(super) const SAME_SENTENCE: f64 = 0.9;
/// How like they are where one was made of the other.
pub(super) const LIKE: f64 = 0.7;
/// Share of what a sentence is about that another about the same shares, and how many words that is.
const ABOUT: f64 = 0.6;
const ABOUT_WORDS: usize = 3;

/// The names of the checked text, for telling whether a report is on the same happening.
pub(super) struct Names {
    /// Each with its words.
    all: Vec<(Span, Vec<String>)>,
}

/// How a report stands to a sentence by the names in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// It names what the sentence names.
    Named,
    /// The sentence names nothing, but the report has a name of the text, or that has none either.
    Open,
    /// It is on something else.
    Other,
}

impl Names {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let text = &reading.report.text;
        let names = reading.analysis.names.iter();
        let all = names
            .map(|name| (name.span, folded(name.span.slice(text))))
            .filter(|(_, words)| !words.is_empty());
        Self { all: all.collect() }
    }

    fn context(&self, sentence: Span, report: &str) -> Context {
        let words: BTreeSet<String> = folded(report).into_iter().collect();
        let known = |name: &[String]| name.iter().any(|word| words.contains(word));
        let (mut inside, mut there) = (0, 0);
        for (_, name) in self.all.iter().filter(|(span, _)| sentence.contains(*span)) {
            inside += 1;
            there += usize::from(known(name));
        }
        match inside {
            0 if self.all.is_empty() || self.all.iter().any(|(_, name)| known(name)) => {
                Context::Open
            }
            0 => Context::Other,
            // A name may be the one that was altered.
            _ if 2 * there >= inside => Context::Named,
            _ => Context::Other,
        }
    }
}

/// A figure of the ledger that the text's may be.
pub(super) struct Candidate {
    pub(super) figure: HeldFigure,
    /// How like the sentences are with one figure in the place of the other.
    pub(super) like: f64,
    pub(super) stands: Stands,
    same_population: bool,
    /// Whether it is of the same thing for sure, so that another value is a contradiction.
    pub(super) tells: bool,
}

impl Candidate {
    pub(super) fn is_comparable(&self) -> bool {
        self.stands != Stands::OtherUnit && self.same_population
    }

    /// Whether the ledger's bears the text's out.
    pub(super) fn agrees(&self) -> bool {
        match self.stands {
            Stands::Same | Stands::Rounded | Stands::Within => true,
            // In the same sentence a number is that number.
            Stands::Open => self.like < LIKE,
            Stands::Differs | Stands::OtherUnit => false,
        }
    }

    fn of(told: &Told, figure: HeldFigure, context: Context) -> Option<Self> {
        let other = &figure.told;
        let whole = told.in_place_of(other);
        let like = if context == Context::Open {
            whole
        } else {
            whole.max(told.beside_like(other))
        };
        let least = if context == Context::Open {
            SAME_SENTENCE
        } else {
            LIKE
        };
        let (share, words) = told.shared(other);
        let about = context == Context::Named
            && share >= ABOUT
            && words >= ABOUT_WORDS
            && same_kind(told, other);
        if like < least && !about {
            return None;
        }
        // Of several figures of a sentence ("46 percent to 42 percent") any may be meant.
        let tells = like >= LIKE || !told.rivalled && !other.rivalled && is_shown(told, other);
        let same_population = like >= LIKE && told.names(other) || same_population(told, other);
        let same_population = same_population && told.extent == other.extent;
        let stands = told.value.against(&other.value);
        Some(Self {
            like,
            stands,
            same_population,
            tells,
            figure,
        })
    }
}

/// The figures of the ledger in sentences like that of a text's figure, the likest first.
pub(super) fn candidates(
    ledger: &Connection,
    text: &str,
    told: &Told,
    sentence: Span,
    names: &Names,
) -> Result<Vec<Candidate>> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut seen = BTreeSet::new();
    let beside: Vec<Span> = [
        (sentence.start(), told.span.start()),
        (told.span.end(), sentence.end()),
    ]
    .into_iter()
    .filter_map(|(start, end)| Span::of(text, start..end.max(start)))
    .collect();
    for question in FIGURES.questions(ledger, text, &beside, &[])? {
        for row in FIGURES.rows(ledger, &question)? {
            if !seen.insert(row) {
                continue;
            }
            let Some(figure) = HeldFigure::read(ledger, row)? else {
                continue;
            };
            let context = names.context(sentence, &figure.text);
            if context != Context::Other {
                found.extend(Candidate::of(told, figure, context));
            }
        }
        if found
            .iter()
            .any(|one| one.like >= SAME_SENTENCE && one.is_comparable() && one.agrees())
        {
            break;
        }
    }
    // Of equals that which was added last.
    found.sort_by(|a, b| {
        b.like
            .total_cmp(&a.like)
            .then(b.figure.report.cmp(&a.figure.report))
    });
    Ok(found)
}
