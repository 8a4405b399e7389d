//! Numbers: whether the ledger has them for the same thing in the same context.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result};
use sayso::{OffsetUnit, Reading, Row, Span};

use super::align::align;
use super::check::{Check, Checked, Verdict};
use super::difference::{Side, difference};
use super::find::FIGURES;
use super::sentences::{HeldFigure, Told};
use super::values::Stands;
use super::wording::{stem, wording};
use crate::names::folded;

/// How like sentences are that are the same but for the figure.
const SAME_SENTENCE: f64 = 0.9;
/// How like they are where one was made of the other.
const LIKE: f64 = 0.7;
/// Share of what a sentence is about that another about the same shares, and how many words that is.
const ABOUT: f64 = 0.6;
const ABOUT_WORDS: usize = 3;

/// Checks each figure of a text.
pub(super) fn check(
    ledger: &Connection,
    reading: &Reading<'_>,
    checks: &mut Vec<Check>,
) -> Result<()> {
    let text = &reading.report.text;
    let row = Row::new(reading, OffsetUnit::Bytes, false);
    let names = Names::of(reading);
    for figure in &row.figures {
        let Some(span) = Span::of(text, figure.span[0]..figure.span[1]) else {
            continue;
        };
        let sentence = sentence_of(reading, span);
        let told = Told::of(text, figure, span, sentence);
        let found = candidates(ledger, text, &told, sentence, &names)?;
        checks.push(judged(reading, &told, sentence, &found));
    }
    Ok(())
}

fn sentence_of(reading: &Reading<'_>, span: Span) -> Span {
    let sentences = &reading.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    sentences
        .get(at)
        .map_or(span, |sentence| sentence.span.cover(span))
}

/// The names of the checked text, for telling whether a report is on the same happening.
struct Names<'t> {
    /// Each with its words.
    all: Vec<(Span, Vec<String>)>,
    text: &'t str,
}

impl<'t> Names<'t> {
    fn of(reading: &'t Reading<'_>) -> Self {
        let text = &reading.report.text;
        let names = reading.analysis.names.iter();
        let all = names
            .map(|name| (name.span, folded(name.span.slice(text))))
            .filter(|(_, words)| !words.is_empty());
        Self {
            all: all.collect(),
            text,
        }
    }

    /// Whether a report names half of what the sentence names; where that names nothing, anything that the text
    /// names.
    fn are_known(&self, sentence: Span, report: &str) -> bool {
        if sentence.slice(self.text) == report {
            return true;
        }
        let words: BTreeSet<String> = folded(report).into_iter().collect();
        let known = |name: &[String]| name.iter().any(|word| words.contains(word));
        let inside: Vec<&Vec<String>> = self
            .all
            .iter()
            .filter(|(span, _)| sentence.contains(*span))
            .map(|(_, name)| name)
            .collect();
        if inside.is_empty() {
            return self.all.is_empty() || self.all.iter().any(|(_, name)| known(name));
        }
        2 * inside.iter().filter(|name| known(name)).count() >= inside.len()
    }
}

/// A figure of the ledger that the text's may be.
struct Candidate {
    figure: HeldFigure,
    /// How like the sentences are with one figure in the place of the other.
    like: f64,
    stands: Stands,
    same_population: bool,
}

impl Candidate {
    fn is_comparable(&self) -> bool {
        self.stands != Stands::OtherUnit && self.same_population
    }

    /// Whether the ledger's bears the text's out.
    fn agrees(&self) -> bool {
        match self.stands {
            Stands::Same | Stands::Rounded | Stands::Within => true,
            // In the same sentence a number is that number.
            Stands::Open => self.like < LIKE,
            Stands::Differs | Stands::OtherUnit => false,
        }
    }
}

fn candidates(
    ledger: &Connection,
    text: &str,
    told: &Told,
    sentence: Span,
    names: &Names<'_>,
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
            found.extend(candidate(told, figure, sentence, names));
        }
        if found
            .iter()
            .any(|one| one.like >= SAME_SENTENCE && one.is_comparable() && one.agrees())
        {
            break;
        }
    }
    // The likest first; of equals that which was added last.
    found.sort_by(|a, b| {
        b.like
            .total_cmp(&a.like)
            .then(b.figure.report.cmp(&a.figure.report))
    });
    Ok(found)
}

fn candidate(
    told: &Told,
    figure: HeldFigure,
    sentence: Span,
    names: &Names<'_>,
) -> Option<Candidate> {
    let other = &figure.told;
    let like = told.in_place_of(other);
    let (share, words) = told.shared(other);
    let alike = like >= LIKE || share >= ABOUT && words >= ABOUT_WORDS && same_kind(told, other);
    if !alike || !names.are_known(sentence, &figure.text) {
        return None;
    }
    let stands = told.value.against(&other.value);
    let same_population = same_population(told, other) && told.extent == other.extent;
    Some(Candidate {
        like,
        stands,
        same_population,
        figure,
    })
}

const CASUALTIES: &[&str] = &[
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "casualties",
];

/// Whether two figures tell of the same fate, or one does not tell.
fn same_kind(one: &Told, other: &Told) -> bool {
    let (a, b) = (one.kind.as_str(), other.kind.as_str());
    let untold = |told: &Told| told.kind == "count" && told.counted.is_none();
    a == b || untold(one) || untold(other)
}

/// Whether two figures count the same: by the last word of what is counted, where that tells.
fn same_population(one: &Told, other: &Told) -> bool {
    let (a, b) = (one.kind.as_str(), other.kind.as_str());
    if a != b && CASUALTIES.contains(&a) && CASUALTIES.contains(&b) {
        return false;
    }
    match (head(one), head(other)) {
        (Some(a), Some(b)) => {
            a == b || ANYONE.contains(&a.as_str()) && ANYONE.contains(&b.as_str())
        }
        _ => true,
    }
}

/// Words that count people whoever they are, without endings.
const ANYONE: &[&str] = &[
    "peopl",
    "person",
    "resident",
    "other",
    "inhabitant",
    "victim",
    "bodi",
    "body",
];

/// The word that tells what is counted; none for what only tells a fate ("dead", "wounded").
fn head(told: &Told) -> Option<String> {
    const FATES: &[&str] = &[
        "dead",
        "wounded",
        "injured",
        "missing",
        "killed",
        "toll",
        "number",
        "figure",
        "casualties",
    ];
    let counted = told.counted.as_deref()?;
    let last = folded(counted).pop()?;
    (!FATES.contains(&last.as_str())).then(|| stem(&last))
}

fn judged(reading: &Reading<'_>, told: &Told, sentence: Span, found: &[Candidate]) -> Check {
    let missing = "no report in the ledger has a figure of this in a sentence like it";
    let check = Check::not_found(reading, Checked::Figure, told.span, missing);
    let text = Side {
        text: &reading.report.text,
        words: &wording(&reading.report.text, &[sentence]),
    };
    let with = |check: Check, one: &Candidate, verdict: Verdict, reason: String| {
        let difference = if verdict == Verdict::Altered && one.like >= LIKE && told.length() > 0 {
            let words = one.figure.sentence_words();
            difference(
                &align(text.words, &words),
                text,
                Side {
                    text: &one.figure.text,
                    words: &words,
                },
            )
        } else {
            Vec::new()
        };
        Check {
            verdict,
            reason,
            difference,
            held: Some(one.figure.held()),
            ..check
        }
    };
    let comparable = || found.iter().filter(|one| one.is_comparable());
    // Where the ledger has the very sentence, that alone tells.
    let least = if comparable().any(|one| one.like >= SAME_SENTENCE) {
        SAME_SENTENCE
    } else {
        0.0
    };
    if let Some(one) = comparable().find(|one| one.like >= least && one.agrees()) {
        let how = match one.stands {
            Stands::Rounded => "rounded",
            Stands::Within => "within the ledger's range",
            Stands::Open => "not against the ledger's, one of both being open",
            _ => "the same value",
        };
        return with(
            check,
            one,
            Verdict::Exact,
            format!("{how}: {}", one.figure.in_short()),
        );
    }
    if let Some(one) = comparable().next() {
        let like = if one.like >= LIKE {
            "in the same words"
        } else {
            "for the same in other words"
        };
        return with(
            check,
            one,
            Verdict::Altered,
            format!("the ledger has {} {like}", one.figure.in_short()),
        );
    }
    match found.first() {
        None => check,
        Some(one) => {
            let what = if one.stands == Stands::OtherUnit {
                "in another unit"
            } else {
                "of another population"
            };
            let counted = one
                .figure
                .told
                .counted
                .as_deref()
                .unwrap_or("what is not named");
            let reason = format!("the ledger has {} {what}: {counted}", one.figure.in_short());
            with(check, one, Verdict::NotComparable, reason)
        }
    }
}
