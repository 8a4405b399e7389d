//! `sayso events`.

use std::process::ExitCode;

use clap::Args;
use sayso::events::Polarity;
use sayso::{EventRow, ParticipantRow};
use sayso_ledger::{EventQuery, Hit};

use super::sheet::{Column, Format, or_nothing, print_hits, written};
use super::{LedgerFile, NONE, USUAL, cuts};

/// Find events: who did what to whom, where, when
#[derive(Args)]
#[command(after_help = "Examples:
  sayso events --type ASSAULT --recipient guards
  sayso events --actor government --place Orlen --status planned --format csv

Without --limit the 50 of the reports added last are shown.")]
pub(crate) struct EventsArguments {
    #[command(flatten)]
    query: EventQuery,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

const COLUMNS: &[Column<Hit<EventRow>>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| written(found.day),
    },
    Column {
        name: "type",
        width: Some(20),
        value: |found| match &found.row.mode {
            Some(mode) => format!("{} {mode}", found.row.kind),
            None => found.row.kind.to_string(),
        },
    },
    Column {
        name: "status",
        width: Some(14),
        value: status,
    },
    Column {
        name: "actors",
        width: Some(28),
        value: |found| found.words.actors.join("; "),
    },
    Column {
        name: "trigger",
        width: Some(16),
        value: |found| found.words.trigger.clone(),
    },
    Column {
        name: "recipients",
        width: Some(28),
        value: |found| found.words.recipients.join("; "),
    },
    Column {
        name: "place",
        width: Some(20),
        value: |found| or_nothing(found.row.place.as_deref()),
    },
    Column {
        name: "source",
        width: Some(24),
        value: |found| found.words.who.clone(),
    },
    Column {
        name: "outlet",
        width: Some(24),
        value: |found| or_nothing(found.outlet.as_deref()),
    },
    Column {
        name: "report",
        width: Some(8),
        value: |found| found.report.to_string(),
    },
    Column {
        name: "event",
        width: None,
        value: |found| found.row.id.to_string(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| written(found.day_basis),
    },
    Column {
        name: "actor_countries",
        width: None,
        value: |found| countries(&found.row.actors),
    },
    Column {
        name: "recipient_countries",
        width: None,
        value: |found| countries(&found.row.recipients),
    },
    Column {
        name: "actor_sectors",
        width: None,
        value: |found| sectors(&found.row.actors),
    },
    Column {
        name: "recipient_sectors",
        width: None,
        value: |found| sectors(&found.row.recipients),
    },
    Column {
        name: "say_so",
        width: None,
        value: |found| found.row.say_so.join(" → "),
    },
    Column {
        name: "sentence",
        width: None,
        value: |found| found.words.sentence.clone(),
    },
    Column {
        name: "path",
        width: None,
        value: |found| found.path.clone(),
    },
    Column {
        name: "url",
        width: None,
        value: |found| or_nothing(found.url.as_deref()),
    },
];

/// How far it has come; "not" where it is told not to have been.
fn status(found: &Hit<EventRow>) -> String {
    if found.row.polarity == Polarity::Negative {
        format!("not {}", found.row.status)
    } else {
        found.row.status.to_string()
    }
}

fn countries(all: &[ParticipantRow]) -> String {
    let codes = all.iter().flat_map(|one| &one.countries);
    codes.cloned().collect::<Vec<_>>().join(" ")
}

fn sectors(all: &[ParticipantRow]) -> String {
    let codes = all.iter().filter_map(|one| one.sector.clone());
    codes.collect::<Vec<_>>().join(" ")
}

pub(crate) fn run(arguments: &EventsArguments) -> ExitCode {
    let query = EventQuery {
        limit: arguments.query.limit.or(Some(USUAL)),
        ..arguments.query.clone()
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.events(&query)?;
        cuts(found.len(), ledger.count_events(&query)?, "event", NONE);
        let fields = <EventRow>::COLUMNS;
        Ok(print_hits(&found, COLUMNS, fields, arguments.format))
    })
}
