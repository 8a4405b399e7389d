//! What a page says of itself: JSON-LD (schema.org), OpenGraph, `meta` and `time` elements.

use jiff::civil::Date;
use serde_json::Value;

use crate::json::date_of;
use crate::markup::unescape;
use crate::report::{Basis, Published};

/// What was found, the most telling place first: JSON-LD, then `meta`, then `time`.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) authors: Vec<String>,
    pub(crate) url: Option<String>,
}

/// Reads the metadata of a page.
pub(crate) fn read(page: &str) -> Metadata {
    let mut found = Metadata::default();
    for script in scripts(page) {
        if let Ok(value) = serde_json::from_str::<Value>(script.trim()) {
            from_json_ld(&value, &mut found, 0);
        }
    }
    for tag in elements(page, "meta") {
        from_meta(tag, &mut found);
    }
    if found.published.is_none() {
        let stated = elements(page, "time").find_map(|tag| date(&attribute(tag, "datetime")?));
        found.published = stated.map(|date| Published {
            date,
            basis: Basis::TimeElement,
        });
    }
    found
}

/// The character encoding a page declares in its first kilobytes.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let charset = elements(&head, "meta").find_map(|tag| {
        let content = attribute(tag, "content").unwrap_or_default();
        attribute(tag, "charset").or_else(|| {
            content
                .split_once("charset=")
                .map(|(_, name)| name.to_owned())
        })
    });
    charset.map(|name| name.trim().to_owned())
}

fn from_json_ld(value: &Value, found: &mut Metadata, depth: usize) {
    match value {
        Value::Array(values) if depth < 8 => values
            .iter()
            .for_each(|value| from_json_ld(value, found, depth + 1)),
        Value::Object(record) if depth < 8 => {
            if let Some(graph) = record.get("@graph") {
                from_json_ld(graph, found, depth + 1);
            }
            if !is_article(&record.get("@type").cloned().unwrap_or_default()) {
                return;
            }
            let text = |name: &str| {
                record
                    .get(name)
                    .and_then(Value::as_str)
                    .map(unescape)
                    .filter(|text| !text.is_empty())
            };
            found.title = found.title.take().or_else(|| text("headline"));
            found.url = found.url.take().or_else(|| text("url"));
            if found.published.is_none() {
                let stated = text("datePublished").or_else(|| text("dateCreated"));
                found.published = stated
                    .and_then(|stated| date(&stated))
                    .map(|date| Published {
                        date,
                        basis: Basis::JsonLd,
                    });
            }
            if found.authors.is_empty() {
                found.authors = record.get("author").map(names).unwrap_or_default();
            }
            if found.outlet.is_none() {
                found.outlet = record
                    .get("publisher")
                    .map(names)
                    .and_then(|names| names.into_iter().next());
            }
        }
        _ => {}
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article")
                || matches!(kind.as_str(), "BlogPosting" | "LiveBlogPosting" | "Report")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The names in a person, an organisation, a string, or a list of these.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![unescape(name)],
        Value::Object(record) => record
            .get("name")
            .and_then(Value::as_str)
            .map(unescape)
            .into_iter()
            .collect(),
        Value::Array(values) => values.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

fn from_meta(tag: &str, found: &mut Metadata) {
    let name = attribute(tag, "property")
        .or_else(|| attribute(tag, "name"))
        .or_else(|| attribute(tag, "itemprop"));
    let (Some(name), Some(content)) = (name, attribute(tag, "content")) else {
        return;
    };
    let content = unescape(content.trim());
    if content.is_empty() {
        return;
    }
    match name.to_ascii_lowercase().as_str() {
        "og:title" => found.title = found.title.take().or(Some(content)),
        "og:site_name" => found.outlet = found.outlet.take().or(Some(content)),
        "og:url" => found.url = found.url.take().or(Some(content)),
        "author" if found.authors.is_empty() => found.authors.push(content),
        "article:published_time"
        | "datepublished"
        | "pubdate"
        | "publishdate"
        | "date"
        | "dc.date"
        | "dc.date.issued"
        | "sailthru.date"
        | "parsely-pub-date"
        | "og:published_time" => {
            let stated = date(&content).map(|date| Published {
                date,
                basis: Basis::Meta,
            });
            found.published = found.published.or(stated);
        }
        _ => {}
    }
}

fn date(stated: &str) -> Option<Date> {
    date_of(stated)
}

/// The insides of the page's JSON-LD scripts.
fn scripts(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices("application/ld+json")
        .filter_map(|(at, _)| {
            let inside = page[at..].split_once('>')?.1;
            Some(
                inside
                    .split_once("</script")
                    .map_or(inside, |(inside, _)| inside),
            )
        })
}

/// The start tags of an element, without their brackets.
fn elements<'p>(page: &'p str, name: &'static str) -> impl Iterator<Item = &'p str> {
    page.match_indices('<').filter_map(move |(at, _)| {
        let tag = page[at + 1..].get(..name.len())?;
        let rest = &page[at + 1 + name.len()..];
        (tag.eq_ignore_ascii_case(name) && rest.starts_with(char::is_whitespace))
            .then(|| rest.split('>').next().unwrap_or(rest))
    })
}

/// The value of a start tag's attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).find_map(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + name.len()..].trim_start();
        (before.is_none_or(char::is_whitespace) && after.starts_with('='))
            .then(|| tag.len() - after.len() + 1)
    })?;
    let value = tag[at..].trim_start();
    let quote = value.chars().next()?;
    match quote {
        '"' | '\'' => value[1..].split(quote).next().map(str::to_owned),
        _ => value
            .split(char::is_whitespace)
            .next()
            .map(|value| value.trim_end_matches('/').to_owned()),
    }
}
