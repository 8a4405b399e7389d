//! What a page says of itself: JSON-LD (schema.org), OpenGraph, Dublin Core and other `meta` elements, microdata,
//! `time` elements, and the words at the head of its article. What is in comments, scripts, templates or hidden is
//! none of it: it is read from the page's tree.

mod authors;
mod heading;
pub(super) mod json_ld;
mod marks;
mod title;

use dom_query::{Document, NodeRef};

use super::tree::Tree;
use crate::blocks::Block;
use crate::report::{Basis, Published};

pub(crate) use authors::{names, without_mail};
pub(crate) use heading::byline;
pub(super) use title::same as same_title;
pub(crate) use title::without_outlet;

use json_ld::LinkedData;
use marks::Marks;

/// What was found, the most telling place first: JSON-LD, `meta`, microdata, `time`, words.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) authors: Vec<String>,
    pub(crate) url: Option<String>,
    /// Whether the page says that it is a report that grows.
    pub(crate) is_live: bool,
}

/// Titles, elements of a kind and records that are looked at: no page has more that tell of its article (a guess).
const MOST: usize = 100;

/// Reads the metadata of a page, whose blocks are given.
pub(super) fn read(tree: &Tree, blocks: &[Block]) -> Metadata {
    let linked = LinkedData::of(tree);
    let marks = Marks::of(tree);
    let headings: Vec<String> = tree
        .elements("h1")
        .take(MOST)
        .map(|node| words(&node))
        .collect();
    let shown = tree
        .elements("title")
        .find(|node| node.parent().is_some_and(|parent| !parent.has_name("svg")))
        .map(|node| words(&node));
    let outlet = linked.outlet.clone().or_else(|| marks.outlet.clone());
    let titled = title::choose(&title::Candidates {
        stated: linked
            .titles
            .iter()
            .chain(&marks.titles)
            .take(MOST)
            .cloned()
            .collect(),
        headings,
        shown,
        outlet: outlet.clone(),
    });
    let head = heading::read(blocks, titled.title.as_deref());
    let published = linked
        .published
        .map(|date| (date, Basis::JsonLd))
        .or_else(|| marks.published.map(|date| (date, Basis::Meta)))
        .or_else(|| marks.timed.map(|date| (date, Basis::TimeElement)))
        .or_else(|| head.published.map(|date| (date, Basis::PageWords)));
    let url = linked.url.or(marks.url);
    let published = published.or_else(|| {
        let date = day_of_address(url.as_deref()?)?;
        Some((date, Basis::PageAddress))
    });
    let authors = [linked.authors, marks.authors, head.authors, linked.bodies]
        .into_iter()
        .find(|authors| !authors.is_empty());
    Metadata {
        title: titled.title,
        outlet: outlet.or(titled.outlet),
        published: published.map(|(date, basis)| Published { date, basis }),
        authors: authors.unwrap_or_default(),
        url,
        is_live: linked.is_live || marks.is_live,
    }
}

/// The character encoding a page declares in its first kilobytes.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let document = Document::from(&*head);
    let charset = document.root().descendants_it().find_map(|node| {
        if !node.has_name("meta") {
            return None;
        }
        node.attr("charset")
            .map(|name| name.to_string())
            .or_else(|| {
                let content = node.attr("content")?.to_ascii_lowercase();
                let (_, name) = content.split_once("charset=")?;
                Some(name.to_owned())
            })
    });
    charset.map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
}

/// The words of an element on one line.
fn words(node: &NodeRef) -> String {
    folded(&node.text())
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// ".../2026/03/02/bridge-shut": the day that an address tells.
fn day_of_address(url: &str) -> Option<jiff::civil::Date> {
    let path = url.split_once("://")?.1;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    parts.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            crate::dates::day(&format!("{year}-{month}-{day}"))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks;

    fn of(page: &str) -> Metadata {
        let tree = Tree::of(page);
        read(&tree, &blocks::blocks(&tree.root()))
    }

    fn told(page: &str) -> (String, String, String, String) {
        let found = of(page);
        (
            found.title.unwrap_or_default(),
            found.outlet.unwrap_or_default(),
            found
                .published
                .map(|day| day.date.to_string())
                .unwrap_or_default(),
            found.authors.join(", "),
        )
    }

    #[test]
    fn what_is_no_part_of_the_page_is_none_of_its_metadata() {
        let page = r#"<html><head><!-- <meta property="og:site_name" content="Old Name"><meta name="date" content="1999-01-01"> -->
            <script>var form = '<meta property="og:title" content="Form">';</script>
            <template><meta property="og:site_name" content="Form"></template><title>Mill sold</title></head>
            <body><div style="display:none"><meta property="og:site_name" content="Hidden"><time datetime="1998-01-01"></time></div>
            <h1>Mill sold</h1><time datetime="2026-03-02">2 March</time><p>The mill at Orlen was sold on Monday.</p></body></html>"#;
        assert_eq!(
            told(page),
            (
                "Mill sold".into(),
                String::new(),
                "2026-03-02".into(),
                String::new()
            )
        );
    }

    #[test]
    fn an_encoding_in_a_comment_is_none() {
        let page = b"<!-- <meta charset=koi8-r> --><meta http-equiv=Content-Type content='text/html; charset=windows-1252'>";
        assert_eq!(declared_encoding(page).as_deref(), Some("windows-1252"));
        assert_eq!(declared_encoding(b"<p>charset=utf-8"), None);
    }

    #[test]
    fn the_day_of_an_address_is_called_so() {
        let found = of(
            "<link rel=canonical href='https://post.example/2026/03/02/mill'><h1>Mill sold</h1>",
        );
        let published = found.published.unwrap();
        assert_eq!(
            (published.date.to_string().as_str(), published.basis),
            ("2026-03-02", Basis::PageAddress)
        );
    }
}
