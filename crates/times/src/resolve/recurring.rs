//! Which of the times that a name comes round is meant: "Friday", "last March", "the third quarter".

use jiff::civil::{Date, Weekday};

use super::{Placed, Setting};
use crate::meaning::{Recurring, Which};
use crate::period::{Period, Unit, moved, weekday_of_week};
use crate::tense::Lean;
use crate::time::{Basis, Precision};

/// How much farther a time on the wrong side of the report counts than one on the right side.
const WRONG_SIDE: i64 = 3;

impl Setting<'_> {
    pub(super) fn recurring(&self, name: Recurring, which: Which) -> Placed {
        let told = match which {
            Which::Previous | Which::Following | Which::Same => self
                .narrative
                .last(finest(name))
                .and_then(Period::days)
                .map(|(start, _)| (start, Basis::Text)),
            _ => None,
        };
        let today = self.today.map(|today| match which {
            Which::Previous | Which::Following | Which::Same => (today.day, Basis::Defaulted),
            _ => (today.day, today.basis),
        });
        let Some((day, basis)) = told.or(today) else {
            return self.nameless(name);
        };
        let found = match name {
            Recurring::Weekday(weekday) => self.weekday(weekday, which, day).map(Period::Day),
            _ => self.nearest(name, which, day),
        };
        found.map_or_else(
            || self.nameless(name),
            |period| Placed::Known(period, basis),
        )
    }

    /// The name's stretch in a year; `None` where that year has none.
    pub(super) fn instance(&self, name: Recurring, year: i16) -> Option<Period> {
        Some(match name {
            Recurring::Weekday(_) => return None,
            Recurring::Month(month) => Period::Month(year, month),
            Recurring::MonthDay(month, day) => Period::Day(Date::new(year, month, day).ok()?),
            Recurring::Season(season) => Period::Season(year, season, self.hemisphere),
            Recurring::Quarter(quarter) => Period::Quarter(year, quarter),
            Recurring::Half(half) => Period::Half(year, half),
            Recurring::Holiday(index) => Period::Day(self.vocabulary.holiday_rule(index).of(year)?),
            Recurring::YearEnd => Period::Day(Date::new(year, 12, 31).ok()?),
        })
    }

    /// The name with its year unknown.
    pub(super) fn nameless(&self, name: Recurring) -> Placed {
        let (value, precision) = match name {
            Recurring::Weekday(weekday) => (
                format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
                Precision::Day,
            ),
            Recurring::Month(month) => (format!("XXXX-{month:02}"), Precision::Month),
            Recurring::MonthDay(month, day) => {
                (format!("XXXX-{month:02}-{day:02}"), Precision::Day)
            }
            Recurring::Season(season) => {
                (format!("XXXX-{}", season.letters()), Precision::PartOfYear)
            }
            Recurring::Quarter(quarter) => (format!("XXXX-Q{quarter}"), Precision::PartOfYear),
            Recurring::Half(half) => (format!("XXXX-H{half}"), Precision::PartOfYear),
            Recurring::Holiday(_) => ("XXXX-XX-XX".to_owned(), Precision::Day),
            Recurring::YearEnd => ("XXXX-12-31".to_owned(), Precision::Day),
        };
        Placed::Unknown(value, precision)
    }

    fn weekday(&self, weekday: Weekday, which: Which, day: Date) -> Option<Date> {
        let in_week = weekday_of_week(day, weekday)?;
        let week = |by| moved(in_week, Unit::Week, by);
        let on_or_before = if in_week <= day {
            Some(in_week)
        } else {
            week(-1)
        };
        let on_or_after = if in_week >= day {
            Some(in_week)
        } else {
            week(1)
        };
        match which {
            Which::Bare => match self.lean {
                Lean::Past | Lean::Unknown => on_or_before,
                Lean::Future | Lean::Present => on_or_after,
            },
            Which::Last | Which::Previous => {
                if in_week < day {
                    Some(in_week)
                } else {
                    week(-1)
                }
            }
            Which::This if self.lean == Lean::Past => on_or_before,
            Which::This => on_or_after,
            // Of the week to come, not of this one.
            Which::Next => week(1),
            Which::Following => {
                if in_week > day {
                    Some(in_week)
                } else {
                    week(1)
                }
            }
            Which::Same => Some(in_week),
        }
    }

    fn nearest(&self, name: Recurring, which: Which, day: Date) -> Option<Period> {
        // Leap days come round every eighth year at the least often.
        let years =
            (day.year().saturating_sub(8)..=day.year().saturating_add(8)).filter_map(|year| {
                let period = self.instance(name, year)?;
                Some((period, period.days()?))
            });
        let mut years = years;
        match which {
            Which::Last | Which::Previous => years
                .rfind(|(_, (_, end))| *end < day)
                .map(|(period, _)| period),
            Which::Next | Which::Following => years
                .find(|(_, (start, _))| *start > day)
                .map(|(period, _)| period),
            Which::Bare | Which::This | Which::Same => {
                let cost = |&(_, (start, end)): &(Period, (Date, Date))| {
                    let away = |from: Date, to: Date| {
                        from.until(to)
                            .map_or(i64::MAX, |span| i64::from(span.get_days()))
                    };
                    let (past, future) = match self.lean {
                        Lean::Past => (2, 2 * WRONG_SIDE),
                        Lean::Future => (2 * WRONG_SIDE, 2),
                        // More is told of what was than of what will be.
                        Lean::Present | Lean::Unknown => (2, 3),
                    };
                    if end < day {
                        away(end, day).saturating_mul(past)
                    } else if start > day {
                        away(day, start).saturating_mul(future)
                    } else {
                        0
                    }
                };
                years.min_by_key(cost).map(|(period, _)| period)
            }
        }
    }
}

/// The unit that a name's place in a tale is told in.
fn finest(name: Recurring) -> Unit {
    match name {
        Recurring::Weekday(_) => Unit::Day,
        _ => Unit::Year,
    }
}
