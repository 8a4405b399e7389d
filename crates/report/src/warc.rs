//! WARC archives of web pages, record by record; no more than one record is in memory.

mod http;

use std::io::{self, BufRead, Read};

use crate::packed::Counted;
use crate::source::PassedOver;
use crate::{ReadError, Report, bytes, html, text};

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
    let mut records = Records {
        path,
        archive,
        number: 0,
    };
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            match records.next() {
                Ok(Some(Found::Report(report))) => return Some(Ok(*report)),
                Ok(Some(Found::Failed(error))) => return Some(Err(error)),
                Ok(Some(Found::NoArticle)) => passed_over.one_more(),
                Ok(Some(Found::Note)) => {}
                Ok(None) => ended = true,
                Err(error) => {
                    ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    })
}

/// What a record was.
enum Found {
    Report(Box<Report>),
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

struct Records<R> {
    path: String,
    archive: Counted<R>,
    number: usize,
}

impl<R: BufRead> Records<R> {
    /// The next record. After an error nothing more can be read.
    fn next(&mut self) -> Result<Option<Found>, ReadError> {
        let Some(start) = self.start()? else {
            return Ok(None);
        };
        self.number += 1;
        let head = self.head(start)?;
        let Some(length) = head.length else {
            return Err(self.damaged("a record without a length", start));
        };
        let path = format!("{}#{}", self.path, self.number);
        let mut block = (&mut self.archive).take(length);
        let read = record(&path, &head, length, &mut block);
        let left = read.and_then(|found| {
            io::copy(&mut block, &mut io::sink())?;
            Ok((found, block.limit()))
        });
        match left {
            Ok((found, 0)) => Ok(Some(found)),
            Ok(_) => Err(self.damaged("a record is cut short", start)),
            Err(error) => Err(ReadError::io(&self.path, error)),
        }
    }

    /// Goes to the first line of a record; gives where that is.
    fn start(&mut self) -> Result<Option<u64>, ReadError> {
        loop {
            let at = self.archive.count();
            let line = self.line()?;
            if line.is_empty() {
                return Ok(None);
            }
            if line.starts_with(b"WARC/") {
                return Ok(Some(at));
            }
            if !line.trim_ascii().is_empty() {
                return Err(self.damaged("what should be a record is none", at));
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

/// What a record of `length` bytes is; as much of it is read as that takes.
fn record(path: &str, head: &Head, length: u64, block: &mut impl BufRead) -> io::Result<Found> {
    let body = match head.kind.as_str() {
        "response" if head.content_type.starts_with("application/http") => {
            http::Body::after_head(block)?
        }
        "resource" | "conversion" => Some(http::Body::of_type(&head.content_type)),
        "response" | "revisit" | "continuation" => None,
        _ => return Ok(Found::Note),
    };
    let Some(body) = body.filter(|body| body.is_words() && !is_for_robots(head.uri.as_deref()))
    else {
        return Ok(Found::NoArticle);
    };
    let failed = |what: String| {
        Found::Failed(ReadError::Part {
            path: path.to_owned(),
            what,
        })
    };
    let too_large = || failed(format!("this record is larger than {} MB", MOST >> 20));
    if length > MOST {
        return Ok(too_large());
    }
    let mut words = Vec::new();
    block.read_to_end(&mut words)?;
    let words = match body.unpacked(words, MOST) {
        Ok(words) => words,
        Err(http::Unreadable::TooLarge) => return Ok(too_large()),
        Err(http::Unreadable::Encoding) => return Ok(Found::NoArticle),
    };
    let Some(mut report) = article(path, words, &body) else {
        return Ok(Found::NoArticle);
    };
    report.url = head.uri.clone().or(report.url);
    if let Some(reason) = &head.truncated {
        report
            .warnings
            .push(format!("the archive holds only a part of it ({reason})"));
    }
    Ok(Found::Report(Box::new(report)))
}

/// The report of a page or text, if it is one.
fn article(path: &str, words: Vec<u8>, body: &http::Body) -> Option<Report> {
    let charset = body.charset();
    let path = path.to_owned();
    let (mut report, warning) = if body.is_page() {
        let (page, encoding, warning) = html::decode(&path, words, charset).ok()?;
        (html::article(path, &page, encoding)?, warning)
    } else {
        let (text, encoding, warning) = bytes::decode(&path, words, charset).ok()?;
        (text::report(path, text, encoding), warning)
    };
    report.warnings.extend(warning);
    Some(report)
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
