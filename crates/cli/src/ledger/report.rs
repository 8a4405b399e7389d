//! `sayso report`.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use sayso::StatementRow;
use sayso_ledger::ReportFound;

use super::LedgerFile;
use super::sheet::{self, Format, cut};
use super::statements;
use crate::paint::{Paint, harmless};

/// Show a report of the ledger: its versions, copies, credits and statements
#[derive(Args)]
#[command(after_help = "Examples:
  sayso report 12
  sayso report https://halder-post.example/crossing-shots --format json")]
pub(crate) struct ReportArguments {
    /// The report's number, its address, or the path it was read from
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print it; CSV has its statements only
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(crate) fn run(arguments: &ReportArguments) -> ExitCode {
    arguments.ledger.ask(|ledger| {
        let report = ledger
            .find(&arguments.id)?
            .map(|number| ledger.report(number));
        let Some(report) = report.transpose()?.flatten() else {
            tell!(
                "sayso: {}: no such report in {}; find its number with `sayso search`",
                arguments.id,
                ledger.path().display()
            );
            return Ok(ExitCode::FAILURE);
        };
        Ok(match arguments.format {
            Format::Table => sheet::show(&text(&report)),
            Format::Json => sheet::json(&report),
            Format::Csv => {
                let (columns, fields) = (statements::COLUMNS, <StatementRow>::COLUMNS);
                sheet::print_hits(&report.statements, columns, fields, Format::Csv)
            }
        })
    })
}

/// Reports with the same words that are listed; a wire report may have thousands.
const SHOWN: usize = 12;

fn text(report: &ReportFound) -> String {
    let mut out = String::new();
    let title = report.title.as_deref().unwrap_or(&report.path);
    let _ = writeln!(out, "{}", Paint::for_stdout().bold(title));
    let told = [
        ("report", Some(report.report.to_string())),
        ("outlet", report.outlet.clone()),
        ("published", report.published.clone()),
        (
            "authors",
            (!report.authors.is_empty()).then(|| report.authors.join(", ")),
        ),
        ("url", report.url.clone()),
        ("path", Some(report.path.clone())),
        ("words", Some(report.words.to_string())),
        ("added", report.added.clone()),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            let _ = writeln!(out, "{name:10} {}", harmless(&value));
        }
    }
    for warning in &report.warnings {
        let _ = writeln!(out, "{:10} {}", "warning", harmless(warning));
    }
    for credit in &report.credits {
        let _ = writeln!(
            out,
            "{:10} {} ({})",
            "credits",
            harmless(&credit.agency),
            credit.rule
        );
    }
    if report.versions.len() > 1 {
        let numbers: Vec<String> = report
            .versions
            .iter()
            .map(|version| version.report.to_string())
            .collect();
        let _ = writeln!(out, "{:10} {}", "versions", numbers.join(", "));
    }
    for change in &report.changes {
        let words = |words: &Option<String>| {
            words
                .as_deref()
                .map_or_else(|| "–".to_owned(), |words| cut(words, 60))
        };
        let _ = writeln!(
            out,
            "{:10} {}: {} → {}",
            "changed",
            change.what,
            words(&change.removed),
            words(&change.added)
        );
    }
    for copy in report.copies.iter().take(SHOWN) {
        let _ = writeln!(
            out,
            "{:10} {} with {} {} ({}): {:.0}% of this, {:.0}% of that",
            "shares",
            copy.kind,
            copy.report,
            cut(copy.outlet.as_deref().unwrap_or("–"), 30),
            copy.published.as_deref().unwrap_or("no date"),
            copy.share * 100.0,
            copy.their_share * 100.0
        );
    }
    if report.copies_in_all > SHOWN {
        let _ = writeln!(out, "{:10} {} more", "shares", report.copies_in_all - SHOWN);
    }
    if !report.statements.is_empty() {
        out.push('\n');
        out += &sheet::table(&report.statements, statements::COLUMNS);
    }
    out
}
