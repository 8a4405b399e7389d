//! The rows that Sayso writes, each defined once.
//!
//! Of the definition of a row follow how it is written as JSON and read back, its JSON Schema, the columns of tables
//! ([`Column`]), how the ledger keeps it, and (by `cargo xtask codegen`) the API's description and the page's types.
//! So a new field is one line here and the line that fills it.
//!
//! ```
//! use sayso_rows::{Row, StatementRow};
//!
//! fn denials(line: &str) -> Result<Vec<StatementRow>, serde_json::Error> {
//!     let row: Row = serde_json::from_str(line)?;
//!     let denies = |one: &StatementRow| one.stance == sayso_statements::Stance::Denies;
//!     Ok(row.statements.into_iter().filter(denies).collect())
//! }
//! # assert!(denials("{}").is_err());
//! ```
//!
//! Spans carry what they count in their type ([`CharSpan`], [`ByteSpan`]); a [`Text`] turns them into words.

mod column;
mod decided;
mod entity;
mod event;
mod figure;
mod hit;
mod id;
mod made;
mod place;
mod report;
mod rests;
mod span;
mod statement;
mod time;

pub use column::{Cell, Column, Field, Record, Shape, Value};
pub use decided::{DecidedRow, Decision};
pub use entity::{EntityRow, MentionRow, NameRow};
pub use event::{EventRow, ParticipantRow};
pub use figure::{BoundsRow, FigureRow, NormalisedRow};
pub use hit::{DayBasis, EventWords, FigureWords, Hit, Listed, StatementWords};
pub use id::{Id, NoId, Sort, sort};
pub use made::Day;
pub use place::{PlaceRow, RunnerUpRow};
pub use report::{CreditRow, ReportRow, RestsOnRow, Row, schema};
pub use rests::{Whose, rests_on};
pub use span::{
    ByteSpan, Bytes, CharSpan, Chars, OffsetUnitName, SpanIn, Spans, Text, Unit, Utf16,
};
pub use statement::{SpeakerRow, StatementRow};
pub use time::TimeRow;

/// Confidences are given to three places: more would pretend.
pub fn rounded(confidence: f32) -> f32 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}
