//! Reports that are added from the page.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use sayso::Day;
use sayso::Report;
use sayso::report::{Basis, Published, ReadError, ReadOptions, Source, from_stream};
use sayso_ledger::{BATCH, Entry, Ledger, Outcome};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::asked::{Asked, Sent, body, is_of, words};
use super::json;
use super::lists::Nothing;
use crate::desk::{Desk, Reading};
use crate::problem::Problem;
use crate::shelf::on_a_thread;

/// Bytes of a file at most; `sayso add` takes any number.
pub(super) const LARGEST: usize = 64 << 20;

/// What is known of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileAsked {
    /// Its name, by whose ending its kind is told.
    #[serde(default, deserialize_with = "words")]
    name: Option<String>,
    #[serde(default, deserialize_with = "words")]
    outlet: Option<String>,
    published: Option<Day>,
    /// Only to tell what would be added.
    #[serde(default)]
    preview: bool,
}

/// A text that was pasted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pasted {
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    url: Option<String>,
    published: Option<Day>,
    #[serde(default)]
    preview: bool,
}

/// What became of the reports.
#[derive(Default, Serialize)]
struct Told {
    added: Vec<AddedTold>,
    failed: Vec<String>,
}

#[derive(Serialize)]
struct AddedTold {
    report: i64,
    #[serde(flatten)]
    named: Named,
    /// new, known, revision or removed.
    outcome: &'static str,
}

/// What a report tells of itself.
#[derive(Clone, Serialize)]
struct Named {
    path: String,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    warnings: Vec<String>,
}

/// What would be added.
#[derive(Default, Serialize)]
struct Previewed {
    preview: Vec<Preview>,
    failed: Vec<String>,
}

#[derive(Serialize)]
struct Preview {
    #[serde(flatten)]
    named: Named,
    published_basis: Option<&'static str>,
    url: Option<String>,
    authors: Vec<String>,
    language: Option<&'static str>,
    words: usize,
    statements: usize,
    /// The number of the report that the ledger has with this content.
    known: Option<i64>,
}

/// Reports that are previewed at most: a feed or archive may have thousands.
const PREVIEWED: usize = 50;

/// Tells what would be added; nothing is kept.
fn preview(
    ledger: &Ledger,
    reading: &Reading,
    reports: impl Iterator<Item = Result<Report, String>>,
) -> Result<Response, Problem> {
    let mut told = Previewed::default();
    for report in reports.take(PREVIEWED) {
        match report {
            Err(complaint) => told.failed.push(complaint),
            Ok(report) => {
                let found = catch_unwind(AssertUnwindSafe(|| reading.reader.read(&report)));
                let Ok(found) = found else {
                    told.failed.push(broken(&report));
                    continue;
                };
                told.preview.push(Preview {
                    published_basis: report.published.map(|published| published.basis.as_str()),
                    url: report.url.clone(),
                    authors: report.authors.clone(),
                    language: report.language.as_ref().map(|language| language.code),
                    words: found.analysis.words.len(),
                    statements: found.statements.len(),
                    known: ledger.holds(&report)?,
                    named: Named::of(&report, found.warnings()),
                });
            }
        }
    }
    json(&told)
}

fn broken(report: &Report) -> String {
    format!(
        "{}: reading it failed inside Sayso; please report this with the file",
        report.path
    )
}

impl Named {
    fn of(report: &Report, warnings: Vec<String>) -> Self {
        Self {
            path: report.path.clone(),
            title: report.title.clone(),
            published: report.published.map(|published| published.date.to_string()),
            outlet: report.outlet.clone(),
            warnings,
        }
    }
}

/// A text that was pasted.
pub(super) async fn text(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(pasted): Sent<Pasted>,
) -> Result<Response, Problem> {
    let shelf = Arc::clone(&desk.shelf);
    if pasted.preview {
        let ask = move |ledger: &Ledger| {
            preview(ledger, desk.reading()?, std::iter::once(pasted.report()))
        };
        return shelf.ask(ask).await;
    }
    let change = move |ledger: &mut Ledger| {
        store(ledger, desk.reading()?, std::iter::once(pasted.report()))?.answer()
    };
    shelf.change(change).await
}

/// A file, as it is.
pub(super) async fn file(
    State(desk): State<Arc<Desk>>,
    Asked(asked): Asked<FileAsked>,
    request: Request,
) -> Result<Response, Problem> {
    is_of(&request, "application/octet-stream")?;
    let bytes = body(request, &(), LARGEST).await?;
    let shelf = Arc::clone(&desk.shelf);
    if asked.preview {
        let ask = move |ledger: &Ledger| preview(ledger, desk.reading()?, from_file(&asked, bytes));
        return shelf.ask(ask).await;
    }
    let change = move |ledger: &mut Ledger| {
        store(ledger, desk.reading()?, from_file(&asked, bytes))?.answer()
    };
    shelf.change(change).await
}

/// A page or feed of the web that the user names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    address: String,
    #[serde(default)]
    preview: bool,
}

/// What lies at an address of the web; nothing else is ever fetched.
pub(super) async fn address(
    State(desk): State<Arc<Desk>>,
    Asked(Nothing {}): Asked<Nothing>,
    Sent(named): Sent<Address>,
) -> Result<Response, Problem> {
    let Some(fetch) = desk.fetch else {
        return Err(Problem::new(
            StatusCode::NOT_IMPLEMENTED,
            "this Sayso fetches nothing; save the page and add the file",
        ));
    };
    let address = named.address.trim().to_owned();
    if !matches!(
        Source::from_argument(Path::new(&address)),
        Source::Address(_)
    ) {
        return Err(Problem::bad(format!(
            "address: {address:?} is none of the web; it begins with https:// or http://"
        )));
    }
    // Fetched before the ledger is taken, which others may want to change in the meantime.
    let reports =
        on_a_thread(move || Ok(fetch(&address, &ReadOptions::default()).collect::<Vec<_>>()));
    let reports = reports.await?;
    let shelf = Arc::clone(&desk.shelf);
    if named.preview {
        let ask =
            move |ledger: &Ledger| preview(ledger, desk.reading()?, reports.into_iter().map(told));
        return shelf.ask(ask).await;
    }
    let change = move |ledger: &mut Ledger| {
        store(ledger, desk.reading()?, reports.into_iter().map(told))?.answer()
    };
    shelf.change(change).await
}

impl Pasted {
    fn report(self) -> Result<Report, String> {
        if self.text.trim().is_empty() {
            return Err("the text is empty".to_owned());
        }
        let some = |words: Option<String>| words.filter(|words| !words.trim().is_empty());
        // The path of standard input: no other text is a later version of this one.
        let report = Report::from_text("-", self.text);
        Ok(Report {
            title: some(self.title),
            outlet: some(self.outlet),
            url: some(self.url),
            published: self.published.map(given).or(report.published),
            ..report
        })
    }
}

fn given(Day(date): Day) -> Published {
    Published {
        date,
        basis: Basis::Given,
    }
}

/// Reads what a file holds: the same kinds as `sayso add` reads, in the same way.
fn from_file(
    asked: &FileAsked,
    bytes: Bytes,
) -> impl Iterator<Item = Result<Report, String>> + use<> {
    // Named by its bytes too, so that another file of the same name is no later version of this one.
    let digest = Sha256::digest(&bytes);
    let mark: String = digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = file_name(asked.name.as_deref().unwrap_or_default());
    let options = ReadOptions {
        published: asked.published.map(|Day(date)| date),
        outlet: asked.outlet.clone(),
        ..ReadOptions::default()
    };
    let reports: Vec<_> = from_stream(
        &format!("{mark}/{name}"),
        Cursor::new(bytes),
        None,
        &options,
    )
    .map(told)
    .collect();
    reports.into_iter()
}

fn told(report: Result<Report, ReadError>) -> Result<Report, String> {
    report.map_err(|error| error.to_string())
}

/// The last part of a name, without what no file system takes. Its ending stays.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| c.is_alphanumeric() || " ._-()".contains(*c))
        .collect();
    let plain = plain.trim_start_matches('.').trim();
    let from = plain.chars().count().saturating_sub(80);
    let short: String = plain.chars().skip(from).collect();
    if short.is_empty() {
        "report.txt".to_owned()
    } else {
        short
    }
}

fn store(
    ledger: &mut Ledger,
    reading: &Reading,
    reports: impl Iterator<Item = Result<Report, String>>,
) -> Result<Told, Problem> {
    let mut told = Told::default();
    let mut batch = Vec::new();
    let mut names = Vec::new();
    for report in reports {
        let report = match report {
            Ok(report) => report,
            Err(complaint) => {
                told.failed.push(complaint);
                continue;
            }
        };
        // A fault in the program must not take the other reports with it.
        let entry = catch_unwind(AssertUnwindSafe(|| {
            let found = reading.reader.read(&report);
            (Entry::new(&found, &reading.tables), found.warnings())
        }));
        match entry {
            Ok((entry, warnings)) => {
                batch.push(entry);
                names.push(Named::of(&report, warnings));
            }
            Err(_) => told.failed.push(broken(&report)),
        }
        if batch.len() == BATCH {
            told.keep(ledger, &mut batch, &mut names)?;
        }
    }
    told.keep(ledger, &mut batch, &mut names)?;
    Ok(told)
}

impl Told {
    /// That something was added, or that nothing could be.
    fn answer(&self) -> Result<Response, Problem> {
        let mut answer = json(self)?;
        if !self.added.is_empty() {
            *answer.status_mut() = StatusCode::CREATED;
        }
        Ok(answer)
    }

    fn keep(
        &mut self,
        ledger: &mut Ledger,
        batch: &mut Vec<Entry>,
        names: &mut Vec<Named>,
    ) -> Result<(), Problem> {
        let added = ledger.add(batch.drain(..))?;
        for (added, named) in added.into_iter().zip(names.drain(..)) {
            self.added.push(AddedTold {
                report: added.report,
                named,
                outcome: match added.outcome {
                    Outcome::New => "new",
                    Outcome::Known => "known",
                    Outcome::Revision(_) => "revision",
                    Outcome::Removed => "removed",
                },
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        for (name, plain) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\a b.html", "a b.html"),
            ("..", "report.txt"),
            (".bashrc", "bashrc"),
            ("", "report.txt"),
            ("a\0b\n.txt", "ab.txt"),
        ] {
            assert_eq!(file_name(name), plain);
        }
        assert!(file_name(&"é".repeat(400)).chars().count() <= 80);
    }
}
