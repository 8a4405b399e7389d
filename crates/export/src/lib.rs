//! Writes what a ledger holds in the formats of others.
//!
//! [`write()`] gives one stream; [`write_folder`] one file a table. Reports are taken from the ledger one after the
//! other, so that memory does not grow with it, and the same ledger gives the same bytes.
//!
//! ```no_run
//! use sayso_export::{Format, Request};
//! use sayso_ledger::Ledger;
//!
//! let ledger = Ledger::open_to_read("bridge.sayso".as_ref())?;
//! sayso_export::write(&ledger, &Request::new(Format::Geojson), std::io::stdout())?;
//! # Ok::<(), sayso_export::ExportError>(())
//! ```

mod annotations;
mod columns;
mod countries;
mod error;
mod folder;
mod gdelt;
mod ged;
mod geojson;
mod jsonl;
mod participants;
mod plover;
mod table;
mod tables;

use std::io::{BufWriter, Write};

use sayso_ledger::{Ledger, ReportQuery};

pub use annotations::{ANNOTATED, annotations_of};
pub use countries::{TABLES, check, install};
pub use error::ExportError;
pub use folder::{write_file, write_folder};

use table::{Sheet, Table};

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The rows of `sayso read`, one report a line, with their numbers in the ledger.
    Jsonl,
    /// Comma-separated values, one file a table.
    Csv,
    /// Apache Parquet, one file a table.
    Parquet,
    /// Events and places on the map.
    Geojson,
    /// W3C Web Annotations as JSON-LD.
    Annotations,
    /// Events by the JSON fields of PLOVER.
    Plover,
    /// Events in the columns of GDELT 1.0.
    Gdelt,
    /// Events in the columns of GDELT 2.0.
    Gdelt2,
    /// Deadly assaults in the columns of UCDP GED.
    Ged,
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Request {
    /// In which form.
    pub format: Format,
    /// Of which reports.
    pub reports: ReportQuery,
    /// Which table; for CSV and Parquet only.
    pub table: Option<String>,
    /// Whether with the text of the reports; for JSON Lines only.
    pub with_text: bool,
}

impl Request {
    /// All reports in a format.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            reports: ReportQuery::default(),
            table: None,
            with_text: false,
        }
    }
}

/// The names of the tables that CSV and Parquet have.
pub fn tables() -> Vec<&'static str> {
    tables::TABLES.iter().map(|table| table.name).collect()
}

/// The columns of such a table, with what they hold; none where there is no table of that name.
pub fn columns(table: &str) -> Vec<(String, sayso::rows::Shape)> {
    tables::named(Some(table)).map_or_else(|_| Vec::new(), |table| (table.fill)().columns())
}

/// Writes one stream.
///
/// # Errors
/// Where the ledger can't be read or `out` written, and for CSV and Parquet where no table is named.
pub fn write(
    ledger: &Ledger,
    request: &Request,
    out: impl Write + Send,
) -> Result<(), ExportError> {
    let mut out = BufWriter::new(out);
    match request.format {
        Format::Jsonl => jsonl::write(ledger, request, &mut out)?,
        Format::Geojson => geojson::write(ledger, request, &mut out)?,
        Format::Annotations => annotations::write(ledger, request, &mut out)?,
        Format::Plover => plover::write(ledger, request, &mut out)?,
        Format::Csv | Format::Parquet => {
            let table = tables::named(request.table.as_deref())?;
            sheet(ledger, request, table, &mut out)?;
        }
        Format::Gdelt => sheet(ledger, request, &gdelt::GDELT, &mut out)?,
        Format::Gdelt2 => sheet(ledger, request, &gdelt::GDELT2, &mut out)?,
        Format::Ged => sheet(ledger, request, &ged::GED, &mut out)?,
    }
    out.flush()?;
    Ok(())
}

fn sheet(
    ledger: &Ledger,
    request: &Request,
    table: &Table,
    out: impl Write + Send,
) -> Result<(), ExportError> {
    let mut sheet = Sheet::new(table, request.format == Format::Parquet, out)?;
    ledger.each_report(&request.reports, |report| sheet.add(&report))?;
    sheet.close()
}
