use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::manifest::Entry;
use crate::{ReadError, Report, bytes, html, json, manifest, text};

/// Where reports come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input: a page, JSON Lines or a text, told by its beginning.
    Stdin,
    /// A file, its kind told by its ending.
    File(PathBuf),
    /// A list of files.
    Manifest(PathBuf),
}

impl Source {
    /// A path as given on a command line; "-" is standard input.
    pub fn from_argument(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::File(path.to_owned())
        }
    }
}

/// What the user tells of reports that do not tell it themselves.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Date of publication.
    pub published: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
}

type Reports<'o> = Box<dyn Iterator<Item = Result<Report, ReadError>> + Send + 'o>;

/// The reports of a source, read as they are asked for.
pub fn open(source: Source, options: &ReadOptions) -> Reports<'_> {
    let reports = match source {
        Source::Stdin => sniffed(),
        Source::File(path) => file(&path),
        Source::Manifest(path) => match manifest::entries(&path) {
            Ok(entries) => Box::new(entries.into_iter().flat_map(listed)),
            Err(error) => failed(error),
        },
    };
    Box::new(reports.map(|report| {
        report.map(|report| report.or_given(options.published, options.outlet.as_deref()))
    }))
}

fn failed(error: ReadError) -> Reports<'static> {
    Box::new(std::iter::once(Err(error)))
}

fn one(report: Result<Report, ReadError>) -> Reports<'static> {
    Box::new(std::iter::once(report))
}

fn listed(entry: Result<Entry, ReadError>) -> Reports<'static> {
    match entry {
        Ok(Entry {
            path,
            published,
            outlet,
        }) => {
            Box::new(file(&path).map(move |report| {
                report.map(|report| report.or_given(published, outlet.as_deref()))
            }))
        }
        Err(error) => failed(error),
    }
}

fn file(path: &Path) -> Reports<'static> {
    let name = path.display().to_string();
    if path.is_dir() {
        return failed(ReadError::Folder { path: name });
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return failed(ReadError::Io { path: name, error }),
    };
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
        .to_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => Box::new(json::reports(name, BufReader::new(file))),
        "html" | "htm" | "xhtml" => one(page(name, file)),
        _ => one(plain(name, file)),
    }
}

fn plain(path: String, from: impl Read) -> Result<Report, ReadError> {
    let (words, encoding, warning) = bytes::decode(&path, bytes::read(&path, from)?, None)?;
    let mut report = text::report(path, words, encoding);
    report.warnings.extend(warning);
    Ok(report)
}

fn page(path: String, from: impl Read) -> Result<Report, ReadError> {
    let bytes = bytes::read(&path, from)?;
    let declared = html::declared_encoding(&bytes);
    let (page, encoding, warning) = bytes::decode(&path, bytes, declared.as_deref())?;
    let mut report = html::report(path, &page, encoding)?;
    report.warnings.extend(warning);
    Ok(report)
}

/// Standard input, its kind told by its first character.
fn sniffed() -> Reports<'static> {
    let path = "-".to_owned();
    let mut input = BufReader::new(std::io::stdin());
    let beginning = match input.fill_buf() {
        Ok(buffer) => String::from_utf8_lossy(buffer)
            .trim_start_matches('\u{feff}')
            .trim_start()
            .to_lowercase(),
        Err(error) => return failed(ReadError::Io { path, error }),
    };
    if beginning.starts_with("<!doctype html")
        || beginning.starts_with("<html")
        || beginning.starts_with("<?xml")
    {
        one(page(path, input))
    } else if beginning.starts_with('{') {
        Box::new(json::reports(path, input))
    } else {
        one(plain(path, input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(path: &Path) -> Vec<Result<Report, ReadError>> {
        open(Source::from_argument(path), &ReadOptions::default()).collect()
    }

    #[test]
    fn bad_files_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let found = read(folder.path());
        let message = found[0].as_ref().unwrap_err().to_string();
        assert!(
            message.contains("folder") && message.contains(&folder.path().display().to_string()),
            "{message}"
        );
        let missing = folder.path().join("none.txt");
        assert!(
            read(&missing)[0]
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("none.txt")
        );
    }

    #[test]
    fn manifests_give_dates_and_outlets() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "The ferry sank.").unwrap();
        let mut list = File::create(folder.path().join("list.tsv")).unwrap();
        write!(
            list,
            "a.txt\t2026-03-11\tPost\na.txt\t2026-99-11\nnone.txt\n"
        )
        .unwrap();
        let found: Vec<_> = open(
            Source::Manifest(folder.path().join("list.tsv")),
            &ReadOptions::default(),
        )
        .collect();
        let first = found[0].as_ref().unwrap();
        assert_eq!(
            (
                first.published.unwrap().date.to_string().as_str(),
                first.outlet.as_deref()
            ),
            ("2026-03-11", Some("Post"))
        );
        assert!(matches!(found[1], Err(ReadError::Manifest { line: 2, .. })));
        assert!(matches!(found[2], Err(ReadError::Io { .. })));
    }
}
