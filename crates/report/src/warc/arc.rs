//! ARC, as the Internet Archive kept pages until 2009: a line "address host time type length" (version 1) or one with
//! five fields more before the length (version 2), and what the server answered.

use std::io::BufRead;

use super::{Form, Head, Records, told};
use crate::packed::Counted;
use crate::source::PassedOver;
use crate::{ReadError, Report};

/// How an ARC file begins: with a record of its own.
pub(crate) const MAGIC: &[u8] = b"filedesc://";

/// The reports of an ARC file.
pub(crate) fn reports<R: BufRead>(
    path: String,
    archive: Counted<R>,
    passed_over: PassedOver,
) -> impl Iterator<Item = Result<Report, ReadError>> {
    let mut records = Records::new(path.clone(), archive);
    records.form = Form::Arc;
    told(path, records, passed_over)
}

/// Whether a line begins a record.
pub(super) fn begins(line: &[u8]) -> bool {
    let Ok(line) = str::from_utf8(line) else {
        return false;
    };
    let fields: Vec<&str> = line.split_whitespace().take(11).collect();
    let is_number =
        |field: &str| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    matches!(fields.len(), 5 | 10)
        && fields[0].contains(':')
        && fields[2].len() == 14
        && is_number(fields[2])
        && fields.last().is_some_and(|length| is_number(length))
}

/// What the first line of a record says.
pub(super) fn head(line: &[u8]) -> Head {
    let line = String::from_utf8_lossy(line);
    let fields: Vec<&str> = line.split_whitespace().collect();
    let uri = fields.first().copied().unwrap_or_default();
    let own = uri.starts_with("filedesc:") || uri.starts_with("dns:");
    Head {
        kind: if own { "warcinfo" } else { "response" }.to_owned(),
        length: fields.last().and_then(|length| length.parse().ok()),
        uri: Some(uri.to_owned()),
        content_type: fields
            .get(3)
            .map_or_else(String::new, |kind| kind.to_lowercase()),
        truncated: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(address: &str, kind: &str, block: &str, length: usize) -> String {
        format!("{address} 192.0.2.1 20260302050221 {kind} {length}\n{block}\n")
    }

    fn whole(length: impl Fn(&str) -> usize) -> String {
        let page = |name: &str| {
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><meta name=\"date\" content=\"2026-03-02\"><title>Mill {name}</title></head><body><article><h1>Mill {name}</h1>\
                 <p>The mill at Orlen {name} was sold on Monday, the owner said, and its forty hands go home in May.</p>\
                 <p>“We had no other way,” said Ada Lund, who runs it, at a meeting in the town hall of Orlen.</p></article></body></html>"
            )
        };
        let start = "1 0 Crawl\nURL IP-address Archive-date Content-type Archive-length\n";
        let (one, two) = (page("one"), page("two"));
        [
            record("filedesc://a.arc", "text/plain", start, start.len()),
            record("https://post.example/1", "text/html", &one, length(&one)),
            record(
                "https://post.example/p.png",
                "image/png",
                "HTTP/1.1 200 OK\n\nPNG",
                20,
            ),
            record("https://post.example/2", "text/html", &two, two.len()),
        ]
        .concat()
    }

    fn read(archive: &str) -> Vec<Result<Report, ReadError>> {
        let archive = Counted::new(archive.as_bytes());
        reports("a.arc".to_owned(), archive, PassedOver::default()).collect()
    }

    #[test]
    fn an_arc_file_is_read() {
        let found = read(&whole(str::len));
        let told: Vec<_> = found
            .iter()
            .map(|report| {
                let report = report.as_ref().unwrap();
                (report.title.clone().unwrap(), report.url.clone().unwrap())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Mill one".into(), "https://post.example/1".into()),
                ("Mill two".into(), "https://post.example/2".into())
            ]
        );
    }

    #[test]
    fn a_wrong_length_loses_one_record() {
        for wrong in [-90, 40, 4000] {
            let found = read(&whole(|block| block.len().saturating_add_signed(wrong)));
            assert!(found[0].is_err(), "{wrong}");
            let last = found.last().unwrap().as_ref().unwrap();
            assert_eq!(last.url.as_deref(), Some("https://post.example/2"));
        }
    }
}
