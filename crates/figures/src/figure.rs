//! What a figure is.

use sayso_labels::labels;
use sayso_text::Span;

/// A number of the text that counts or measures something.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its comparator, currency and unit ("up to 12,000", "$1.2bn", "3.4 percent").
    pub span: Span,
    /// The value and its bounds, in [`Figure::unit`] as the text has it.
    pub bounds: Bounds,
    /// Whether the text says that the value is not exact ("around", "nearly", "dozens").
    pub approximate: bool,
    /// What stands at the number and bounds or bends it.
    pub comparator: Option<Comparator>,
    /// Whether it is a whole amount or what came on top or went off.
    pub extent: Extent,
    /// Numerator and denominator, where the number is a share; its bounds are then the quotient.
    pub fraction: Option<(f64, f64)>,
    /// What the value is measured in; `None` for counts and shares.
    pub unit: Option<Unit>,
    /// What is counted or measured: head noun and modifiers; for "12 were killed" what became of them.
    pub counted: Option<Span>,
    /// Of whom or of what whole ("of them", "of its fleet"), without "of".
    pub whole: Option<Span>,
    /// The earlier figure that counts the whole, an index into the list.
    pub of: Option<usize>,
    /// The share of that earlier figure, worked out.
    pub derived: Option<Bounds>,
    /// What sort of figure it is; for people what became of them.
    pub kind: Kind,
    /// How sure it is that this is a figure with these bounds, 0..=1; calibrated by the caller.
    pub confidence: f32,
    /// The rule that read the number.
    pub rule: &'static str,
}

/// A value with its bounds; a bound that the text leaves open is `None`. Ranges have no best value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Not below this.
    pub low: Option<f64>,
    /// The value that the text gives, or ends at ("from 20 to 25").
    pub best: Option<f64>,
    /// Not above this.
    pub high: Option<f64>,
}

impl Bounds {
    /// One value.
    pub fn exactly(value: f64) -> Self {
        Self {
            low: Some(value),
            best: Some(value),
            high: Some(value),
        }
    }

    /// From `low` to `high`, no value in between named.
    pub fn between(low: f64, high: f64) -> Self {
        Self {
            low: Some(low),
            best: None,
            high: Some(high),
        }
    }

    /// The bounds with `change` done to each value.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            low: self.low.map(&change),
            best: self.best.map(&change),
            high: self.high.map(&change),
        }
    }
}

/// A unit of measure or a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// SI symbol, ISO 4217 code, "percent", or the unit's English name where it has no symbol.
    pub code: String,
    /// What each of it is for ("barrel" in "$58 a barrel"), a unit's code or a noun.
    pub per: Option<String>,
    /// As the text has it, its span; a currency sign may stand before the number.
    pub span: Span,
    /// The base unit and how to get there.
    pub base: Option<Base>,
}

/// How values in a unit become values in its base unit: times `factor`, plus `offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// The base unit's symbol.
    pub unit: String,
    /// Base units in one of the unit.
    pub factor: f64,
    /// Added after (temperatures).
    pub offset: f64,
}

impl Figure {
    /// The bounds in the unit's base unit, with that unit; `None` where it has none.
    pub fn normalised(&self) -> Option<(Bounds, &str)> {
        let base = self.unit.as_ref()?.base.as_ref()?;
        Some((
            self.bounds.map(|value| value * base.factor + base.offset),
            &base.unit,
        ))
    }
}

labels! {
    /// What bounds or bends a number.
    pub Comparator("comparator") {
        /// Open above.
        AtLeast = "at least",
        /// Open below.
        AtMost = "at most",
        /// Open above, the number itself left out.
        MoreThan = "more than",
        /// Open below, the number itself left out.
        LessThan = "less than",
        /// Either side.
        About = "about",
        /// A little below.
        Nearly = "nearly",
        /// On top of what was there.
        Additional = "additional",
        /// Said not to be so ("29, not 31"): it leaves every bound open.
        Not = "not",
    }
}

impl Comparator {
    /// Whether it leaves a bound open.
    pub fn bounds(self) -> bool {
        matches!(
            self,
            Self::AtLeast | Self::AtMost | Self::MoreThan | Self::LessThan
        )
    }
}

labels! {
    /// Whether a figure is a whole amount or a change.
    pub Extent("extent") {
        /// All there is.
        Total = "total",
        /// What came on top.
        Increment = "increment",
        /// What went off.
        Decrement = "decrement",
    }
}

labels! {
    /// What sort of figure it is.
    pub Kind("kind of figure") {
        /// How many.
        Count = "count",
        /// How much, in a unit.
        Measure = "measure",
        /// An amount of money.
        Money = "money",
        /// A part of a whole.
        Share = "share",
        /// Somebody's or something's age, no count.
        Age = "age",
        /// People killed.
        Killed = "killed",
        /// People wounded.
        Wounded = "wounded",
        /// People captured.
        Captured = "captured",
        /// People missing.
        Missing = "missing",
        /// People driven from home.
        Displaced = "displaced",
        /// Killed, wounded and otherwise lost in all.
        Casualties = "casualties",
    }
}

impl Kind {
    /// Whether it tells what became of people.
    pub fn is_casualty(self) -> bool {
        matches!(
            self,
            Self::Killed
                | Self::Wounded
                | Self::Captured
                | Self::Missing
                | Self::Displaced
                | Self::Casualties
        )
    }
}
