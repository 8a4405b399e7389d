//! JSON-LD by the words of schema.org.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::authors::names;
use super::{Tree, folded};
use crate::dates::day;
use crate::markup::unescape;

/// What a page's JSON-LD says of the article.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub(super) titles: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) authors: Vec<String>,
    /// Authors that are organisations.
    pub(super) bodies: Vec<String>,
    pub(super) url: Option<String>,
    pub(super) is_live: bool,
}

/// Nesting beyond which nothing is looked for.
const DEEPEST: usize = 8;

/// How much a record is about the article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// The page that it is on.
    Page,
    Article,
}

impl LinkedData {
    pub(super) fn of(tree: &Tree) -> Self {
        let values = values(tree);
        let mut records = Vec::new();
        for value in &values {
            collect(value, &mut records, 0);
        }
        let by_id: HashMap<&str, &Map<String, Value>> = records
            .iter()
            .rev()
            .filter(|record| record.len() > 1)
            .filter_map(|record| Some((record.get("@id")?.as_str()?, *record)))
            .collect();
        let mut found = Self::default();
        for wanted in [About::Article, About::Page] {
            for record in &records {
                if about(record) == Some(wanted) {
                    found.take(record, &by_id);
                }
            }
        }
        if found.outlet.is_none() {
            // The site, where the article names no publisher.
            let sites = records
                .iter()
                .filter(|record| is(record, |kind| kind == "WebSite"));
            found.outlet = sites
                .filter_map(|record| text(record, "name"))
                .find(|name| !name.contains("://"));
        }
        found
    }

    /// Takes what a record tells that was not told before.
    fn take(&mut self, record: &Map<String, Value>, by_id: &HashMap<&str, &Map<String, Value>>) {
        self.is_live |= is(record, |kind| kind == "LiveBlogPosting");
        self.titles.extend(text(record, "headline"));
        self.titles.extend(text(record, "name"));
        let address = text(record, "url").or_else(|| text(record, "mainEntityOfPage"));
        self.url = self
            .url
            .take()
            .or(address.filter(|url| url.contains("://")));
        if self.published.is_none() {
            let stated = ["datePublished", "dateCreated"];
            self.published = stated.iter().find_map(|name| day(&text(record, name)?));
        }
        if self.authors.is_empty() {
            for stated in ["author", "creator"] {
                let Some(value) = record.get(stated) else {
                    continue;
                };
                for (name, is_body) in named(value, by_id, 0) {
                    let place = if is_body {
                        &mut self.bodies
                    } else {
                        &mut self.authors
                    };
                    if !place.contains(&name) {
                        place.push(name);
                    }
                }
                if !self.authors.is_empty() {
                    break;
                }
            }
        }
        if self.outlet.is_none() {
            let publisher = record
                .get("publisher")
                .or_else(|| record.get("sourceOrganization"));
            self.outlet = publisher.and_then(|value| {
                let record = resolved(value, by_id);
                match record {
                    Some(record) => text(record, "name"),
                    None => value
                        .as_str()
                        .map(clean)
                        .filter(|name| !name.contains("://")),
                }
            });
        }
    }
}

/// The JSON-LD scripts of a page that are JSON, also those in a CDATA wrapper or a comment.
pub(in crate::html) fn values(tree: &Tree) -> Vec<Value> {
    let scripts = tree.elements("script").filter(|node| {
        let kind = node.attr("type").unwrap_or_default();
        kind.to_ascii_lowercase().contains("ld+json")
    });
    scripts
        .filter_map(|script| parsed(&script.text()))
        .collect()
}

fn parsed(script: &str) -> Option<Value> {
    let unwrapped = match script.split_once("<![CDATA[") {
        Some((_, inside)) => inside
            .rsplit_once("]]>")
            .map_or(inside, |(inside, _)| inside),
        None => script,
    };
    let start = unwrapped.find(['{', '['])?;
    let end = unwrapped.rfind(['}', ']'])? + 1;
    let json = unwrapped.get(start..end)?;
    serde_json::from_str(json).ok().or_else(|| {
        // Line breaks in strings are a common mistake.
        let mended: String = json
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&mended).ok()
    })
}

/// All records of a value, those in lists, graphs and pages too, in their order.
pub(in crate::html) fn collect<'v>(
    value: &'v Value,
    records: &mut Vec<&'v Map<String, Value>>,
    depth: usize,
) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect(value, records, depth + 1)),
        Value::Object(record) => {
            records.push(record);
            for inner in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "author",
                "publisher",
            ] {
                if let Some(value) = record.get(inner) {
                    collect(value, records, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether one of a record's types is as asked.
pub(in crate::html) fn is(record: &Map<String, Value>, asked: impl Fn(&str) -> bool) -> bool {
    let of_one = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        asked(kind.rsplit(['/', ':', '#']).next().unwrap_or_default())
    };
    match record.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(of_one),
        Some(kind) => of_one(kind),
        None => false,
    }
}

fn about(record: &Map<String, Value>) -> Option<About> {
    if is(record, |kind| {
        kind.ends_with("Article")
            || kind.ends_with("Posting") && kind != "JobPosting"
            || kind == "Report"
    }) {
        return Some(About::Article);
    }
    is(record, |kind| {
        kind.ends_with("Page") && kind != "SearchResultsPage"
    })
    .then_some(About::Page)
}

/// What a field says, if it is words.
pub(in crate::html) fn text(record: &Map<String, Value>, name: &str) -> Option<String> {
    let value = match record.get(name)? {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let words = clean(value.as_str()?);
    (!words.is_empty()).then_some(words)
}

fn clean(words: &str) -> String {
    folded(&unescape(words))
}

/// A record, or the one that its identifier refers to.
fn resolved<'v>(
    value: &'v Value,
    by_id: &HashMap<&str, &'v Map<String, Value>>,
) -> Option<&'v Map<String, Value>> {
    let record = match value {
        Value::Array(values) => values.first()?.as_object()?,
        value => value.as_object()?,
    };
    if record.contains_key("name") {
        return Some(record);
    }
    by_id.get(record.get("@id")?.as_str()?).copied()
}

/// The names in a person, an organisation, a string, or a list of these; whether each is an organisation's.
fn named(
    value: &Value,
    by_id: &HashMap<&str, &Map<String, Value>>,
    depth: usize,
) -> Vec<(String, bool)> {
    match value {
        Value::String(stated) => names(&unescape(stated))
            .into_iter()
            .map(|name| (name, false))
            .collect(),
        Value::Array(values) if depth < DEEPEST => values
            .iter()
            .flat_map(|value| named(value, by_id, depth + 1))
            .collect(),
        Value::Object(_) => {
            let Some(record) = resolved(value, by_id) else {
                return Vec::new();
            };
            let is_body = is(record, |kind| kind.ends_with("Organization"));
            match record.get("name") {
                Some(Value::String(name)) if is_body => vec![(clean(name), true)],
                Some(name) => named(name, by_id, DEEPEST),
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> LinkedData {
        LinkedData::of(&Tree::of(&format!(
            "<html><head><script type=\"application/ld+json\">{script}</script></head><body></body></html>"
        )))
    }

    #[test]
    fn a_wrapper_is_taken_off() {
        for (before, after) in [
            ("\n//<![CDATA[\n", "\n//]]>\n"),
            ("/*<![CDATA[*/", "/*]]>*/"),
            ("<!--\n", "\n-->"),
            ("", ";"),
        ] {
            let found = of(&format!(
                "{before}{{\"@type\": \"NewsArticle\", \"headline\": \"Mill\n sold\", \"datePublished\": \"2026-03-02\"}}{after}"
            ));
            assert_eq!(
                found.published.unwrap().to_string(),
                "2026-03-02",
                "{before}"
            );
            assert_eq!(found.titles, ["Mill sold"]);
        }
    }

    #[test]
    fn a_graph_is_read_by_its_references() {
        let found = of(r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "@id": "#page", "name": "Mill sold - Post", "datePublished": "2026-03-01"},
            {"@type": ["Article", "NewsArticle"], "headline": "Mill sold", "author": [{"@id": "#ada"}, {"@id": "#none"}],
             "datePublished": "2026-03-02T10:00:00Z", "publisher": {"@id": "#post"}, "mainEntityOfPage": {"@id": "#page"}},
            {"@type": "Organization", "@id": "#post", "name": "Harbour &amp; Post"},
            {"@type": "Person", "@id": "#ada", "name": "Ada Lund"}]}"##);
        assert_eq!(found.authors, ["Ada Lund"]);
        assert_eq!(found.outlet.as_deref(), Some("Harbour & Post"));
        assert_eq!(found.published.unwrap().to_string(), "2026-03-02");
        assert_eq!(found.titles[0], "Mill sold");
    }

    #[test]
    fn pages_and_postings_tell_too() {
        for kind in [
            "WebPage",
            "SocialMediaPosting",
            "schema:NewsArticle",
            "LiveBlogPosting",
        ] {
            let found = of(&format!(
                r#"[{{"@type": "{kind}", "datePublished": "2026-03-02", "author": "Ada Lund and Tom Berg"}}]"#
            ));
            assert_eq!(found.published.unwrap().to_string(), "2026-03-02", "{kind}");
            assert_eq!(found.authors, ["Ada Lund", "Tom Berg"]);
        }
        let other = of(r#"{"@type": "Event", "datePublished": "2026-03-02"}"#);
        assert_eq!(other.published, None);
    }

    #[test]
    fn what_is_no_json_is_none() {
        for script in [
            "[[[[",
            "{\"@type\": \"Article\"",
            "",
            "<!-- -->",
            "][",
            "\u{fdd0}{",
        ] {
            assert!(of(script).titles.is_empty());
        }
        assert!(of(&"[".repeat(200_000)).titles.is_empty());
    }
}
