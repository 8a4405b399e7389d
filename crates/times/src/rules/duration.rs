//! Lengths of time: "three days", "a 16-hour", "the past two years", "2 1/2 years", "decades-long",
//! "the next 12 to 18 months".
//!
//! Leaves alone: ages ("62-year-old"), rates ("four flights a week").

use super::Found;
use crate::lang::DURATION_BARE;
use crate::meaning::{Amount, Length, Lies, Meaning};
use crate::number::{amount, number};
use crate::period::Unit;
use crate::time::Modifier;
use crate::tokens::{Shape, Tokens};
use crate::vocabulary::Class;

pub(super) fn duration(t: &Tokens, at: usize) -> Option<Found> {
    lying(t, at)
        .or_else(|| counted(t, at))
        .or_else(|| bare(t, at))
}

/// The parts of a length, its modifier and the place after it.
type Told = (Vec<(Amount, Unit)>, Option<Modifier>, usize);

/// A plain length, as it also stands before "ago": its parts, a modifier, the place after it.
pub(super) fn length(t: &Tokens, at: usize) -> Option<Told> {
    let start = t.skip(at, &["another"]);
    let (first, mut modifier, end) = match amount(t, start) {
        Some(found) => found,
        None if start > at => (Amount::Exactly(1.0), None, start),
        None => return None,
    };
    let named = t.skip_hyphen(end);
    let named = if first_is_one(&first) {
        t.skip(
            named,
            &[
                "full",
                "whole",
                "additional",
                "extra",
                "further",
                "single",
                "long",
                "mere",
                "solid",
            ],
        )
    } else {
        t.skip(
            named,
            &[
                "more",
                "additional",
                "full",
                "consecutive",
                "straight",
                "extra",
                "further",
                "long",
                "short",
                "whole",
                "other",
                "calendar",
                "business",
                "working",
                "successive",
                "fiscal",
            ],
        )
    };
    let unit = t.unit(named).or_else(|| t.units(named))?;
    if unit == Unit::Weekend && t.units(named).is_none() {
        return None;
    }
    let mut parts = vec![(first, unit)];
    let mut end = named + 1;
    // "two seconds" but "a second man".
    if unit == Unit::Second && t.units(named).is_none() {
        return None;
    }
    if let (Amount::Exactly(value), true) = (first, t.are(end, &["and", "a", "half"])) {
        parts[0].0 = Amount::Exactly(value + 0.5);
        end += 3;
    } else if t.is(end, "and") || matches!(t.shape(end), Shape::Digits(..)) {
        // "two hours and 30 minutes".
        let next = t.skip(end, &["and"]);
        if let Some((value, unit_at)) = number(t, next)
            && let Some(smaller) = t
                .unit(unit_at)
                .or_else(|| t.units(unit_at))
                .filter(|&smaller| smaller < unit)
        {
            parts.push((Amount::Exactly(value), smaller));
            end = unit_at + 1;
        }
    } else if t.are(end, &["or", "so"]) {
        modifier = Some(Modifier::Approximately);
        end += 2;
    } else if t.is(end, "or") && t.any(end + 1, &["more", "longer"]) {
        modifier = Some(Modifier::EqualOrMore);
        end += 2;
    } else if t.are(end, &["or", "less"]) {
        modifier = Some(Modifier::EqualOrLess);
        end += 2;
    } else if t.is(end, "or") && first_is_one(&first) {
        // "a month or two".
        if let Some((high, after)) = number(t, end + 1).filter(|&(high, _)| high > 1.0)
            && t.unit(after).is_none()
            && t.units(after).is_none()
        {
            parts[0].0 = Amount::Between(1.0, high);
            end = after;
        }
    }
    Some((parts, modifier, end))
}

fn first_is_one(amount: &Amount) -> bool {
    *amount == Amount::Exactly(1.0)
}

/// A length after an article that places nothing: "the two days", "a three-year period".
fn counted(t: &Tokens, at: usize) -> Option<Found> {
    let article = t.skip(at, &["a", "an", "the"]);
    // "an 18-month", "the first nine months", "the four days"; "a week" is counted by its article.
    let first = t.skip(
        article,
        &["first", "initial", "final", "last", "additional", "extra"],
    );
    let inner = first > at && (amount(t, first).is_some() && !t.any(first, &["a", "an"]));
    let (start, from_start) = if inner {
        (first, first > article && t.is(article, "first"))
    } else {
        (at, false)
    };
    let (parts, modifier, mut end) = length(t, start)?;
    let unit = parts[0].1;
    let hyphenated = t.is_hyphen(end.wrapping_sub(2));
    if t.is_hyphen(end) && t.any(end + 1, &["old", "olds"])
        || t.is(end, "old")
        || t.is(end, "olds")
        || t.is(end, "of") && t.is(end + 1, "age")
    {
        return None;
    }
    if rate(t, at, start, &parts, end) {
        return None;
    }
    if t.is_hyphen(end) && t.is(end + 1, "long") {
        end += 2;
    }
    // "A three-year period" is one time; a "16-hour flight" is a time and a flight.
    let article_out = inner && first == article && hyphenated && !t.is(end, "period");
    if article_out && t.any(at, &["a", "an", "the"]) {
        return None;
    }
    if hyphenated && t.is(end, "period") {
        end += 1;
    }
    let _ = (unit, from_start);
    let meaning = Meaning::Lasting(Length {
        parts,
        lies: Lies::Anywhere,
    });
    Some(Found {
        modifier,
        ..Found::new("duration/counted", end, meaning)
    })
}

/// "a week" that shares out: "four flights a week", "$3 million a year".
fn rate(t: &Tokens, at: usize, start: usize, parts: &[(Amount, Unit)], end: usize) -> bool {
    if start != at
        || !t.any(at, &["a", "an"])
        || end != at + 2
        || parts[0].0 != Amount::Exactly(1.0)
    {
        return false;
    }
    const LEADS: &[&str] = &[
        "for", "in", "within", "after", "of", "than", "about", "nearly", "almost", "over", "under",
        "lasting", "last", "lasted", "around", "just", "only", "barely", "every", "during",
        "until", "him", "them", "took", "take", "takes", "spent", "spend", "by", "at", "least",
        "most", "is", "was", "not", "waited", "wait", "more", "less", "half", "and", ",", "“",
        "\"", "``", "", "or", "even", "once", "through", "before", "with", "up", "as", "long",
        "be", "(",
    ];
    let before = t.before(at, 1);
    let counted = matches!(
        t.shape(at.wrapping_sub(1)),
        Shape::Digits(..) | Shape::Number(_)
    );
    counted || t.any(at.wrapping_sub(1), &["times", "twice", "once"]) || !LEADS.contains(&before)
}

/// A length that ends or starts with the report: "the past five days", "the next few weeks".
fn lying(t: &Tokens, at: usize) -> Option<Found> {
    let article = t.skip(at, &["the", "these", "those"]);
    let lies = match t.key(article) {
        "last" | "past" | "previous" | "preceding" | "latest" => Lies::Before,
        "next" | "coming" | "following" => Lies::After,
        "recent" if t.units(article + 1).is_some() => Lies::Before,
        _ => return None,
    };
    let start = article + 1;
    let found = |end, modifier, parts| {
        Some(Found {
            modifier,
            ..Found::new(
                "duration/lying",
                end,
                Meaning::Lasting(Length { parts, lies }),
            )
        })
    };
    if let Some((parts, modifier, end)) = length(t, start).filter(|_| !t.any(start, &["a", "an"])) {
        if t.is_hyphen(end) {
            return None;
        }
        return found(end, modifier, parts);
    }
    if let Some(unit) = t.units(start) {
        // "recent weeks and months".
        let end = if t.is(start + 1, "and") && t.units(start + 2).is_some() {
            start + 3
        } else {
            start + 1
        };
        return found(end, None, vec![(Amount::Some, unit)]);
    }
    let unit = t
        .unit(start)
        .filter(|_| t.is(article, "past") && article > at)?;
    let end = start + 1;
    if t.are(end, &["or", "so"]) {
        return found(
            end + 2,
            Some(Modifier::Approximately),
            vec![(Amount::Exactly(1.0), unit)],
        );
    }
    found(end, None, vec![(Amount::Exactly(1.0), unit)])
}

/// Units without a number: "for years", "weeks of talks", "decades-long".
fn bare(t: &Tokens, at: usize) -> Option<Found> {
    let article = t.skip(at, &["the"]);
    let start = t.skip(article, &["first", "early", "final"]);
    let unit = t.units(start)?;
    if unit == Unit::Second || unit == Unit::Minute && start > at {
        return None;
    }
    let mut end = start + 1;
    let long = t.is_hyphen(end) && t.is(end + 1, "long");
    if t.is_hyphen(end) && !long {
        return None;
    }
    if long || t.is(end, "or") && t.units(end + 1).is_some() {
        end += 2;
    } else if t.is(end, "ahead") {
        end += 1;
    }
    let told = [
        "for", "after", "in", "within", "over", "of", "took", "take", "takes", "spent", "lasting",
        "last", "lasted", "follows", "through", "during", "until",
    ]
    .contains(&t.before(at, 1));
    let goes_on = DURATION_BARE.has(t.key(start + 1));
    let lone = start == at && (long || told && !t.any(start + 1, &["'s"]) || goes_on);
    let placed = start > at && (goes_on || told);
    if t.has(at, Class::Opens) && start == at || !(lone || placed) {
        return None;
    }
    let meaning = Meaning::Lasting(Length {
        parts: vec![(Amount::Some, unit)],
        lies: Lies::Anywhere,
    });
    Some(Found::new("duration/bare", end, meaning))
}
