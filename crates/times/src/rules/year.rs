//! Years, decades and centuries: "since 2022", "fiscal 1989", "the '90s", "the 20th century".
//!
//! Leaves alone: four digits that count something ("2000 troops"), amounts of money, numbers.

use super::Found;
use crate::lang::{AFTER, MONEY, YEAR_IS_YEAR, YEAR_IS_YEAR_2};
use crate::meaning::{Anchor, Meaning};
use crate::number::{ordinal, spoken_year};
use crate::period::{Period, Unit};
use crate::tokens::{Shape, Tokens};

/// A year of the calendar as a number, whatever it may count.
pub(super) fn number(t: &Tokens, at: usize) -> Option<(i16, usize)> {
    if let Shape::Digits(value @ 1000..=2199, 4) = t.shape(at) {
        return Some((value as i16, at + 1));
    }
    if t.any(at, &["'", "’", "‘", "`"])
        && let Shape::Digits(value, 2) = t.shape(at + 1)
    {
        return Some((full(value as i16), at + 2));
    }
    spoken_year(t, at)
}

/// The year that two digits mean.
fn full(short: i16) -> i16 {
    if short < 50 {
        2000 + short
    } else {
        1900 + short
    }
}

pub(super) fn year(t: &Tokens, at: usize) -> Option<Found> {
    let start = t.skip(at, &["the"]);
    let found = |end, period| Some(Found::new("year", end, Meaning::Fixed(period)));
    if let Shape::Lettered('y', year) = t.shape(start) {
        return found(start + 1, Period::Year(year as i16));
    }
    if let Some((decade, end)) = decade(t, start) {
        return found(end, Period::Decade(decade));
    }
    if let Some((number, end)) = ordinal(t, start) {
        let century = t.skip_hyphen(end);
        let counts = t.is(century, "century") && (1..=30).contains(&number);
        return if counts {
            found(century + 1, Period::Century(number as i16 - 1))
        } else {
            None
        };
    }
    // "fiscal 1989", "fiscal year 1989", "the year 2000".
    let fiscal = t.skip(start, &["fiscal", "financial"]);
    let named = t.skip(fiscal, &["year"]);
    if named > start {
        if let Some((year, end)) = number(t, named) {
            return found(end, Period::Year(year));
        }
        let meaning = Meaning::Offset {
            unit: Unit::Year,
            by: 0,
            from: Anchor::Report,
        };
        return (fiscal > start && named > fiscal)
            .then(|| Found::new("year/fiscal", named, meaning));
    }
    if start > at {
        return None;
    }
    let (year, end) = number(t, at)?;
    (is_year(t, at, end, year)).then(|| Found::new("year", end, Meaning::Fixed(Period::Year(year))))
}

fn decade(t: &Tokens, at: usize) -> Option<(i16, usize)> {
    let at_shape = if t.any(at, &["'", "’", "‘", "`"]) {
        at + 1
    } else {
        at
    };
    match t.shape(at_shape) {
        Shape::Decade(year, true) => Some((year / 10, at_shape + 1)),
        Shape::Decade(year, false) => Some((full(year) / 10, at_shape + 1)),
        _ => {
            // "the nineties" but not "in his sixties".
            let digit = t.decade_word(at)?;
            let told = t.before(at, 1) == "the" || t.any(at.wrapping_sub(1), &["nineteen"]);
            told.then_some(((full(digit * 10)) / 10, at + 1))
        }
    }
}

/// Whether four digits are a year, by the words around them.
fn is_year(t: &Tokens, at: usize, end: usize, year: i16) -> bool {
    let spoken = !matches!(t.shape(at), Shape::Digits(..));
    if t.any(at, &["'", "’", "‘", "`"]) {
        return false;
    }
    if MONEY.has(t.before(at, 1)) && !(t.is_hyphen(at.wrapping_sub(1)) && at >= 2) {
        return false;
    }
    let placed = AFTER.has(t.before(at, 1));
    let Some(next) = t.get(end) else {
        return placed || year >= 1800;
    };
    if YEAR_IS_YEAR_2.has(t.key(end)) || t.units(end).is_some() {
        return false;
    }
    let word = next.key.starts_with(char::is_alphabetic) && !next.capital;
    let plural = word && next.key.len() > 3 && next.key.ends_with('s') && !next.key.ends_with("ss");
    let determined = YEAR_IS_YEAR.has(t.key(at.wrapping_sub(1)));
    if spoken {
        return placed || !word;
    }
    // "1200 soldiers", but "the 1998 bombings" and "in 1998 prices rose".
    if plural && !(determined || placed && (1900..=2100).contains(&year)) {
        return false;
    }
    (1800..=2100).contains(&year) || placed && !word && t.before(at, 1) != "of"
}
