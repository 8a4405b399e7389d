//! Who takes part in an event, as other data sets name them.

use sayso::events::{Polarity, Status};
use sayso::{EventRow, EventType, ParticipantRow};
use sayso_ledger::Stored;

use crate::countries::country;

/// The name of a participant's entity, else its words.
pub(crate) fn name<'r>(report: &'r Stored, one: &'r ParticipantRow) -> &'r str {
    entity_name(report, one).unwrap_or(&one.text)
}

/// The name of a participant's entity.
pub(crate) fn entity_name<'r>(report: &'r Stored, one: &ParticipantRow) -> Option<&'r str> {
    let entity = report.row.entity(one.entity)?;
    Some(&entity.name)
}

/// ISO 3166-1 alpha-3 of a participant's first country.
pub(crate) fn alpha3(one: &ParticipantRow) -> Option<&'static str> {
    let code = one.countries.first()?;
    country(code).map(|country| country.alpha3.as_str())
}

/// Whether an event is told to have been. Data sets that know no status count every row as something that was.
pub(crate) fn was(event: &EventRow) -> bool {
    // Harm that nobody does has no code there.
    event.kind != EventType::Harm
        && event.polarity == Polarity::Positive
        && matches!(
            event.status,
            Status::Happened | Status::Ongoing | Status::Background
        )
}
