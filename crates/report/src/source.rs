use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use crate::kind::{self, Kind};
use crate::manifest::Entry;
use crate::packed::{self, Counted, Unpacked};
use crate::{PathPattern, ReadError, Report, bytes, feed, html, json, manifest, text, wacz, warc};

/// Where reports come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input, its kind told by its beginning.
    Stdin,
    /// A file, its kind told by its ending and its beginning.
    File(PathBuf),
    /// A list of files.
    Manifest(PathBuf),
    /// An address of the web. This library fetches nothing: give what was fetched to [`from_stream`].
    Address(String),
}

impl Source {
    /// A path as given on a command line; "-" is standard input.
    pub fn from_argument(path: &Path) -> Self {
        match path.to_str() {
            Some("-") => Self::Stdin,
            Some(address) if kind::is_address(address) => Self::Address(address.to_owned()),
            _ => Self::File(path.to_owned()),
        }
    }
}

/// What the user tells of reports that do not tell it themselves.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Date of publication.
    pub published: Option<Date>,
    /// Outlet. It goes before the title of a feed.
    pub outlet: Option<String>,
    /// The part of paths that is the outlet.
    pub outlet_from: Option<PathPattern>,
    /// The part of paths that is the date of publication.
    pub date_from: Option<PathPattern>,
    /// Counts what was passed over in archives.
    pub passed_over: PassedOver,
}

/// Counts the records of archives that hold no article; its clones count together.
#[derive(Clone, Debug, Default)]
pub struct PassedOver(Arc<AtomicUsize>);

impl PassedOver {
    /// How many there were so far.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

type Reports = Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>;

/// The reports of a source, read as they are asked for.
pub fn open(source: Source, options: &ReadOptions) -> Reports {
    match source {
        Source::Stdin => from_stream("-", std::io::stdin(), None, options),
        Source::File(path) => file(&path, options),
        Source::Manifest(path) => match manifest::entries(&path) {
            Ok(entries) => {
                let options = options.clone();
                Box::new(
                    entries
                        .into_iter()
                        .flat_map(move |entry| listed(entry, &options)),
                )
            }
            Err(error) => failed(error),
        },
        Source::Address(address) => failed(not_fetched(address)),
    }
}

/// The reports of a stream, read as they are asked for. `path` is where it comes from: a path, an address or "-".
/// `charset` is the encoding that a server told.
pub fn from_stream(
    path: &str,
    from: impl Read + Send + 'static,
    charset: Option<&str>,
    options: &ReadOptions,
) -> Reports {
    let given = options.clone();
    match opened(path, Box::new(from), charset, options) {
        Ok(reports) => Box::new(reports.map(move |report| {
            report.map(|report| {
                report
                    .or_of_path(&given)
                    .or_given(given.published, given.outlet.as_deref())
            })
        })),
        Err(error) => failed(error),
    }
}

fn failed(error: ReadError) -> Reports {
    Box::new(std::iter::once(Err(error)))
}

fn not_fetched(address: String) -> ReadError {
    ReadError::Address {
        address,
        what: "addresses are not fetched here; save the page or feed and name the file".to_owned(),
    }
}

fn one(report: Result<Report, ReadError>) -> Reports {
    Box::new(std::iter::once(report))
}

/// The reports of a line of a manifest, which tells more of them than the user told of all.
fn listed(entry: Result<Entry, ReadError>, options: &ReadOptions) -> Reports {
    match entry {
        Ok(entry) => {
            let told = ReadOptions {
                published: entry.published.or(options.published),
                outlet: entry.outlet.or_else(|| options.outlet.clone()),
                passed_over: options.passed_over.clone(),
                ..options.clone()
            };
            file(&entry.path, &told)
        }
        Err(error) => failed(error),
    }
}

fn file(path: &Path, options: &ReadOptions) -> Reports {
    let name = path.display().to_string();
    if path.is_dir() {
        return failed(ReadError::Folder { path: name });
    }
    if kind::is_address(&name) {
        return failed(not_fetched(name));
    }
    match File::open(path) {
        Ok(mut file) => {
            let mut head = [0; 4];
            let is_zip = kind::ending(&name) == "wacz"
                && file
                    .read(&mut head)
                    .is_ok_and(|count| wacz::is_zip(&head[..count]));
            if is_zip {
                return of_wacz(path, options);
            }
            // A file that is none is told to be so by its beginning.
            match file.rewind() {
                Ok(()) => from_stream(&name, file, None, options),
                // A pipe has no beginning to go back to; its ending is not that of a zip file.
                Err(_) if kind::ending(&name) != "wacz" => from_stream(&name, file, None, options),
                Err(error) => failed(ReadError::Io { path: name, error }),
            }
        }
        Err(error) => failed(ReadError::Io { path: name, error }),
    }
}

/// The reports of the web archives in a zip file.
fn of_wacz(path: &Path, options: &ReadOptions) -> Reports {
    let name = path.display().to_string();
    let parts = match wacz::archives(path) {
        Ok(parts) if parts.is_empty() => {
            return failed(ReadError::NoArticles {
                path: name,
                others: 0,
            });
        }
        Ok(parts) => parts,
        Err(error) => return failed(error),
    };
    let (path, options) = (path.to_owned(), options.clone());
    Box::new(parts.into_iter().flat_map(move |part| {
        let inner = format!("{name}#{}", part.name);
        match wacz::open(&path, &part) {
            Ok(stream) => from_stream(&inner, stream, None, &options),
            Err(error) => failed(ReadError::Io { path: inner, error }),
        }
    }))
}

type Stream = Box<dyn BufRead + Send>;

/// The reports of a stream, unpacked if it is packed.
fn opened(
    path: &str,
    from: Box<dyn Read + Send>,
    charset: Option<&str>,
    options: &ReadOptions,
) -> Result<Reports, ReadError> {
    let (mut head, mut stream) = looked_at(path, from)?;
    if head.starts_with(packed::MAGIC) {
        (head, stream) = looked_at(path, Box::new(Unpacked::new(stream)))?;
    }
    let kind = kind::told(path, &head, &kind::ending(path))?;
    let name = path.to_owned();
    let outlet = options.outlet.as_deref();
    Ok(match kind {
        Kind::Text => one(plain(name, stream, charset)),
        Kind::Page => page(name, stream, charset, None),
        Kind::PageForFeed => {
            let warning = "is a web page and no feed; it was read as a page";
            page(name, stream, charset, Some(warning))
        }
        Kind::Lines if bytes::is_utf_16(&head) => {
            let (lines, ..) = bytes::decode(path, bytes::read(path, stream)?, None)?;
            Box::new(json::reports(name, Cursor::new(lines)))
        }
        Kind::Lines => Box::new(json::reports(name, stream)),
        Kind::Feed => Box::new(feed::xml_reports(name, &mut stream, charset, outlet)?),
        Kind::JsonFeed => Box::new(feed::json_reports(name, &mut stream, outlet)?),
        Kind::Arc => Box::new(warc::arc::reports(
            name,
            Counted::new(stream),
            options.passed_over.clone(),
        )),
        Kind::Warc => Box::new(warc::reports(
            name,
            Counted::new(stream),
            options.passed_over.clone(),
        )),
    })
}

/// The beginning of a stream, and the whole of it again.
fn looked_at(path: &str, mut from: Box<dyn Read + Send>) -> Result<(Vec<u8>, Stream), ReadError> {
    const HEAD: usize = 8192;
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    // A first line that comes slowly is enough to tell records.
    while filled < HEAD && !(head[0] == b'{' && head[..filled].contains(&b'\n')) {
        match from.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            // What came before it is read first; the error comes again.
            Err(_) if filled > 0 => break,
            Err(error) => return Err(ReadError::io(path, error)),
        }
    }
    head.truncate(filled);
    let whole = Cursor::new(head.clone()).chain(BufReader::new(from));
    Ok((head, Box::new(whole)))
}

fn plain(path: String, from: impl Read, charset: Option<&str>) -> Result<Report, ReadError> {
    let (words, encoding, warning) = bytes::decode(&path, bytes::read(&path, from)?, charset)?;
    let mut report = text::plain(path, words, encoding);
    report.warnings.extend(warning);
    Ok(report)
}

fn page(path: String, from: impl Read, charset: Option<&str>, warning: Option<&str>) -> Reports {
    let read = || {
        let bytes = bytes::read(&path, from)?;
        let (page, encoding, guessed) = html::decode(&path, bytes, charset)?;
        let mut reports = html::reports(&path, &page, encoding)?;
        for report in &mut reports {
            report.warnings.extend(guessed.clone());
            report.warnings.extend(warning.map(str::to_owned));
        }
        Ok(reports)
    };
    match read() {
        Ok(reports) => Box::new(reports.into_iter().map(Ok)),
        Err(error) => failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::gzip;
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

    #[test]
    fn streams_are_told_by_their_beginning() {
        let utf_16 = |text: &str| -> Vec<u8> {
            let marked = format!("\u{feff}{text}");
            marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
        };
        let feed = "<?xml version='1.0' encoding='windows-1252'?><rss><item><description>At the caf\u{e9}, she said.</description></item></rss>";
        let latin = |text: &str| -> Vec<u8> {
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect()
        };
        let record = "{\"text\": \"At the caf\u{e9}, she said.\"}\n";
        for (name, bytes) in [
            ("-", latin(feed)),
            ("-", utf_16(feed)),
            ("-", gzip(&latin(feed))),
            ("a.jsonl", utf_16(record)),
            ("-", record.into()),
            ("a.jsonl.gz", gzip(record.as_bytes())),
            ("a.txt", utf_16("At the caf\u{e9}, she said.")),
        ] {
            let found: Vec<_> =
                from_stream(name, Cursor::new(bytes), None, &ReadOptions::default()).collect();
            assert_eq!(found.len(), 1, "{name}");
            let report = found[0].as_ref().unwrap();
            let text = report.text.trim_start_matches('\u{feff}');
            assert_eq!(text, "At the caf\u{e9}, she said.", "{name}");
        }
    }

    #[test]
    fn addresses_are_no_files() {
        let found = read(Path::new("https://post.example/feed"));
        let message = found[0].as_ref().unwrap_err().to_string();
        assert!(
            message.starts_with("https://post.example/feed: addresses are not fetched here"),
            "{message}"
        );
    }
}
