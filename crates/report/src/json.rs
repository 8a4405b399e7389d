//! JSON Lines: one report a line.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::{ReadError, Record, Report};

/// Bytes of one line at most.
const LONGEST: u64 = 64 << 20;

/// The reports of a stream of lines; a line that is none is an error and the next goes on.
pub(crate) fn reports(
    path: String,
    mut lines: impl BufRead,
) -> impl Iterator<Item = Result<Report, ReadError>> {
    let mut number = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let mut line = Vec::new();
            match std::io::Read::take(&mut lines, LONGEST).read_until(b'\n', &mut line) {
                Err(error) => {
                    ended = true;
                    return Some(Err(ReadError::io(&path, error)));
                }
                Ok(0) => return None,
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) if line.len() as u64 == LONGEST && !line.ends_with(b"\n") => {
                    // What is wrong with the rest is told when the next line is asked for.
                    let _ = lines.skip_until(b'\n');
                    return Some(Err(ReadError::Record {
                        path: path.clone(),
                        line: number,
                        what: format!("longer than {} MB", LONGEST >> 20),
                    }));
                }
                Ok(_) => return Some(record(&path, number, &line)),
            }
        }
        None
    })
}

fn record(path: &str, line: usize, bytes: &[u8]) -> Result<Report, ReadError> {
    let wrong = |what: String| ReadError::Record {
        path: path.to_owned(),
        line,
        what,
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| wrong(format!("no JSON ({error})")))?;
    let Value::Object(record) = value else {
        return Err(wrong("no object".to_owned()));
    };
    let field = |names: &[&str]| first_text(&record, names);
    let words = field(&["text", "body", "content", "article"])
        .ok_or_else(|| wrong("no text".to_owned()))?;
    if words.trim().is_empty() {
        return Err(wrong("its text is empty".to_owned()));
    }
    let own = field(&["path", "id", "url"]);
    let record = Record {
        path: own.unwrap_or_else(|| format!("{path}#{line}")),
        title: field(&["title", "headline"]),
        outlet: field(&["outlet", "source", "publisher", "site"]),
        url: field(&["url", "link"]),
        authors: authors(&record),
        published: field(&["published", "date", "datePublished", "published_at"]),
    };
    Ok(record.of_text(words))
}

/// The first of the fields that is there, if it is a text.
pub(crate) fn first_text(record: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let found = names
        .iter()
        .find_map(|name| record.get(*name).and_then(Value::as_str));
    found.filter(|text| !text.is_empty()).map(str::to_owned)
}

fn authors(record: &Map<String, Value>) -> Vec<String> {
    match record.get("authors").or_else(|| record.get("author")) {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Vec<Result<Report, ReadError>> {
        reports("a.jsonl".to_owned(), lines.as_bytes()).collect()
    }

    #[test]
    fn reads_records_and_goes_on_after_bad_ones() {
        let found = read(
            "\u{feff}{\"text\": \"One.\", \"outlet\": \"Post\", \"published\": \"2026-03-13T09:00Z\"}\n{\"text\": \n\n[1]\n{\"title\": \"x\"}\n{\"text\": \"Two.\", \"url\": \"https://a.example/2\"}",
        );
        assert_eq!(found.len(), 5);
        let first = found[0].as_ref().unwrap();
        assert_eq!(
            (first.path.as_str(), first.outlet.as_deref()),
            ("a.jsonl#1", Some("Post"))
        );
        assert_eq!(first.published.unwrap().date.to_string(), "2026-03-13");
        let lines: Vec<_> = found[1..4]
            .iter()
            .map(|r| match r {
                Err(ReadError::Record { line, .. }) => *line,
                _ => 0,
            })
            .collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(found[4].as_ref().unwrap().path, "https://a.example/2");
    }

    #[test]
    fn a_line_without_end_is_one_error() {
        let long = " x".repeat(LONGEST as usize / 2 + 9);
        let found = read(&format!("{long}\n{{\"text\": \"Two.\"}}"));
        let error = found[0].as_ref().unwrap_err().to_string();
        assert!(
            error.starts_with("a.jsonl, line 1: longer than 64 MB"),
            "{error}"
        );
        assert_eq!(found[1].as_ref().unwrap().path, "a.jsonl#2");
        assert_eq!(found.len(), 2);
    }
}
