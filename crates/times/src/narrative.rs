//! What a report has told of times so far: the day it speaks from, and the times last mentioned.

use jiff::civil::Date;

use crate::period::{Period, Unit};
use crate::time::Basis;

/// The day a report speaks from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Today {
    pub day: Date,
    /// Dateline or publication.
    pub basis: Basis,
}

/// The times mentioned so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narrative {
    /// The last time mentioned that is a day, a month or finer, a year or finer.
    day: Option<Mention>,
    month: Option<Mention>,
    year: Option<Mention>,
    /// The quarter that figures are told of.
    pub focus: Option<Period>,
}

#[derive(Clone, Copy, Debug)]
struct Mention {
    period: Period,
    paragraph: usize,
}

impl Narrative {
    /// Takes note of a time that is placed in the calendar.
    pub(crate) fn mention(&mut self, period: Period, paragraph: usize) {
        let mention = Some(Mention { period, paragraph });
        match period.unit() {
            Unit::Day => (self.day, self.month, self.year) = (mention, mention, mention),
            Unit::Quarter => {
                self.focus = Some(period);
                (self.month, self.year) = (mention, mention);
            }
            unit if unit < Unit::Year => (self.month, self.year) = (mention, mention),
            _ => self.year = mention,
        }
    }

    /// The time last mentioned that is as fine as `unit` or finer.
    pub(crate) fn last(&self, unit: Unit) -> Option<Period> {
        self.fine(unit).map(|mention| mention.period)
    }

    /// Likewise, where it was mentioned in this paragraph or the one before.
    pub(crate) fn recent(&self, unit: Unit, paragraph: usize) -> Option<Period> {
        let mention = self.fine(unit)?;
        (paragraph <= mention.paragraph + 1).then_some(mention.period)
    }

    fn fine(&self, unit: Unit) -> Option<Mention> {
        match unit {
            Unit::Second
            | Unit::Minute
            | Unit::Hour
            | Unit::Day
            | Unit::Week
            | Unit::Weekend
            | Unit::Fortnight => self.day,
            Unit::Month | Unit::Quarter | Unit::Half | Unit::Season => self.month,
            _ => self.year,
        }
    }
}
