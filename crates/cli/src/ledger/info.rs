//! `sayso info`.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use sayso_ledger::Totals;

use super::LedgerFile;
use super::sheet;
use crate::gazetteer;

/// Tell what is in a ledger, what reads it, and whether it is sound
#[derive(Args)]
#[command(after_help = "Examples:
  sayso info
  sayso info --format json")]
pub(crate) struct InfoArguments {
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Text,
    /// One object
    Json,
}

#[derive(serde::Serialize)]
struct Info<'i> {
    ledger: String,
    version: &'static str,
    gazetteer: String,
    tables: Vec<String>,
    faults: Vec<String>,
    #[serde(flatten)]
    totals: &'i Totals,
}

pub(crate) fn run(arguments: &InfoArguments) -> ExitCode {
    arguments.ledger.ask(|ledger| {
        let totals = ledger.totals()?;
        let health = ledger.health()?;
        let tables = ledger.list_tables()?;
        let info = Info {
            ledger: ledger.path().display().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            gazetteer: match gazetteer::own_path().filter(|path| path.exists()) {
                Some(path) => path.display().to_string(),
                None => "the one that comes with Sayso".to_owned(),
            },
            tables: tables
                .iter()
                .map(|table| format!("{} from {}: {} rows", table.path, table.name, table.rows))
                .collect(),
            faults: health.faults.iter().map(ToString::to_string).collect(),
            totals: &totals,
        };
        let printed = match arguments.format {
            Form::Json => sheet::json(&info),
            Form::Text => sheet::show(&told(&info)),
        };
        Ok(match health.faults.is_empty() {
            true => printed,
            false => ExitCode::FAILURE,
        })
    })
}

fn told(info: &Info<'_>) -> String {
    let totals = info.totals;
    let mut out = String::new();
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "{name:10} {value}");
    };
    line(
        "ledger",
        format!(
            "{}, {} kB, form {}",
            info.ledger,
            totals.bytes / 1000,
            totals.format
        ),
    );
    let days = match (&totals.since, &totals.until) {
        (Some(since), Some(until)) => format!(", published {since} to {until}"),
        _ => String::new(),
    };
    line(
        "reports",
        format!("{} of {} outlets{days}", totals.reports, totals.outlets),
    );
    if totals.without_outlet_or_day > 0 {
        line(
            "",
            format!(
                "{} tell no outlet or no day: `sayso edit` gives them one",
                totals.without_outlet_or_day
            ),
        );
    }
    line(
        "rows",
        format!(
            "{} statements, {} figures, {} events",
            totals.statements, totals.figures, totals.events
        ),
    );
    let claims: Vec<String> = totals
        .claims
        .iter()
        .map(|(status, count)| format!("{count} {status}"))
        .collect();
    let claims = if claims.is_empty() {
        "none".to_owned()
    } else {
        claims.join(", ")
    };
    line("stories", totals.stories.to_string());
    line("claims", claims);
    line(
        "decisions",
        format!(
            "{} hold; {} reports were taken out",
            totals.decisions, totals.removed
        ),
    );
    line(
        "model",
        totals
            .model
            .clone()
            .unwrap_or_else(|| "none yet".to_owned()),
    );
    for model in &totals.other_models {
        line("", format!("older reports were read by {model}"));
    }
    line("gazetteer", info.gazetteer.clone());
    for table in &info.tables {
        line("table", table.clone());
    }
    line("sayso", info.version.to_owned());
    match info.faults.as_slice() {
        [] => line("sound", "nothing is damaged".to_owned()),
        faults => {
            for fault in faults {
                line("damaged", fault.clone());
            }
        }
    }
    out
}
