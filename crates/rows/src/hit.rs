//! A row that a ledger gives as an answer: with the report that it is of, its day and its words.

use sayso_labels::labels;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Chars, Day, EventRow, FigureRow, StatementRow};

labels! {
    /// What the day of a row is.
    pub DayBasis("basis of a day") {
        /// The day that a figure is true of, as its clause tells.
        TrueOf = "true of",
        /// The day of an event, as its clause tells.
        Told = "told",
        /// The day on which it was said, as the words at the cue tell.
        Said = "said",
        /// The day of publication.
        Published = "published",
    }
}

/// A row of which a ledger has lists.
pub trait Listed:
    Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned + JsonSchema
{
    /// The words that its spans stand for.
    type Words: Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned + JsonSchema;
}

/// A row in a ledger. Its spans are in code points of the report's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(bound = "")]
#[schemars(rename = "{R}Hit", bound = "")]
pub struct Hit<R: Listed> {
    /// The report's number.
    pub report: i64,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// The day of the row.
    pub day: Option<Day>,
    /// What day that is.
    pub day_basis: Option<DayBasis>,
    /// The row as `sayso read` prints it.
    #[serde(flatten)]
    pub row: R,
    /// The words that its spans stand for.
    pub words: R::Words,
}

/// The words of a statement; pieces are parted by an ellipsis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementWords {
    /// The speaker's name, else the words that name the source, else "unknown".
    pub who: String,
    /// What is said.
    pub content: String,
    /// The words that attribute it.
    pub cue: String,
    /// The words that name the source.
    pub source: String,
}

/// The words of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureWords {
    /// Whose word it is: the last voice.
    pub who: String,
    /// The figure.
    pub figure: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// The words of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventWords {
    /// Whose word it is: the last voice.
    pub who: String,
    /// The word that tells it.
    pub trigger: String,
    /// The sentence it stands in.
    pub sentence: String,
    /// The names of all who do it, or their words.
    pub actors: Vec<String>,
    /// The names of all to whom it is done, or their words.
    pub recipients: Vec<String>,
}

impl Listed for StatementRow<Chars> {
    type Words = StatementWords;
}

impl Listed for FigureRow<Chars> {
    type Words = FigureWords;
}

impl Listed for EventRow<Chars> {
    type Words = EventWords;
}
