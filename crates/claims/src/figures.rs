//! Which figures of a story are of the same thing, and which of them can both hold.

use crate::alike::{Weighed, Weights};
use crate::propositions::{Bounds, FigureTold, Proposition};
use crate::terms::Term;

/// How alike what two figures are of must be: the same noun and value, or the same noun in half the same words.
const ALIKE: f64 = 0.6;
/// What the same thing counted tells of that, and the same value; the words around tell the rest.
const COUNTED: f64 = 0.4;
const VALUE: f64 = 0.2;
/// By how much a value that is not exact may be off.
const ABOUT: f64 = 0.1;

/// How many times larger one count of a fate may be than another of the same happening (a guess: tolls that grew
/// tenfold are rarer in reports than tolls of other happenings named beside them).
const TIMES: f64 = 4.0;

/// What became of people: such counts of one story are of one thing, and grow or fall with time.
const FATES: [&str; 6] = [
    "killed",
    "wounded",
    "missing",
    "captured",
    "displaced",
    "casualties",
];

/// A figure with the words of the clause it stands in.
pub(crate) struct InClause<'p> {
    figure: &'p FigureTold,
    years: &'p [u16],
    words: Weighed,
}

impl<'p> InClause<'p> {
    pub(crate) fn new(figure: &'p FigureTold, clause: &'p Proposition, weights: &Weights) -> Self {
        let mut terms: Vec<Term> = clause.arguments.clone();
        terms.push(clause.predicate);
        terms.sort_unstable();
        terms.dedup();
        Self {
            figure,
            years: &clause.years,
            words: weights.weigh(&terms),
        }
    }

    /// What figures of the same thing have in common: kind, unit, extent, whether they are of a part, and, where it is
    /// no fate, what is counted.
    pub(crate) fn sort(&self) -> (&'p str, Option<&'p str>, &'p str, bool, Option<Term>) {
        let figure = self.figure;
        let counted = figure
            .counted
            .filter(|_| !is_fate(figure) && !figure.anybody);
        let unit = figure.unit.as_deref();
        (&figure.kind, unit, &figure.extent, figure.part, counted)
    }
}

/// Whether a figure counts what became of people.
pub(crate) fn is_fate(figure: &FigureTold) -> bool {
    is_fate_kind(&figure.kind)
}

/// Whether a kind of figures is what became of people.
pub(crate) fn is_fate_kind(kind: &str) -> bool {
    FATES.contains(&kind)
}

/// Whether a figure can be held against others at all.
pub(crate) fn is_of_something(figure: &FigureTold) -> bool {
    (figure.counted.is_some() || is_fate(figure)) && figure.kind != "age" && !figure.supposed
}

/// Whether two figures in clauses that tell the same are of one sort.
pub(crate) fn may_compare(a: &FigureTold, b: &FigureTold) -> bool {
    let people = a.anybody && b.anybody || a.counted == b.counted;
    people && a.kind == b.kind && a.unit == b.unit && a.extent == b.extent
}

/// Whether two figures of one sort are of the same thing.
pub(crate) fn same_thing(a: &InClause<'_>, b: &InClause<'_>) -> bool {
    let (x, y) = (a.figure, b.figure);
    if is_fate(x) {
        let all = |figure: &FigureTold| figure.anybody || figure.counted.is_none();
        // "Four killed" and "four workers killed" are one count; "12 killed" and "two pilots killed" are not.
        let one_population = all(x) && all(y)
            || x.counted == y.counted
            || (all(x) || all(y)) && compatible(x, y) && size(x) == size(y);
        let (small, large) = (size(x).min(size(y)), size(x).max(size(y)));
        let near = large <= TIMES * small.max(1.0);
        let years = a.years.is_empty() && b.years.is_empty() || a.years == b.years;
        return one_population && near && years;
    }
    let value = if x.bounds == y.bounds { VALUE } else { 0.0 };
    let words = (1.0 - COUNTED - VALUE) * a.words.cosine(&b.words);
    COUNTED + value + words >= ALIKE
}

/// Whether two values can both hold of one thing at one time.
pub(crate) fn compatible(a: &FigureTold, b: &FigureTold) -> bool {
    let (low_a, high_a) = limits(a);
    let (low_b, high_b) = limits(b);
    low_a <= high_b && low_b <= high_a
}

/// Whether a later count of a fate tells of more than an earlier one: it can't be the same, or it is known to be more.
pub(crate) fn grew(before: &FigureTold, after: &FigureTold) -> bool {
    let more = match (before.bounds.low, after.bounds.low) {
        (Some(before), Some(after)) => after > before,
        _ => false,
    };
    !compatible(before, after) || more && size(after) > size(before)
}

/// The least and the most that a figure allows.
pub(crate) fn limits(figure: &FigureTold) -> (f64, f64) {
    let Bounds { low, high, .. } = figure.bounds;
    let off = |value: f64| {
        if figure.approximate {
            value.abs() * ABOUT
        } else {
            0.0
        }
    };
    (
        low.map_or(f64::NEG_INFINITY, |low| low - off(low)),
        high.map_or(f64::INFINITY, |high| high + off(high)),
    )
}

/// Why two figures that one might hold against each other can't be; `None` where nobody would.
pub(crate) fn why_apart(a: &FigureTold, b: &FigureTold) -> Option<&'static str> {
    let one_fate = is_fate(a) && a.kind == b.kind;
    let one_thing = a.counted.is_some() && a.counted == b.counted && a.kind == b.kind;
    if (one_fate || one_thing) && a.extent != b.extent {
        return Some("one is a total, the other came on top or went off");
    }
    if one_thing && a.unit != b.unit {
        return Some("another unit");
    }
    (one_fate && a.counted != b.counted && !a.anybody && !b.anybody).then_some("others are counted")
}

/// How much a figure tells, for choosing the one of several in a report that is of the whole.
pub(crate) fn size(figure: &FigureTold) -> f64 {
    let Bounds { low, best, high } = figure.bounds;
    best.or(low).or(high).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(low: Option<f64>, high: Option<f64>, approximate: bool) -> FigureTold {
        FigureTold {
            number: 0,
            span: [0, 1],
            bounds: Bounds {
                low,
                best: None,
                high,
            },
            approximate,
            unit: None,
            kind: "killed".into(),
            extent: "total".into(),
            counted: None,
            anybody: true,
            definite: false,
            part: false,
            supposed: false,
            day: None,
        }
    }

    #[test]
    fn bounds_that_can_both_hold() {
        let at_least_14 = told(Some(14.0), None, false);
        let exactly = |value: f64| told(Some(value), Some(value), false);
        assert!(compatible(&at_least_14, &exactly(19.0)));
        assert!(!compatible(&at_least_14, &exactly(12.0)));
        assert!(!compatible(&exactly(400.0), &exactly(250.0)));
        let about_400 = told(Some(400.0), Some(400.0), true);
        assert!(compatible(&about_400, &exactly(380.0)));
        assert!(!compatible(&about_400, &exactly(250.0)));
    }
}
