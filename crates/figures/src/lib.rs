//! Figures: every number of a report that counts or measures something, with its bounds, its unit and the
//! thing counted.
//!
//! [`find`] cuts each sentence into pieces ([`pieces`]), reads the numbers in them ([`draft`], [`spell`],
//! [`digits`], [`share`], [`none`]) with units ([`units`]) and comparators ([`compare`]), joins ranges
//! ([`range`]), tells ages ([`age`]), leaves out what counts nothing ([`leave_out`]), finds what is counted
//! ([`counted`], [`elided`]) and what became of it ([`casualty`], [`befell`]), also in the sentence before ([`taken_up`]), and ties shares
//! to the figures of their wholes ([`link`]).

mod age;
mod befell;
mod casualty;
mod compare;
mod counted;
mod digits;
mod draft;
mod elided;
mod figure;
mod lang;
mod leave_out;
mod link;
mod none;
mod people;
mod pieces;
mod range;
mod share;
mod spell;
mod tables;
mod taken_up;
mod units;
mod words;

use sayso_analysis::{Analysis, Tree};
use sayso_text::Span;

pub use figure::{Base, Bounds, Comparator, Extent, Figure, Kind, Unit};
pub use tables::{TABLES, Tables};

use counted::View;
use draft::{Draft, Sentence};
use spell::Form;

/// The figures of a report, in order of their places.
///
/// `dates` are the stretches of the report that name times (dates, clock times, durations), so that their
/// numbers are kept out; durations stay figures. It may be empty: dates in the usual forms are told by rule.
/// Where `analysis` holds no sentences, the text is read as one; where it holds no syntax, the thing counted
/// is found by the order of the words.
pub fn find(text: &str, analysis: &Analysis, tables: &Tables, dates: &[Span]) -> Vec<Figure> {
    let syntax = analysis.words.iter().any(|word| word.head.is_some());
    let names: Vec<Span> = analysis.names.iter().map(|name| name.span).collect();
    let tree = analysis.tree();
    let mut figures: Vec<Figure> = Vec::new();
    let mut sentence_of = Vec::new();
    let mut last_tally = None;
    for (number, span) in sentences(text, analysis).into_iter().enumerate() {
        let pieces = pieces::pieces(text, span, &|prefix| tables.sign(prefix).is_some());
        let sentence = Sentence { text, pieces };
        let view = View {
            sentence: &sentence,
            analysis,
            syntax,
        };
        for draft in drafts(&sentence, tables, dates, &names) {
            let mut found = figure(&view, &tree, tables, &draft);
            if let Some(found) = &mut found
                && let Some(before) = figures.last()
                && sentence_of.last() == Some(&number)
            {
                elided::fill(text, analysis, before, found);
            }
            if let Some(found) = &mut found
                && found.counted.is_none()
                && found.kind == Kind::Count
                && let Some((counted, kind)) = named_before(&view, tables, &draft, last_tally)
            {
                found.counted = Some(counted);
                found.kind = kind;
            }
            // "One of the hardest questions" counts nothing; "one of the guards was killed" does.
            found = found.filter(|found| {
                let of = draft.form == Form::One && sentence.word(draft.end) == "of";
                !of || found.kind.is_casualty() || found.fraction.is_some()
            });
            figures.extend(found);
            sentence_of.resize(figures.len(), number);
        }
        last_tally = tally(&view, tables, sentence.pieces.len());
    }
    link::tie(text, &mut figures, &sentence_of);
    figures
}

/// What a number counts where only a sentence about "the number of" it tells: its own or the one before, whose
/// tally is `last`.
fn named_before(
    view: &View<'_, '_>,
    tables: &Tables,
    draft: &Draft,
    last: Option<(Span, Kind)>,
) -> Option<(Span, Kind)> {
    let own = || tally(view, tables, draft.first);
    let told = taken_up::is_told(view.sentence, draft);
    let own = told.then(own).flatten();
    own.or_else(|| last.filter(|_| taken_up::takes_up(view.sentence, draft)))
}

fn tally(view: &View<'_, '_>, tables: &Tables, end: usize) -> Option<(Span, Kind)> {
    let (counted, kind) = taken_up::tally(view, tables, end)?;
    Some((counted::span(view.sentence, &counted)?, kind))
}

fn sentences(text: &str, analysis: &Analysis) -> Vec<Span> {
    if analysis.sentences.is_empty() {
        return Span::of(text, 0..text.len()).into_iter().collect();
    }
    analysis
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .collect()
}

/// The numbers of a sentence that are figures.
fn drafts(sentence: &Sentence<'_>, tables: &Tables, dates: &[Span], names: &[Span]) -> Vec<Draft> {
    let mut found = draft::read(sentence, tables);
    for draft in &mut found {
        compare::bend(sentence, tables, draft);
    }
    let mut found = range::join(sentence, found);
    for draft in &mut found {
        age::mark(sentence, tables, draft);
    }
    let kept = |at: usize| {
        let neighbours = (
            at.checked_sub(1).map(|before| &found[before]),
            found.get(at + 1),
        );
        leave_out::is_figure(sentence, tables, &found[at], neighbours, dates, names)
    };
    let mut kept: Vec<Draft> = (0..found.len())
        .filter(|&at| kept(at))
        .map(|at| found[at].clone())
        .collect();
    kept.extend(none::read(sentence, tables));
    kept.sort_by_key(|draft| draft.first);
    kept
}

fn figure(view: &View<'_, '_>, tree: &Tree<'_>, tables: &Tables, draft: &Draft) -> Option<Figure> {
    let sentence = view.sentence;
    let things = counted::read(view, draft);
    let casualty = casualty::read(view, tables, draft, &things);
    let counted = things
        .counted
        .as_ref()
        .or(casualty.as_ref().map(|(_, word)| word))
        .filter(|_| !draft.age);
    let befell = || {
        let counts = draft.unit.is_none() && !draft.age && !draft.money && draft.fraction.is_none();
        let things = things.counted.as_ref().filter(|_| counts)?;
        befell::read(view, tree, tables, things)
    };
    let told = casualty.as_ref().map(|(kind, _)| *kind).or_else(befell);
    let kind = match told {
        Some(kind) => kind,
        None if draft.age => Kind::Age,
        None if draft.money => Kind::Money,
        None if draft.fraction.is_some()
            || draft
                .unit
                .as_ref()
                .is_some_and(|unit| unit.code == "percent") =>
        {
            Kind::Share
        }
        None if draft.unit.is_some() => Kind::Measure,
        None => Kind::Count,
    };
    Some(Figure {
        span: sentence.span(draft.first, draft.end)?,
        bounds: compare::open_bounds(draft),
        approximate: draft.approximate,
        comparator: draft.comparator,
        extent: draft.extent,
        fraction: draft.fraction,
        unit: draft.unit.clone(),
        counted: counted.and_then(|range| counted::span(sentence, range)),
        whole: things
            .whole
            .as_ref()
            .and_then(|range| counted::span(sentence, range)),
        of: None,
        derived: None,
        kind,
        confidence: confidence(draft, counted.is_some()),
        rule: if draft.age { "age" } else { draft.rule },
    })
}

/// How sure the rules are, from how each did on the annotated reports.
fn confidence(draft: &Draft, counts: bool) -> f32 {
    match (draft.form, draft.unit.is_some(), counts) {
        (_, true, _) => 0.95,
        (Form::One, _, _) => 0.75,
        (_, _, true) => 0.9,
        _ if draft.comparator.is_some() => 0.85,
        _ => 0.6,
    }
}
