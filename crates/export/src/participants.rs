//! Who takes part in an event, as other data sets name them.

use sayso::{EventRow, ParticipantRow};
use sayso_ledger::Stored;

use crate::countries::country;

/// The name of a participant's entity, else its words.
pub(crate) fn name<'r>(report: &'r Stored, one: &'r ParticipantRow) -> &'r str {
    entity_name(report, one).unwrap_or(&one.text)
}

/// The name of a participant's entity.
pub(crate) fn entity_name<'r>(report: &'r Stored, one: &ParticipantRow) -> Option<&'r str> {
    let entity = one.entity.as_deref()?;
    let mut entities = report.row.entities.iter();
    let entity = entities.find(|other| other.id == entity)?;
    Some(&entity.name)
}

/// ISO 3166-1 alpha-3 of a participant's first country.
pub(crate) fn alpha3(one: &ParticipantRow) -> Option<&'static str> {
    let code = one.countries.first()?;
    country(code).map(|country| country.alpha3)
}

/// Whether an event is told to have been. Data sets that know no status count every row as something that was.
pub(crate) fn was(event: &EventRow) -> bool {
    // Harm that nobody does has no code there.
    event.kind != "HARM"
        && event.polarity == "positive"
        && ["happened", "ongoing", "background"].contains(&event.status.as_str())
}
