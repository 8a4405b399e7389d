//! JSON Feed 1.0 and 1.1.

use serde_json::{Map, Value};

use super::{Entry, Feed, Words};
use crate::ReadError;
use crate::json::first_text;
use crate::kind::is_address;

/// What a feed says.
pub(crate) fn read(path: &str, feed: &str) -> Result<Feed, ReadError> {
    let feed = feed.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(feed).map_err(|error| ReadError::Form {
        path: path.to_owned(),
        what: format!("is a JSON Feed that is no JSON ({error})"),
        wanted: "a whole JSON Feed",
    })?;
    let mut found = Feed::default();
    if let Value::Object(feed) = &value {
        found.title = first_text(feed, &["title"]);
        found.authors = authors(feed);
        if let Some(Value::Array(items)) = feed.get("items") {
            found.entries = items
                .iter()
                .filter_map(Value::as_object)
                .map(entry)
                .collect();
        }
    }
    Ok(found)
}

fn entry(item: &Map<String, Value>) -> Entry {
    let text = |name: &str| first_text(item, &[name]);
    let content = text("content_html").map(Words::Html);
    Entry {
        title: text("title"),
        url: text("url")
            .or_else(|| text("external_url"))
            .filter(|url| is_address(url)),
        published: text("date_published"),
        updated: text("date_modified"),
        authors: authors(item),
        outlet: None,
        content: content.or_else(|| text("content_text").map(Words::Plain)),
        summary: text("summary").map(Words::Plain),
        ..Entry::default()
    }
}

/// The names under `authors`, or under `author` as version 1.0 has it.
fn authors(of: &Map<String, Value>) -> Vec<String> {
    let listed = match of.get("authors").or_else(|| of.get("author")) {
        Some(Value::Array(authors)) => &authors[..],
        Some(author) => std::slice::from_ref(author),
        None => &[],
    };
    listed
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|author| first_text(author, &["name"]))
        .collect()
}
