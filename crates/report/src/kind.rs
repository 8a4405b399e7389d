//! What a stream of bytes is, by its beginning and the ending of its name.

use crate::warc::arc;
use crate::{ReadError, bytes};

/// What a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Page,
    /// A page under the name of a feed.
    PageForFeed,
    Lines,
    Feed,
    JsonFeed,
    Warc,
    Arc,
}

/// Tells what a stream holds. What is no text is refused.
pub(crate) fn told(path: &str, head: &[u8], ending: &str) -> Result<Kind, ReadError> {
    let must_begin = matches!(ending, "xml" | "rss" | "atom" | "warc" | "arc");
    if must_begin && head.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty {
            path: path.to_owned(),
        });
    }
    if head.starts_with(b"WARC/") {
        return Ok(Kind::Warc);
    }
    if head.starts_with(arc::MAGIC) {
        return Ok(Kind::Arc);
    }
    if !bytes::is_utf_16(head) {
        bytes::refuse_binary(path, head)?;
    }
    let beginning = bytes::glance(head);
    let root = root(&beginning).unwrap_or_default();
    let is_page = root == "html";
    if matches!(root.as_str(), "rss" | "feed" | "rdf") {
        return Ok(Kind::Feed);
    }
    let is_record = beginning.trim_start().starts_with('{');
    let is_json_feed = is_record && beginning.contains("jsonfeed.org/version/");
    let none = |wanted: &'static str, what: &str| {
        Err(ReadError::Form {
            path: path.to_owned(),
            what: what.to_owned(),
            wanted,
        })
    };
    match ending {
        "html" | "htm" | "xhtml" => Ok(Kind::Page),
        "jsonl" | "ndjson" => Ok(Kind::Lines),
        "xml" | "rss" | "atom" if is_page => Ok(Kind::PageForFeed),
        "xml" | "rss" | "atom" if is_json_feed => Ok(Kind::JsonFeed),
        "xml" | "rss" | "atom" => none(
            "RSS, Atom or a JSON Feed",
            &match root.as_str() {
                "" => "is no feed".to_owned(),
                root => format!("is no feed but XML of another kind (<{root}>)"),
            },
        ),
        "warc" => none("records that begin with WARC/1", "is no WARC archive"),
        "arc" => none("a record that begins with filedesc://", "is no ARC archive"),
        _ if is_json_feed => Ok(Kind::JsonFeed),
        "txt" => Ok(Kind::Text),
        _ if is_page => Ok(Kind::Page),
        "" if is_record => Ok(Kind::Lines),
        _ => Ok(Kind::Text),
    }
}

/// The name of the first element, without its prefix and in lower case.
fn root(beginning: &str) -> Option<String> {
    let mut rest = beginning;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if let Some(kind) = rest.strip_prefix("<!") {
            let name = kind.get(..12).unwrap_or_default().to_lowercase();
            if name == "doctype html" {
                return Some("html".to_owned());
            }
            // Entities may be declared in brackets.
            match kind.find(['[', '>']) {
                Some(at) if kind[at..].starts_with('[') => {
                    kind[at..].split_once(']')?.1.split_once('>')?.1
                }
                _ => kind.split_once('>')?.1,
            }
        } else {
            break;
        };
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    let name = name[..end].to_lowercase();
    let plain = name.split_once(':').map_or(name.as_str(), |(_, name)| name);
    let is_name = plain.starts_with(char::is_alphabetic);
    is_name.then(|| plain.to_owned())
}

/// The ending of a file's name or of an address's path, in lower case and without ".gz". An address without one of
/// ours has none.
pub(crate) fn ending(path: &str) -> String {
    let address = is_address(path);
    let path = if address {
        path.split(['?', '#']).next().unwrap_or_default()
    } else {
        path
    };
    let name = path
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if address && !ENDINGS.contains(&ending) {
        return String::new();
    }
    ending.to_owned()
}

/// The endings of the files that hold reports; each may be followed by ".gz".
const ENDINGS: &[&str] = &[
    "txt", "html", "htm", "xhtml", "jsonl", "ndjson", "xml", "rss", "atom", "warc", "arc", "wacz",
];

/// Whether a file of this name holds reports, by its ending.
pub fn holds_reports(name: &str) -> bool {
    ENDINGS.contains(&ending(name).as_str())
}

/// Whether a path is an address of the web.
pub(crate) fn is_address(path: &str) -> bool {
    let scheme = |scheme: &str| {
        path.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    scheme("https://") || scheme("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(head: &str, name: &str) -> Result<Kind, ReadError> {
        told(name, head.as_bytes(), &ending(name))
    }

    #[test]
    fn feeds_are_told_by_content() {
        for head in [
            "<rss version='2.0'>",
            "\u{feff}<?xml version='1.0'?>\n<!-- by hand > --><!DOCTYPE rss><rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<rdf:RDF\nxmlns:rdf='a'>",
            "<!DOCTYPE rss [\n<!ENTITY paper \"Post > Star\">\n]><rss>",
        ] {
            for name in ["a.xml", "a.txt", "a", "https://post.example/feed"] {
                assert_eq!(kind(head, name).unwrap(), Kind::Feed, "{head}");
            }
        }
        let json = "{\"version\": \"https://jsonfeed.org/version/1.1\"}";
        assert_eq!(kind(json, "a.json").unwrap(), Kind::JsonFeed);
        assert_eq!(
            kind("<!DOCTYPE HTML>", "a.rss.gz").unwrap(),
            Kind::PageForFeed
        );
        let other = kind("<urlset>", "map.xml").unwrap_err().to_string();
        assert_eq!(
            other,
            "map.xml: is no feed but XML of another kind (<urlset>); wanted RSS, Atom or a JSON Feed"
        );
    }

    #[test]
    fn the_rest_is_told_by_its_ending_first() {
        assert_eq!(kind("<html>", "a.txt").unwrap(), Kind::Text);
        assert_eq!(kind("<html>", "-").unwrap(), Kind::Page);
        assert_eq!(kind("{\"text\":", "-").unwrap(), Kind::Lines);
        assert_eq!(kind("< 5 dead", "-").unwrap(), Kind::Text);
        assert_eq!(
            kind("<html>", "https://post.example/a?b=c.txt").unwrap(),
            Kind::Page
        );
        assert_eq!(kind("WARC/1.0\r\n", "a.bin").unwrap(), Kind::Warc);
        assert!(matches!(
            kind("words", "a.warc.gz"),
            Err(ReadError::Form { .. })
        ));
        assert!(matches!(kind(" \n", "a.xml"), Err(ReadError::Empty { .. })));
    }
}
