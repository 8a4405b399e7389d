//! What narrows or blurs a time: "early March", "the end of next year", "about two weeks",
//! "at least 72 hours", "earlier this month", "mid-1996".

use super::{Found, period, quarter, shift};
use crate::lang::{MODIFIED_LIMITED, MODIFIED_LIMITED_2};
use crate::meaning::Meaning;
use crate::period::Unit;
use crate::time::Modifier;
use crate::tokens::Tokens;

/// Words before a stretch of the calendar, after "the" or not.
const PARTS: &[(&[&str], Modifier)] = &[
    (&["early"], Modifier::Start),
    (&["mid"], Modifier::Mid),
    (&["mid-"], Modifier::Mid),
    (&["middle"], Modifier::Mid),
    (&["late"], Modifier::End),
    (&["post-"], Modifier::After),
    (&["pre-"], Modifier::Before),
    (&["beginning", "of"], Modifier::Start),
    (&["start", "of"], Modifier::Start),
    (&["middle", "of"], Modifier::Mid),
    (&["end", "of"], Modifier::End),
    (&["close", "of"], Modifier::End),
    (&["earlier"], Modifier::Start),
    (&["earlier", "in"], Modifier::Start),
    (&["later"], Modifier::End),
    (&["later", "in"], Modifier::End),
];

/// Words before an amount or a date.
const LIMITS: &[(&[&str], Modifier)] = &[
    (&["about"], Modifier::Approximately),
    (&["around"], Modifier::Approximately),
    (&["approximately"], Modifier::Approximately),
    (&["roughly"], Modifier::Approximately),
    (&["some"], Modifier::Approximately),
    (&["nearly"], Modifier::LessThan),
    (&["almost"], Modifier::LessThan),
    (&["more", "than"], Modifier::MoreThan),
    (&["over"], Modifier::MoreThan),
    (&["less", "than"], Modifier::LessThan),
    (&["fewer", "than"], Modifier::LessThan),
    (&["under"], Modifier::LessThan),
    (&["at", "least"], Modifier::EqualOrMore),
    (&["at", "most"], Modifier::EqualOrLess),
    (&["up", "to"], Modifier::EqualOrLess),
    (&["no", "more", "than"], Modifier::EqualOrLess),
    (&["no", "less", "than"], Modifier::EqualOrMore),
    (&["no", "fewer", "than"], Modifier::EqualOrMore),
];

pub(super) fn modified(t: &Tokens, at: usize) -> Option<Found> {
    part(t, at).or_else(|| limited(t, at))
}

fn part(t: &Tokens, at: usize) -> Option<Found> {
    let start = t.skip(at, &["the"]);
    let mut rows = PARTS.iter().filter(|(words, _)| t.are(start, words));
    // The longer row stands after the shorter.
    let (words, modifier) = rows.next_back()?;
    let inner = t.skip_hyphen(start + words.len());
    let found = super::longest(t, inner, &[period, super::clock::moment])?;
    let fits = match words[0] {
        // "later this year", but not "later Friday".
        "earlier" | "later" => {
            let points = t.any(inner, &["this", "that", "the"]) && start == at;
            points && matches!(found.meaning, Meaning::Offset { .. })
        }
        "early" | "late" | "middle" | "mid" => !t.any(inner, &["a", "an"]),
        _ => true,
    };
    // The end of a day or of a weekday is no time of its own.
    let whole = !matches!(
        found.meaning,
        Meaning::Offset {
            unit: Unit::Day,
            ..
        }
    ) || words.len() == 1;
    (fits && whole && found.modifier.is_none()).then_some(Found {
        modifier: Some(*modifier),
        ..found
    })
}

fn limited(t: &Tokens, at: usize) -> Option<Found> {
    let (words, modifier) = LIMITS.iter().find(|(words, _)| t.are(at, words))?;
    let inner = at + words.len();
    let length = super::longest(t, inner, &[shift::shift, super::duration::duration]);
    let found = match length {
        Some(found) => found,
        None if *modifier == Modifier::Approximately && MODIFIED_LIMITED_2.has(t.key(at)) => {
            super::longest(
                t,
                inner,
                &[
                    super::clock::moment,
                    super::calendar::date,
                    quarter::quarter,
                    super::year::year,
                    super::relative::relative,
                ],
            )?
        }
        None => return None,
    };
    let counted = t.is(at, "some") && found.rule == "duration/bare"
        || t.is(at, "over")
            && t.any(inner, &["the", "a", "an"])
            && !MODIFIED_LIMITED.has(t.key(inner + 1));
    (!counted).then(|| Found {
        modifier: Some(found.modifier.unwrap_or(*modifier)),
        ..found
    })
}
