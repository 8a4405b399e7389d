//! Who said what.

use sayso_statements::{Kind, Stance};

use crate::column::row;
use crate::sort::{Entity, Statement};
use crate::{DecidedRow, Id, SpanIn};

row! {
    /// A statement.
    pub struct StatementRow "StatementRow" {
        /// "s1", "s2"… in this report.
        id: Id<Statement>,
        /// direct, indirect, mixed or embedded.
        kind: Kind,
        /// What is said, in pieces.
        content: Vec<SpanIn<U>>,
        /// The words that attribute it.
        cue: Vec<SpanIn<U>>,
        /// The words that name who says it.
        source: Vec<SpanIn<U>>,
        /// The entity the source resolves to; null where it can't be told.
        speaker: Option<SpeakerRow>,
        /// Who it may be, where the speaker can't be told.
        candidates: Vec<SpeakerRow>,
        /// From the outlet to the last voice.
        say_so: Vec<String>,
        /// The statement it stands in.
        parent: Option<Id<Statement>>,
        /// What the speaker does with it.
        stance: Stance,
        /// Whether the cue is negated.
        negated: bool,
        /// On what it was said.
        medium: Option<SpanIn<U>>,
        /// Where it was said.
        venue: Option<SpanIn<U>>,
        /// To whom.
        addressee: Option<SpanIn<U>>,
        /// When, as the words at the cue tell.
        said_at: Option<SpanIn<U>>,
        /// Why the source is not named.
        anonymity: Option<SpanIn<U>>,
        /// Probability that content and source are right.
        confidence: f32,
        /// The model's id or the rule that made the row.
        rule: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
    }
}

row! {
    /// A speaker.
    pub struct SpeakerRow "SpeakerRow" plain {
        /// Id of the entity.
        entity: Id<Entity>,
        /// Its name.
        name: String,
        /// Probability, 0 to 1.
        confidence: f32,
    }
}
