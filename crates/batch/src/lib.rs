//! Reads batches of reports: an Arrow [`RecordBatch`] in, one out, of one schema that follows from the rows.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{RecordBatch, StringArray};
//!
//! let reports = RecordBatch::try_from_iter([
//!     ("id", Arc::new(StringArray::from(vec!["a"])) as _),
//!     ("text", Arc::new(StringArray::from(vec!["“The lock is shut,” Mayor Ada Brill said."])) as _),
//! ])?;
//! let read = sayso_batch::read(sayso_batch::reader()?, &reports, &Default::default())?;
//! assert_eq!(read.schema(), sayso_batch::schema());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What can't be read of a report is told in its row (`error`); what is wrong with a batch as a whole is an error that
//! names the column. The same batch gives the same rows, with any number of threads.

mod arrays;
mod error;
mod file;
mod input;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::RecordBatch;
use sayso::{Reader, Report, Row, StartError};

pub use arrays::{batch, schema};
pub use error::BatchError;
pub use file::File;
pub use input::{COLUMNS, Input};

/// How a batch is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Put the text itself into the rows.
    pub with_text: bool,
    /// Threads.
    pub jobs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            with_text: false,
            jobs: 1,
        }
    }
}

/// What became of one report.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The report's id, as given.
    pub id: Option<String>,
    /// Its row, or why there is none.
    pub row: Result<Box<Row>, String>,
}

/// The reader of this process, which is made once: the model is loaded by the first call.
///
/// # Errors
/// Where what comes with Sayso is damaged.
pub fn reader() -> Result<&'static Reader, &'static StartError> {
    static READER: OnceLock<Result<Reader, StartError>> = OnceLock::new();
    READER.get_or_init(Reader::new).as_ref()
}

/// Reads the reports of a batch, in their order. A web page of several entries gives a row for each, all with its id.
///
/// # Errors
/// Where a column is missing or of a wrong type, or the rows do not fit into one batch.
pub fn read(
    reader: &Reader,
    reports: &RecordBatch,
    options: &Options,
) -> Result<RecordBatch, BatchError> {
    let input = Input::of(reports)?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= reports.num_rows() {
                return done;
            }
            done.push((at, rows(reader, &input, at, options)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        // A row's own faults are caught; threads do not end by any other.
        let jobs = options.jobs.min(reports.num_rows());
        let others: Vec<_> = (1..jobs).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_default());
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    let outcomes: Vec<Outcome> = done.into_iter().flat_map(|(_, rows)| rows).collect();
    batch(&outcomes)
}

/// The rows of one report of a batch.
fn rows(reader: &Reader, input: &Input<'_>, at: usize, options: &Options) -> Vec<Outcome> {
    let id = input.id(at);
    let path = id.clone().unwrap_or_default();
    let read = caught(&path, || {
        let reports = input.reports(at)?;
        let row = |report: &Report| one(reader, report, options.with_text);
        Ok(reports.iter().map(row).collect())
    });
    let rows: Vec<Result<Box<Row>, String>> = match read.flatten() {
        Ok(rows) => rows,
        Err(error) => vec![Err(error)],
    };
    let outcome = |row| Outcome {
        id: id.clone(),
        row,
    };
    rows.into_iter().map(outcome).collect()
}

/// The row of a report.
///
/// # Errors
/// As [`caught`].
pub fn one(reader: &Reader, report: &Report, with_text: bool) -> Result<Box<Row>, String> {
    caught(&report.path, || {
        Box::new(reader.read(report).row_in(with_text))
    })
}

/// Does what is done with one report. A fault in the program does not take the other reports with it: it is told in
/// this one's place.
///
/// # Errors
/// With such a fault.
pub fn caught<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        format!("{path}: reading it failed inside Sayso; please report this with the text")
    })
}
