//! Quarters and halves of a year: "Q1", "third-quarter", "this year's first quarter",
//! "the second half of 2024", "the year-earlier period".

use super::{Found, year, year_after};
use crate::meaning::{Anchor, Meaning, Recurring, Which};
use crate::number::ordinal;
use crate::period::{Period, Unit};
use crate::tokens::{Shape, Tokens};

pub(super) fn quarter(t: &Tokens, at: usize) -> Option<Found> {
    lettered(t, at)
        .or_else(|| of_focus(t, at))
        .or_else(|| named(t, at))
}

/// "Q1", "Q1 2024", "the first quarter of next year", "the 1988 third quarter".
fn named(t: &Tokens, at: usize) -> Option<Found> {
    let start = t.skip(at, &["the", "a", "an"]);
    let (before, start) = whole_before(t, start);
    let start = t.skip(
        start,
        &[
            "fiscal",
            "financial",
            "fiscal-",
            "flat",
            "weak",
            "strong",
            "same",
        ],
    );
    let start = t.skip_hyphen(start);
    let (part, end) = part(t, start)?;
    let halves = matches!(part, Recurring::Half(_));
    if let Some(whole) = before {
        return Some(Found::new(
            "quarter",
            end,
            Meaning::Within(part, Box::new(whole)),
        ));
    }
    match year_after(t, end).filter(|_| !t.any(end, &["in", ","])) {
        Some((whole, end)) => Some(Found::new(
            "quarter",
            end,
            Meaning::Within(part, Box::new(whole)),
        )),
        // Halves without a year are mostly a match's.
        None if halves => None,
        None => Some(Found::new(
            "quarter",
            end,
            Meaning::Recurring(part, Which::Bare),
        )),
    }
}

fn lettered(t: &Tokens, at: usize) -> Option<Found> {
    let part = match t.shape(at) {
        Shape::Lettered('q', number) => Recurring::Quarter(number as i8),
        Shape::Lettered('h', number) => Recurring::Half(number as i8),
        _ => return None,
    };
    match year_after(t, at + 1).filter(|_| !t.any(at + 1, &["in", ","])) {
        Some((whole, end)) => Some(Found::new(
            "quarter",
            end,
            Meaning::Within(part, Box::new(whole)),
        )),
        None => Some(Found::new(
            "quarter",
            at + 1,
            Meaning::Recurring(part, Which::Bare),
        )),
    }
}

/// "third quarter", "fourth-quarter", "first half", "last half".
fn part(t: &Tokens, at: usize) -> Option<(Recurring, usize)> {
    let (number, end) = if t.any(at, &["last", "latter"]) {
        (2, at + 1)
    } else {
        ordinal(t, at)?
    };
    let name = t.skip(t.skip_hyphen(end), &["fiscal"]);
    match t.key(name) {
        "quarter" if number <= 4 && t.key(at) != "last" => {
            Some((Recurring::Quarter(number as i8), name + 1))
        }
        "half" if number <= 2 => Some((Recurring::Half(number as i8), name + 1)),
        _ => None,
    }
}

/// A year before its part: "this year's", "1988", "next year's".
fn whole_before(t: &Tokens, at: usize) -> (Option<Meaning>, usize) {
    if let Some((year, end)) = year::number(t, at) {
        return (
            Some(Meaning::Fixed(Period::Year(year))),
            t.skip(end, &["'s"]),
        );
    }
    let by = match t.key(at) {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        "year" if t.is_hyphen(at + 1) && t.any(at + 2, &["ago", "earlier"]) => {
            return (
                Some(Meaning::Offset {
                    unit: Unit::Year,
                    by: -1,
                    from: Anchor::Report,
                }),
                at + 3,
            );
        }
        _ => return (None, at),
    };
    if t.is(at + 1, "year") && t.is(at + 2, "'s") {
        return (
            Some(Meaning::Offset {
                unit: Unit::Year,
                by,
                from: Anchor::Report,
            }),
            at + 3,
        );
    }
    (None, at)
}

/// The quarter that the report is about: "the latest quarter", "the year-ago period",
/// "the corresponding quarter last year", "the quarter".
fn of_focus(t: &Tokens, at: usize) -> Option<Found> {
    let article = t.skip(at, &["the", "a", "an", "that"]);
    let start = t.skip(
        article,
        &[
            "latest",
            "comparable",
            "corresponding",
            "same",
            "like",
            "similar",
            "most",
        ],
    );
    let start = t.skip(start, &["recent"]);
    let latest = t.is(article, "latest") || t.are(article, &["most", "recent"]);
    let found = |end, years| Some(Found::new("quarter/focus", end, Meaning::Focus { years }));
    if t.is(start, "year") {
        let ago = t.skip_hyphen(start + 1);
        if t.any(ago, &["ago", "earlier"]) && ago > start + 1 {
            let end = ago + 1;
            return found(t.skip(end, &["quarter", "period"]), -1);
        }
        return None;
    }
    if !t.any(start, &["quarter", "period"]) || article == at {
        return None;
    }
    let end = start + 1;
    if let Some((Meaning::Offset { by, .. }, end)) = year_after(t, end).filter(|_| start > article)
    {
        return found(end, by);
    }
    if t.any(end, &["a"])
        && t.any(end + 1, &["year"])
        && t.any(end + 2, &["ago", "earlier"])
        && start > article
    {
        return found(end + 3, -1);
    }
    let plain = t.is(start, "quarter") && start == article && !t.any(end, &["of", "-"]);
    (latest || plain).then(|| Found::new("quarter/focus", end, Meaning::Focus { years: 0 }))
}
