//! `sayso verify`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use sayso::report::{ReadError, ReadOptions, Report, Source};
use sayso::{Own, Reader};
use sayso_ledger::{Check, Held, Ledger, Piece, Verdict};
use serde::Serialize;

use super::LedgerFile;
use super::sheet::{self, cut};
use crate::paint::Paint;

/// Hold the quotations, attributions, figures and claims of a text against a ledger
///
/// FILE is an article, a brief, a language model's answer: a text (.txt), a web page (.html), or texts one a line
/// (.jsonl); "-" is standard input. The exit code is 0 where nothing is altered or given to the wrong speaker, 1
/// where something is or is told the other way round, 2 where a file or the ledger can't be read. What a clause tells in
/// other words is held against the claims of the ledger: whether it stands now, was superseded or corrected, or is
/// disputed. Sentences of which nothing was checked are listed. Dates are not held against the ledger.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso verify brief.txt
  sayso verify --strict --format json answer.txt
  curl -s https://example.org/story.html | sayso verify --ledger dam.sayso -")]
pub(crate) struct VerifyArguments {
    /// Texts to check; "-" for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// What is not found, superseded, corrected or disputed counts as wrong too
    #[arg(long)]
    strict: bool,
    /// A folder of your own tables that mirrors data/: statements/cues.tsv, bodies/leaders.tsv, events/lexicon.tsv…
    #[arg(long, value_name = "FOLDER")]
    tables: Option<PathBuf>,
    /// How to print the results
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list by verdict, for people
    Text,
    /// A list of objects, one a text
    Json,
}

/// A text that was checked.
#[derive(Serialize)]
struct Verified {
    path: String,
    title: Option<String>,
    /// How many have each verdict.
    summary: BTreeMap<Verdict, usize>,
    /// What was doubtful in reading it.
    warnings: Vec<String>,
    checks: Vec<Check>,
}

/// Exit code where something is wrong with the text, and where something is wrong with a file.
const WRONG: u8 = 1;
const FAILED: u8 = 2;

pub(crate) fn run(arguments: &VerifyArguments) -> ExitCode {
    match verify(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(complaint) => {
            tell!("sayso: {complaint}");
            ExitCode::from(FAILED)
        }
    }
}

fn verify(arguments: &VerifyArguments) -> Result<u8, String> {
    let ledger =
        Ledger::open_to_read(&arguments.ledger.path()).map_err(|error| error.to_string())?;
    let mut own = ledger.own_tables().map_err(|error| error.to_string())?;
    if let Some(folder) = &arguments.tables {
        own.extend(Own::read(folder).map_err(|error| error.to_string())?);
    }
    sayso::report::install(&own).map_err(|error| error.to_string())?;
    let reader = Reader::with_own(&own).map_err(|error| error.to_string())?;
    let mut verified = Vec::new();
    let mut failed = false;
    let options = ReadOptions::default();
    let sources = arguments
        .files
        .iter()
        .map(|path| Source::from_argument(path));
    for report in sources.flat_map(|source| sayso::report::open(source, &options)) {
        match text(&reader, &ledger, report) {
            Ok(text) => verified.push(text),
            Err(complaint) => {
                tell!("sayso: {complaint}");
                failed = true;
            }
        }
    }
    let printed = match arguments.format {
        Format::Json => sheet::json(&verified),
        Format::Text => sheet::show(&verified.iter().map(shown).collect::<Vec<_>>().join("\n")),
    };
    failed |= printed != ExitCode::SUCCESS;
    let wrong = |verdict: Verdict| {
        let doubtful = verdict == Verdict::NotFound || verdict.is_overtaken();
        verdict.is_wrong() || arguments.strict && doubtful
    };
    let wrong = verified
        .iter()
        .any(|text| text.checks.iter().any(|check| wrong(check.verdict)));
    Ok(if failed {
        FAILED
    } else {
        u8::from(wrong) * WRONG
    })
}

fn text(
    reader: &Reader,
    ledger: &Ledger,
    report: Result<Report, ReadError>,
) -> Result<Verified, String> {
    let report = report.map_err(|error| error.to_string())?;
    // A fault in the program must not take the other texts with it.
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let reading = reader.read(&report);
        match reading.refusal() {
            Some(refusal) => Err(refusal),
            None => ledger
                .verify(&reading)
                .map(|checks| (checks, reading.warnings()))
                .map_err(|error| error.to_string()),
        }
    }));
    let broken = |_| {
        format!(
            "{}: checking it failed inside Sayso; please report this with the file",
            report.path
        )
    };
    let (checks, warnings) = checked.map_err(broken)??;
    let mut summary = BTreeMap::new();
    for verdict in Verdict::ALL {
        summary.insert(
            verdict,
            checks
                .iter()
                .filter(|check| check.verdict == verdict)
                .count(),
        );
    }
    Ok(Verified {
        path: report.path,
        title: report.title,
        summary,
        warnings,
        checks,
    })
}

/// Characters of a text shown of each.
const SHOWN: usize = 160;

fn shown(text: &Verified) -> String {
    let paint = Paint::for_stdout();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}",
        paint.bold(text.title.as_deref().unwrap_or(&text.path))
    );
    for warning in &text.warnings {
        let _ = writeln!(out, "{}", paint.dim(&format!("note: {warning}")));
    }
    for verdict in Verdict::ALL {
        let checks: Vec<&Check> = text
            .checks
            .iter()
            .filter(|check| check.verdict == verdict)
            .collect();
        if checks.is_empty() {
            continue;
        }
        let heading = format!("{} ({})", verdict.as_str(), checks.len());
        let _ = writeln!(out, "\n{}", paint.words(style(verdict), &heading));
        for check in checks {
            one(check, paint, &mut out);
        }
    }
    let counts: Vec<String> = Verdict::ALL
        .iter()
        .rev()
        .filter(|verdict| text.summary[verdict] > 0)
        .map(|verdict| format!("{} {}", text.summary[verdict], verdict.as_str()))
        .collect();
    let counts = if counts.is_empty() {
        "nothing that could be held against the ledger".to_owned()
    } else {
        counts.join(", ")
    };
    let unchecked = text.summary[&Verdict::NotChecked];
    let _ = writeln!(out, "\n{} checked: {counts}", text.checks.len() - unchecked);
    out
}

fn style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Altered | Verdict::SaidBySomeoneElse | Verdict::Reversed => AnsiColor::Red,
        Verdict::Corrected | Verdict::Superseded | Verdict::Disputed => AnsiColor::Magenta,
        Verdict::NotFound => AnsiColor::Yellow,
        Verdict::NotComparable | Verdict::NotChecked => AnsiColor::Cyan,
        Verdict::Exact | Verdict::Stands => AnsiColor::Green,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

fn one(check: &Check, paint: Paint, out: &mut String) {
    let who = check
        .who
        .as_deref()
        .map_or_else(String::new, |who| format!(" — {}", cut(who, SHOWN)));
    let [start, end] = check.span;
    let kind = check.kind.as_str();
    let _ = writeln!(
        out,
        "  {kind} at {start}-{end}: {}{who}",
        cut(&check.words, SHOWN)
    );
    let _ = writeln!(out, "      {}", cut(&check.reason, 2 * SHOWN));
    if !check.difference.is_empty() {
        let _ = writeln!(out, "      {}", differing(&check.difference, paint));
    }
    if let Some(now) = &check.now {
        let claim = format!("claim {}, {}: {}", now.claim, now.status, now.line);
        let _ = writeln!(out, "      {}", paint.dim(&cut(&claim, 2 * SHOWN)));
    }
    if let Some(held) = &check.held {
        let _ = writeln!(out, "      {}", paint.dim(&place(held)));
        if check.verdict != Verdict::Exact {
            let _ = writeln!(
                out,
                "      {}",
                paint.dim(&format!("there: {}", cut(&held.words, 2 * SHOWN)))
            );
        }
    }
}

/// What differs, as "[-the ledger's words-] {+the text's+}".
fn differing(pieces: &[Piece], paint: Paint) -> String {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    let mut told: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Same(words) => told.push(cut(words, SHOWN)),
            Piece::Differs { ledger, text } => {
                if !ledger.is_empty() {
                    let words = format!("[-{}-]", cut(ledger, SHOWN));
                    told.push(paint.words(colour(AnsiColor::Red), &words).to_string());
                }
                if !text.is_empty() {
                    let words = format!("{{+{}+}}", cut(text, SHOWN));
                    told.push(paint.words(colour(AnsiColor::Green), &words).to_string());
                }
            }
        }
    }
    told.join(" ")
}

/// Where in the ledger.
fn place(held: &Held) -> String {
    let spans = sheet::spans(&held.spans);
    let id = held
        .id
        .as_deref()
        .map_or_else(String::new, |id| format!(" {id}"));
    let more = [
        held.outlet.as_deref(),
        held.published.as_deref(),
        held.url.as_deref().or(Some(&held.path)),
    ];
    let more: Vec<&str> = more.into_iter().flatten().collect();
    format!(
        "report {}{id} at {spans} ({})",
        held.report,
        cut(&more.join(", "), SHOWN)
    )
}
