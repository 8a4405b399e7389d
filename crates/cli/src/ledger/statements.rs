//! `sayso statements`.

use std::process::ExitCode;

use clap::Args;
use sayso_ledger::{StatementFound, StatementQuery};

use super::LedgerFile;
use super::sheet::{Column, Format, or_nothing, print, spans};

/// Find statements: who said what, when
#[derive(Args)]
#[command(after_help = "Examples:
  sayso statements --by radek --about fire
  sayso statements --stance denies --since 2026-04-01 --format csv")]
pub(crate) struct StatementsArguments {
    /// Words of the speaker's name or of the words that name the source
    #[arg(long, value_name = "WORDS")]
    by: Option<String>,
    /// Words of what is said
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// Said on this day or later (where the report does not tell when, its publication counts)
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<jiff::civil::Date>,
    /// Said on this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<jiff::civil::Date>,
    /// What the speaker does with it, as `sayso read` names it
    #[arg(long, value_name = "STANCE")]
    stance: Option<String>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many statements at most, of the reports added last
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) const COLUMNS: &[Column<StatementFound>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| or_nothing(found.day.as_deref()),
    },
    Column {
        name: "who",
        width: Some(28),
        value: |found| found.who.clone(),
    },
    Column {
        name: "stance",
        width: Some(10),
        value: stance,
    },
    Column {
        name: "content",
        width: Some(90),
        value: |found| found.content.clone(),
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
        name: "statement",
        width: None,
        value: |found| found.statement.clone(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| or_nothing(found.day_basis.as_deref()),
    },
    Column {
        name: "source",
        width: None,
        value: |found| found.source.clone(),
    },
    Column {
        name: "cue",
        width: None,
        value: |found| found.cue.clone(),
    },
    Column {
        name: "kind",
        width: None,
        value: |found| found.kind.clone(),
    },
    Column {
        name: "say_so",
        width: None,
        value: |found| found.say_so.join(" → "),
    },
    Column {
        name: "spans",
        width: None,
        value: |found| spans(&found.spans),
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

fn stance(found: &StatementFound) -> String {
    if found.negated {
        format!("not {}", found.stance)
    } else {
        found.stance.clone()
    }
}

pub(crate) fn run(arguments: &StatementsArguments) -> ExitCode {
    let query = StatementQuery {
        by: arguments.by.clone(),
        about: arguments.about.clone(),
        since: arguments.since,
        until: arguments.until,
        stance: arguments.stance.clone(),
        limit: Some(arguments.limit),
        ..StatementQuery::default()
    };
    arguments.ledger.ask(|ledger| {
        Ok(print(
            &ledger.statements(&query)?,
            COLUMNS,
            arguments.format,
        ))
    })
}
