//! `sayso figures`.

use std::process::ExitCode;

use clap::Args;
use sayso::FigureRow;
use sayso::figures::Extent;
use sayso_ledger::{FigureQuery, Hit};

use super::chart::chart;
use super::sheet::{Column, Format, or_nothing, print_hits, table, write, written};
use super::{LedgerFile, NONE, USUAL, cuts};

/// Show a figure through time, by source
#[derive(Args)]
#[command(after_help = "Examples:
  sayso figures --of 'killed dam'
  sayso figures --of 'border guards' --format csv

Without --limit the 50 of the reports added last are shown.")]
pub(crate) struct FiguresArguments {
    #[command(flatten)]
    query: FigureQuery,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

const COLUMNS: &[Column<Hit<FigureRow>>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| written(found.day),
    },
    Column {
        name: "source",
        width: Some(28),
        value: |found| found.words.who.clone(),
    },
    Column {
        name: "value",
        width: Some(20),
        value,
    },
    Column {
        name: "kind",
        width: Some(10),
        value: |found| found.row.kind.to_string(),
    },
    Column {
        name: "counted",
        width: Some(30),
        value: |found| or_nothing(found.row.counted.as_deref()),
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
        name: "figure",
        width: None,
        value: |found| found.row.id.to_string(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| written(found.day_basis),
    },
    Column {
        name: "words",
        width: None,
        value: |found| found.words.figure.clone(),
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

/// The value with its bounds: "14", "≥ 19", "300–400 km", "~ 600".
pub(super) fn value(found: &Hit<FigureRow>) -> String {
    let row = &found.row;
    let number = match (row.low, row.best, row.high) {
        (low, Some(best), high) if low == high || (low.is_some() && high.is_some()) => {
            format!("{}{best}", if row.approximate { "~ " } else { "" })
        }
        (Some(low), _, Some(high)) => format!("{low}–{high}"),
        (Some(low), _, None) => format!("≥ {low}"),
        (None, _, Some(high)) => format!("≤ {high}"),
        (None, Some(best), None) => format!("~ {best}"),
        (None, None, None) => found.words.figure.clone(),
    };
    let sign = match row.extent {
        Extent::Increment => "+",
        Extent::Decrement => "−",
        Extent::Total => "",
    };
    let unit = row.unit.as_deref().map(|unit| format!(" {unit}"));
    let per = row.per.as_deref().map(|per| format!(" / {per}"));
    format!(
        "{sign}{number}{}{}",
        unit.unwrap_or_default(),
        per.unwrap_or_default()
    )
}

pub(crate) fn run(arguments: &FiguresArguments) -> ExitCode {
    let query = FigureQuery {
        limit: arguments.query.limit.or(Some(USUAL)),
        ..arguments.query.clone()
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.figures(&query)?;
        cuts(found.len(), ledger.count_figures(&query)?, "figure", NONE);
        let fields = <FigureRow>::COLUMNS;
        Ok(match arguments.format {
            Format::Table => write(&(table(&found, COLUMNS) + &chart(&found))),
            other => print_hits(&found, COLUMNS, fields, other),
        })
    })
}
