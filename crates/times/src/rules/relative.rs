//! Times named from where the report or its tale stands: "last week", "the following day",
//! "this September", "next Friday", "yesterday", "that year", "the week of March 6".

use super::{Found, period};
use crate::lang::{RELATIVE_BESIDE, RELATIVE_DEFINITE, RELATIVE_YEAR_END};
use crate::meaning::{Anchor, Meaning, Recurring, Which};
use crate::period::Unit;
use crate::tokens::Tokens;

pub(super) fn relative(t: &Tokens, at: usize) -> Option<Found> {
    today(t, at)
        .or_else(|| pointed(t, at))
        .or_else(|| definite(t, at))
        .or_else(|| year_end(t, at))
}

/// "today", "yesterday", "tomorrow".
fn today(t: &Tokens, at: usize) -> Option<Found> {
    let by = i64::from(t.day(at)?);
    if t.is(at, "tonight") {
        return None;
    }
    Some(Found::new(
        "relative/today",
        at + 1,
        Meaning::Offset {
            unit: Unit::Day,
            by,
            from: Anchor::Report,
        },
    ))
}

/// How a word points.
struct Pointer {
    which: Which,
    by: i64,
    from: Anchor,
    end: usize,
}

/// "last", "the following", "this past", "that same" …
fn pointer(t: &Tokens, at: usize) -> Option<Pointer> {
    let article = t.skip(at, &["the", "this", "that", "a"]);
    let pointer = |which, by, from, end| {
        Some(Pointer {
            which,
            by,
            from,
            end,
        })
    };
    let named = article > at && t.is(at, "the");
    match t.key(article) {
        "last" => pointer(Which::Last, -1, Anchor::Report, article + 1),
        "past" if article > at && !named => pointer(Which::Last, -1, Anchor::Report, article + 1),
        "previous" | "preceding" | "prior" => {
            pointer(Which::Previous, -1, Anchor::Narrative, article + 1)
        }
        "next" if named => pointer(Which::Following, 1, Anchor::Either, article + 1),
        "next" => pointer(Which::Next, 1, Anchor::Report, article + 1),
        "coming" | "upcoming" => pointer(Which::Next, 1, Anchor::Report, article + 1),
        "following" | "ensuing" => pointer(Which::Following, 1, Anchor::Narrative, article + 1),
        "current" if article > at => pointer(Which::This, 0, Anchor::Report, article + 1),
        "same" if article > at => pointer(Which::Same, 0, Anchor::Narrative, article + 1),
        _ if t.is(at, "this") => pointer(Which::This, 0, Anchor::Report, at + 1),
        _ if t.is(at, "that") => pointer(Which::Same, 0, Anchor::Narrative, at + 1),
        _ => None,
    }
}

fn pointed(t: &Tokens, at: usize) -> Option<Found> {
    let Pointer {
        which,
        by,
        from,
        end,
    } = pointer(t, at)?;
    let found = |end, meaning| Some(Found::new("relative/pointed", end, meaning));
    if let Some(weekday) = t.weekday(end) {
        let meaning = Meaning::Recurring(Recurring::Weekday(weekday), which);
        // "this coming Sunday, March eighth": the date says all.
        let dated = super::calendar::date(t, end).filter(|found| found.end > end + 1);
        return dated.map_or_else(
            || found(end + 1, meaning),
            |dated| found(dated.end, dated.meaning),
        );
    }
    if let Some(month) = t.month(end) {
        return found(end + 1, Meaning::Recurring(Recurring::Month(month), which));
    }
    if let Some(season) = t.season(end) {
        return found(
            end + 1,
            Meaning::Recurring(Recurring::Season(season), which),
        );
    }
    if let Some(holiday) = super::calendar::holiday(t, end)
        && let Meaning::Recurring(name, _) = holiday.meaning
    {
        return found(holiday.end, Meaning::Recurring(name, which));
    }
    let unit_at = t.skip(
        end,
        &["fiscal", "financial", "calendar", "full", "whole", "entire"],
    );
    let unit = t.unit(unit_at)?;
    if unit.is_clock() || matches!(unit, Unit::Millennium | Unit::Fortnight) {
        return None;
    }
    // "that week's", but not "that year-old" nor "this week-long".
    if t.is_hyphen(unit_at + 1) && !t.any(unit_at + 2, &["end"]) {
        return None;
    }
    // "that day" points back; "this day" is mostly talk.
    found(unit_at + 1, Meaning::Offset { unit, by, from })
}

/// "the week", "the full year", "the day" after "earlier in": units known from the report's day.
fn definite(t: &Tokens, at: usize) -> Option<Found> {
    if !t.is(at, "the") {
        return None;
    }
    let unit_at = t.skip(at + 1, &["full", "fiscal", "whole", "entire"]);
    let unit = t.unit(unit_at)?;
    let end = unit_at + 1;
    // "the week of March 6".
    if t.is(end, "of")
        && matches!(
            unit,
            Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Day
        )
        && let Some(day) = super::calendar::date(t, end + 1)
    {
        return Some(Found::new(
            "relative/around",
            day.end,
            Meaning::Around(unit, Box::new(day.meaning)),
        ));
    }
    if RELATIVE_DEFINITE.has(t.key(end)) {
        return None;
    }
    let inside = ["in", "during", "of"].contains(&t.before(at, 1));
    let counts = match unit {
        Unit::Weekend | Unit::Week | Unit::Year => true,
        Unit::Month => inside,
        Unit::Day => inside && t.before(at, 2) != "time",
        _ => false,
    };
    let from = if unit == Unit::Day {
        Anchor::Either
    } else {
        Anchor::Report
    };
    counts.then(|| {
        Found::new(
            "relative/definite",
            end,
            Meaning::Offset { unit, by: 0, from },
        )
    })
}

/// "year-end", "year end".
fn year_end(t: &Tokens, at: usize) -> Option<Found> {
    let hyphen = t.skip_hyphen(at + 1);
    let goes_on = t.get(hyphen + 1).is_some_and(|next| {
        next.key.starts_with(char::is_alphabetic)
            && hyphen > at + 1
            && !RELATIVE_YEAR_END.has(t.key(hyphen + 1))
    });
    (t.is(at, "year") && t.is(hyphen, "end") && !goes_on).then(|| {
        Found::new(
            "relative/year-end",
            hyphen + 1,
            Meaning::Recurring(Recurring::YearEnd, Which::Bare),
        )
    })
}

/// "the day before yesterday", "the week after next Friday", "the day before".
pub(super) fn beside(t: &Tokens, at: usize) -> Option<Found> {
    let unit_at = t.skip(at, &["the"]);
    let unit = t.unit(unit_at).filter(|unit| !unit.is_clock())?;
    let by = match t.key(unit_at + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let end = unit_at + 2;
    if let Some(of) = period(t, end) {
        return Some(Found::new(
            "relative/beside",
            of.end,
            Meaning::Beside {
                unit,
                by,
                of: Box::new(of.meaning),
            },
        ));
    }
    // "The day before, …"
    let closed = t.get(end).is_none() || RELATIVE_BESIDE.has(t.key(end));
    (closed && unit_at > at && unit != Unit::Year).then(|| {
        Found::new(
            "relative/beside",
            end,
            Meaning::Offset {
                unit,
                by,
                from: Anchor::Narrative,
            },
        )
    })
}
