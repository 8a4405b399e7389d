//! What a number counts where its noun is left out: it is the one that the number before it counts.
//!
//! *Examples*: "28,500 troops in the south and about 50,000 in the north", "killing 13 people and wounding 42", "391
//! people died in the capital and 92 in the port".
//!
//! *What it leaves alone*: numbers with a noun, a unit or a share, and those far from the number before.

use sayso_analysis::{Analysis, Upos};
use sayso_text::Span;

use crate::figure::{Figure, Kind};

/// Words between the two numbers at most.
const REACH: usize = 14;

/// Gives the last figure of a sentence what the one before it counts; `own` is what tells its kind, where a word of
/// fate stands in for those counted ("wounding 42").
pub(crate) fn fill(text: &str, analysis: &Analysis, before: &Figure, figure: &mut Figure) {
    let counts = |figure: &Figure| {
        figure.unit.is_none()
            && figure.fraction.is_none()
            && !matches!(figure.kind, Kind::Age | Kind::Money | Kind::Share)
    };
    let Some(counted) = before.counted.filter(|_| counts(before) && counts(figure)) else {
        return;
    };
    let words = analysis.words_in(figure.span);
    let gap = analysis.words_in(before.span).end..words.start;
    if gap.len() > REACH || gap.is_empty() || counted.start() < before.span.start() {
        return;
    }
    let stands_in = figure
        .counted
        .is_some_and(|own| figure.kind.is_casualty() && is_fate(text, analysis, own));
    if figure.counted.is_some() && !stands_in {
        return;
    }
    if stands_in && !before.kind.is_casualty() {
        return;
    }
    let joins = analysis.words[gap].iter().any(|word| {
        matches!(
            word.span.slice(text).to_lowercase().as_str(),
            "and" | "but" | "while" | "," | ";" | "—" | "–" | "or"
        )
    });
    // Nothing that could be its own noun follows.
    let bare = analysis.words.get(words.end).is_none_or(|next| {
        matches!(
            next.upos,
            Upos::Adp | Upos::Punct | Upos::Cconj | Upos::Sconj | Upos::Aux
        )
    });
    if !joins || !(bare || stands_in) {
        return;
    }
    figure.counted = Some(counted);
    let told = analysis
        .words
        .get(words.end)
        .is_some_and(|next| next.upos == Upos::Adp);
    if figure.kind == Kind::Count && told && before.kind.is_casualty() {
        figure.kind = before.kind;
    }
}

/// Whether the words for those counted are but a verb or adjective of what befell them.
fn is_fate(text: &str, analysis: &Analysis, counted: Span) -> bool {
    let mut words = analysis.words_in(counted);
    let only = words.next().filter(|_| words.next().is_none());
    only.is_some_and(|word| {
        let form = analysis.words[word].span.slice(text).to_lowercase();
        matches!(
            analysis.words[word].upos,
            Upos::Verb | Upos::Adj | Upos::Noun
        ) && (form.ends_with("ed")
            || form.ends_with("ing")
            || matches!(form.as_str(), "dead" | "hurt" | "missing"))
    })
}
