//! Seasons: "the summer of 2022", "winter 2023-24", "by spring".
//!
//! Leaves alone: "fall" and "spring" that are no seasons ("the fall of the city"), the Games.

use super::{Found, year_after};
use crate::lang::SEASON;
use crate::meaning::{Meaning, Recurring, Which};
use crate::tokens::Tokens;

pub(super) fn season(t: &Tokens, at: usize) -> Option<Found> {
    let start = t.skip(at, &["the"]);
    let season = Recurring::Season(t.season(start)?);
    let end = start + 1;
    if let Some((year, end)) = year_after(t, end).filter(|_| !t.is(end, ",")) {
        return Some(Found::new(
            "season",
            end,
            Meaning::Within(season, Box::new(year)),
        ));
    }
    let placed = [
        "in",
        "by",
        "since",
        "until",
        "during",
        "over",
        "through",
        "throughout",
        "late",
        "early",
        "mid",
        "mid-",
        "of",
        "into",
        "before",
        "after",
    ]
    .contains(&t.before(at, 1));
    let goes_on = t.get(end).is_some_and(|next| {
        next.key.starts_with(char::is_alphabetic) && (next.capital || SEASON.has(t.key(end)))
    });
    // After "of" and the like alone, "fall" and "spring" are mostly no seasons.
    let plain = start > at || placed && t.before(at, 1) != "of";
    (placed && plain && !goes_on && !t.is_hyphen(end))
        .then(|| Found::new("season", end, Meaning::Recurring(season, Which::Bare)))
}
