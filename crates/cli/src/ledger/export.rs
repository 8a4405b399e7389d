//! `sayso export`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use sayso_export::{ExportError, Format, Request, write, write_file, write_folder};
use sayso_ledger::{Ledger, ReportQuery};

use super::LedgerFile;

/// Write what the ledger holds in the formats of others
///
/// Each row is one report's word. GDELT and GED have no column for what is denied, planned or only possible, so such
/// events are left out there; what can't be told is an empty field.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso export > rows.jsonl
  sayso export --format csv -o tables/
  sayso export --format parquet --table statements --since 2026-04-01 -o statements.parquet
  sayso export --format geojson -o map.geojson")]
pub(crate) struct ExportArguments {
    /// The format
    #[arg(long, value_enum, default_value = "jsonl")]
    format: ExportFormat,
    /// One table only, of CSV or Parquet: reports, statements, events, participants, figures, times, places,
    /// entities, mentions, names, credits or copies
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// Reports published on this day or later; those of no known day are left out then
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<jiff::civil::Date>,
    /// Reports published on this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<jiff::civil::Date>,
    /// Put the texts into JSON Lines
    #[arg(long)]
    with_text: bool,
    /// The file to write, or the folder for the tables of CSV or Parquet [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    #[command(flatten)]
    ledger: LedgerFile,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// What `sayso read --format jsonl` prints, with the reports' numbers
    Jsonl,
    /// Comma-separated values, one file a table
    Csv,
    /// Apache Parquet, one file a table
    Parquet,
    /// Events and places on the map; areas are discs, not points
    Geojson,
    /// W3C Web Annotations (JSON-LD), one a row
    Annotations,
    /// Events by PLOVER's JSON fields, one a line
    Plover,
    /// Events in the columns of GDELT 1.0, as CSV
    Gdelt,
    /// Events in the columns of GDELT 2.0, as CSV
    Gdelt2,
    /// Deadly assaults in the columns of UCDP GED, as CSV
    Ged,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Jsonl => Self::Jsonl,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Parquet => Self::Parquet,
            ExportFormat::Geojson => Self::Geojson,
            ExportFormat::Annotations => Self::Annotations,
            ExportFormat::Plover => Self::Plover,
            ExportFormat::Gdelt => Self::Gdelt,
            ExportFormat::Gdelt2 => Self::Gdelt2,
            ExportFormat::Ged => Self::Ged,
        }
    }
}

pub(crate) fn run(arguments: &ExportArguments) -> ExitCode {
    arguments
        .ledger
        .ask(|ledger| match export(ledger, arguments) {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(ExportError::Ledger(error)) => Err(error),
            Err(error) if error.is_broken_pipe() => Ok(ExitCode::SUCCESS),
            Err(error) => {
                tell!("sayso: {error}");
                Ok(ExitCode::FAILURE)
            }
        })
}

fn export(ledger: &Ledger, arguments: &ExportArguments) -> Result<(), ExportError> {
    // They were checked when the ledger took them.
    let _ = sayso_export::install(&ledger.own_tables()?);
    let request = Request {
        format: arguments.format.into(),
        reports: ReportQuery {
            since: arguments.since,
            until: arguments.until,
        },
        table: arguments.table.clone(),
        with_text: arguments.with_text,
    };
    let tables = matches!(request.format, Format::Csv | Format::Parquet);
    match &arguments.out {
        None => write(ledger, &request, std::io::stdout()),
        Some(folder) if tables && request.table.is_none() => {
            write_folder(ledger, &request, folder).map(|_| ())
        }
        Some(file) => write_file(ledger, &request, file),
    }
}
