//! `sayso read`.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sayso::report::{ReadError, ReadOptions, Report, Source};
use sayso::{OffsetUnit, Offsets, Own, Reader, StartError, conllu};

use crate::gazetteer;
use crate::inputs;
use crate::paint::Paint;
use crate::pool::{AHEAD, in_order};
use crate::{view, wrap};

/// Read reports and show who says what
///
/// PATH is a text (.txt), a web page (.html), reports one a line (.jsonl), a feed (.xml, .rss, .atom), a web
/// archive (.warc), any of these packed (.gz), or the address of a page or feed; "-" or none is standard input.
/// A file that can't be read is named on standard error, the others go on, and the exit code is 1.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso read examples/harbour/courier.txt
  sayso read --show figures,places examples/harbour/courier.txt
  sayso read --format jsonl --jobs 4 reports/*.txt > rows.jsonl
  curl -s https://example.org/story.html | sayso read --outlet Example -
  sayso read --manifest list.tsv --format conllu")]
pub(crate) struct ReadArguments {
    /// Files and addresses to read; "-" for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A list of files, one a line: path, date of publication and outlet, separated by tabs
    #[arg(long, value_name = "FILE.tsv", conflicts_with = "paths")]
    manifest: Option<PathBuf>,
    /// What to print [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Tables to show below the text
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TABLES")]
    show: Vec<Table>,
    /// A folder of your own tables that mirrors data/: statements/cues.tsv, bodies/leaders.tsv, events/lexicon.tsv…
    #[arg(long, value_name = "FOLDER")]
    tables: Option<PathBuf>,
    /// A gazetteer that `sayso gazetteer import` wrote [default: your own, else the one that comes with Sayso]
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// What spans count
    #[arg(long, value_enum, default_value = "chars")]
    offsets: Offset,
    /// Put the text itself into the rows
    #[arg(long)]
    with_text: bool,
    /// Date of publication of reports that do not tell it
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<jiff::civil::Date>,
    /// Outlet of reports that do not tell it
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The part of each path that is the outlet, as {} in a pattern of its end: '{}/*.txt'
    #[arg(long, value_name = "PATTERN")]
    outlet_from: Option<sayso::report::PathPattern>,
    /// The part of each path that is the date of publication: '*-{}.txt'
    #[arg(long, value_name = "PATTERN")]
    date_from: Option<sayso::report::PathPattern>,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The report with its statements marked and numbered, and whose word it rests on
    Text,
    /// One JSON object a report (see `sayso schema`)
    Jsonl,
    /// Sentences, words and syntax as CoNLL-U
    Conllu,
}

/// A table of the text view.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// Numbers that count or measure
    Figures,
    /// Time expressions
    Times,
    /// Places
    Places,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Offset {
    /// Unicode code points
    Chars,
    /// Bytes in UTF-8
    Bytes,
    /// UTF-16 code units
    Utf16,
}

impl From<Offset> for OffsetUnit {
    fn from(offset: Offset) -> Self {
        match offset {
            Offset::Chars => Self::Chars,
            Offset::Bytes => Self::Bytes,
            Offset::Utf16 => Self::Utf16,
        }
    }
}

/// What is printed of one input, what is said of it on standard error, and whether it failed.
struct Outcome {
    printed: String,
    complaint: Option<String>,
    failed: bool,
}

impl Outcome {
    fn failure(complaint: String) -> Self {
        Self {
            printed: String::new(),
            complaint: Some(complaint),
            failed: true,
        }
    }
}

/// A reader with the tables of a folder, which count for web pages too.
fn reader(tables: Option<&Path>) -> Result<Reader, StartError> {
    let own = tables.map(Own::read).transpose()?.unwrap_or_default();
    sayso::report::install(&own)?;
    Reader::with_own(&own)
}

pub(crate) fn run(arguments: &ReadArguments) -> ExitCode {
    let reader = match reader(arguments.tables.as_deref()) {
        Ok(reader) => reader,
        Err(error) => {
            tell!("sayso: {error}");
            return ExitCode::from(2);
        }
    };
    let reader = match gazetteer::chosen(arguments.gazetteer.as_deref()) {
        Ok(Some(gazetteer)) => reader.with_gazetteer(gazetteer),
        Ok(None) => reader,
        Err(error) => {
            tell!("sayso: {error}");
            return ExitCode::from(2);
        }
    };
    let options = ReadOptions {
        published: arguments.published,
        outlet: arguments.outlet.clone(),
        outlet_from: arguments.outlet_from.clone(),
        date_from: arguments.date_from.clone(),
        ..ReadOptions::default()
    };
    let sources: Vec<Source> = match &arguments.manifest {
        Some(manifest) => vec![Source::Manifest(manifest.clone())],
        None if arguments.paths.is_empty() => vec![Source::Stdin],
        None => arguments
            .paths
            .iter()
            .map(|path| Source::from_argument(path))
            .collect(),
    };
    let paint = Paint::for_stdout();
    let format = arguments
        .format
        .unwrap_or(if std::io::stdout().is_terminal() {
            Format::Text
        } else {
            Format::Jsonl
        });
    let jobs = arguments.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let progress = progress(sources.len());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    let mut broken = None;
    let reports = sources
        .into_iter()
        .flat_map(|source| inputs::open(source, &options));
    in_order(
        reports,
        jobs,
        AHEAD,
        |report| render(&reader, report, format, arguments, paint),
        |outcome| {
            if let Some(complaint) = outcome.complaint {
                progress.suspend(|| tell!("sayso: {complaint}"));
            }
            failed |= outcome.failed;
            progress.inc(1);
            broken = out.write_all(outcome.printed.as_bytes()).err();
            broken.is_none()
        },
    );
    progress.finish_and_clear();
    match options.passed_over.count() {
        0 => {}
        1 => tell!("sayso: 1 record of an archive is no article"),
        count => tell!("sayso: {count} records of archives are no articles"),
    }
    match broken.or_else(|| out.flush().err()) {
        // The reader of our output has had enough.
        Some(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Some(error) => {
            tell!("sayso: can't write the output: {error}");
            ExitCode::FAILURE
        }
        None => ExitCode::from(u8::from(failed)),
    }
}

/// Prints a text that is not a report's.
pub(crate) fn print(text: &str) -> ExitCode {
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Counts reports on standard error, on a terminal, where there are many.
fn progress(sources: usize) -> ProgressBar {
    if sources < 8 || std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos} of {len} reports {wide_bar} {eta} left");
    let bar = ProgressBar::with_draw_target(Some(sources as u64), ProgressDrawTarget::stderr());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn render(
    reader: &Reader,
    report: Result<Report, ReadError>,
    format: Format,
    arguments: &ReadArguments,
    paint: Paint,
) -> Outcome {
    let report = match report {
        Ok(report) => report,
        Err(error) => return Outcome::failure(error.to_string()),
    };
    // A fault in the program must not take the other reports with it.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        rendered(reader, &report, format, arguments, paint)
    }));
    outcome.unwrap_or_else(|_| {
        Outcome::failure(format!(
            "{}: reading it failed inside Sayso; please report this with the file",
            report.path
        ))
    })
}

fn rendered(
    reader: &Reader,
    report: &Report,
    format: Format,
    arguments: &ReadArguments,
    paint: Paint,
) -> Outcome {
    let reading = reader.read(report);
    let unit = arguments.offsets.into();
    let mut printed = String::new();
    match format {
        Format::Text => {
            view::text(&reading, &arguments.show, paint, &mut printed);
            if let Some(width) = wrap::width() {
                printed = wrap::wrapped(&printed, width);
            }
        }
        Format::Conllu => conllu::write(
            &report.text,
            &reading.analysis,
            &Offsets::new(&report.text, unit),
            &mut printed,
        ),
        Format::Jsonl => match reading.to_json(unit, arguments.with_text) {
            Ok(row) => {
                let _ = writeln!(printed, "{row}");
            }
            Err(error) => return Outcome::failure(format!("{}: {error}", report.path)),
        },
    }
    // A report in another language is no failure: its row says that it was not read.
    Outcome {
        printed,
        complaint: reading.refusal(),
        failed: false,
    }
}
