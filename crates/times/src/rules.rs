//! The rules that read expressions: one concept a file, each a function from a place in a
//! paragraph to what stands there.
//!
//! Where several read something, the one that reads most words is right; among equals the first.

mod calendar;
mod clock;
mod duration;
mod modified;
mod quarter;
mod reference;
mod relative;
mod season;
mod set;
mod shift;
mod year;

use crate::meaning::Meaning;
use crate::time::Modifier;
use crate::tokens::{Shape, Tokens};

pub(crate) use calendar::more_days;

/// What stands at a place.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// One past its last word.
    pub end: usize,
    pub meaning: Meaning,
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
}

impl Found {
    fn new(rule: &'static str, end: usize, meaning: Meaning) -> Self {
        Self {
            end,
            meaning,
            modifier: None,
            rule,
        }
    }
}

type Rule = fn(&Tokens, usize) -> Option<Found>;

/// The expression at `at`.
pub(crate) fn expression(t: &Tokens, at: usize) -> Option<Found> {
    if !may_start(t, at) {
        return None;
    }
    longest(
        t,
        at,
        &[
            clock::moment,
            modified::modified,
            set::set,
            shift::shift,
            period,
            duration::duration,
            reference::reference,
        ],
    )
}

/// A stretch of the calendar: what may stand after "the end of", "early", "9 a.m.".
fn period(t: &Tokens, at: usize) -> Option<Found> {
    longest(
        t,
        at,
        &[
            calendar::date,
            calendar::holiday,
            relative::relative,
            quarter::quarter,
            season::season,
            year::year,
            relative::beside,
        ],
    )
}

/// The whole of which something is a part, after "of", "in" or a comma: "of 2024", "last year".
fn year_after(t: &Tokens, at: usize) -> Option<(Meaning, usize)> {
    let from = t.skip(at, &[","]);
    let from = t.skip(from, &["of", "in"]);
    if let Some((year, end)) = year::number(t, from) {
        return Some((Meaning::Fixed(crate::period::Period::Year(year)), end));
    }
    if t.is(at, ",") {
        return None;
    }
    let found = relative::relative(t, from)?;
    matches!(
        found.meaning,
        Meaning::Offset {
            unit: crate::period::Unit::Year,
            ..
        }
    )
    .then_some((found.meaning, found.end))
}

fn longest(t: &Tokens, at: usize, rules: &[Rule]) -> Option<Found> {
    let mut best: Option<Found> = None;
    for rule in rules {
        let Some(found) = rule(t, at) else { continue };
        if best.as_ref().is_none_or(|best| found.end > best.end) {
            best = Some(found);
        }
    }
    best
}

/// Whether any rule could read something here.
fn may_start(t: &Tokens, at: usize) -> bool {
    t.get(at).is_some_and(|token| {
        !token.classes.is_empty()
            || token.shape != Shape::Other
            || t.vocabulary.opens_holiday(&token.key)
    })
}
