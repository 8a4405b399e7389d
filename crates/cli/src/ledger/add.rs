//! `sayso add`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use sayso::report::{NoPattern, PathPattern, ReadError, ReadOptions, Report, Source};
use sayso::{Own, Reader};
use sayso_ledger::{BATCH, Entry, Ledger, LedgerError, Outcome, Tables};

use super::LedgerFile;
use super::folder::Files;
use crate::config::config;
use crate::gazetteer;
use crate::inputs;
use crate::pool::{AHEAD, in_order};

/// Read reports and keep them in a ledger
///
/// PATH is a text (.txt), a web page (.html), reports one a line (.jsonl), a feed (.xml, .rss, .atom), a web archive
/// (.warc), any of these packed (.gz), a folder of such files, or the address of a page or feed; "-" or none is
/// standard input. What the ledger holds already is not read again; other words under the same address, or the
/// same path and outlet, are kept as a later version. A file that can't be read is named on standard error, the
/// others go on, and the exit code is 1. Stopped at any moment, the ledger is whole: add the same again.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso add examples/stories
  sayso add --ledger dam.sayso reports/*.html crawl.warc.gz
  sayso add --outlet \"Harbour Post\" https://example.org/feed.xml
  sayso add --manifest list.tsv --jobs 4")]
pub(crate) struct AddArguments {
    /// Files, folders and addresses to read; "-" for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A list of files, one a line: path, date of publication and outlet, separated by tabs
    #[arg(long, value_name = "FILE.tsv", conflicts_with = "paths")]
    manifest: Option<PathBuf>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// A folder of your own tables that mirrors data/: statements/cues.tsv, bodies/leaders.tsv, events/lexicon.tsv…;
    /// the ledger keeps them, as `sayso tables add` does
    #[arg(long, value_name = "FOLDER")]
    tables: Option<PathBuf>,
    /// Your own table of agencies, in the form of data/report/agencies.tsv
    #[arg(long, value_name = "FILE")]
    agencies: Option<PathBuf>,
    /// Your own table of words that tell the same, in the form of data/claims/alike.tsv
    #[arg(long, value_name = "FILE")]
    alike: Option<PathBuf>,
    /// Your own table of who owns which publishers, in the form of data/claims/owners.tsv
    #[arg(long, value_name = "FILE")]
    owners: Option<PathBuf>,
    /// A gazetteer that `sayso gazetteer import` wrote [default: your own, else the one that comes with Sayso]
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
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
    /// The day to keep with the reports as that on which they were added [default: none is kept]
    #[arg(long, value_name = "YYYY-MM-DD")]
    added: Option<jiff::civil::Date>,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
}

/// What became of the reports.
#[derive(Default)]
struct Tally {
    new: usize,
    revisions: usize,
    known: usize,
    removed: usize,
    failed: usize,
    /// How many of the new ones tell no date, and how many no outlet.
    undated: usize,
    unnamed: usize,
}

/// A report on its way into the ledger.
enum Work {
    Known,
    Bad(String),
    ToRead(Box<Report>),
    Read {
        entry: Box<Entry>,
        complaint: Option<String>,
        /// Whether it tells no date, and no outlet.
        missing: [bool; 2],
    },
    Broken(LedgerError),
}

pub(crate) fn run(arguments: &AddArguments) -> ExitCode {
    match add(arguments) {
        Ok(tally) => ExitCode::from(u8::from(tally.failed > 0)),
        Err(complaint) => {
            tell!("sayso: {complaint}");
            ExitCode::from(2)
        }
    }
}

fn add(arguments: &AddArguments) -> Result<Tally, String> {
    let own = own(arguments)?;
    // First the ledger, then the model: what is wrong with the file is told at once.
    let mut ledger = Ledger::create(&arguments.ledger.path()).map_err(|error| error.to_string())?;
    if !own.is_empty() {
        ledger.add_tables(&own).map_err(|error| error.to_string())?;
    }
    // What was kept before counts too.
    let own = ledger.own_tables().map_err(|error| error.to_string())?;
    let tables = Tables::with(&own).map_err(|error| error.to_string())?;
    let held = Ledger::open_to_read(ledger.path()).map_err(|error| error.to_string())?;
    sayso::report::install(&own).map_err(|error| error.to_string())?;
    let reader = reader(&own, arguments)?;
    let options = ReadOptions {
        published: arguments.published,
        outlet: arguments.outlet.clone().or_else(|| config().outlet.clone()),
        outlet_from: settled(&arguments.outlet_from, config().outlet_from.as_deref())?,
        date_from: settled(&arguments.date_from, config().date_from.as_deref())?,
        ..ReadOptions::default()
    };
    let jobs = arguments.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let progress = progress();
    let reports = sources(arguments)
        .flat_map(|source| match source {
            Ok(source) => inputs::open(source, &options),
            Err(error) => Box::new(std::iter::once(Err(error))),
        })
        .map(move |report| match report {
            Err(error) => Work::Bad(error.to_string()),
            Ok(report) => match held.holds(&report) {
                Ok(Some(_)) => Work::Known,
                Ok(None) => Work::ToRead(Box::new(report)),
                Err(error) => Work::Broken(error),
            },
        });
    let mut tally = Tally::default();
    let mut batch = Vec::with_capacity(BATCH);
    let mut broken = None;
    let complain = |complaint: &str| progress.suspend(|| tell!("sayso: {complaint}"));
    in_order(
        reports,
        jobs,
        // Reading goes on while a batch is stored.
        AHEAD + BATCH.div_ceil(jobs),
        |work| match work {
            Work::ToRead(report) => entry(&reader, &report, &tables, arguments.added),
            other => other,
        },
        |work| {
            progress.inc(1);
            match work {
                Work::Known => tally.known += 1,
                Work::Bad(complaint) => {
                    tally.failed += 1;
                    complain(&complaint);
                }
                Work::Read {
                    entry,
                    complaint,
                    missing,
                } => {
                    tally.undated += usize::from(missing[0]);
                    tally.unnamed += usize::from(missing[1]);
                    if let Some(complaint) = complaint {
                        tally.failed += 1;
                        complain(&complaint);
                    }
                    batch.push(*entry);
                }
                Work::Broken(error) => broken = Some(error),
                Work::ToRead(_) => {}
            }
            if batch.len() == BATCH {
                broken = tally.store(&mut ledger, &mut batch).err();
            }
            broken.is_none()
        },
    );
    // The reports that were read before something broke are kept if they can be.
    let stored = tally.store(&mut ledger, &mut batch);
    progress.finish_and_clear();
    let count = ledger.count();
    let mut told = format!(
        "{}: {} added, {} revised, {} known before, {} failed",
        ledger.path().display(),
        tally.new,
        tally.revisions,
        tally.known,
        tally.failed
    );
    if tally.removed > 0 {
        told += &format!(
            "; {} that people took out stay out (`sayso decisions` lists them)",
            tally.removed
        );
    }
    match options.passed_over.count() {
        0 => {}
        1 => told += "; 1 record of an archive is no article",
        count => told += &format!("; {count} records of archives are no articles"),
    }
    if let Ok(count) = count {
        told += &format!("; {count} reports");
    }
    tell!("{told}");
    for (count, what) in [
        (
            tally.undated,
            "no date: what they call “Monday” is no day, and they stand after all others; give it with a header (date:), --published, --date-from or `sayso edit`",
        ),
        (
            tally.unnamed,
            "no outlet: who tells it stays unknown, and they count as one publisher; give it with a header (outlet:), --outlet, --outlet-from or `sayso edit`",
        ),
    ] {
        if count > 0 {
            tell!("sayso: {count} of the reports tell {what}");
        }
    }
    match broken.map_or(stored, Err) {
        Ok(()) => Ok(tally),
        Err(error) => Err(error.to_string()),
    }
}

impl Tally {
    fn store(&mut self, ledger: &mut Ledger, batch: &mut Vec<Entry>) -> Result<(), LedgerError> {
        for added in ledger.add(batch.drain(..))? {
            match added.outcome {
                Outcome::New => self.new += 1,
                Outcome::Revision(_) => self.revisions += 1,
                Outcome::Known => self.known += 1,
                Outcome::Removed => self.removed += 1,
            }
        }
        Ok(())
    }
}

/// A pattern of the command, else of the settings.
fn settled(
    asked: &Option<PathPattern>,
    settings: Option<&str>,
) -> Result<Option<PathPattern>, String> {
    match (asked, settings) {
        (Some(asked), _) => Ok(Some(asked.clone())),
        (None, Some(settings)) => settings
            .parse()
            .map(Some)
            .map_err(|error: NoPattern| format!("sayso.toml: {error}")),
        (None, None) => Ok(None),
    }
}

/// A user's own tables: the folder's, and those that are named apart; where the command names none, the settings'.
fn own(arguments: &AddArguments) -> Result<Own, String> {
    let mut own = match arguments.tables.as_ref().or(config().tables.as_ref()) {
        Some(folder) => Own::read(folder).map_err(|error| error.to_string())?,
        None => Own::default(),
    };
    for (path, file) in [
        (
            "report/agencies.tsv",
            arguments.agencies.as_ref().or(config().agencies.as_ref()),
        ),
        ("claims/alike.tsv", arguments.alike.as_ref()),
        (
            "claims/owners.tsv",
            arguments.owners.as_ref().or(config().owners.as_ref()),
        ),
    ] {
        if let Some(file) = file {
            let added = own.add_file(path, file);
            added.map_err(|error| error.to_string())?;
        }
    }
    Ok(own)
}

fn reader(own: &Own, arguments: &AddArguments) -> Result<Reader, String> {
    let reader = Reader::with_own(own).map_err(|error| error.to_string())?;
    match gazetteer::chosen(arguments.gazetteer.as_deref()) {
        Ok(Some(gazetteer)) => Ok(reader.with_gazetteer(gazetteer)),
        Ok(None) => Ok(reader),
        Err(error) => Err(error.to_string()),
    }
}

/// The files that are named, and those in the folders that are.
fn sources(
    arguments: &AddArguments,
) -> impl Iterator<Item = Result<Source, ReadError>> + Send + use<> {
    let named = match &arguments.manifest {
        Some(manifest) => vec![Source::Manifest(manifest.clone())],
        None if arguments.paths.is_empty() => vec![Source::Stdin],
        None => arguments
            .paths
            .iter()
            .map(|path| Source::from_argument(path))
            .collect(),
    };
    named.into_iter().flat_map(|source| match source {
        Source::File(path) if path.is_dir() => Named::Folder(Files::of(path)),
        other => Named::One(std::iter::once(Ok(other))),
    })
}

/// A source, or the files of a folder.
enum Named {
    One(std::iter::Once<Result<Source, ReadError>>),
    Folder(Files),
}

impl Iterator for Named {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(source) => source.next(),
            Self::Folder(files) => files.next().map(|path| path.map(Source::File)),
        }
    }
}

fn entry(
    reader: &Reader,
    report: &Report,
    tables: &Tables,
    added: Option<jiff::civil::Date>,
) -> Work {
    // A fault in the program must not take the other reports with it.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let reading = reader.read(report);
        let entry = Entry::new(&reading, tables);
        let entry = match added {
            Some(day) => entry.added_on(day),
            None => entry,
        };
        (entry, reading.refusal())
    }));
    match read {
        Ok((entry, complaint)) => Work::Read {
            entry: Box::new(entry),
            complaint,
            missing: [report.published.is_none(), report.outlet.is_none()],
        },
        Err(_) => Work::Bad(format!(
            "{}: reading it failed inside Sayso; please report this with the file",
            report.path
        )),
    }
}

/// Counts reports on standard error, on a terminal.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    let each_second = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.0} a second", state.per_sec());
    };
    match ProgressStyle::with_template("{spinner} reports read: {pos}, {rate}, for {elapsed}") {
        Ok(style) => bar.with_style(style.with_key("rate", each_second)),
        Err(_) => bar,
    }
}
