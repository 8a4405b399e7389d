//! What a person decided on a row.

use sayso_labels::labels;

use crate::column::row;

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

row! {
    /// A person's mark on a row: who decided what, and which values are theirs.
    #[derive(Eq)]
    pub struct DecidedRow "DecidedRow" plain {
        /// The last decision on it: accept or correct; a rejected row is in no list.
        decision: Decision,
        /// Who decided.
        by: String,
        /// When.
        at: String,
        /// The fields whose values are a person's, in the order of their names; of a decision on another row, those
        /// that follow from it.
        fields: Vec<String>,
        /// The decision's number in the ledger.
        number: i64,
    }
}
