//! Puts what an expression says on the calendar.

mod recurring;

use jiff::civil::Date;

use crate::meaning::{Amount, Anchor, Length, Lies, Meaning, TimeOfDay};
use crate::narrative::{Narrative, Today};
use crate::period::{Hemisphere, Period, Unit, moved};
use crate::tense::Lean;
use crate::time::{Basis, Kind, Modifier, Precision};
use crate::value;
use crate::vocabulary::Vocabulary;

/// What an expression is resolved against.
pub(crate) struct Setting<'a> {
    pub today: Option<Today>,
    pub narrative: &'a Narrative,
    pub hemisphere: Hemisphere,
    pub vocabulary: &'a Vocabulary,
    pub lean: Lean,
    pub paragraph: usize,
}

/// An expression's value and what it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub kind: Kind,
    pub value: String,
    /// The stretch of the calendar, where it is one.
    pub period: Option<Period>,
    pub interval: Option<(Date, Date)>,
    pub basis: Basis,
    pub precision: Precision,
}

/// A stretch of the calendar, or its name with the unknown as X.
enum Placed {
    Known(Period, Basis),
    Unknown(String, Precision),
}

/// Resolves a meaning.
pub(crate) fn resolve(
    meaning: &Meaning,
    modifier: Option<Modifier>,
    setting: &Setting,
) -> Resolved {
    match meaning {
        Meaning::Vague(reference) => Resolved {
            kind: Kind::Date,
            value: reference.value().to_owned(),
            period: None,
            interval: None,
            basis: Basis::Unplaced,
            precision: Precision::Vague,
        },
        Meaning::Lasting(length) => lasting(length, setting),
        Meaning::Repeated(value) => Resolved {
            kind: Kind::Set,
            value: value.clone(),
            period: None,
            interval: None,
            basis: Basis::Unplaced,
            precision: if value.contains('T') {
                Precision::PartOfDay
            } else {
                Precision::Day
            },
        },
        Meaning::Moment(time, day) => moment(*time, day.as_deref(), setting),
        _ => on_calendar(setting.place(meaning), modifier, setting),
    }
}

fn on_calendar(placed: Placed, modifier: Option<Modifier>, setting: &Setting) -> Resolved {
    match placed {
        Placed::Known(period, basis) => Resolved {
            kind: Kind::Date,
            value: period.value(),
            period: Some(period),
            interval: period
                .days()
                .and_then(|days| narrowed(days, modifier, setting)),
            basis,
            precision: precision(period.unit()),
        },
        Placed::Unknown(value, precision) => Resolved {
            kind: Kind::Date,
            value,
            period: None,
            interval: None,
            basis: Basis::Unplaced,
            precision,
        },
    }
}

/// The part of a stretch that a modifier leaves: its first, middle or last third, up to or from
/// the day the report speaks from where that lies in it.
fn narrowed(
    (start, end): (Date, Date),
    modifier: Option<Modifier>,
    setting: &Setting,
) -> Option<(Date, Date)> {
    let length = i64::from(start.until(end).ok()?.get_days()) + 1;
    let third = length / 3;
    let inside = setting
        .today
        .map(|today| today.day)
        .filter(|day| start < *day && *day < end);
    match modifier {
        _ if length < 3 => Some((start, end)),
        Some(Modifier::Start) => Some((start, moved(start, Unit::Day, third.max(1) - 1)?)),
        Some(Modifier::Mid) => Some((
            moved(start, Unit::Day, third)?,
            moved(end, Unit::Day, -third)?,
        )),
        Some(Modifier::End) => Some((moved(end, Unit::Day, 1 - third.max(1))?, end)),
        Some(Modifier::Before | Modifier::After) => None,
        _ => Some((start, end)),
    }
    .map(|(from, to)| match (modifier, inside) {
        (Some(Modifier::Start), Some(day)) if to > day => (from, day),
        (Some(Modifier::End), Some(day)) if from < day && to > day => (day, to),
        _ => (from, to),
    })
}

fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute => Precision::Minute,
        Unit::Hour => Precision::PartOfDay,
        Unit::Day => Precision::Day,
        Unit::Weekend | Unit::Week | Unit::Fortnight => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter | Unit::Half | Unit::Season => Precision::PartOfYear,
        Unit::Year => Precision::Year,
        Unit::Decade | Unit::Century | Unit::Millennium => Precision::Decades,
    }
}

/// A length of time, from or to the day the report speaks from where it says so.
fn lasting(length: &Length, setting: &Setting) -> Resolved {
    let interval = setting
        .today
        .filter(|_| length.lies != Lies::Anywhere)
        .and_then(|today| {
            let &[(Amount::Exactly(count), unit)] = length.parts.as_slice() else {
                return None;
            };
            let count = (count.fract() == 0.0 && count < 1e6).then_some(count as i64)?;
            let days = match length.lies {
                Lies::Before => (moved(today.day, unit, -count)?, today.day),
                _ => (today.day, moved(today.day, unit, count)?),
            };
            (!unit.is_clock()).then_some((days, today.basis))
        });
    Resolved {
        kind: Kind::Duration,
        value: value::length(&length.parts),
        period: None,
        interval: interval.map(|(days, _)| days),
        basis: interval.map_or(Basis::Unplaced, |(_, basis)| basis),
        precision: length
            .parts
            .last()
            .map_or(Precision::Vague, |&(_, unit)| precision(unit)),
    }
}

fn moment(time: TimeOfDay, day: Option<&Meaning>, setting: &Setting) -> Resolved {
    let placed = match day {
        Some(day) => setting.place(day),
        // A time without its day is of the day last told, or of the report's.
        None => match (
            setting.narrative.recent(Unit::Day, setting.paragraph),
            setting.today,
        ) {
            (Some(day), _) => Placed::Known(day, Basis::Text),
            (None, Some(today)) => Placed::Known(Period::Day(today.day), Basis::Defaulted),
            (None, None) => Placed::Unknown("XXXX-XX-XX".to_owned(), Precision::Day),
        },
    };
    let resolved = on_calendar(placed, None, setting);
    let precision = match time {
        TimeOfDay::Part(_) => Precision::PartOfDay,
        TimeOfDay::Clock { .. } => Precision::Minute,
    };
    Resolved {
        kind: Kind::Time,
        value: resolved.value + &value::time_of_day(time),
        precision,
        ..resolved
    }
}

impl Setting<'_> {
    fn place(&self, meaning: &Meaning) -> Placed {
        match meaning {
            Meaning::Fixed(period) => Placed::Known(*period, Basis::Explicit),
            Meaning::Recurring(name, which) => self.recurring(*name, *which),
            Meaning::Offset { unit, by, from } => self.offset(*unit, *by, *from),
            Meaning::Distance {
                amount,
                unit,
                later,
                from,
            } => self.distance(*amount, *unit, *later, *from),
            Meaning::Within(name, whole) => match self.place(whole) {
                Placed::Known(whole, basis) => {
                    let year = whole.days().map(|(start, _)| start.year());
                    let part = year.and_then(|year| self.instance(*name, year));
                    part.map_or_else(|| self.nameless(*name), |part| Placed::Known(part, basis))
                }
                Placed::Unknown(..) => self.nameless(*name),
            },
            Meaning::Around(unit, day) => match self.place(day) {
                Placed::Known(period, basis) => match period.days() {
                    Some((start, _)) => Placed::Known(Period::holding(*unit, start), basis),
                    None => unknown(*unit),
                },
                Placed::Unknown(..) => unknown(*unit),
            },
            Meaning::Beside { unit, by, of } => match self.place(of) {
                Placed::Known(period, basis) => {
                    let edge = period
                        .days()
                        .map(|(start, end)| if *by < 0 { start } else { end });
                    let day = edge.and_then(|edge| moved(edge, *unit, *by));
                    day.map_or_else(
                        || unknown(*unit),
                        |day| Placed::Known(Period::holding(*unit, day), basis),
                    )
                }
                Placed::Unknown(..) => unknown(*unit),
            },
            Meaning::Focus { years } => self.focus(*years),
            Meaning::Moment(_, Some(day)) => self.place(day),
            Meaning::Moment(_, None) => unknown(Unit::Day),
            Meaning::Vague(_) | Meaning::Lasting(_) | Meaning::Repeated(_) => unknown(Unit::Day),
        }
    }

    /// The period that offsets from `from` start at, and what that rests on.
    fn base(&self, unit: Unit, from: Anchor) -> Option<(Period, Basis)> {
        let today = self
            .today
            .map(|today| (Period::Day(today.day), today.basis));
        let told = match from {
            Anchor::Report => return today,
            Anchor::Narrative => self.narrative.last(unit),
            Anchor::Either if self.lean == Lean::Future => None,
            Anchor::Either => self.narrative.recent(unit, self.paragraph),
        };
        let told = told.map(|period| (period, Basis::Text));
        told.or(match from {
            // The tale has not told a time: the report's day is only a guess.
            Anchor::Narrative => today.map(|(day, _)| (day, Basis::Defaulted)),
            _ => today,
        })
    }

    fn offset(&self, unit: Unit, by: i64, from: Anchor) -> Placed {
        let Some((base, basis)) = self.base(unit, from) else {
            return unknown(unit);
        };
        let Some((start, _)) = base.days() else {
            return unknown(unit);
        };
        // "Over the weekend" in a report of the week after it.
        let by = if unit == Unit::Weekend
            && by == 0
            && self.lean == Lean::Past
            && start.weekday().to_monday_zero_offset() < 5
        {
            -1
        } else {
            by
        };
        let period = match unit {
            Unit::Season => Period::season_holding(start, self.hemisphere),
            _ => Period::holding(unit, start),
        };
        period
            .shift(by)
            .map_or_else(|| unknown(unit), |period| Placed::Known(period, basis))
    }

    fn distance(&self, amount: Amount, unit: Unit, later: bool, from: Anchor) -> Placed {
        let Amount::Exactly(count) = amount else {
            return unknown(unit);
        };
        if let (Some(focus), true) = (
            self.narrative.focus,
            unit == Unit::Year && count == 1.0 && !later,
        ) {
            return focus.shift(-4).map_or_else(
                || unknown(unit),
                |quarter| Placed::Known(quarter, Basis::Text),
            );
        }
        let Some((base, basis)) = self.base(unit, from) else {
            return unknown(unit);
        };
        let (count, plain) = match unit {
            Unit::Year if count.fract() == 0.5 => (count * 12.0, Unit::Month),
            Unit::Month | Unit::Week if count.fract() == 0.5 => (
                count * if unit == Unit::Week { 7.0 } else { 30.0 },
                Unit::Day,
            ),
            _ => (count, unit),
        };
        if count > 1e6 {
            return unknown(unit);
        }
        let by = if later {
            count.round() as i64
        } else {
            -count.round() as i64
        };
        let by = if unit.is_clock() { 0 } else { by };
        let day = base.days().and_then(|(start, _)| moved(start, plain, by));
        let fine = match plain {
            Unit::Week | Unit::Fortnight if count <= 2.0 => Unit::Day,
            Unit::Weekend => Unit::Day,
            Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
            other => other,
        };
        day.map_or_else(
            || unknown(unit),
            |day| Placed::Known(Period::holding(fine, day), basis),
        )
    }

    /// The quarter that the report is about, or that of years before.
    fn focus(&self, years: i64) -> Placed {
        if let Some(quarter) = self
            .narrative
            .focus
            .and_then(|focus| focus.shift(4 * years))
        {
            return Placed::Known(quarter, Basis::Text);
        }
        let Some(today) = self.today else {
            return unknown(Unit::Quarter);
        };
        // Without one the last that is over, for "the latest"; a year for "year-earlier".
        let found = match years {
            0 => Period::holding(Unit::Quarter, today.day).shift(-1),
            _ => Period::holding(Unit::Year, today.day).shift(years),
        };
        found.map_or_else(
            || unknown(Unit::Quarter),
            |period| Placed::Known(period, Basis::Defaulted),
        )
    }
}

/// A stretch of the calendar of which only the unit is known.
fn unknown(unit: Unit) -> Placed {
    let value = match unit {
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "XXXX",
        Unit::Half => "XXXX-HX",
        Unit::Quarter => "XXXX-QX",
        Unit::Season | Unit::Month => "XXXX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => "XXXX-XX-XX",
    };
    Placed::Unknown(value.to_owned(), precision(unit))
}
