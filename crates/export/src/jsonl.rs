//! The rows of `sayso read --format jsonl`, with their numbers in the ledger.

use std::io::Write;

use sayso::Row;
use sayso_ledger::Ledger;
use serde::Serialize;

use crate::{ExportError, Request};

#[derive(Serialize)]
struct Line<'r> {
    /// The report's number in the ledger.
    id: i64,
    /// The number of its first version.
    first: i64,
    /// The number of the version before.
    previous: Option<i64>,
    /// SHA-256 of what was published.
    content: &'r str,
    #[serde(flatten)]
    row: &'r Row,
}

pub(crate) fn write(
    ledger: &Ledger,
    request: &Request,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    ledger.each_report(&request.reports, |mut report| {
        if request.with_text {
            report.row.report.text = Some(std::mem::take(&mut report.text));
        }
        let line = Line {
            id: report.id,
            first: report.first,
            previous: report.previous,
            content: &report.content,
            row: &report.row,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
        Ok(())
    })
}
