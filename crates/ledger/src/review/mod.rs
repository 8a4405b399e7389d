//! What people decide on rows: a log that nothing overwrites.
//!
//! A decision is tied to a report's content and to the kind and the words of the row, and holds the values that the
//! row had as Sayso read it; so it outlasts another reading, and what Sayso said can be held against what people said.
//! What is decided counts from then on (`crate::decisions`).

mod agreement;
mod decide;
mod field;
mod found;
mod training;

use sayso::CharSpan;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::LedgerError;

pub use agreement::Agreement;
pub(crate) use decide::{checked_time, checked_words};
pub use field::{CORRECTABLE, RowKind};
pub use found::ReviewQuery;
pub(crate) use found::decision;
pub use sayso::rows::Decision;

/// A decision to be kept.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// The report's number.
    #[serde(deserialize_with = "whole")]
    pub report: i64,
    /// The row's id in it: "s3".
    pub row: String,
    /// What is decided.
    pub decision: Decision,
    /// The values that should stand instead, by the names of the fields; for a correction only.
    #[serde(default)]
    pub corrected: Map<String, Value>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
    /// Who decides.
    pub who: String,
    /// When: a time stamp (RFC 3339) or a day.
    pub at: String,
}

/// A whole number, which JSON may write with a point: 3.0.
fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    let pointed = number
        .as_f64()
        .filter(|value| value.fract() == 0.0 && value.abs() < 9e15);
    number
        .as_i64()
        .or(pointed.map(|value| value as i64))
        .ok_or_else(|| D::Error::custom(format!("{number} is no whole number")))
}

/// A decision that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Review {
    /// Its number.
    pub review: i64,
    /// The report's number; null where the ledger does not hold the report any more.
    pub report: Option<i64>,
    /// The row's id in it, also where it was rejected; null where the last reading has no such row.
    pub row: Option<String>,
    /// What sort of row it is on.
    pub kind: RowKind,
    /// Where the row's words stand, in code points; null where the report is not held.
    pub span: Option<CharSpan>,
    /// Those words.
    pub words: Option<String>,
    /// What is decided.
    pub decision: Decision,
    /// The values that the row had then.
    pub was: Value,
    /// The values that should stand instead.
    pub corrected: Option<Value>,
    /// Why.
    pub note: Option<String>,
    /// Who decided.
    pub who: String,
    /// When.
    pub at: String,
}

/// Why a decision is not kept.
#[derive(Debug, Error)]
pub enum ReviewError {
    /// There is no such report.
    #[error("report {report}: the ledger has no such report")]
    NoReport {
        /// Its number.
        report: i64,
    },
    /// There is no such row.
    #[error(
        "row {row:?}: report {report} has no such row; rows are named like s1, f2, t3, p4 or v5"
    )]
    NoRow {
        /// The report's number.
        report: i64,
        /// The row's id.
        row: String,
    },
    /// There is no such story.
    #[error("story {story}: the ledger has no such story")]
    NoStory {
        /// Its number.
        story: i64,
    },
    /// There is no such claim.
    #[error("claim {claim:?}: the ledger has no such claim; claims are named like 3.12")]
    NoClaim {
        /// Its name.
        claim: String,
    },
    /// There is no such decision.
    #[error("decision {decision}: the ledger has no such decision")]
    NoDecision {
        /// Its number.
        decision: i64,
    },
    /// A decision that is not told as it should be.
    #[error("{field}: {what}")]
    Form {
        /// The field's name.
        field: String,
        /// What is wrong with it.
        what: String,
    },
    /// A value that the row can't have.
    #[error("{field}: {what}")]
    Field {
        /// The field's name.
        field: String,
        /// What is wrong with it.
        what: String,
    },
    /// The ledger can't be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl ReviewError {
    pub(crate) fn form(field: &str, what: impl Into<String>) -> Self {
        Self::Form {
            field: field.to_owned(),
            what: what.into(),
        }
    }

    pub(crate) fn field(field: &str, what: impl Into<String>) -> Self {
        Self::Field {
            field: field.to_owned(),
            what: what.into(),
        }
    }
}

#[cfg(test)]
mod tests;
