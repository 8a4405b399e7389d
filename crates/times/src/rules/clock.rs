//! Times of day: "9 a.m. EST Tuesday", "at 0600 GMT", "Friday night", "this morning", "noon",
//! "the night of March 5", "overnight".
//!
//! Leaves alone: scores and verses ("7:15" without a word that makes it a time).

use super::{Found, calendar, relative};
use crate::lang::CLOCK_PART_OF_DAY;
use crate::meaning::{Anchor, Meaning, TimeOfDay};
use crate::number::number;
use crate::period::Unit;
use crate::tokens::{Shape, Tokens};
use crate::vocabulary::Class;

pub(super) fn moment(t: &Tokens, at: usize) -> Option<Found> {
    on_the_clock(t, at)
        .or_else(|| night(t, at))
        .or_else(|| early_hours(t, at))
        .or_else(|| part_of_day(t, at))
        .or_else(|| day_and_part(t, at))
}

fn meridiem(t: &Tokens, at: usize) -> Option<u8> {
    t.pick(at, |class| {
        if let Class::Meridiem(hours) = class {
            Some(hours)
        } else {
            None
        }
    })
}

/// Whether a zone stands here and is the universal one, and the place after it.
fn zone(t: &Tokens, at: usize) -> Option<(bool, usize)> {
    let named = t.pick(at, |class| {
        if let Class::Zone(universal) = class {
            Some(universal)
        } else {
            None
        }
    });
    if let Some(universal) = named.filter(|_| t.get(at).is_some_and(|token| token.capital)) {
        return Some((universal, at + 1));
    }
    // "local time", "Kyiv time", "Eastern Standard Time".
    let place = t.is(at, "local")
        || t.get(at)
            .is_some_and(|token| token.capital && token.classes.is_empty());
    let standard = t.skip(at + 1, &["standard", "daylight", "summer"]);
    (place && t.is(standard, "time")).then_some((false, standard + 1))
}

/// A time on the clock, with its zone and day.
fn on_the_clock(t: &Tokens, at: usize) -> Option<Found> {
    let (mut time, end) = clock(t, at)?;
    let bracket = t.skip(end, &["("]);
    let end = match zone(t, bracket) {
        Some((universal, end)) => {
            if let TimeOfDay::Clock { universal: is, .. } = &mut time {
                *is = universal;
            }
            if bracket == at {
                end
            } else {
                t.skip(end, &[")"])
            }
        }
        None => end,
    };
    let found = |end, day| Some(Found::new("clock", end, Meaning::Moment(time, day)));
    let next = t.skip(t.skip(end, &[","]), &["on"]);
    match day(t, next) {
        Some(day) => found(day.end, Some(Box::new(day.meaning))),
        None => found(end, None),
    }
}

fn clock(t: &Tokens, at: usize) -> Option<(TimeOfDay, usize)> {
    let told = |hour: u8, minute, second, end| {
        Some((
            TimeOfDay::Clock {
                hour,
                minute,
                second,
                universal: false,
            },
            end,
        ))
    };
    match t.key(at) {
        "noon" | "midday" => return told(12, Some(0), None, at + 1),
        // "shortly after midnight on Tuesday": Tuesday has begun.
        "midnight" if t.before(at, 1) == "after" => return told(0, Some(0), None, at + 1),
        "midnight" => return told(24, Some(0), None, at + 1),
        _ => {}
    }
    let placed = [
        "at", "by", "around", "about", "until", "till", "before", "after", "from", "since", "to",
        "between", "and",
    ]
    .contains(&t.before(at, 1));
    if let Shape::Clock(hour, minute, second) = t.shape(at) {
        return match half_day(t, at + 1) {
            Some((half, end)) => told(on_dial(hour, half)?, Some(minute), second, end),
            None => {
                let means_time = placed || zone(t, at + 1).is_some();
                let real = hour < 24 || minute == 0;
                (means_time && real).then_some(())?;
                told(hour, Some(minute), second, at + 1)
            }
        };
    }
    // "0600 GMT", "1430 hours".
    if let Shape::Digits(value, 4) = t.shape(at) {
        let (hour, minute) = ((value / 100) as u8, (value % 100) as u8);
        let hours = t.is(at + 1, "hours") || t.is(at + 1, "hrs");
        if hour < 24
            && minute < 60
            && (hours
                || zone(t, at + 1).is_some_and(|_| {
                    t.pick(at + 1, |class| {
                        matches!(class, Class::Zone(_)).then_some(())
                    })
                    .is_some()
                        || t.is(at + 1, "local")
                }))
        {
            return told(
                hour,
                Some(minute),
                None,
                if hours { at + 2 } else { at + 1 },
            );
        }
        return None;
    }
    let (hour, end) = number(t, at)?;
    if !(0.0..=12.0).contains(&hour) || hour.fract() != 0.0 {
        return None;
    }
    let hour = hour as u8;
    let dial = t.skip(end, &["o'clock"]);
    match half_day(t, dial) {
        Some((half, end)) => told(on_dial(hour, half)?, Some(0), None, end),
        None if dial > end => told(hour, Some(0), None, dial),
        None => None,
    }
}

/// "a.m.", "in the afternoon": hours to add, and the place after it.
fn half_day(t: &Tokens, at: usize) -> Option<(u8, usize)> {
    if let Some(half) = meridiem(t, at) {
        return Some((half, at + 1));
    }
    if t.are(at, &["in", "the"]) {
        return match t.part(at + 2)? {
            "MO" => Some((0, at + 3)),
            "AF" | "EV" => Some((12, at + 3)),
            _ => None,
        };
    }
    None
}

fn on_dial(hour: u8, half: u8) -> Option<u8> {
    match hour {
        0..=11 => Some(hour + half),
        12 => Some(half),
        // "14:30 p.m."
        13..=23 if half == 12 => Some(hour),
        _ => None,
    }
}

/// A day that a time of day may stand with.
fn day(t: &Tokens, at: usize) -> Option<Found> {
    let found = super::longest(
        t,
        at,
        &[
            calendar::date,
            calendar::holiday,
            relative::relative,
            relative::beside,
        ],
    )?;
    use crate::meaning::Recurring;
    let is_day = match &found.meaning {
        Meaning::Fixed(period) => period.unit() == Unit::Day,
        Meaning::Recurring(name, _) | Meaning::Within(name, _) => {
            matches!(
                name,
                Recurring::Weekday(_) | Recurring::MonthDay(..) | Recurring::Holiday(_)
            )
        }
        Meaning::Offset { unit, .. } | Meaning::Beside { unit, .. } => *unit == Unit::Day,
        _ => false,
    };
    is_day.then_some(found)
}

/// "tonight", "overnight", "last night".
fn night(t: &Tokens, at: usize) -> Option<Found> {
    let found = |end, by| {
        let day = Meaning::Offset {
            unit: Unit::Day,
            by,
            from: Anchor::Report,
        };
        Some(Found::new(
            "clock/night",
            end,
            Meaning::Moment(TimeOfDay::Part("NI"), Some(Box::new(day))),
        ))
    };
    match t.key(at) {
        "tonight" => found(at + 1, 0),
        "overnight" => found(at + 1, -1),
        "last" if t.is(at + 1, "night") => found(at + 2, -1),
        _ => None,
    }
}

/// "in the early hours", "the early hours of Tuesday", "the small hours".
fn early_hours(t: &Tokens, at: usize) -> Option<Found> {
    let start = t.skip(at, &["the"]);
    let early = t.are(start, &["early", "hours"]) || t.are(start, &["small", "hours"]);
    if !early {
        return None;
    }
    let end = start + 2;
    let found = |end, day| {
        Some(Found::new(
            "clock/part",
            end,
            Meaning::Moment(TimeOfDay::Part("MO"), Some(Box::new(day))),
        ))
    };
    let next = t.skip(end, &["of", "on"]);
    if let Some(day) = day(t, next) {
        return found(day.end, day.meaning);
    }
    let this_day = Meaning::Offset {
        unit: Unit::Day,
        by: 0,
        from: Anchor::Either,
    };
    (next == end).then(|| found(end, this_day)).flatten()
}

/// "this morning", "the next afternoon", "that night", "the morning of March 5", "the evening".
fn part_of_day(t: &Tokens, at: usize) -> Option<Found> {
    let article = t.skip(at, &["the", "this", "that"]);
    let (by, from, part_at) = match t.key(article) {
        "next" if article > at => (1, Anchor::Either, article + 1),
        "following" => (1, Anchor::Narrative, article + 1),
        "previous" => (-1, Anchor::Narrative, article + 1),
        "same" if article > at => (0, Anchor::Narrative, article + 1),
        _ if t.is(at, "this") => (0, Anchor::Report, article),
        _ if t.is(at, "that") => (0, Anchor::Narrative, article),
        _ if t.is(at, "the") => (0, Anchor::Either, article),
        _ if t.any(at.wrapping_sub(1), &["mid", "mid-"]) => (0, Anchor::Either, at),
        _ => return None,
    };
    let part = TimeOfDay::Part(t.part(part_at)?);
    let end = part_at + 1;
    let found = |end, day| {
        Some(Found::new(
            "clock/part",
            end,
            Meaning::Moment(part, Some(Box::new(day))),
        ))
    };
    if t.is(at, "the") && part_at == article {
        if t.any(end, &["of"]) {
            let day = day(t, end + 1)?;
            return found(day.end, day.meaning);
        }
        let inside = [
            "in", "during", "by", "until", "through", "into", "before", "late", "early",
        ]
        .contains(&t.before(at, 1));
        let goes_on = t.is_hyphen(end) || CLOCK_PART_OF_DAY.has(t.key(end));
        if !inside || goes_on {
            return None;
        }
    }
    found(
        end,
        Meaning::Offset {
            unit: Unit::Day,
            by,
            from,
        },
    )
}

/// "Tuesday morning", "yesterday afternoon", "mid-afternoon yesterday".
fn day_and_part(t: &Tokens, at: usize) -> Option<Found> {
    if let Some(part) = t.part(at) {
        let mid = t.any(at.wrapping_sub(1), &["mid", "mid-"]) || t.is_hyphen(at.wrapping_sub(1));
        let day = day(t, at + 1).filter(|_| mid)?;
        return Some(Found::new(
            "clock/part",
            day.end,
            Meaning::Moment(TimeOfDay::Part(part), Some(Box::new(day.meaning))),
        ));
    }
    let day = day(t, at)?;
    // "Friday late afternoon".
    let part_at = t.skip(day.end, &["early", "late"]);
    let part = t.part(part_at)?;
    Some(Found::new(
        "clock/part",
        part_at + 1,
        Meaning::Moment(TimeOfDay::Part(part), Some(Box::new(day.meaning))),
    ))
}
