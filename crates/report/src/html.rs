//! Web pages: the article's text and what the page says of itself.

pub(crate) mod boilerplate;
mod metadata;

use sayso_text::Span;

use crate::{ReadError, Report, bytes, language};

/// Nesting beyond which a page is refused: parsers of trees recurse, and no article is so deep.
const DEEPEST: usize = 2000;

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

/// The report of a page. Its text is the article's, paragraphs set off by empty lines.
pub(crate) fn report(
    path: String,
    page: &str,
    encoding: &'static str,
) -> Result<Report, ReadError> {
    read(path, page, encoding).map(|(report, _)| report)
}

/// The report of a page if it is an article's: it tells when it was published, or is built like one.
pub(crate) fn article(path: String, page: &str, encoding: &'static str) -> Option<Report> {
    let (report, is_article) = read(path, page, encoding).ok()?;
    is_article.then_some(report)
}

/// The report of a page, and whether it is an article's.
fn read(path: String, page: &str, encoding: &'static str) -> Result<(Report, bool), ReadError> {
    if depth(page) > DEEPEST {
        return Err(ReadError::NoArticle { path });
    }
    let Ok(found) = rs_trafilatura::extract(page) else {
        return Err(ReadError::NoArticle { path });
    };
    let stated = metadata::read(page);
    let text = boilerplate::without(&found.content_text);
    if text.trim().is_empty() {
        return Err(ReadError::NoArticle { path });
    }
    let outlet = stated
        .outlet
        .or(found.metadata.sitename.filter(|name| !name.is_empty()));
    let title = stated
        .title
        .or(found.metadata.title)
        .map(|title| without_outlet(&title, outlet.as_deref()));
    let authors = if stated.authors.is_empty() {
        found.metadata.author.into_iter().collect()
    } else {
        stated.authors
    };
    let built_so = found.metadata.page_type.as_deref() == Some("article");
    let is_article = stated.published.is_some() || built_so;
    let report = Report {
        body: Span::at(&text, 0..text.len()),
        language: language::detect(&text),
        path,
        text,
        title,
        published: stated.published,
        outlet,
        authors,
        url: stated.url.or(found.metadata.url),
        encoding,
        warnings: found.warnings,
    };
    Ok((report, is_article))
}

/// The paragraphs of an article of one line each, without the lines that belong to the page around it.
pub(crate) fn paragraphs(lines: &str) -> String {
    boilerplate::without(lines)
}

/// A title without the outlet's name at its end.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let cut = [" | ", " - ", " – ", " — "].iter().find_map(|mark| {
        let (headline, rest) = title.rsplit_once(mark)?;
        outlet
            .is_some_and(|outlet| rest.trim().eq_ignore_ascii_case(outlet.trim()))
            .then_some(headline)
    });
    cut.unwrap_or(title).trim().to_owned()
}

/// How deep elements are nested at most, counting every element that has an end tag.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let bytes = page.as_bytes();
    for (at, _) in page.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(&page[at + 1..]) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Elements whose end tag is left out by rule or by habit.
fn is_void(tag: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "li", "link", "meta", "option",
        "p", "path", "source", "td", "tr", "track", "wbr",
    ];
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    VOID.binary_search(&tag[..end].to_ascii_lowercase().as_str())
        .is_ok()
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
        let report = report("a.html".to_owned(), PAGE, "UTF-8").unwrap();
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
            report("a.html".to_owned(), &deep, "UTF-8"),
            Err(ReadError::NoArticle { .. })
        ));
        assert!(matches!(
            report("a.html".to_owned(), "<html></html>", "UTF-8"),
            Err(ReadError::NoArticle { .. })
        ));
    }
}
