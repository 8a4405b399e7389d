//! Events as JSON.

use sayso_events::{Event, Participant};
use sayso_text::Offsets;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Reading;
use crate::json::{Pair, rounded};

/// An event.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EventRow {
    /// "v1", "v2"… in this report.
    pub id: String,
    /// The word that tells it.
    pub trigger: Pair,
    /// PLOVER type (2021): ASSAULT, CONSULT…; or HARM, where people come to harm with no one attacking.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code that corresponds; empty for HARM, which has none.
    pub cameo: String,
    /// Whether it is told to have been ("positive") or not to have been ("negative").
    pub polarity: String,
    /// happened, ongoing, planned, possible, denied or background.
    pub status: String,
    /// Who does it, the first of `actors`.
    pub actor: Option<ParticipantRow>,
    /// To whom, the first of `recipients`.
    pub recipient: Option<ParticipantRow>,
    /// All who do it.
    pub actors: Vec<ParticipantRow>,
    /// All to whom it is done.
    pub recipients: Vec<ParticipantRow>,
    /// Name of the place that its clause tells.
    pub place: Option<String>,
    /// That place's row.
    pub place_id: Option<String>,
    /// TIMEX3 value of the time that its clause tells.
    pub time: Option<String>,
    /// That time's row.
    pub time_id: Option<String>,
    /// The figure in its clause.
    pub figure: Option<String>,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// How sure it is that there is such an event, 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub rule: String,
}

/// Who takes part in an event.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ParticipantRow {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Pair,
    /// The entity, where it can be told.
    pub entity: Option<String>,
    /// ISO 3166-1 alpha-2 of their countries.
    pub countries: Vec<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

pub(crate) fn events(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<EventRow> {
    let all = reading.events.iter().enumerate();
    all.map(|(number, event)| row(reading, offsets, number, event))
        .collect()
}

fn row(reading: &Reading<'_>, offsets: &Offsets<'_>, number: usize, event: &Event) -> EventRow {
    let participants = |all: &[Participant]| {
        all.iter()
            .map(|one| participant(reading, offsets, one))
            .collect::<Vec<_>>()
    };
    let (actors, recipients) = (participants(&event.actors), participants(&event.recipients));
    let (place, time) = (reading.place_of(event), reading.time_of_event(event));
    EventRow {
        id: format!("v{}", number + 1),
        trigger: offsets.pair(event.trigger),
        kind: event.code.kind.as_str().to_owned(),
        mode: event.code.mode.clone(),
        contexts: event.code.contexts.clone(),
        cameo: event.code.cameo.clone(),
        polarity: event.polarity.as_str().to_owned(),
        status: event.status.as_str().to_owned(),
        actor: actors.first().cloned(),
        recipient: recipients.first().cloned(),
        actors,
        recipients,
        place: place.map(|place| reading.places[place].name.clone()),
        place_id: place.map(|place| format!("p{}", place + 1)),
        time: time.map(|time| reading.times[time].value.clone()),
        time_id: time.map(|time| format!("t{}", time + 1)),
        figure: reading
            .figure_of(event)
            .map(|figure| format!("f{}", figure + 1)),
        statement: reading
            .statement_at(event.trigger)
            .map(|statement| format!("s{}", statement + 1)),
        say_so: reading.say_so_at(event.trigger),
        confidence: rounded(event.confidence),
        rule: event.rule.to_owned(),
    }
}

fn participant(reading: &Reading<'_>, offsets: &Offsets<'_>, one: &Participant) -> ParticipantRow {
    ParticipantRow {
        text: one.span.slice(&reading.report.text).to_owned(),
        span: offsets.pair(one.span),
        entity: one.entity.map(|entity| format!("e{}", entity + 1)),
        countries: one.countries.clone(),
        sector: one.sector.clone(),
    }
}
