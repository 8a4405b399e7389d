//! `sayso events`.

use std::process::ExitCode;

use clap::Args;
use sayso_ledger::{EventFound, EventQuery, ParticipantFound};

use super::LedgerFile;
use super::sheet::{Column, Format, or_nothing, print, spans};

/// Find events: who did what to whom, where, when
#[derive(Args)]
#[command(after_help = "Examples:
  sayso events --type ASSAULT --recipient guards
  sayso events --actor government --place Orlen --status planned --format csv")]
pub(crate) struct EventsArguments {
    /// PLOVER type or HARM: AGREE, CONSULT, SUPPORT, COOPERATE, AID, CONCEDE, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN,
    /// PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT or HARM
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// PLOVER mode, as `sayso read` names it
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
    /// Words of who does it: their words, their name, or the code of their country
    #[arg(long, value_name = "WORDS")]
    actor: Option<String>,
    /// Words of those to whom it is done
    #[arg(long, value_name = "WORDS")]
    recipient: Option<String>,
    /// Words of the place, its province, or the code of its country
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,
    /// On this day or later (where its clause does not tell when, the day it was said or published counts)
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<jiff::civil::Date>,
    /// On this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<jiff::civil::Date>,
    /// happened, ongoing, planned, possible, denied or background
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many events at most, of the reports added last
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

const COLUMNS: &[Column<EventFound>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| or_nothing(found.day.as_deref()),
    },
    Column {
        name: "type",
        width: Some(20),
        value: |found| match &found.mode {
            Some(mode) => format!("{} {mode}", found.kind),
            None => found.kind.clone(),
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
        value: |found| names(&found.actors),
    },
    Column {
        name: "trigger",
        width: Some(16),
        value: |found| found.trigger.clone(),
    },
    Column {
        name: "recipients",
        width: Some(28),
        value: |found| names(&found.recipients),
    },
    Column {
        name: "place",
        width: Some(20),
        value: |found| or_nothing(found.place.as_deref()),
    },
    Column {
        name: "source",
        width: Some(24),
        value: |found| found.source.clone(),
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
        value: |found| found.event.clone(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| or_nothing(found.day_basis.as_deref()),
    },
    Column {
        name: "contexts",
        width: None,
        value: |found| found.contexts.join(" "),
    },
    Column {
        name: "cameo",
        width: None,
        value: |found| found.cameo.clone(),
    },
    Column {
        name: "actor_countries",
        width: None,
        value: |found| countries(&found.actors),
    },
    Column {
        name: "recipient_countries",
        width: None,
        value: |found| countries(&found.recipients),
    },
    Column {
        name: "actor_sectors",
        width: None,
        value: |found| sectors(&found.actors),
    },
    Column {
        name: "recipient_sectors",
        width: None,
        value: |found| sectors(&found.recipients),
    },
    Column {
        name: "figure",
        width: None,
        value: |found| or_nothing(found.figure.as_deref()),
    },
    Column {
        name: "say_so",
        width: None,
        value: |found| found.say_so.join(" → "),
    },
    Column {
        name: "span",
        width: None,
        value: |found| spans(&[found.span]),
    },
    Column {
        name: "sentence",
        width: None,
        value: |found| found.sentence.clone(),
    },
    Column {
        name: "confidence",
        width: None,
        value: |found| found.confidence.to_string(),
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
fn status(found: &EventFound) -> String {
    if found.polarity == "negative" {
        format!("not {}", found.status)
    } else {
        found.status.clone()
    }
}

fn names(all: &[ParticipantFound]) -> String {
    let name = |one: &ParticipantFound| one.name.clone().unwrap_or_else(|| one.text.clone());
    all.iter().map(name).collect::<Vec<_>>().join("; ")
}

fn countries(all: &[ParticipantFound]) -> String {
    let codes = all.iter().flat_map(|one| &one.countries);
    codes.cloned().collect::<Vec<_>>().join(" ")
}

fn sectors(all: &[ParticipantFound]) -> String {
    let codes = all.iter().filter_map(|one| one.sector.clone());
    codes.collect::<Vec<_>>().join(" ")
}

pub(crate) fn run(arguments: &EventsArguments) -> ExitCode {
    let query = EventQuery {
        kind: arguments.kind.clone(),
        mode: arguments.mode.clone(),
        actor: arguments.actor.clone(),
        recipient: arguments.recipient.clone(),
        place: arguments.place.clone(),
        since: arguments.since,
        until: arguments.until,
        status: arguments.status.clone(),
        limit: Some(arguments.limit),
    };
    arguments
        .ledger
        .ask(|ledger| Ok(print(&ledger.events(&query)?, COLUMNS, arguments.format)))
}
