//! `meta` elements, microdata, `time` elements, links, and the elements that pages name after what they hold.

use dom_query::NodeRef;
use jiff::civil::Date;

use super::authors::{Stated, names};
use super::{Tree, folded, words};
use crate::dates::{day, day_in};
use crate::markup::unescape;

/// What a page's elements say of the article.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) titles: Vec<String>,
    pub(super) outlet: Option<String>,
    /// Of a `meta` element or microdata.
    pub(super) published: Option<Date>,
    /// Of a `time` element.
    pub(super) timed: Option<Date>,
    pub(super) authors: Vec<String>,
    pub(super) url: Option<String>,
    pub(super) is_live: bool,
}

/// Names of `meta` elements, the most telling first. OpenGraph, Dublin Core (with "." or ":" and under `dcterms`),
/// Google Scholar's, and those of Sailthru, Parse.ly, Cxense and newspapers' own systems.
const TITLES: &[&str] = &[
    "og:title",
    "headline",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "application-name",
    "apple-mobile-web-app-title",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_time",
    "publication_date",
    "publication-date",
    "originalpublicationdate",
    "date.created",
    "datecreated",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "citation_date",
    "rnews:datepublished",
    "article_date_original",
    "ptime",
    "date",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author:name",
    "og:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor.author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "article.author",
    "rnews:author",
    "byl",
    "byline",
    "authors",
];

impl Marks {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Self::default();
        found.meta(tree);
        found.microdata(tree);
        found.times(tree);
        found.links(tree);
        if found.authors.is_empty() {
            found.authors = bylines(tree);
        }
        found
    }

    fn meta(&mut self, tree: &Tree) {
        let told: Vec<(String, String)> = tree
            .elements("meta")
            .filter_map(|node| said(&node))
            .collect();
        let of = |wanted: &'static str| {
            told.iter()
                .filter(move |(name, _)| name == wanted)
                .map(|(_, content)| content.as_str())
        };
        self.titles = TITLES
            .iter()
            .flat_map(|name| of(name))
            .map(str::to_owned)
            .collect();
        self.outlet = OUTLETS
            .iter()
            .flat_map(|name| of(name))
            .find(|name| !name.starts_with('@') && !name.contains("://"))
            .map(str::to_owned);
        self.published = DATES.iter().flat_map(|name| of(name)).find_map(day);
        self.authors = AUTHORS
            .iter()
            .map(|name| of(name).flat_map(names).collect::<Stated>())
            .find(|found| !found.is_empty())
            .unwrap_or_default()
            .into_names();
        self.url = of("og:url")
            .find(|url| url.contains("://"))
            .map(str::to_owned);
        self.is_live = of("og:type").any(|kind| kind.contains("liveblog"));
    }

    /// Microdata and RDFa by the words of schema.org.
    fn microdata(&mut self, tree: &Tree) {
        let all: Vec<(String, NodeRef)> = tree
            .root()
            .descendants_it()
            .filter_map(|node| {
                let name = node.attr("itemprop").or_else(|| {
                    // RDFa Lite; OpenGraph's is a `meta` element's.
                    (!node.has_name("meta")).then(|| node.attr("property"))?
                })?;
                Some((name.to_ascii_lowercase(), node))
            })
            .collect();
        let of = |wanted: &'static str| {
            all.iter().filter(move |(name, node)| {
                let mut names = name.split_whitespace();
                names.any(|name| name.rsplit(':').next() == Some(wanted)) && !is_beside(node)
            })
        };
        self.titles.extend(
            of("headline")
                .map(|(_, node)| value(node))
                .filter(|title| !title.is_empty()),
        );
        let dates = of("datepublished").chain(of("datecreated"));
        let stated = || dates.clone().find_map(|(_, node)| day_of(node));
        self.published = self.published.or_else(stated);
        if self.authors.is_empty() {
            let authors = of("author").chain(of("creator"));
            let stated: Stated = authors.flat_map(|(_, node)| names(&named(node))).collect();
            self.authors = stated.into_names();
        }
        if self.outlet.is_none() {
            let publisher = of("publisher").map(|(_, node)| folded(&named(node)));
            self.outlet = publisher
                .filter(|name| !name.contains("://"))
                .find(|name| !name.is_empty());
        }
        self.is_live |= tree.root().descendants_it().any(|node| {
            node.attr("itemtype")
                .is_some_and(|kind| kind.ends_with("LiveBlogPosting"))
        });
    }

    /// The first `time` element that is not of something beside the article.
    fn times(&mut self, tree: &Tree) {
        let mut times: Vec<_> = tree
            .elements("time")
            .filter(|node| !is_beside(node))
            .collect();
        // What says that it is the day of publication goes first.
        times.sort_by_key(|node| {
            !(node.attr("pubdate").is_some() || is_named(node, &["publi", "posted"]))
        });
        let changed = |node: &&NodeRef| is_named(node, &["updated", "modified"]);
        let stated = times.iter().filter(|node| !changed(node)).find_map(day_of);
        self.timed = stated
            .or_else(|| times.iter().find_map(day_of))
            .or_else(|| {
                let titled = tree
                    .root()
                    .descendants_it()
                    .filter(|node| node.has_name("abbr") && is_named(node, &["publi", "date"]));
                titled
                    .filter_map(|node| node.attr("title"))
                    .find_map(|stated| day(&stated))
            });
    }

    fn links(&mut self, tree: &Tree) {
        let canonical = tree.elements("link").find(|node| {
            node.attr("rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        });
        let address = canonical.and_then(|node| node.attr("href"));
        self.url = self
            .url
            .take()
            .or(address.map(|url| url.to_string()))
            .filter(|url| url.contains("://"));
    }
}

/// The name in lower case, Dublin Core's with ".", and the content of a `meta` element.
fn said(node: &NodeRef) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop", "http-equiv"]
        .iter()
        .find_map(|attribute| node.attr(attribute))?;
    // Entities that were escaped twice are common.
    let content = folded(&unescape(&node.attr("content")?));
    let name = name.trim().to_ascii_lowercase();
    let name = match name
        .strip_prefix("dc:")
        .or_else(|| name.strip_prefix("dcterms:"))
    {
        Some(_) => name.replace(':', "."),
        None => name,
    };
    (!content.is_empty()).then_some((name, content))
}

/// What a microdata property is, by the rules of its element (HTML, 5.2.4).
fn value(node: &NodeRef) -> String {
    let stated = match node.node_name().as_deref() {
        Some("meta") => node.attr("content"),
        Some("time") => node.attr("datetime"),
        _ => None,
    };
    match stated.or_else(|| node.attr("content")) {
        Some(stated) => folded(&unescape(&stated)),
        None => words(node),
    }
}

/// The name of a person or organisation.
fn named(node: &NodeRef) -> String {
    let inner = node.descendants_it().find(|inner| {
        let is_name = |attribute: &str| {
            inner
                .attr(attribute)
                .is_some_and(|name| name.eq_ignore_ascii_case("name"))
        };
        is_name("itemprop") || is_name("property")
    });
    inner.map_or_else(|| value(node), |name| value(&name))
}

/// The day that an element tells by its attributes, else by its words.
fn day_of(node: &NodeRef) -> Option<Date> {
    let stated = ["datetime", "content", "title"];
    let attribute = stated.iter().find_map(|name| day(&node.attr(name)?));
    attribute.or_else(|| day_in(&words(node)))
}

/// Whether an element stands in a menu, a margin, a foot or among comments.
fn is_beside(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|around| {
        let name = around.node_name().unwrap_or_default();
        matches!(&*name, "nav" | "aside" | "footer")
            || is_named(&around, &["comment", "related", "sidebar"])
    })
}

/// Whether one of the words stands in an element's class or identifier.
fn is_named(node: &NodeRef, words: &[&str]) -> bool {
    let stands = |value: Option<String>| {
        value.is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            words.iter().any(|word| value.contains(word))
        })
    };
    stands(node.class().map(|value| value.to_string()))
        || stands(node.id_attr().map(|value| value.to_string()))
}

/// The names in the first element that is named after an author and holds any: a link, or a line that is not long.
fn bylines(tree: &Tree) -> Vec<String> {
    const LONGEST: usize = 160;
    let is_author = |node: &NodeRef| {
        node.attr("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"))
            || is_named(node, &["byline", "author", "writer"])
                && !is_named(
                    node,
                    &[
                        "comment", "bio", "about", "related", "avatar", "photo", "image",
                    ],
                )
    };
    let candidates = tree
        .root()
        .descendants_it()
        .filter(|node| node.is_element() && !node.has_name("body") && !node.has_name("html"))
        .filter(is_author)
        .filter(|node| !is_beside(node));
    for node in candidates.take(50) {
        let links: Stated = node
            .descendants_it()
            .filter(|inner| inner.has_name("a") && !is_named(inner, &["share", "twitter", "email"]))
            .flat_map(|link| names(&words(&link)))
            .collect();
        if !links.is_empty() {
            return links.into_names();
        }
        let line = words(&node);
        if line.len() <= LONGEST {
            let found: Stated = names(&line).into_iter().collect();
            if !found.is_empty() {
                return found.into_names();
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Marks {
        Marks::of(&Tree::of(page))
    }

    #[test]
    fn dublin_core_is_read_in_its_spellings() {
        for (title, creator, date) in [
            ("DC.title", "DC.creator", "DC.date.issued"),
            ("dcterms:title", "dcterms:creator", "dcterms:created"),
        ] {
            let found = of(&format!(
                "<meta name='{title}' content='Mill sold'><meta name='{creator}' content='Lund, Ada'>\
                 <meta name='{date}' content='2026-03-02'><meta name='DC.publisher' content='Harbour Post'>"
            ));
            assert_eq!(found.titles, ["Mill sold"]);
            assert_eq!(found.authors, ["Ada Lund"]);
            assert_eq!(found.published.unwrap().to_string(), "2026-03-02");
            assert_eq!(found.outlet.as_deref(), Some("Harbour Post"));
        }
    }

    #[test]
    fn microdata_is_read() {
        let found = of(
            "<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>Mill sold</h1>\
             <span itemprop='author' itemscope><a itemprop='url' href='/x'><span itemprop='name'>Ada Lund</span></a>, mills</span>\
             <meta itemprop='datePublished' content='2026-03-02T10:00'><div itemprop='publisher' itemscope>\
             <meta itemprop='name' content='Harbour Post'></div></article>",
        );
        assert_eq!(found.titles, ["Mill sold"]);
        assert_eq!(found.authors, ["Ada Lund"]);
        assert_eq!(found.published.unwrap().to_string(), "2026-03-02");
        assert_eq!(found.outlet.as_deref(), Some("Harbour Post"));
    }

    #[test]
    fn handles_and_menus_are_no_names() {
        let found = of(
            "<meta name='twitter:site' content='@post'><meta name='publisher' content='https://social.example/post'>\
             <meta property='article:author' content='https://social.example/lund'>\
             <nav><span class='author'>Username</span><time datetime='2020-01-01'></time></nav>\
             <p class='post-byline'>By <a href='/people/lund'>Ada Lund</a> and <a href='/people/berg'>Tom Berg</a></p>\
             <time class='updated' datetime='2026-03-05'></time><time class='published' datetime='2026-03-02'></time>",
        );
        assert_eq!(found.outlet, None);
        assert_eq!(found.authors, ["Ada Lund", "Tom Berg"]);
        assert_eq!(found.timed.unwrap().to_string(), "2026-03-02");
    }
}
