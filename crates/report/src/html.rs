//! Web pages: the article's text and what the page says of itself.

mod article;
pub(crate) mod boilerplate;
mod bounded;
mod glued;
mod live;
mod metadata;
mod tree;

use sayso_text::Span;

use crate::blocks::blocks;
use crate::{Basis, ReadError, Report, bytes, language};

use tree::Tree;

pub(crate) use metadata::{byline, names, without_mail, without_outlet};

/// The text of a page's bytes, as [`bytes::decode`] gives it. What a server told of the encoding goes before what
/// the page tells.
pub(crate) fn decode(
    path: &str,
    bytes: Vec<u8>,
    charset: Option<&str>,
) -> Result<(String, &'static str, Option<String>), ReadError> {
    let declared = charset
        .map(str::to_owned)
        .or_else(|| metadata::declared_encoding(&bytes));
    bytes::decode(path, bytes, declared.as_deref())
}

/// The reports of a page: its article, whose text is in paragraphs set off by empty lines; of a page that grows by
/// entries, what stands above them, if anything, and each entry.
pub(crate) fn reports(
    path: &str,
    page: &str,
    encoding: &'static str,
) -> Result<Vec<Report>, ReadError> {
    read(path, page, encoding).map(|(reports, _)| reports)
}

/// The reports of a page if it is an article's: it tells when it was published, or is built like one.
pub(crate) fn articles(path: &str, page: &str, encoding: &'static str) -> Vec<Report> {
    match read(path, page, encoding) {
        Ok((reports, true)) => reports,
        _ => Vec::new(),
    }
}

/// A piece of a page within the bounds of a whole one.
pub(crate) fn within_bounds(piece: &str) -> String {
    bounded::bounded(piece).source
}

/// The reports of a page, and whether it is an article's.
fn read(path: &str, page: &str, encoding: &'static str) -> Result<(Vec<Report>, bool), ReadError> {
    let none = || ReadError::NoArticle {
        path: path.to_owned(),
    };
    let tree = Tree::of(page);
    let blocks = blocks(&tree.root());
    let stated = metadata::read(&tree, &blocks);
    let title = stated.title.as_deref();
    let article = article::of(&tree, &blocks, title).ok_or_else(none)?;
    let is_live = stated.is_live || title.is_some_and(live::says_so);
    let entries = if is_live {
        live::entries(&tree)
    } else {
        Vec::new()
    };
    let text = if entries.is_empty() {
        article.text
    } else {
        without_entries(&article.text, &entries)
    };
    // A day that only words or the address tell may be that of a list of articles.
    let is_dated = stated
        .published
        .is_some_and(|published| !matches!(published.basis, Basis::PageWords | Basis::PageAddress));
    let mut warnings = tree.warnings.clone();
    warnings.extend(article.warnings);
    let (language, body, warning) = language::judge(&text, Span::at(&text, 0..text.len()));
    warnings.extend(warning);
    let whole = Report {
        body,
        language,
        path: path.to_owned(),
        text,
        title: stated.title,
        published: stated.published,
        outlet: stated.outlet,
        authors: stated.authors,
        url: stated.url,
        encoding,
        warnings,
    };
    let mut reports = Vec::with_capacity(1 + entries.len());
    for (at, entry) in entries.into_iter().enumerate() {
        reports.push(of_entry(&whole, at + 1, entry));
    }
    if !whole.text.trim().is_empty() {
        reports.insert(0, whole);
    }
    if reports.is_empty() {
        return Err(none());
    }
    Ok((reports, is_dated || article.built_so))
}

/// The report of an entry of a page.
fn of_entry(page: &Report, number: usize, entry: live::Entry) -> Report {
    let url = match entry.place {
        Some(place) if place.contains("://") => Some(place),
        // Without a place of its own it would be taken for another version of the page.
        place => page.url.as_ref().zip(place).map(|(url, place)| {
            let page = url.split('#').next().unwrap_or(url);
            format!("{page}{place}")
        }),
    };
    let title = match (&page.title, entry.title) {
        (Some(page), Some(own)) if *page != own => Some(format!("{page}: {own}")),
        (page, own) => own.or_else(|| page.clone()),
    };
    let authors = if entry.authors.is_empty() {
        page.authors.clone()
    } else {
        entry.authors
    };
    Report {
        body: Span::at(&entry.text, 0..entry.text.len()),
        language: language::detect(&entry.text),
        path: format!("{}#{number}", page.path),
        text: entry.text,
        title,
        published: entry.published,
        outlet: page.outlet.clone(),
        authors,
        url,
        encoding: page.encoding,
        warnings: page.warnings.clone(),
    }
}

/// The paragraphs of a page that are none of its entries'.
fn without_entries(text: &str, entries: &[live::Entry]) -> String {
    let of_entries: std::collections::HashSet<&str> = entries
        .iter()
        .flat_map(|entry| entry.text.split("\n\n").chain(entry.title.as_deref()))
        .collect();
    let left: Vec<&str> = text
        .split("\n\n")
        .filter(|paragraph| !of_entries.contains(paragraph))
        // Times of day and headings stand alone.
        .filter(|paragraph| paragraph.split_whitespace().count() >= 8)
        .collect();
    left.join("\n\n")
}

/// The paragraphs of an article of one line each, without the lines that belong to the page around it.
pub(crate) fn paragraphs(lines: &str) -> String {
    boilerplate::without(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html><head><title>Bridge shut for weeks | Harbour Post</title>
        <meta property="og:site_name" content="Harbour Post">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
        "headline": "Bridge shut for weeks", "datePublished": "2026-03-12T23:40:00+01:00",
        "author": {"name": "Jonna Vik"}}]}</script></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Bridge shut for weeks</h1>
        <p>The swing bridge at Port Callow will stay closed for at least six weeks, the city council said on Friday
        after a barge had struck two of its piers.</p><p>Advertisement</p>
        <p>“We are talking about weeks, not months,” said the council’s engineer, who put the damage at eleven million
        euros and asked drivers to use the ferry.</p></article><footer>© Harbour Post</footer></body></html>"#;

    #[test]
    fn finds_article_and_metadata() {
        let found = reports("a.html", PAGE, "UTF-8").unwrap();
        let report = &found[0];
        assert_eq!(report.title.as_deref(), Some("Bridge shut for weeks"));
        assert_eq!(report.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(report.published.unwrap().date.to_string(), "2026-03-12");
        assert_eq!(report.authors, ["Jonna Vik"]);
        assert!(report.text.contains("weeks, not months"), "{}", report.text);
        assert!(
            !report.text.contains("Advertisement") && !report.text.contains("Home"),
            "{}",
            report.text
        );
    }

    #[test]
    fn hostile_pages_are_refused() {
        let deep = "<div>".repeat(1 << 20);
        assert!(matches!(
            reports("a.html", &deep, "UTF-8"),
            Err(ReadError::NoArticle { .. })
        ));
        assert!(matches!(
            reports("a.html", "<html></html>", "UTF-8"),
            Err(ReadError::NoArticle { .. })
        ));
    }
}
