//! WARC and ARC archives of web pages, record by record; no more than one record is in memory.

pub(crate) mod arc;
mod http;
mod resumed;

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use crate::packed::Counted;
use crate::source::PassedOver;
use crate::{ReadError, Report, bytes, html, text};
use resumed::Resumed;

/// Bytes of a record that is read at most; larger ones are passed by.
const MOST: u64 = 8 << 20;
/// Bytes of a line of a record's head, and lines of it, at most.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_LINES: usize = 1000;

/// The reports of an archive: pages and texts that were answered in full. Other records are counted.
pub(crate) fn reports<R: BufRead>(
    path: String,
    archive: Counted<R>,
    passed_over: PassedOver,
) -> impl Iterator<Item = Result<Report, ReadError>> {
    let records = Records::new(path.clone(), archive);
    told(path, records, passed_over)
}

/// The reports of records, and at the end an error where there was nothing to read.
fn told<R: BufRead>(
    path: String,
    mut records: Records<R>,
    passed_over: PassedOver,
) -> impl Iterator<Item = Result<Report, ReadError>> {
    let mut ready = VecDeque::new();
    let (mut ended, mut given, mut others) = (false, false, 0usize);
    std::iter::from_fn(move || {
        loop {
            if let Some(report) = ready.pop_front() {
                given = true;
                return Some(Ok(report));
            }
            if ended {
                return None;
            }
            match records.next() {
                Ok(Some(Found::Reports(reports))) => ready.extend(reports),
                Ok(Some(Found::Failed(error))) => {
                    given = true;
                    return Some(Err(error));
                }
                Ok(Some(Found::NoArticle)) => {
                    others += 1;
                    passed_over.one_more();
                }
                Ok(Some(Found::Note)) => {}
                Ok(None) => {
                    ended = true;
                    if !given {
                        return Some(Err(ReadError::NoArticles {
                            path: path.clone(),
                            others,
                        }));
                    }
                }
                Err(error) => {
                    ended = true;
                    return Some(Err(error));
                }
            }
        }
    })
}

/// What a record was.
enum Found {
    Reports(Vec<Report>),
    /// It could not be read; the next may be.
    Failed(ReadError),
    /// It was published, but is no article.
    NoArticle,
    /// The archive's own: what was asked, when and by what program.
    Note,
}

/// What the head of a record says.
#[derive(Default)]
struct Head {
    kind: String,
    length: Option<u64>,
    uri: Option<String>,
    content_type: String,
    truncated: Option<String>,
}

/// What begins the next record, or is there in its place.
enum Next {
    Record {
        /// Where it begins.
        at: u64,
        /// Its first line.
        line: Vec<u8>,
    },
    /// A line that begins none.
    None {
        at: u64,
        line: Vec<u8>,
    },
    End,
}

struct Records<R> {
    path: String,
    archive: Resumed<R>,
    number: usize,
    form: Form,
}

/// How records are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Warc,
    /// Its forerunner: a line that tells address, host, time, type and length, and the answer.
    Arc,
}

impl<R: BufRead> Records<R> {
    fn new(path: String, archive: Counted<R>) -> Self {
        Self {
            path,
            archive: Resumed::new(archive),
            number: 0,
            form: Form::Warc,
        }
    }

    /// The next record. After an error nothing more can be read.
    ///
    /// A record whose length is wrong is named and left out, and the next that begins with its mark is read. What is
    /// too short by its length is followed by no record; what is too long holds the beginning of the next.
    fn next(&mut self) -> Result<Option<Found>, ReadError> {
        let (start, line) = match self.start()? {
            Next::Record { at, line } => (at, line),
            Next::None { at, .. } => {
                return Err(self.damaged("what should be a record is none", at));
            }
            Next::End => return Ok(None),
        };
        self.number += 1;
        let head = match self.form {
            Form::Warc => self.head(start)?,
            Form::Arc => arc::head(&line),
        };
        let Some(length) = head.length else {
            self.seek_next_record()?;
            return Ok(Some(self.failed("is a record without a length".to_owned())));
        };
        if length > MOST {
            return self.pass_by(&head, length, start);
        }
        let mut block = Vec::new();
        (&mut self.archive)
            .take(length)
            .read_to_end(&mut block)
            .map_err(|error| ReadError::io(&self.path, error))?;
        let is_cut = (block.len() as u64) < length;
        let follows = if is_cut { Next::End } else { self.start()? };
        match follows {
            Next::Record { line, .. } => self.archive.push_back(&line),
            Next::End if !is_cut => {}
            other => {
                let rest = match other {
                    Next::None { line, .. } => line,
                    _ => Vec::new(),
                };
                if let Some(at) = self.begins_within(&block) {
                    self.archive.push_back(&rest);
                    self.archive.push_back(&block[at..]);
                    return Ok(Some(self.wrong_length()));
                }
                if is_cut {
                    return Err(self.damaged("a record is cut short", start));
                }
                let at = self.archive.count();
                if self.seek_next_record()? {
                    return Ok(Some(self.wrong_length()));
                }
                // Words behind the last record: it is whole, and they are told when the next is asked for.
                self.archive = Resumed::ended(at.saturating_sub(rest.len() as u64), rest);
            }
        }
        let path = format!("{}#{}", self.path, self.number);
        record(&path, &head, &block, self.form)
            .map(Some)
            .map_err(|error| ReadError::io(&self.path, error))
    }

    /// Passes by a record that is larger than any that is read, line by line: where its length is wrong, the next
    /// begins in it.
    fn pass_by(
        &mut self,
        head: &Head,
        length: u64,
        start: u64,
    ) -> Result<Option<Found>, ReadError> {
        let mut left = length;
        while left > 0 {
            let line = self.line()?;
            if line.is_empty() {
                return Err(self.damaged("a record is cut short", start));
            }
            if self.form.begins(&line) && line.len() < 200 {
                self.archive.push_back(&line);
                return Ok(Some(self.wrong_length()));
            }
            let size = line.len() as u64;
            if size > left {
                let over = usize::try_from(size - left).unwrap_or(0);
                self.archive.push_back(&line[line.len() - over..]);
                break;
            }
            left -= size;
        }
        let is_page = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
        let other = ["image/", "video/", "audio/", "application/"];
        Ok(Some(
            if is_page && !other.iter().any(|kind| head.content_type.starts_with(kind))
                || head.content_type.starts_with("application/http")
            {
                self.failed(format!("this record is larger than {} MB", MOST >> 20))
            } else if is_page {
                Found::NoArticle
            } else {
                Found::Note
            },
        ))
    }

    fn failed(&self, what: String) -> Found {
        Found::Failed(ReadError::Part {
            path: format!("{}#{}", self.path, self.number),
            what,
        })
    }

    fn wrong_length(&self) -> Found {
        self.failed("this record is damaged: its length is wrong".to_owned())
    }

    /// Where the next record begins within a block, if it does.
    fn begins_within(&self, block: &[u8]) -> Option<usize> {
        let lines = block.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        lines.map(|(at, _)| at + 1).find(|&at| {
            let line = &block[at..];
            let end = line.iter().take(4096).position(|&byte| byte == b'\n');
            end.is_some_and(|end| self.form.begins(&line[..=end]))
        })
    }

    /// Goes to the line that begins the next record; whether there is one.
    fn seek_next_record(&mut self) -> Result<bool, ReadError> {
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(false);
            }
            if self.form.begins(&line) {
                self.archive.push_back(&line);
                return Ok(true);
            }
        }
    }

    /// Reads the first line of a record, and where that is.
    fn start(&mut self) -> Result<Next, ReadError> {
        loop {
            let at = self.archive.count();
            let line = self.line()?;
            if line.is_empty() {
                return Ok(Next::End);
            }
            if self.form.begins(&line) {
                return Ok(Next::Record { at, line });
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Next::None { at, line });
            }
        }
    }

    fn head(&mut self, start: u64) -> Result<Head, ReadError> {
        let mut head = Head::default();
        for _ in 0..MOST_LINES {
            let line = self.line()?;
            if line.is_empty() {
                return Err(self.damaged("a record is cut short", start));
            }
            if line.trim_ascii().is_empty() {
                return Ok(head);
            }
            let Some((name, value)) = field(&line) else {
                continue;
            };
            match name.as_str() {
                "warc-type" => head.kind = value.to_lowercase(),
                "content-length" => head.length = value.parse().ok(),
                "warc-target-uri" => {
                    let uri = value.trim_start_matches('<').trim_end_matches('>');
                    head.uri = Some(uri.to_owned());
                }
                "content-type" => head.content_type = value.to_lowercase(),
                "warc-truncated" => head.truncated = Some(value),
                _ => {}
            }
        }
        Err(self.damaged("a record with an endless head", start))
    }

    fn line(&mut self) -> Result<Vec<u8>, ReadError> {
        line(&mut self.archive).map_err(|error| ReadError::io(&self.path, error))
    }

    fn damaged(&self, what: &'static str, offset: u64) -> ReadError {
        ReadError::Damaged {
            path: self.path.clone(),
            what,
            offset,
        }
    }
}

impl Form {
    /// Whether a line is the first of a record.
    fn begins(self, line: &[u8]) -> bool {
        match self {
            Self::Warc => {
                // "WARC/1.1", and nothing else in the line.
                line.strip_prefix(b"WARC/").is_some_and(|version| {
                    let version = version.trim_ascii();
                    version.len() <= 8
                        && version
                            .iter()
                            .all(|byte| byte.is_ascii_digit() || *byte == b'.')
                })
            }
            Self::Arc => arc::begins(line),
        }
    }
}

/// A line with its end, or as much of it as is ever wanted.
fn line(from: impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    from.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// The name in lower case and the value of a line of a head.
fn field(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_lowercase(), value.trim().to_owned()))
}

/// What a record is.
fn record(path: &str, head: &Head, block: &[u8], form: Form) -> io::Result<Found> {
    let mut block = block;
    let body = match head.kind.as_str() {
        "response" if form == Form::Arc && !block.starts_with(b"HTTP") => {
            Some(http::Body::of_type(&head.content_type))
        }
        "response" if form == Form::Arc || head.content_type.starts_with("application/http") => {
            http::Body::after_head(&mut block)?
        }
        // What a crawler keeps of itself: its arguments and its log.
        "resource" | "metadata" if head.uri.as_deref().is_some_and(is_of_a_crawler) => {
            return Ok(Found::Note);
        }
        "resource" | "conversion" => Some(http::Body::of_type(&head.content_type)),
        "response" | "revisit" | "continuation" => None,
        _ => return Ok(Found::Note),
    };
    let Some(body) = body.filter(|body| body.is_words() && !is_for_robots(head.uri.as_deref()))
    else {
        return Ok(Found::NoArticle);
    };
    let words = match body.unpacked(block.to_vec(), MOST) {
        Ok(words) => words,
        Err(http::Unreadable::TooLarge) => {
            return Ok(Found::Failed(ReadError::Part {
                path: path.to_owned(),
                what: format!("this record is larger than {} MB", MOST >> 20),
            }));
        }
        Err(http::Unreadable::Encoding) => return Ok(Found::NoArticle),
    };
    let mut reports = articles(path, words, &body);
    if reports.is_empty() {
        return Ok(Found::NoArticle);
    }
    // Entries of a page that grows have addresses of their own.
    let whole = reports.len() == 1;
    for report in &mut reports {
        if whole || report.path == path {
            report.url = head.uri.clone().or(report.url.take());
        }
        if let Some(reason) = &head.truncated {
            report
                .warnings
                .push(format!("the archive holds only a part of it ({reason})"));
        }
    }
    Ok(Found::Reports(reports))
}

/// The reports of a page or text, if it is one.
fn articles(path: &str, words: Vec<u8>, body: &http::Body) -> Vec<Report> {
    let charset = body.charset();
    let (mut reports, warning) = if body.is_page() {
        let Ok((page, encoding, warning)) = html::decode(path, words, charset) else {
            return Vec::new();
        };
        (html::articles(path, &page, encoding), warning)
    } else {
        let Ok((text, encoding, warning)) = bytes::decode(path, words, charset) else {
            return Vec::new();
        };
        (vec![text::report(path.to_owned(), text, encoding)], warning)
    };
    for report in &mut reports {
        report.warnings.extend(warning.clone());
    }
    reports
}

/// "metadata://gnu.org/software/wget/warc/wget.log", and what Heritrix and Browsertrix keep in the same way.
fn is_of_a_crawler(uri: &str) -> bool {
    [
        "metadata:",
        "urn:pageinfo:",
        "urn:thumbnail:",
        "urn:text:",
        "urn:view:",
    ]
    .iter()
    .any(|start| uri.starts_with(start))
}

/// Texts that sites hold for programs.
fn is_for_robots(uri: Option<&str>) -> bool {
    let page = uri.and_then(|uri| uri.split(['?', '#']).next()?.rsplit('/').next());
    matches!(
        page,
        Some("robots.txt" | "ads.txt" | "app-ads.txt" | "security.txt" | "humans.txt" | "llms.txt")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::Unpacked;
    use crate::testing::gzip;
    use proptest::prelude::*;
    use std::fmt::Write as _;
    use std::io::BufReader;

    const PAGE: &str = r#"<html><head><meta property="article:published_time" content="2026-03-12T10:00:00Z"><title>Bridge shut</title></head>
        <body><article><h1>Bridge shut</h1><p>The swing bridge at Port Callow will stay closed for at least six weeks, the council said on Friday after
        a barge had struck two of its piers.</p><p>“We are talking about weeks, not months,” said the engineer of the council, who put the damage
        at eleven million euros and asked drivers to use the ferry.</p></article></body></html>"#;

    fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{uri}>\r\nWARC-Date: 2026-05-01T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(page: &str, head: &str, body: &[u8]) -> Vec<u8> {
        let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
        let uri = format!("https://post.example/{page}");
        record(
            "response",
            &uri,
            "application/http; msgtype=response",
            &block,
        )
    }

    fn chunked(body: &[u8]) -> Vec<u8> {
        let mut chunks = Vec::new();
        for chunk in body.chunks(100) {
            chunks.extend(format!("{:x};x=y\r\n", chunk.len()).into_bytes());
            chunks.extend([chunk, b"\r\n"].concat());
        }
        [&chunks[..], b"0\r\nX: y\r\n\r\n"].concat()
    }

    fn archive() -> Vec<Vec<u8>> {
        let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
        vec![
            record("warcinfo", "", "application/warc-fields", b"software: own"),
            response("a", html, PAGE.as_bytes()),
            record(
                "request",
                "https://post.example/a",
                "application/http",
                b"GET /a",
            ),
            response(
                "robots.txt",
                "200 OK\r\nContent-Type: text/plain",
                b"User-agent: *",
            ),
            response(
                "gone",
                "404 Not Found\r\nContent-Type: text/html",
                PAGE.as_bytes(),
            ),
            response(
                "b",
                &format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"),
                &chunked(&gzip(PAGE.as_bytes())),
            ),
            response("logo.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            record(
                "conversion",
                "https://post.example/c",
                "text/plain",
                b"It sank.",
            ),
        ]
    }

    fn read(archive: &[u8]) -> (Vec<Result<Report, ReadError>>, usize) {
        let passed_over = PassedOver::default();
        let found = reports(
            "a.warc".to_owned(),
            Counted::new(archive),
            passed_over.clone(),
        );
        (found.collect(), passed_over.count())
    }

    #[test]
    fn pages_and_texts_are_reports_and_the_rest_is_counted() {
        let (found, passed_over) = read(&archive().concat());
        let mut told = String::new();
        for report in &found {
            let report = report.as_ref().unwrap();
            let date = report.published.map(|published| published.date.to_string());
            let _ = writeln!(
                told,
                "{} {} {date:?}",
                report.path,
                report.url.as_deref().unwrap()
            );
        }
        assert_eq!(
            told,
            "a.warc#2 https://post.example/a Some(\"2026-03-12\")\n\
             a.warc#6 https://post.example/b Some(\"2026-03-12\")\n\
             a.warc#8 https://post.example/c None\n"
        );
        assert_eq!(
            found[0].as_ref().unwrap().text,
            found[1].as_ref().unwrap().text
        );
        assert_eq!(passed_over, 3);
    }

    #[test]
    fn a_cut_archive_gives_what_was_whole() {
        let records = archive();
        let whole = records.concat();
        let start = records[..5].concat().len();
        let (found, _) = read(&whole[..start + 500]);
        assert!(found[0].is_ok());
        let end = found[1].as_ref().unwrap_err().to_string();
        assert!(
            end.starts_with(&format!("a.warc: a record is cut short at byte {start}; ")),
            "{end}"
        );
        let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
        let unpacked = Unpacked::new(&packed[..packed.len() - 30]);
        let found: Vec<_> = reports(
            "a.warc.gz".to_owned(),
            Counted::new(BufReader::new(unpacked)),
            PassedOver::default(),
        )
        .collect();
        assert_eq!(found.len(), 3);
        let end = found[2].as_ref().unwrap_err().to_string();
        assert!(
            end.contains(&format!("at byte {}", packed.len() - 30)),
            "{end}"
        );
    }

    #[test]
    fn what_is_too_large_is_left_out_and_the_next_is_read() {
        let html = "200 OK\r\nContent-Type: text/html";
        let bomb = gzip(&vec![b' '; 20 << 20]);
        let archive = [
            response("big", html, &vec![b'a'; 9 << 20]),
            response("bomb", &format!("{html}\r\nContent-Encoding: gzip"), &bomb),
            response("a", html, PAGE.as_bytes()),
        ]
        .concat();
        let (found, passed_over) = read(&archive);
        for report in &found[..2] {
            let error = report.as_ref().unwrap_err().to_string();
            assert!(
                error.contains("larger than 8 MB; it is left out"),
                "{error}"
            );
        }
        assert!(found[2].is_ok());
        assert_eq!(passed_over, 0);
    }

    #[test]
    fn bodies_that_are_not_as_their_heads_say_are_read_as_they_are() {
        let html = "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
        let (found, _) = read(&response("a", html, PAGE.as_bytes()));
        assert!(
            found[0]
                .as_ref()
                .unwrap()
                .text
                .contains("weeks, not months")
        );
    }

    #[test]
    fn a_wrong_length_loses_one_record() {
        let records = archive();
        let whole = |length: &str| {
            let mut records = records.clone();
            let told = String::from_utf8(records[1].clone()).unwrap();
            let at = told.find("Content-Length: ").unwrap() + 16;
            let end = at + told[at..].find('\r').unwrap();
            records[1] = format!("{}{length}{}", &told[..at], &told[end..]).into_bytes();
            records.concat()
        };
        for length in ["20", "700", "1500", "5000", "90000", "99999999999"] {
            let (found, _) = read(&whole(length));
            let named = found[0].as_ref().unwrap_err().to_string();
            assert!(
                named.starts_with("a.warc#2: this record is damaged: its length is wrong"),
                "{length}: {named}"
            );
            let after: Vec<_> = found[1..]
                .iter()
                .map(|report| report.as_ref().unwrap().url.clone().unwrap())
                .collect();
            assert_eq!(
                after,
                ["https://post.example/b", "https://post.example/c"],
                "{length}"
            );
        }
    }

    #[test]
    fn a_record_that_tells_of_archives_is_whole() {
        let words = b"It sank.\nWARC/1.0\nis how a record begins, said Ada Lund.";
        let archive = [
            record("conversion", "https://post.example/c", "text/plain", words),
            record(
                "conversion",
                "https://post.example/d",
                "text/plain",
                b"No one was hurt.",
            ),
        ]
        .concat();
        let (found, _) = read(&archive);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].as_ref().unwrap().text.as_bytes(), words);
    }

    #[test]
    fn a_crawler_s_own_records_are_no_articles_and_none_at_all_is_told() {
        let log = record(
            "resource",
            "metadata://gnu.org/software/wget/warc/wget.log",
            "text/plain",
            b"Opening the archive. The server said the file was saved.",
        );
        let gone = response(
            "gone",
            "404 Not Found\r\nContent-Type: text/html",
            PAGE.as_bytes(),
        );
        let (found, passed_over) = read(&[log.clone(), gone].concat());
        assert_eq!((found.len(), passed_over), (1, 1));
        let told = found[0].as_ref().unwrap_err().to_string();
        assert!(told.contains("no articles in this archive"), "{told}");
        let (found, _) = read(&[log, archive().concat()].concat());
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn what_is_no_record_is_told() {
        let archive = [&archive().concat()[..], b"Some words.\n"].concat();
        let (found, _) = read(&archive);
        let end = found.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(
            end.contains("what should be a record is none at byte"),
            "{end}"
        );
        let (found, _) = read(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n");
        assert!(
            found[0]
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("without a length")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_changed_archive_is_read_or_refused(at in 0usize..4000, with in any::<[u8; 3]>()) {
            let mut archive = archive().concat();
            let at = at % (archive.len() - 3);
            archive[at..at + 3].copy_from_slice(&with);
            let (found, passed_over) = read(&archive);
            prop_assert!(found.len() + passed_over <= 9);
        }
    }
}
