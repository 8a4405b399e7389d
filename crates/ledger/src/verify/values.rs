//! Whether two values agree.

/// Share by which values that were reckoned from other units may differ.
const RECKONED: f64 = 1e-6;

/// Bounds in a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Value {
    pub(super) low: Option<f64>,
    pub(super) best: Option<f64>,
    pub(super) high: Option<f64>,
    /// Whether it is told to be inexact.
    pub(super) approximate: bool,
    pub(super) unit: Option<String>,
    /// What each unit of it is for.
    pub(super) per: Option<String>,
    /// The same in the base unit.
    pub(super) base: Option<Box<Value>>,
    /// The words, where they bound nothing: "not 120".
    pub(super) words: Option<String>,
}

/// How a text's value stands to the ledger's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// The same number.
    Same,
    /// The ledger's, rounded as the text tells it is.
    Rounded,
    /// Inside the ledger's range.
    Within,
    /// It leaves open what the ledger tells, or the ledger leaves open what it tells.
    Open,
    /// They cannot both be meant.
    Differs,
    /// Of another unit.
    OtherUnit,
}

impl Value {
    /// The value as `words` tell it, kept with them where it has no bounds.
    pub(super) fn told_by(self, words: &str) -> Self {
        let bounds = [self.low, self.best, self.high];
        let unbounded = bounds.iter().all(Option::is_none);
        Self {
            words: unbounded.then(|| words.to_lowercase()),
            ..self
        }
    }

    /// How it stands to the ledger's.
    pub(super) fn against(&self, ledger: &Self) -> Stands {
        match (&self.words, &ledger.words) {
            (None, None) => {}
            (Some(own), Some(other)) if own == other => return Stands::Same,
            (Some(_), Some(_)) => return Stands::Differs,
            _ => return Stands::Open,
        }
        // What each is for is often left to the context.
        let per = self.per == ledger.per || self.per.is_none() || ledger.per.is_none();
        if self.unit == ledger.unit && per {
            return self.stands(ledger);
        }
        match (&self.base, &ledger.base) {
            (Some(own), Some(other)) if own.unit == other.unit && per => own.stands(other),
            _ => Stands::OtherUnit,
        }
    }

    fn stands(&self, ledger: &Self) -> Stands {
        match (self.number(), ledger.number()) {
            (Some(own), Some(other)) if near(own, other) => return Stands::Same,
            (Some(own), Some(other)) if self.approximate && near(own, rounded_as(own, other)) => {
                return Stands::Rounded;
            }
            (None, None) if same(self.low, ledger.low) && same(self.high, ledger.high) => {
                return Stands::Same;
            }
            _ => {}
        }
        // One of "hundreds"; a range inside another range is another range.
        let closed = ledger.low.is_some() && ledger.high.is_some() && self.number().is_some();
        if lies_in(self, ledger) {
            return if closed { Stands::Within } else { Stands::Open };
        }
        if lies_in(ledger, self) {
            Stands::Open
        } else {
            Stands::Differs
        }
    }

    /// The one number that the words name; none of a range.
    fn number(&self) -> Option<f64> {
        self.best.or(match (self.low, self.high) {
            (Some(only), None) | (None, Some(only)) => Some(only),
            _ => None,
        })
    }
}

/// Whether all that the one may be the other may be.
fn lies_in(one: &Value, other: &Value) -> bool {
    let above = other
        .low
        .is_none_or(|low| one.low.is_some_and(|own| own >= low));
    let below = other
        .high
        .is_none_or(|high| one.high.is_some_and(|own| own <= high));
    above && below
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= RECKONED * a.abs().max(b.abs())
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => near(a, b),
        (a, b) => a == b,
    }
}

/// A value rounded to the last digit of `like` that is no zero.
fn rounded_as(like: f64, value: f64) -> f64 {
    let mut step = 1.0;
    while like != 0.0 && step < 1e15 && like % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    (value / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(low: Option<f64>, best: Option<f64>, high: Option<f64>) -> Value {
        Value {
            low,
            best,
            high,
            ..Value::default()
        }
    }

    fn exactly(number: f64) -> Value {
        value(Some(number), Some(number), Some(number))
    }

    #[test]
    fn bounds_are_compared() {
        let at_least = value(Some(14.0), None, None);
        let hundreds = value(Some(100.0), None, Some(1000.0));
        let about = Value {
            approximate: true,
            ..exactly(400.0)
        };
        for (own, ledger, stands) in [
            (&exactly(14.0), &exactly(14.0), Stands::Same),
            (&exactly(14.0), &at_least, Stands::Same),
            (&at_least, &exactly(14.0), Stands::Same),
            (&at_least, &exactly(19.0), Stands::Open),
            (&exactly(19.0), &at_least, Stands::Open),
            (&exactly(12.0), &at_least, Stands::Differs),
            (&exactly(400.0), &hundreds, Stands::Within),
            (
                &value(Some(300.0), None, Some(400.0)),
                &hundreds,
                Stands::Open,
            ),
            (&about, &exactly(412.0), Stands::Rounded),
            (&about, &exactly(460.0), Stands::Differs),
            (&exactly(400.0), &exactly(412.0), Stands::Differs),
        ] {
            assert_eq!(own.against(ledger), stands, "{own:?} {ledger:?}");
        }
    }

    #[test]
    fn what_is_said_not_to_be_so_is_compared_by_its_words() {
        let not = |words| Value::default().told_by(words);
        assert_eq!(not("not 120").against(&not("Not 120")), Stands::Same);
        assert_eq!(not("not 157").against(&not("not 120")), Stands::Differs);
        assert_eq!(not("not 120").against(&exactly(120.0)), Stands::Open);
    }

    #[test]
    fn units_are_reckoned_or_not_comparable() {
        let metres = |number: f64| {
            Some(Box::new(Value {
                unit: Some("m".into()),
                ..exactly(number)
            }))
        };
        let km = Value {
            unit: Some("km".into()),
            base: metres(2000.0),
            ..exactly(2.0)
        };
        let m = Value {
            unit: Some("m".into()),
            base: metres(2000.0),
            ..exactly(2000.0)
        };
        assert_eq!(km.against(&m), Stands::Same);
        assert_eq!(km.against(&exactly(2.0)), Stands::OtherUnit);
    }
}
