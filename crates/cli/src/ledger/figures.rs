//! `sayso figures`.

use std::process::ExitCode;

use clap::Args;
use sayso_ledger::{FigureFound, FigureQuery};

use super::LedgerFile;
use super::chart::chart;
use super::sheet::{Column, Format, or_nothing, print, spans, table, write};

/// Show a figure through time, by source
#[derive(Args)]
#[command(after_help = "Examples:
  sayso figures --of 'killed dam'
  sayso figures --of 'border guards' --format csv")]
pub(crate) struct FiguresArguments {
    /// Words of what is counted or measured, of its kind (killed, money…) or its unit, or of its sentence
    #[arg(long, value_name = "WORDS")]
    of: String,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many figures at most, of the reports added last
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

const COLUMNS: &[Column<FigureFound>] = &[
    Column {
        name: "day",
        width: Some(10),
        value: |found| or_nothing(found.day.as_deref()),
    },
    Column {
        name: "source",
        width: Some(28),
        value: |found| found.source.clone(),
    },
    Column {
        name: "value",
        width: Some(20),
        value,
    },
    Column {
        name: "kind",
        width: Some(10),
        value: |found| found.kind.clone(),
    },
    Column {
        name: "counted",
        width: Some(30),
        value: |found| or_nothing(found.counted.as_deref()),
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
        value: |found| found.figure.clone(),
    },
    Column {
        name: "day_basis",
        width: None,
        value: |found| or_nothing(found.day_basis.as_deref()),
    },
    Column {
        name: "words",
        width: None,
        value: |found| found.words.clone(),
    },
    Column {
        name: "low",
        width: None,
        value: |found| number(found.low),
    },
    Column {
        name: "best",
        width: None,
        value: |found| number(found.best),
    },
    Column {
        name: "high",
        width: None,
        value: |found| number(found.high),
    },
    Column {
        name: "approximate",
        width: None,
        value: |found| found.approximate.to_string(),
    },
    Column {
        name: "extent",
        width: None,
        value: |found| found.extent.clone(),
    },
    Column {
        name: "unit",
        width: None,
        value: |found| or_nothing(found.unit.as_deref()),
    },
    Column {
        name: "per",
        width: None,
        value: |found| or_nothing(found.per.as_deref()),
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

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The value with its bounds: "14", "≥ 19", "300–400 km", "~ 600".
pub(super) fn value(found: &FigureFound) -> String {
    let number = match (found.low, found.best, found.high) {
        (low, Some(best), high) if low == high || (low.is_some() && high.is_some()) => {
            format!("{}{best}", if found.approximate { "~ " } else { "" })
        }
        (Some(low), _, Some(high)) => format!("{low}–{high}"),
        (Some(low), _, None) => format!("≥ {low}"),
        (None, _, Some(high)) => format!("≤ {high}"),
        (None, Some(best), None) => format!("~ {best}"),
        (None, None, None) => found.words.clone(),
    };
    let sign = match found.extent.as_str() {
        "increment" => "+",
        "decrement" => "−",
        _ => "",
    };
    let unit = found
        .unit
        .as_deref()
        .map(|unit| format!(" {unit}"))
        .unwrap_or_default();
    let per = found
        .per
        .as_deref()
        .map(|per| format!(" / {per}"))
        .unwrap_or_default();
    format!("{sign}{number}{unit}{per}")
}

pub(crate) fn run(arguments: &FiguresArguments) -> ExitCode {
    let query = FigureQuery {
        of: arguments.of.clone(),
        limit: Some(arguments.limit),
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.figures(&query)?;
        Ok(match arguments.format {
            Format::Table => write(&(table(&found, COLUMNS) + &chart(&found))),
            other => print(&found, COLUMNS, other),
        })
    })
}
