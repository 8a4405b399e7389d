//! How TIMEX3 writes lengths and times of day.

use std::fmt::Write as _;

use crate::meaning::{Amount, TimeOfDay};
use crate::period::Unit;

/// A length: "P3D", "PT1H30M", "PXM" where it is not told how many.
pub(crate) fn length(parts: &[(Amount, Unit)]) -> String {
    let (mut calendar, mut clock) = (String::new(), String::new());
    for &(amount, unit) in parts {
        let (letter, each) = letter(unit);
        let Amount::Exactly(count) = amount else {
            let letter = if unit == Unit::Quarter { "Q" } else { letter };
            let part = if unit.is_clock() {
                &mut clock
            } else {
                &mut calendar
            };
            let _ = write!(part, "X{letter}");
            continue;
        };
        let count = count * each;
        let (whole, rest) = (count.trunc(), count.fract());
        let smaller = smaller(unit).map(|(letter, held, is_clock)| (letter, rest * held, is_clock));
        match smaller.filter(|&(_, more, _)| more > 0.0 && more.fract() == 0.0) {
            Some((below, more, below_is_clock)) => {
                let part = if unit.is_clock() {
                    &mut clock
                } else {
                    &mut calendar
                };
                if whole > 0.0 {
                    let _ = write!(part, "{whole}{letter}");
                }
                let part = if below_is_clock {
                    &mut clock
                } else {
                    &mut calendar
                };
                let _ = write!(part, "{more}{below}");
            }
            None => {
                let part = if unit.is_clock() {
                    &mut clock
                } else {
                    &mut calendar
                };
                let _ = write!(part, "{count}{letter}");
            }
        }
    }
    if clock.is_empty() {
        format!("P{calendar}")
    } else {
        format!("P{calendar}T{clock}")
    }
}

/// The letter of a unit, and how many of the letter's unit it holds.
fn letter(unit: Unit) -> (&'static str, f64) {
    match unit {
        Unit::Second => ("S", 1.0),
        Unit::Minute => ("M", 1.0),
        Unit::Hour => ("H", 1.0),
        Unit::Day => ("D", 1.0),
        Unit::Weekend => ("WE", 1.0),
        Unit::Week => ("W", 1.0),
        Unit::Fortnight => ("W", 2.0),
        Unit::Month => ("M", 1.0),
        Unit::Quarter | Unit::Season => ("M", 3.0),
        Unit::Half => ("M", 6.0),
        Unit::Year => ("Y", 1.0),
        Unit::Decade => ("Y", 10.0),
        Unit::Century => ("Y", 100.0),
        Unit::Millennium => ("Y", 1000.0),
    }
}

/// The unit that a broken number is told in: its letter, how many make the larger, and whether
/// the clock counts it.
fn smaller(unit: Unit) -> Option<(&'static str, f64, bool)> {
    match unit {
        Unit::Year => Some(("M", 12.0, false)),
        Unit::Day => Some(("H", 24.0, true)),
        Unit::Hour => Some(("M", 60.0, true)),
        Unit::Minute => Some(("S", 60.0, true)),
        _ => None,
    }
}

/// A time of day after its day: "TMO", "T09:00", "T06:00Z".
pub(crate) fn time_of_day(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Part(letters) => format!("T{letters}"),
        TimeOfDay::Clock {
            hour,
            minute,
            second,
            universal,
        } => {
            let mut value = format!("T{hour:02}:{:02}", minute.unwrap_or(0));
            if let Some(second) = second {
                let _ = write!(value, ":{second:02}");
            }
            if universal {
                value.push('Z');
            }
            value
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_lengths() {
        let exactly = |count: f64, unit| length(&[(Amount::Exactly(count), unit)]);
        assert_eq!(exactly(2.5, Unit::Year), "P2Y6M");
        assert_eq!(exactly(1.5, Unit::Hour), "PT1H30M");
        assert_eq!(exactly(1.5, Unit::Day), "P1DT12H");
        assert_eq!(exactly(0.5, Unit::Hour), "PT30M");
        assert_eq!(exactly(3.0, Unit::Quarter), "P9M");
        assert_eq!(exactly(2.7, Unit::Week), "P2.7W");
        assert_eq!(length(&[(Amount::Some, Unit::Month)]), "PXM");
        assert_eq!(
            length(&[
                (Amount::Exactly(2.0), Unit::Hour),
                (Amount::Exactly(30.0), Unit::Minute)
            ]),
            "PT2H30M"
        );
    }
}
