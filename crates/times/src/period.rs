//! Stretches of the calendar and how to count in them.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is its name")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit that an English word names, in the singular.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }

    /// Whether the clock rather than the calendar counts it.
    pub(crate) fn is_clock(self) -> bool {
        self <= Self::Hour
    }

    /// How many of the plain unit (day, month, year) it holds, for moving a date.
    fn in_plain(self) -> (Self, i64) {
        match self {
            Self::Second | Self::Minute | Self::Hour | Self::Day => (Self::Day, 1),
            Self::Week | Self::Weekend => (Self::Day, 7),
            Self::Fortnight => (Self::Day, 14),
            Self::Month => (Self::Month, 1),
            Self::Quarter | Self::Season => (Self::Month, 3),
            Self::Half => (Self::Month, 6),
            Self::Year => (Self::Year, 1),
            Self::Decade => (Self::Year, 10),
            Self::Century => (Self::Year, 100),
            Self::Millennium => (Self::Year, 1000),
        }
    }
}

/// A season by its TIMEX3 letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is its name")]
pub enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    pub(crate) const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Fall, Self::Winter];

    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month it starts in; whole months, as meteorologists count them.
    fn first_month(self, hemisphere: Hemisphere) -> i8 {
        let northern = match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        };
        match hemisphere {
            Hemisphere::North => northern,
            Hemisphere::South => (northern + 5) % 12 + 1,
        }
    }
}

/// Which half of the globe a report's seasons are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is its name")]
pub enum Hemisphere {
    #[default]
    North,
    South,
}

/// One stretch of the calendar that has a name in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The hundred years that start with these two digits (19: 1900 to 1999).
    Century(i16),
    /// The ten years that start with these three digits (199: 1990 to 1999).
    Decade(i16),
    /// A year.
    Year(i16),
    /// A half of a year, 1 or 2.
    Half(i16, i8),
    /// A quarter of a year, 1 to 4.
    Quarter(i16, i8),
    /// A season; winter (in the south, summer) is of the year it starts in.
    Season(i16, Season, Hemisphere),
    /// A month, 1 to 12.
    Month(i16, i8),
    /// A week, by its Monday.
    Week(Date),
    /// A weekend, by the Monday before it.
    Weekend(Date),
    /// A day.
    Day(Date),
}

impl Period {
    /// The period of a unit that holds a day; days for units of the clock and for millennia,
    /// which TIMEX3 has no value for.
    pub fn holding(unit: Unit, day: Date) -> Self {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Year => Self::Year(year),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Season => Self::season_holding(day, Hemisphere::North),
            Unit::Month => Self::Month(year, month),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)),
            Unit::Weekend => Self::Weekend(monday(day)),
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second | Unit::Millennium => {
                Self::Day(day)
            }
        }
    }

    /// The season that holds a day.
    pub(crate) fn season_holding(day: Date, hemisphere: Hemisphere) -> Self {
        let found = Season::ALL.into_iter().find_map(|season| {
            let years_back = [0, 1].map(|back| Self::Season(day.year() - back, season, hemisphere));
            years_back.into_iter().find(|period| {
                period
                    .days()
                    .is_some_and(|(start, end)| start <= day && day <= end)
            })
        });
        found.unwrap_or(Self::Season(day.year(), Season::Spring, hemisphere))
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
        }
    }

    /// First and last day; `None` beyond the years that a date can hold.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i64| {
            let start = Date::new(year, month, 1).ok()?;
            Some((
                start,
                start.checked_add(count.months()).ok()?.yesterday().ok()?,
            ))
        };
        match self {
            Self::Century(number) => months(number.checked_mul(100)?, 1, 1200),
            Self::Decade(number) => months(number.checked_mul(10)?, 1, 120),
            Self::Year(year) => months(year, 1, 12),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Season(year, season, hemisphere) => {
                months(year, season.first_month(hemisphere), 3)
            }
            Self::Month(year, month) => months(year, month, 1),
            Self::Week(monday) => Some((monday, moved(monday, Unit::Day, 6)?)),
            Self::Weekend(monday) => {
                Some((moved(monday, Unit::Day, 5)?, moved(monday, Unit::Day, 6)?))
            }
            Self::Day(day) => Some((day, day)),
        }
    }

    /// The period `count` later (earlier where negative); `None` beyond the calendar.
    #[must_use]
    pub fn shift(self, count: i64) -> Option<Self> {
        let start = match self {
            Self::Weekend(monday) => monday,
            _ => self.days()?.0,
        };
        let start = moved(start, self.unit(), count)?;
        Some(match self {
            Self::Season(_, _, hemisphere) => Self::season_holding(start, hemisphere),
            _ => Self::holding(self.unit(), start),
        })
    }

    /// The value as TIMEX3 writes it.
    pub fn value(self) -> String {
        match self {
            Self::Century(number) => format!("{number:02}"),
            Self::Decade(number) => format!("{number:03}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Season(year, season, _) => format!("{year:04}-{}", season.letters()),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Week(monday) => week_value(monday),
            Self::Weekend(monday) => week_value(monday) + "-WE",
            Self::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

fn week_value(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday on or before a day.
fn monday(day: Date) -> Date {
    moved(
        day,
        Unit::Day,
        -i64::from(day.weekday().to_monday_zero_offset()),
    )
    .unwrap_or(day)
}

/// A day moved by `count` units; `None` beyond the calendar. A day that the month it lands in
/// does not have becomes that month's last.
pub(crate) fn moved(day: Date, unit: Unit, count: i64) -> Option<Date> {
    let (plain, each) = unit.in_plain();
    let count = count.checked_mul(each)?;
    // Spans refuse counts beyond the calendar by panicking when they are built unchecked.
    let span = match plain {
        Unit::Day => jiff::Span::new().try_days(count),
        Unit::Month => jiff::Span::new().try_months(count),
        _ => jiff::Span::new().try_years(count),
    };
    day.checked_add(span.ok()?).ok()
}

/// The day of a weekday in the week that holds `day`.
pub(crate) fn weekday_of_week(day: Date, weekday: Weekday) -> Option<Date> {
    moved(
        monday(day),
        Unit::Day,
        i64::from(weekday.to_monday_zero_offset()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn values_and_days() {
        let fall = Period::Season(2024, Season::Fall, Hemisphere::North);
        assert_eq!(fall.value(), "2024-FA");
        assert_eq!(fall.days(), Some((date(2024, 9, 1), date(2024, 11, 30))));
        let southern = Period::Season(2024, Season::Fall, Hemisphere::South);
        assert_eq!(southern.days(), Some((date(2024, 3, 1), date(2024, 5, 31))));
        assert_eq!(
            Period::holding(Unit::Weekend, date(1990, 8, 8)).value(),
            "1990-W32-WE"
        );
        assert_eq!(
            Period::Decade(199).days(),
            Some((date(1990, 1, 1), date(1999, 12, 31)))
        );
    }

    #[test]
    fn stops_at_the_end_of_the_calendar() {
        assert_eq!(
            Period::Year(9999).days(),
            None,
            "its last day is not before any day"
        );
        assert_eq!(moved(date(2025, 4, 9), Unit::Millennium, i64::MAX), None);
        assert_eq!(Period::Year(2025).shift(-40_000), None);
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1000i16..3000, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
    }

    fn any_unit() -> impl Strategy<Value = Unit> {
        prop::sample::select(vec![
            Unit::Day,
            Unit::Weekend,
            Unit::Week,
            Unit::Month,
            Unit::Quarter,
            Unit::Half,
            Unit::Season,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
        ])
    }

    proptest! {
        #[test]
        fn a_period_holds_its_day(day in any_day(), unit in any_unit()) {
            let (start, end) = Period::holding(unit, day).days().unwrap();
            prop_assert!(start <= end);
            if unit != Unit::Weekend {
                prop_assert!(start <= day && day <= end);
            }
        }

        #[test]
        fn periods_follow_without_gap(day in any_day(), unit in any_unit(), count in -40i64..40) {
            let period = Period::holding(unit, day).shift(count).unwrap();
            let next = period.shift(1).unwrap();
            prop_assert_eq!(next.shift(-1), Some(period));
            if unit != Unit::Weekend {
                prop_assert_eq!(period.days().unwrap().1.tomorrow().unwrap(), next.days().unwrap().0);
            }
        }

        #[test]
        fn moving_never_panics(day in any_day(), unit in any_unit(), count in any::<i64>()) {
            let _ = moved(day, unit, count);
            let _ = Period::holding(unit, day).shift(count);
        }
    }
}
