//! Times that recur: "every day", "each July", "twice a week", "Mondays", "weekly",
//! "every other Thursday", "weekends".

use super::Found;
use crate::lang::SET_TIMES_PER;
use crate::meaning::Amount;
use crate::meaning::Meaning;
use crate::number::{amount, number};
use crate::period::Unit;
use crate::tokens::Tokens;
use crate::vocabulary::Class;

pub(super) fn set(t: &Tokens, at: usize) -> Option<Found> {
    every(t, at)
        .or_else(|| often(t, at))
        .or_else(|| plural(t, at))
        .or_else(|| times_per(t, at))
}

fn found(rule: &'static str, end: usize, value: String) -> Option<Found> {
    Some(Found::new(rule, end, Meaning::Repeated(value)))
}

/// "every two weeks", "each of the past", "every Monday morning".
fn every(t: &Tokens, at: usize) -> Option<Found> {
    if !t.any(at, &["every", "each"]) {
        return None;
    }
    let rule = "set/every";
    let other = t.is(at + 1, "other");
    let start = if other {
        at + 2
    } else {
        t.skip(at + 1, &["single"])
    };
    if let Some(weekday) = t.weekday(start) {
        let value = format!("XXXX-WXX-{}", weekday.to_monday_one_offset());
        return match t.part(start + 1) {
            Some(part) => found(rule, start + 2, format!("{value}T{part}")),
            None => found(rule, start + 1, value),
        };
    }
    if let Some(month) = t.month(start) {
        return found(rule, start + 1, format!("XXXX-{month:02}"));
    }
    if let Some(season) = t.season(start) {
        return found(rule, start + 1, format!("XXXX-{}", season.letters()));
    }
    if let Some(part) = t.part(start) {
        return found(rule, start + 1, format!("XXXX-XX-XXT{part}"));
    }
    if let Some(unit) = t.unit(start) {
        if t.is_hyphen(start + 1) {
            return None;
        }
        return match unit {
            Unit::Weekend => found(rule, start + 1, "XXXX-WXX-WE".to_owned()),
            _ => found(rule, start + 1, length(if other { 2.0 } else { 1.0 }, unit)),
        };
    }
    let (Amount::Exactly(count), _, end) = amount(t, start)? else {
        return None;
    };
    let unit = t.units(end)?;
    found(rule, end + 1, length(count, unit))
}

fn length(count: f64, unit: Unit) -> String {
    crate::value::length(&[(Amount::Exactly(count), unit)])
}

/// "weekly", "daily".
fn often(t: &Tokens, at: usize) -> Option<Found> {
    let value = t.pick(at, |class| {
        if let Class::Often(value) = class {
            Some(value)
        } else {
            None
        }
    })?;
    found("set/often", at + 1, value.to_owned())
}

/// "Mondays", "Tuesday nights", "weekends", "on Monday and Tuesday nights".
fn plural(t: &Tokens, at: usize) -> Option<Found> {
    let rule = "set/plural";
    if let Some(weekday) = t.weekdays(at) {
        return found(
            rule,
            at + 1,
            format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        );
    }
    if let (Some(weekday), Some(part)) = (t.weekday(at), t.parts(at + 1)) {
        return found(
            rule,
            at + 2,
            format!("XXXX-WXX-{}T{part}", weekday.to_monday_one_offset()),
        );
    }
    if t.units(at) == Some(Unit::Weekend) && ["on", "at", "during"].contains(&t.before(at, 1)) {
        return found(rule, at + 1, "XXXX-WXX-WE".to_owned());
    }
    None
}

/// "twice a week", "three times a day", "once every two years".
fn times_per(t: &Tokens, at: usize) -> Option<Found> {
    let end = if t.any(at, &["once", "twice"]) {
        at + 1
    } else {
        let (_, end) = number(t, at)?;
        t.is(end, "times").then_some(end + 1)?
    };
    if t.is(end, "every") {
        let inner = every(t, end)?;
        return Some(Found {
            rule: "set/times",
            ..inner
        });
    }
    if !SET_TIMES_PER.has(t.key(end)) {
        return None;
    }
    let unit = t.unit(end + 1)?;
    found("set/times", end + 2, length(1.0, unit))
}
