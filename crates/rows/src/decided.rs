//! What a person decided on a row.

use sayso_labels::labels;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

labels! {
    /// What is decided on a row.
    pub Decision("decision") {
        /// It is right.
        Accept = "accept",
        /// There is no such row.
        Reject = "reject",
        /// Some of its values are others.
        Correct = "correct",
        /// What was decided before does not hold.
        Withdraw = "withdraw",
    }
}

/// A person's mark on a row: who decided what, and which values are theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedRow {
    /// The last decision on it: accept or correct; a rejected row is in no list.
    pub decision: Decision,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: String,
    /// The fields whose values are a person's, in the order of their names; of a decision on another row, those
    /// that follow from it.
    pub fields: Vec<String>,
    /// The decision's number in the ledger.
    pub number: i64,
}

crate::column::json_values! { DecidedRow, }
