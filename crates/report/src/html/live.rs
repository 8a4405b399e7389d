//! Pages that grow by entries, each with its own time: live blogs. Each entry is a report of its own day.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};
use serde_json::Value;

use super::metadata::{json_ld, names};
use super::tree::Tree;
use crate::blocks;
use crate::dates::day;
use crate::markup;
use crate::report::{Basis, Published};

/// An entry.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) title: Option<String>,
    pub(super) text: String,
    pub(super) published: Option<Published>,
    pub(super) authors: Vec<String>,
    /// What leads to it on its page, or its own address.
    pub(super) place: Option<String>,
    /// The time as it is written: entries are put in its order.
    time: String,
}

/// Entries of a page at most (a guess: ten days of one every three minutes).
const MOST: usize = 5000;
/// Words of an entry at least; fewer are a heading of the page's.
const FEWEST_WORDS: usize = 5;

/// Whether words say that the page grows.
pub(super) fn says_so(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    lower.contains("as it happened")
        || has("liveblog")
        || has("live")
            && ["updates", "update", "blog", "coverage", "latest"]
                .iter()
                .any(|word| has(word))
}

/// The entries of a page that says that it grows, the oldest first; none where there are not two.
pub(super) fn entries(tree: &Tree) -> Vec<Entry> {
    let mut found = stated(tree);
    if found.len() < 2 {
        found = shown(tree);
    }
    if found.len() < 2 {
        return Vec::new();
    }
    // So that an entry keeps its number when others come.
    found.sort_by(|one, other| one.time.cmp(&other.time));
    found
}

/// Entries of the page's JSON-LD.
fn stated(tree: &Tree) -> Vec<Entry> {
    let values = json_ld::values(tree);
    let mut records = Vec::new();
    for value in &values {
        json_ld::collect(value, &mut records, 0);
    }
    let updates = records
        .iter()
        .filter_map(|record| record.get("liveBlogUpdate"))
        .flat_map(|updates| match updates {
            Value::Array(updates) => updates.as_slice(),
            one => std::slice::from_ref(one),
        });
    updates
        .filter_map(Value::as_object)
        .take(MOST)
        .filter_map(|record| {
            let text = markup::text(record.get("articleBody")?.as_str()?);
            let time = json_ld::text(record, "datePublished")?;
            let authors = record.get("author").map(|author| match author {
                Value::Object(author) => json_ld::text(author, "name").unwrap_or_default(),
                other => other.as_str().unwrap_or_default().to_owned(),
            });
            (text.split_whitespace().count() >= FEWEST_WORDS).then(|| Entry {
                title: json_ld::text(record, "headline"),
                text,
                published: day(&time).map(|date| Published {
                    date,
                    basis: Basis::JsonLd,
                }),
                authors: names(&authors.unwrap_or_default()),
                place: json_ld::text(record, "url"),
                time,
            })
        })
        .collect()
}

/// Entries as the page shows them: the largest elements with one time each.
fn shown(tree: &Tree) -> Vec<Entry> {
    let times: Vec<(NodeRef, String)> = tree
        .elements("time")
        .filter_map(|node| {
            let time = node.attr("datetime")?.to_string();
            day(&time).map(|_| (node, time))
        })
        .take(MOST)
        .collect();
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    for (node, _) in &times {
        for around in node.ancestors_it(None) {
            *held.entry(around.id).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for (node, time) in times {
        let alone = node
            .ancestors_it(None)
            .take_while(|around| held.get(&around.id) == Some(&1));
        let Some(entry) = alone.last() else {
            continue;
        };
        let own = node.text();
        let (mut title, mut paragraphs) = (None, Vec::new());
        for block in blocks::blocks(&entry) {
            let heading = matches!(block.element.as_str(), "h2" | "h3" | "h4" | "h5");
            if block.beside || block.text == own.trim() {
            } else if heading && title.is_none() && paragraphs.is_empty() {
                title = Some(block.text);
            } else {
                paragraphs.push(block.text);
            }
        }
        let text = super::boilerplate::without(&paragraphs.join("\n"));
        if text.split_whitespace().count() < FEWEST_WORDS {
            continue;
        }
        found.push(Entry {
            title,
            text,
            published: day(&time).map(|date| Published {
                date,
                basis: Basis::TimeElement,
            }),
            authors: Vec::new(),
            place: entry.id_attr().map(|id| format!("#{id}")),
            time,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_days() {
        let page = "<h1>Flood in the Enn valley: live updates</h1><time datetime='2026-03-02T06:00'>2 March</time>\
            <div id=b><time datetime='2026-03-04T05:50:00Z'>5:50</time><h3>Toll rises</h3><p>The toll is now 19, the reeve of Enn said.</p></div>\
            <div id=a><time datetime='2026-03-03T11:00:00Z'>11:00</time><p>Divers have found 12 bodies, the reeve said.</p></div>";
        let found = entries(&Tree::of(page));
        let told: Vec<_> = found
            .iter()
            .map(|entry| {
                let day = entry.published.unwrap().date.to_string();
                (day, entry.place.clone().unwrap(), entry.text.clone())
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    "2026-03-03".into(),
                    "#a".into(),
                    "Divers have found 12 bodies, the reeve said.".into()
                ),
                (
                    "2026-03-04".into(),
                    "#b".into(),
                    "The toll is now 19, the reeve of Enn said.".into()
                ),
            ]
        );
        assert_eq!(found[1].title.as_deref(), Some("Toll rises"));
    }

    #[test]
    fn entries_of_linked_data_are_read() {
        let page = r#"<script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "Two", "articleBody": "<p>The toll is now 19, the reeve said.</p>", "datePublished": "2026-03-04T05:50Z", "author": {"name": "Ada Lund"}},
            {"@type": "BlogPosting", "headline": "One", "articleBody": "Divers have found 12 bodies so far.", "datePublished": "2026-03-03T05:50Z"}]}</script>"#;
        let found = entries(&Tree::of(page));
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].text, "The toll is now 19, the reeve said.");
        assert_eq!(found[1].authors, ["Ada Lund"]);
    }

    #[test]
    fn headlines_say_so() {
        assert!(says_so("Flood in Enn: live updates") && says_so("Storm latest: LIVE"));
        assert!(!says_so("Ten who live by the river") && !says_so("Live music returns"));
    }
}
