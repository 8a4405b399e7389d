//! Who did what to whom.

use sayso_events::{EventType, Polarity, Status};

use crate::column::row;
use crate::sort::{Entity, Event, Figure, Place, Statement, Time};
use crate::{DecidedRow, Id, SpanIn};

row! {
    /// An event.
    pub struct EventRow "EventRow" {
        /// "v1", "v2"… in this report.
        id: Id<Event>,
        /// The word that tells it.
        trigger: SpanIn<U>,
        /// PLOVER type (2021), or HARM, where people come to harm with no one attacking.
        kind as "type": EventType,
        /// PLOVER mode.
        mode: Option<String>,
        /// PLOVER contexts.
        contexts: Vec<String>,
        /// The CAMEO code that corresponds; empty for HARM, which has none.
        cameo: String,
        /// Whether it is told to have been ("positive") or not to have been ("negative").
        polarity: Polarity,
        /// How far it has come, as the words tell.
        status: Status,
        /// Who does it, the first of `actors`.
        actor: Option<ParticipantRow<U>>,
        /// To whom, the first of `recipients`.
        recipient: Option<ParticipantRow<U>>,
        /// All who do it.
        actors: Vec<ParticipantRow<U>>,
        /// All to whom it is done.
        recipients: Vec<ParticipantRow<U>>,
        /// Name of the place that its clause tells.
        place: Option<String>,
        /// That place's row.
        place_id: Option<Id<Place>>,
        /// TIMEX3 value of the time that its clause tells.
        time: Option<String>,
        /// That time's row.
        time_id: Option<Id<Time>>,
        /// The figure in its clause.
        figure: Option<Id<Figure>>,
        /// The statement it stands in.
        statement: Option<Id<Statement>>,
        /// From the outlet to the last voice.
        say_so: Vec<String>,
        /// How sure it is that there is such an event, 0 to 1.
        confidence: f32,
        /// The rule that found it.
        rule: String,
        /// What a person decided on it, in a ledger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DecidedRow>,
    }
}

row! {
    /// Who takes part in an event.
    pub struct ParticipantRow "ParticipantRow" {
        /// The words.
        text: String,
        /// Where they stand.
        span: SpanIn<U>,
        /// The entity, where it can be told.
        entity: Option<Id<Entity>>,
        /// ISO 3166-1 alpha-2 of their countries.
        countries: Vec<String>,
        /// PLOVER sector.
        sector: Option<String>,
        /// Probability that it takes part so, 0..=1; absent in rows of earlier versions.
        confidence: Option<f32>,
    }
}
