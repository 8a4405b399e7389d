//! Shares and parts of a whole that an earlier figure counts: "two-thirds of them", "60 of them".

use crate::lang::ANTECEDENT;
use sayso_text::Span;

use crate::figure::{Bounds, Figure, Kind};

/// How far back the whole may stand, in sentences.
const REACH: usize = 2;

/// Ties figures to the figures that count their wholes; `sentence_of` tells each figure's sentence.
pub(crate) fn tie(text: &str, figures: &mut [Figure], sentence_of: &[usize]) {
    for at in 0..figures.len() {
        let Some(whole) = figures[at].whole else {
            continue;
        };
        let Some(of) = antecedent(text, figures, sentence_of, at, whole) else {
            let figure = &mut figures[at];
            figure.counted = figure.counted.or(Some(whole));
            continue;
        };
        let base = figures[of].clone();
        let figure = &mut figures[at];
        figure.of = Some(of);
        figure.counted = figure.counted.or(base.counted);
        if figure.kind == Kind::Share || figure.kind == Kind::Count {
            // "half of them" of 30 killed are killed too, unless the text tells otherwise.
            figure.kind = if base.kind.is_casualty() {
                base.kind
            } else {
                figure.kind
            };
        }
        let share = figure.fraction.is_some();
        let percent = figure
            .unit
            .as_ref()
            .is_some_and(|unit| unit.code == "percent");
        if share || percent {
            figure.derived = Some(times(
                figure.bounds,
                base.bounds,
                if percent { 0.01 } else { 1.0 },
                base.unit.is_none(),
            ));
        }
    }
}

fn antecedent(
    text: &str,
    figures: &[Figure],
    sentence_of: &[usize],
    at: usize,
    whole: Span,
) -> Option<usize> {
    // "five of the 13 miners" names its whole itself.
    if let Some(inside) = (at + 1..figures.len())
        .take_while(|&next| figures[next].span.start() < whole.end())
        .find(|&next| whole.contains(figures[next].span))
    {
        return Some(inside);
    }
    let words = whole.slice(text).to_lowercase();
    let pronoun = ANTECEDENT.has(words.as_str());
    let head = words.split_whitespace().last().map(stem)?;
    let definite =
        words.starts_with("the ") || words.starts_with("those ") || words.starts_with("these ");
    if !pronoun && !definite {
        return None;
    }
    (0..at)
        .rev()
        .take_while(|&earlier| sentence_of[earlier] + REACH >= sentence_of[at])
        // "Three in four families left. Half of them …": those families, whom nothing counts.
        .take_while(|&earlier| {
            let figure = &figures[earlier];
            !pronoun || figure.fraction.is_none() || figure.of.is_some() || figure.counted.is_none()
        })
        .find(|&earlier| {
            let figure = &figures[earlier];
            let counts = figure.unit.is_none()
                && figure.fraction.is_none()
                && figure.kind != Kind::Age
                && figure.whole.is_none();
            let Some(counted) = figure.counted.filter(|_| counts) else {
                return false;
            };
            let several = figure
                .bounds
                .high
                .or(figure.bounds.low)
                .is_some_and(|value| value > 1.0);
            several
                && (pronoun
                    || counted
                        .slice(text)
                        .to_lowercase()
                        .split_whitespace()
                        .last()
                        .map(stem)
                        == Some(head.clone()))
        })
}

fn stem(word: &str) -> String {
    word.trim_end_matches('s').to_owned()
}

/// A share of a whole; things that are counted come out whole.
fn times(share: Bounds, whole: Bounds, factor: f64, counts: bool) -> Bounds {
    let product = |a: Option<f64>, b: Option<f64>| {
        let value = a? * b? * factor;
        Some(if counts { value.round() } else { value })
    };
    Bounds {
        low: product(share.low, whole.low),
        best: product(share.best, whole.best),
        high: product(share.high, whole.high),
    }
}
