//! One report and what was read in it: the object that `sayso read` prints on a line.

use crate::column::row;
use crate::id::Sort;
use crate::sort::Entity;
use crate::{
    Chars, Day, DecidedRow, EntityRow, EventRow, FigureRow, Id, NameRow, OffsetUnitName, PlaceRow,
    SpanIn, StatementRow, TimeRow, Unit,
};

row! {
    /// One report and what was read in it.
    pub struct Row "Row" {
        /// The report itself.
        report: ReportRow<U>,
        /// Who said what, in the order of the contents.
        statements: Vec<StatementRow<U>>,
        /// Names in the text, not overlapping.
        names: Vec<NameRow<U>>,
        /// What several mentions name.
        entities: Vec<EntityRow<U>>,
        /// Numbers that count or measure.
        figures: Vec<FigureRow<U>>,
        /// Time expressions with what they mean.
        times: Vec<TimeRow<U>>,
        /// Places on the map.
        places: Vec<PlaceRow<U>>,
        /// Who did what to whom.
        events: Vec<EventRow<U>>,
        /// Whose word the statements are, most first.
        rests_on: Vec<RestsOnRow>,
    }
}

row! {
    /// The report.
    pub struct ReportRow "ReportRow" {
        /// Where it was read from, as given; "-" is standard input.
        path: String,
        /// Headline.
        title: Option<String>,
        /// Date of publication.
        published: Option<Day>,
        /// Where the date was found.
        published_basis: Option<String>,
        /// Who published it.
        outlet: Option<String>,
        /// Who wrote it.
        authors: Vec<String>,
        /// The agencies that it credits.
        credits: Vec<CreditRow<U>>,
        /// Where it was published.
        url: Option<String>,
        /// ISO 639-3 code of the language, where it could be told.
        language: Option<String>,
        /// Character encoding of the file.
        encoding: String,
        /// What spans count: "chars" (code points), "bytes" or "utf16".
        offsets: OffsetUnitName<U>,
        /// Words read.
        words: usize,
        /// Share of the text that was read, 0 to 1.
        read: f64,
        /// What failed or was doubtful.
        warnings: Vec<String>,
        /// Id of the model that read it.
        model: String,
        /// Version of Sayso.
        version: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
        /// The text, where asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
}

row! {
    /// An agency that a report credits.
    pub struct CreditRow "CreditRow" {
        /// The agency.
        agency: String,
        /// The words that say so; null where the outlet or an author is the agency.
        span: Option<SpanIn<U>>,
        /// The form of the credit: dateline, parentheses, dash, contribution, phrase, author or outlet.
        rule: String,
    }
}

row! {
    /// How much of a report is one speaker's word.
    #[derive(Eq)]
    pub struct RestsOnRow "RestsOnRow" plain {
        /// The speaker's name; null for statements whose speaker can't be told.
        name: Option<String>,
        /// The entity, where there is one.
        entity: Option<Id<Entity>>,
        /// How many statements.
        statements: usize,
    }
}

impl<U: Unit> Row<U> {
    /// The row on one line.
    ///
    /// # Errors
    /// Where a number can't be written as JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The row that an id names.
    pub fn time(&self, id: Option<Id<crate::sort::Time>>) -> Option<&TimeRow<U>> {
        by_id(&self.times, id?, |row| row.id)
    }

    /// The row that an id names.
    pub fn place(&self, id: Option<Id<crate::sort::Place>>) -> Option<&PlaceRow<U>> {
        by_id(&self.places, id?, |row| row.id)
    }

    /// The row that an id names.
    pub fn figure(&self, id: Option<Id<crate::sort::Figure>>) -> Option<&FigureRow<U>> {
        by_id(&self.figures, id?, |row| row.id)
    }

    /// The row that an id names.
    pub fn entity(&self, id: Option<Id<Entity>>) -> Option<&EntityRow<U>> {
        by_id(&self.entities, id?, |row| row.id)
    }

    /// The row that an id names.
    pub fn statement(&self, id: Option<Id<crate::sort::Statement>>) -> Option<&StatementRow<U>> {
        by_id(&self.statements, id?, |row| row.id)
    }
}

/// The row of an id. A row that a person rejected is not among the others, so an id's index is not always its place.
fn by_id<R, S: Sort>(rows: &[R], id: Id<S>, of: impl Fn(&R) -> Id<S>) -> Option<&R> {
    let at = rows.binary_search_by_key(&id, of).ok()?;
    rows.get(at)
}

/// The JSON Schema (2020-12) of a [`Row`].
pub fn schema() -> String {
    let schema = schemars::schema_for!(Row<Chars>);
    format!("{:#}", schema.to_value())
}
