//! What days time expressions mean.

use sayso_times::{Basis, Kind, Modifier, Precision};

use crate::column::row;
use crate::sort::{Statement, Time};
use crate::{Day, DecidedRow, Id, SpanIn};

row! {
    /// A time expression.
    pub struct TimeRow "TimeRow" {
        /// "t1", "t2"… in this report.
        id: Id<Time>,
        /// Where it stands.
        span: SpanIn<U>,
        /// TIMEX3 type.
        kind as "type": Kind,
        /// TIMEX3 value.
        value: String,
        /// TIMEX3 mod.
        modifier as "mod": Option<Modifier>,
        /// First day meant.
        start: Option<Day>,
        /// Last day meant.
        end: Option<Day>,
        /// What the value rests on.
        basis: Basis,
        /// The finest unit told.
        precision: Precision,
        /// The statement it stands in.
        statement: Option<Id<Statement>>,
        /// From the outlet to the last voice.
        say_so: Vec<String>,
        /// Probability that the value is right.
        confidence: f32,
        /// The rule that read it.
        rule: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
    }
}
