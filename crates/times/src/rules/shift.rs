//! Times so far from another: "two years ago", "a year earlier", "three days later",
//! "ten minutes from now", "several months ago".

use super::{Found, duration};
use crate::meaning::{Amount, Anchor, Meaning, Reference};
use crate::period::Unit;
use crate::tokens::Tokens;

pub(super) fn shift(t: &Tokens, at: usize) -> Option<Found> {
    let (parts, modifier, end) = match t.units(at) {
        // "months ago".
        Some(unit) => (vec![(Amount::Some, unit)], None, at + 1),
        None => duration::length(t, at)?,
    };
    let (later, from, end) = direction(t, end, parts[0].1)?;
    let (amount, unit) = parts[0];
    let report = from == Anchor::Report;
    let meaning = match amount {
        // Some days or hours are a time that is only known to be past.
        Amount::Some | Amount::Between(..) if report => Meaning::Vague(if later {
            Reference::Future
        } else {
            Reference::Past
        }),
        Amount::Some | Amount::Between(..) => return None,
        Amount::Exactly(_) => Meaning::Distance {
            amount,
            unit,
            later,
            from,
        },
    };
    Some(Found {
        modifier,
        ..Found::new("shift", end, meaning)
    })
}

/// Whether what follows a length says later or earlier, from where, and the place after it.
fn direction(t: &Tokens, at: usize, unit: Unit) -> Option<(bool, Anchor, usize)> {
    let closed = |end: usize| {
        t.get(end).is_none()
            || t.any(
                end,
                &[",", ".", ";", ")", "''", "”", "\"", ":", "and", "--", "—"],
            )
    };
    match t.key(at) {
        "ago" => Some((false, Anchor::Report, at + 1)),
        "hence" => Some((true, Anchor::Report, at + 1)),
        "from" if t.any(at + 1, &["now", "today"]) => Some((true, Anchor::Report, at + 2)),
        "earlier" | "previously" => Some((false, Anchor::Narrative, at + 1)),
        "before" | "prior" if closed(at + 1) => Some((false, Anchor::Narrative, at + 1)),
        "later" | "afterward" | "afterwards" if !unit.is_clock() => {
            Some((true, Anchor::Narrative, at + 1))
        }
        _ => None,
    }
}
