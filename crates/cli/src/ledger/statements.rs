//! `sayso statements`.

use std::process::ExitCode;

use clap::Args;
use sayso::StatementRow;
use sayso_ledger::{Hit, StatementQuery};

use super::sheet::{Column, Format, or_nothing, print_hits, written};
use super::{LedgerFile, NONE, USUAL, cuts};

/// Find statements: who said what, when
#[derive(Args)]
#[command(after_help = "Examples:
  sayso statements --by radek --about fire
  sayso statements --stance denies --since 2026-04-01 --format csv

Without --limit the 50 of the reports added last are shown.")]
pub(crate) struct StatementsArguments {
    #[command(flatten)]
    query: StatementQuery,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) const COLUMNS: &[Column<Hit<StatementRow>>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| written(found.day),
    },
    Column {
        name: "who",
        width: Some(28),
        value: |found| found.words.who.clone(),
    },
    Column {
        name: "stance",
        width: Some(10),
        value: stance,
    },
    Column {
        name: "content",
        width: Some(90),
        value: |found| found.words.content.clone(),
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
        value: |found| found.row.id.to_string(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| written(found.day_basis),
    },
    Column {
        name: "source",
        width: None,
        value: |found| found.words.source.clone(),
    },
    Column {
        name: "cue",
        width: None,
        value: |found| found.words.cue.clone(),
    },
    Column {
        name: "say_so",
        width: None,
        value: |found| found.row.say_so.join(" → "),
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

fn stance(found: &Hit<StatementRow>) -> String {
    if found.row.negated {
        format!("not {}", found.row.stance)
    } else {
        found.row.stance.to_string()
    }
}

pub(crate) fn run(arguments: &StatementsArguments) -> ExitCode {
    let query = StatementQuery {
        limit: arguments.query.limit.or(Some(USUAL)),
        ..arguments.query.clone()
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.statements(&query)?;
        cuts(
            found.len(),
            ledger.count_statements(&query)?,
            "statement",
            NONE,
        );
        let fields = <StatementRow>::COLUMNS;
        Ok(print_hits(&found, COLUMNS, fields, arguments.format))
    })
}
