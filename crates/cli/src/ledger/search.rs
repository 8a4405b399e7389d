//! `sayso search`.

use std::process::ExitCode;

use clap::Args;
use sayso_ledger::Found;

use super::sheet::{Column, Format, or_nothing, print};
use super::{LedgerFile, NONE, cuts};

/// Find reports by their words
///
/// All of the words must be there; words in double quotation marks are a phrase. Endings do not count.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso search dam kestrel
  sayso search '\"did not fire\"' --format json")]
pub(crate) struct SearchArguments {
    /// Words to find
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many reports at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

const COLUMNS: &[Column<Found>] = &[
    Column {
        name: "report",
        width: Some(8),
        value: |found| found.report.to_string(),
    },
    Column {
        name: "published",
        width: Some(10),
        value: |found| or_nothing(found.published.as_deref()),
    },
    Column {
        name: "outlet",
        width: Some(24),
        value: |found| or_nothing(found.outlet.as_deref()),
    },
    Column {
        name: "title",
        width: Some(44),
        value: |found| found.title.clone().unwrap_or_else(|| found.path.clone()),
    },
    Column {
        name: "snippet",
        width: Some(90),
        value: |found| found.snippet.clone(),
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
    Column {
        name: "score",
        width: None,
        value: |found| found.score.to_string(),
    },
];

pub(crate) fn run(arguments: &SearchArguments) -> ExitCode {
    let words = arguments.words.join(" ");
    arguments.ledger.ask(|ledger| {
        let found = ledger.search(&words, arguments.limit)?;
        let all = match found.len() < arguments.limit {
            true => found.len(),
            false => ledger.count_found(&words)?,
        };
        cuts(found.len(), all, "report", NONE);
        Ok(print(&found, COLUMNS, arguments.format))
    })
}
