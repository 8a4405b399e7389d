//! The date in a dateline: "HARBOUR TOWN, April 9 (Agency) — ".

use jiff::civil::Date;

use crate::meaning::{Meaning, Recurring};
use crate::period::{Period, Unit, moved};
use crate::rules;
use crate::tokens::Tokens;

/// How many words of a paragraph may stand before its dateline's date.
const PLACE: usize = 8;

/// The day that the dateline at the start of a paragraph gives; the year, where it is not told,
/// is the one that brings it nearest to the day of publication.
pub(crate) fn dateline(t: &Tokens, text: &str, published: Option<Date>) -> Option<Date> {
    let comma = (1..PLACE).find(|&at| t.is(at, ","))?;
    let place = t.get(0)?.span.slice(text);
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !place.chars().any(char::is_lowercase);
    let found = (comma + 1..comma + 4)
        .find_map(|at| rules::expression(t, at).filter(|found| found.rule == "calendar/day"))?;
    let closed = t.any(found.end, &["(", "-", "--", "—", "–", "_", "/"]);
    if !capitals || !closed {
        return None;
    }
    match found.meaning {
        Meaning::Fixed(Period::Day(day)) => Some(day),
        Meaning::Recurring(Recurring::MonthDay(month, day), _) => {
            let published = published?;
            let years = [published.year() - 1, published.year(), published.year() + 1];
            let days = years
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok());
            // A dateline is no older than weeks and not of the future, time zones aside.
            let (from, to) = (
                moved(published, Unit::Day, -31)?,
                moved(published, Unit::Day, 1)?,
            );
            days.filter(|day| (from..=to).contains(day)).max()
        }
        _ => None,
    }
}
