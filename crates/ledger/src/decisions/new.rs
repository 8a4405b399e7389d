//! A decision that somebody makes.

use sayso::labels::labels;
use sayso_claims::Status;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

labels! {
    /// What a decision is on.
    pub Target("thing to decide on") {
        /// A row of a report.
        Row = "row",
        /// A report.
        Report = "report",
        /// A story.
        Story = "story",
        /// A claim.
        Claim = "claim",
    }
}

labels! {
    /// What is decided.
    pub Act("decision") {
        /// A row is right.
        Accept = "accept",
        /// There is no such row.
        Reject = "reject",
        /// Some of a row's values are others.
        Correct = "correct",
        /// What was decided on a row before does not hold.
        Withdraw = "withdraw",
        /// A report's headline, day, outlet or address is another.
        Edit = "edit",
        /// A report leaves the ledger.
        Remove = "remove",
        /// Two stories or two claims are one.
        Merge = "merge",
        /// A report is of another story.
        Move = "move",
        /// Some of a claim's attestations are not of it.
        Split = "split",
        /// A claim stands otherwise.
        Status = "status",
        /// An earlier decision does not hold.
        Undo = "undo",
    }
}

/// A decision to be kept. What it needs depends on what it is on: a row needs `report` and `row`; a report `report`; a
/// story to be merged `story` and `into`; a report to be moved `report` and `into` (null: a story of its own); a claim
/// `claim`, and `with`, `attestations` or `status`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// What it is on.
    pub on: Target,
    /// What is decided.
    #[serde(rename = "do")]
    pub act: Act,
    /// The report's number.
    pub report: Option<i64>,
    /// The row's id in it: "s3".
    pub row: Option<String>,
    /// The story's number.
    pub story: Option<i64>,
    /// The number of the story that another is merged with or a report moved to.
    pub into: Option<i64>,
    /// The claim: "story.number".
    pub claim: Option<String>,
    /// The claim that it is merged with.
    pub with: Option<String>,
    /// How the claim stands.
    pub status: Option<Status>,
    /// The attestations that are not of the claim, by their places in it, from 1.
    #[serde(default)]
    pub attestations: Vec<usize>,
    /// The values that should stand instead, by the names of the fields: of a row to be corrected or a report to be
    /// edited.
    #[serde(default)]
    pub to: Map<String, Value>,
    /// Why.
    pub note: Option<String>,
    /// Who decides.
    pub who: String,
    /// When: a time stamp (RFC 3339) or a day.
    pub at: String,
    /// Whether only to tell what would follow.
    #[serde(default)]
    pub dry_run: bool,
}

impl NewDecision {
    /// A decision of a person's on something, with nothing else told yet.
    pub fn by(who: &str, at: &str, on: Target, act: Act) -> Self {
        Self {
            on,
            act,
            report: None,
            row: None,
            story: None,
            into: None,
            claim: None,
            with: None,
            status: None,
            attestations: Vec::new(),
            to: Map::new(),
            note: None,
            who: who.to_owned(),
            at: at.to_owned(),
            dry_run: false,
        }
    }
}

/// That an earlier decision does not hold.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    /// Why.
    pub note: Option<String>,
    /// Who decides.
    pub who: String,
    /// When: a time stamp (RFC 3339) or a day.
    pub at: String,
    /// Whether only to tell what would follow.
    #[serde(default)]
    pub dry_run: bool,
}

/// A mark of a person's on something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// What was decided.
    #[serde(rename = "do")]
    pub act: Act,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: String,
    /// The decision's number.
    pub number: i64,
}

/// A decision that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DecisionFound {
    /// Its number.
    pub decision: i64,
    /// What it is on.
    pub on: Target,
    /// What was decided.
    #[serde(rename = "do")]
    pub act: Act,
    /// The report's number now; null where it is on none or the ledger does not hold it.
    pub report: Option<i64>,
    /// The row's id now.
    pub row: Option<String>,
    /// The story's number now.
    pub story: Option<i64>,
    /// The claim now.
    pub claim: Option<String>,
    /// All of it in a sentence.
    pub told: String,
    /// What was so before.
    pub from: Value,
    /// What is so from then on.
    pub to: Value,
    /// Why.
    pub note: Option<String>,
    /// Who decided.
    pub who: String,
    /// When.
    pub at: String,
    /// Whether it was not undone.
    pub holds: bool,
    /// The decision that undid it.
    pub undone_by: Option<i64>,
}

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Decided {
    /// It, as it is kept; null where only what would follow was asked for.
    pub decision: Option<DecisionFound>,
    /// What follows from it, a sentence each.
    pub follows: Vec<String>,
}

/// Which decisions are asked for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionQuery {
    /// On such things
    pub on: Option<Target>,
    /// On this report or its rows
    pub report: Option<i64>,
    /// By this person
    #[schemars(length(max = 500))]
    pub who: Option<String>,
    /// How many at most
    pub limit: Option<usize>,
    /// How many of the first are passed over
    pub skip: Option<usize>,
}
