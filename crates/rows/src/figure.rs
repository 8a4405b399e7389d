//! Numbers that count or measure.

use sayso_figures::{Comparator, Extent, Kind};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::column::row;
use crate::sort::{Figure, Statement, Time};
use crate::{Cell, DecidedRow, Field, Id, Record, Shape, SpanIn, Value};

row! {
    /// A figure.
    pub struct FigureRow "FigureRow" {
        /// "f1", "f2"… in this report.
        id: Id<Figure>,
        /// The number with its comparator, currency and unit.
        span: SpanIn<U>,
        /// Not below this; null where the text leaves it open.
        low: Option<f64>,
        /// The value that the text gives; null for ranges, which are never averaged.
        best: Option<f64>,
        /// Not above this; null where the text leaves it open.
        high: Option<f64>,
        /// Whether the text says that it is not exact.
        approximate: bool,
        /// What bounds or bends the number.
        comparator: Option<Comparator>,
        /// total, increment or decrement.
        extent: Extent,
        /// Numerator and denominator of a share.
        fraction: Option<[f64; 2]>,
        /// SI symbol, ISO 4217 code, "percent", or the unit's English name.
        unit: Option<String>,
        /// What each of it is for: "barrel" in "$58 a barrel".
        per: Option<String>,
        /// The same in the base unit.
        normalised: Option<NormalisedRow>,
        /// What is counted or measured, as the text has it.
        counted: Option<String>,
        /// Where those words stand.
        counted_span: Option<SpanIn<U>>,
        /// Of whom or of what whole.
        whole: Option<String>,
        /// The earlier figure that counts the whole.
        of: Option<Id<Figure>>,
        /// The share of that figure, worked out.
        derived: Option<BoundsRow>,
        /// count, measure, money, share, age, killed, wounded, captured, missing, displaced or casualties.
        kind: Kind,
        /// The time it is true of, where its clause tells one.
        time: Option<Id<Time>>,
        /// The time at which it was said, where the words at the cue tell it.
        said: Option<Id<Time>>,
        /// The statement it stands in.
        statement: Option<Id<Statement>>,
        /// From the outlet to the last voice.
        say_so: Vec<String>,
        /// Probability that it is a figure with these bounds.
        confidence: f32,
        /// The rule that read the number.
        rule: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
    }
}

row! {
    /// Bounds of a value.
    #[derive(Default)]
    pub struct BoundsRow "BoundsRow" plain {
        /// Not below this.
        low: Option<f64>,
        /// The value.
        best: Option<f64>,
        /// Not above this.
        high: Option<f64>,
    }
}

/// A value in its base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NormalisedRow {
    /// The base unit's symbol.
    pub unit: String,
    /// The value.
    #[serde(flatten)]
    pub bounds: BoundsRow,
}

impl Value for NormalisedRow {
    const SHAPE: Shape = Shape::Record(&Record {
        name: "NormalisedRow",
        doc: " A value in its base unit.\n",
        fields: &[
            Field {
                name: "unit",
                doc: " The base unit's symbol.\n",
                shape: Shape::Text,
            },
            BoundsRow::RECORD.fields[0],
            BoundsRow::RECORD.fields[1],
            BoundsRow::RECORD.fields[2],
        ],
    });

    fn cell(&self) -> Cell {
        let Shape::Record(record) = Self::SHAPE else {
            return Cell::Nothing;
        };
        let BoundsRow { low, best, high } = self.bounds;
        let cells = vec![self.unit.cell(), low.cell(), best.cell(), high.cell()];
        Cell::Record(record, cells)
    }
}
