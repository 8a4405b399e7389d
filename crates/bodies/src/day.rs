//! A day of the calendar, as far as offices need it: read, compared.

use std::fmt;

/// A day, in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    year: i16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of `month` (1..=12) in `year`, or `None` where there is no such day. A day too
    /// many for its month (30 February) is not told.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`; what follows the date (a time of day) is left alone.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Self::new(year, month, parts.next()?.parse().ok()?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_dates_only() {
        assert_eq!(
            Day::parse("2025-04-09T10:00:00Z").unwrap().to_string(),
            "2025-04-09"
        );
        for wrong in ["2025-13-01", "2025-00-10", "9 April 2025", "2025", ""] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn never_fails(text in ".{0,16}") {
            let _ = Day::parse(&text);
        }
    }
}
