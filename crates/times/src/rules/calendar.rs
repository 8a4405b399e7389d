//! Days and months by name: "Thursday, April 6", "the 7th of August 1998", "March last year",
//! "2025-04-09", "Thanksgiving Day".
//!
//! Leaves alone: days that no calendar has ("Feb. 30"), months in small letters.

use crate::lang::{
    CALENDAR_LOOKS_LIKE_DAY, CALENDAR_MORE_DAYS, CALENDAR_MORE_DAYS_2, CALENDAR_SHARED_YEAR,
};
use jiff::civil::Date;

use super::{Found, year, year_after};
use crate::meaning::{Meaning, Recurring, Which};
use crate::number::ordinal;
use crate::period::Period;
use crate::tokens::{Shape, Tokens};

/// A day or month by its name, with the weekday before it and the year after it.
pub(super) fn date(t: &Tokens, at: usize) -> Option<Found> {
    if let Shape::Day(day) = t.shape(at) {
        return Some(Found::new(
            "calendar/digits",
            at + 1,
            Meaning::Fixed(Period::Day(day)),
        ));
    }
    if t.weekday(at).is_some() {
        let next = t.skip(t.skip(at + 1, &[","]), &["the"]);
        let dated = day_of_month(t, next).filter(|found| found.rule == "calendar/day");
        return dated.or_else(|| weekday(t, at));
    }
    day_of_month(t, at)
}

fn weekday(t: &Tokens, at: usize) -> Option<Found> {
    let weekday = Recurring::Weekday(t.weekday(at)?);
    Some(Found::new(
        "calendar/weekday",
        at + 1,
        Meaning::Recurring(weekday, Which::Bare),
    ))
}

fn day_of_month(t: &Tokens, at: usize) -> Option<Found> {
    if let Some(month) = t.month(at) {
        let day_at = t.skip(at + 1, &["the"]);
        return match day(t, day_at) {
            Some((day, end)) => month_day(t, month, day, end),
            None if looks_like_day(t, at + 1) => None,
            None => month_alone(t, month, at + 1),
        };
    }
    // "7 August", "the 7th of August".
    let (day, end) = day(t, t.skip(at, &["the"]))?;
    let month_at = t.skip(end, &["of"]);
    let month = t.month(month_at)?;
    month_day(t, month, day, month_at + 1)
}

/// The day of a month at `at`, 1 to 31.
fn day(t: &Tokens, at: usize) -> Option<(i8, usize)> {
    let (day, end) = match t.shape(at) {
        Shape::Digits(day, 1 | 2) => (day, at + 1),
        _ => ordinal(t, at)?,
    };
    (1..=31).contains(&day).then_some((day as i8, end))
}

fn looks_like_day(t: &Tokens, at: usize) -> bool {
    matches!(t.shape(at), Shape::Digits(0..=39, 1 | 2))
        && !CALENDAR_LOOKS_LIKE_DAY.has(t.key(at + 1))
}

fn month_day(t: &Tokens, month: i8, day: i8, end: usize) -> Option<Found> {
    // A leap year has every day that any year has.
    Date::new(2000, month, day).ok()?;
    let name = Recurring::MonthDay(month, day);
    let found = |end, meaning| Some(Found::new("calendar/day", end, meaning));
    match year_after(t, end).filter(|_| !t.any(end, &["in"])) {
        Some((Meaning::Fixed(Period::Year(year)), end)) => found(
            end,
            Meaning::Fixed(Period::Day(Date::new(year, month, day).ok()?)),
        ),
        Some((year, end)) => found(end, Meaning::Within(name, Box::new(year))),
        None => match shared_year(t, end) {
            Some(year) => found(
                end,
                Meaning::Fixed(Period::Day(Date::new(year, month, day).ok()?)),
            ),
            None => found(end, Meaning::Recurring(name, Which::Bare)),
        },
    }
}

fn month_alone(t: &Tokens, month: i8, end: usize) -> Option<Found> {
    let name = Recurring::Month(month);
    let found = |end, meaning| Some(Found::new("calendar/month", end, meaning));
    match year_after(t, end).filter(|_| !t.any(end, &["in"])) {
        Some((Meaning::Fixed(Period::Year(year)), end)) => {
            found(end, Meaning::Fixed(Period::Month(year, month)))
        }
        Some((year, end)) => found(end, Meaning::Within(name, Box::new(year))),
        None => match shared_year(t, end) {
            Some(year) => found(end, Meaning::Fixed(Period::Month(year, month))),
            None => found(end, Meaning::Recurring(name, Which::Bare)),
        },
    }
}

/// The year that follows the other half of a pair: "January [and February 2022]".
fn shared_year(t: &Tokens, at: usize) -> Option<i16> {
    if !CALENDAR_SHARED_YEAR.has(t.key(at)) {
        return None;
    }
    let month_at = at + 1;
    let mut end = if t.month(month_at).is_some() {
        month_at + 1
    } else {
        month_at
    };
    let months = end;
    if let Shape::Digits(1..=31, 1 | 2) = t.shape(end) {
        end += 1;
    }
    if end == at + 1 && months == month_at {
        return None;
    }
    year::number(t, t.skip(end, &[","])).map(|(year, _)| year)
}

/// Days of the same month named after one: "April 24 [and 25]", "May 3[, 4] and 5".
///
/// Gives the place of the next day, the place after it, and the month's day.
pub(crate) fn more_days(t: &Tokens, at: usize, month: i8) -> Option<(usize, usize, i8)> {
    let linked = CALENDAR_MORE_DAYS_2.has(t.key(at));
    if !linked || t.is(at, ",") && !t.any(at + 2, &["and", ","]) {
        return None;
    }
    let start = at + 1;
    let Shape::Digits(value @ 1..=31, 1 | 2) = t.shape(start) else {
        return None;
    };
    // "between March 3 and 5 people".
    let counted = t.get(start + 1).is_some_and(|next| {
        next.key.starts_with(char::is_alphabetic) && !CALENDAR_MORE_DAYS.has(t.key(start + 1))
    });
    let day = value as i8;
    (!counted && Date::new(2000, month, day).is_ok()).then_some((start, start + 1, day))
}

/// A named day: "Christmas Eve", "Election Day 2024".
pub(super) fn holiday(t: &Tokens, at: usize) -> Option<Found> {
    let token = t.get(at)?;
    if !token.capital {
        return None;
    }
    let (index, more) = t
        .vocabulary
        .holiday(&token.key, |more| t.key(at + 1 + more))?;
    let name = Recurring::Holiday(index);
    let end = at + 1 + more;
    // "Easter Island", "Christmas Carol": the name goes on.
    if t.get(end).is_some_and(|next| {
        next.capital && next.key.starts_with(char::is_alphabetic) && next.classes.is_empty()
    }) {
        return None;
    }
    Some(match year_after(t, end).filter(|_| !t.any(end, &["in"])) {
        Some((year, end)) => Found::new(
            "calendar/holiday",
            end,
            Meaning::Within(name, Box::new(year)),
        ),
        None => Found::new(
            "calendar/holiday",
            end,
            Meaning::Recurring(name, Which::Bare),
        ),
    })
}
