//! What the words of an expression say, before it is known which day the report speaks from.

use jiff::civil::{Date, Weekday};

use crate::period::{Period, Season, Unit};

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A stretch of the calendar that the words name in full: "Aug. 7, 1998".
    Fixed(Period),
    /// A name that comes round again: "Friday", "last March", "the third quarter".
    Recurring(Recurring, Which),
    /// A unit counted from a day: "last year", "the following day".
    Offset { unit: Unit, by: i64, from: Anchor },
    /// So much before or after a day: "two years ago", "three days later".
    Distance {
        amount: Amount,
        unit: Unit,
        later: bool,
        from: Anchor,
    },
    /// A recurring name inside a longer period: "the third quarter of next year".
    Within(Recurring, Box<Meaning>),
    /// The week, month or year around a day: "the week of March 6".
    Around(Unit, Box<Meaning>),
    /// So many units before or after another time: "the day before last Tuesday".
    Beside {
        unit: Unit,
        by: i64,
        of: Box<Meaning>,
    },
    /// A time of day: "Tuesday morning", "5 p.m.".
    Moment(TimeOfDay, Option<Box<Meaning>>),
    /// The quarter or period that the report is about, `years` away: "the year-ago quarter".
    Focus { years: i64 },
    /// Before, about or after the report.
    Vague(Reference),
    /// A length of time.
    Lasting(Length),
    /// A time that recurs; the value is complete.
    Repeated(String),
}

/// A name that comes round again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Recurring {
    Weekday(Weekday),
    Month(i8),
    /// A day of a month, with its weekday where told.
    MonthDay(i8, i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    /// An index into the vocabulary's holidays.
    Holiday(usize),
    YearEnd,
}

/// Which of the times that a name comes round is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// As the tense has it.
    Bare,
    Last,
    This,
    Next,
    /// The one before or after the time last mentioned.
    Previous,
    Following,
    /// The one in the time last mentioned.
    Same,
}

/// The day that an offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The day the report speaks from.
    Report,
    /// The time last mentioned.
    Narrative,
    /// The report, or the time last mentioned in a tale of the past ("the next day").
    Either,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    Exactly(f64),
    /// Between the two.
    Between(f64, f64),
    /// "several", "a few".
    Some,
}

/// TIMEX3's vague references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    pub(crate) fn value(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeOfDay {
    /// Morning, afternoon, evening, night or daytime by its two letters.
    Part(&'static str),
    Clock {
        hour: u8,
        minute: Option<u8>,
        second: Option<u8>,
        universal: bool,
    },
}

/// A length of time, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    /// Units with their amounts, the longest first.
    pub parts: Vec<(Amount, Unit)>,
    pub lies: Lies,
}

/// Where a length of time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lies {
    Anywhere,
    /// It ends with the report: "the past two years".
    Before,
    /// It starts with the report: "the next two years".
    After,
}

/// A day that holidays' rules give for a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum YearDay {
    Fixed(i8, i8),
    /// The nth weekday of a month (-1: the last), then so many days on.
    Nth(i8, Weekday, i8, i64),
    Easter(i64),
    OrthodoxEaster(i64),
}

impl YearDay {
    /// The day in a year; `None` where that year has none.
    pub(crate) fn of(self, year: i16) -> Option<Date> {
        use crate::period::moved;
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, nth, then) => {
                let day = Date::new(year, month, 1)
                    .ok()?
                    .nth_weekday_of_month(nth, weekday)
                    .ok()?;
                moved(day, Unit::Day, then)
            }
            Self::Easter(then) => moved(easter(year)?, Unit::Day, then),
            Self::OrthodoxEaster(then) => moved(orthodox_easter(year)?, Unit::Day, then),
        }
    }
}

/// Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the eastern churches, by the Julian rule, as a Gregorian date.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(4), y.rem_euclid(7), y.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = Date::new(year, month as i8, day as i8).ok()?;
    let behind = y.div_euclid(100) - y.div_euclid(400) - 2;
    crate::period::moved(julian, Unit::Day, i64::from(behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn finds_moving_feasts() {
        assert_eq!(YearDay::Easter(0).of(2025), Some(date(2025, 4, 20)));
        assert_eq!(YearDay::OrthodoxEaster(0).of(2024), Some(date(2024, 5, 5)));
        assert_eq!(
            YearDay::Nth(11, Weekday::Thursday, 4, 0).of(1999),
            Some(date(1999, 11, 25))
        );
        assert_eq!(YearDay::Fixed(2, 29).of(2023), None);
    }
}
