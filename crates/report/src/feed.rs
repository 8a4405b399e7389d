//! Feeds: RSS, Atom and JSON Feed. Each entry is a report.

mod entities;
mod json;
mod xml;

use std::io::Read;

use sayso_text::Span;

use crate::report::{Basis, Published};
use crate::{ReadError, Report, bytes, dates, html, kind, language, markup};

/// Bytes of a feed at most.
const MOST: u64 = 64 << 20;

/// What a feed says, read as far as it is whole.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    authors: Vec<String>,
    entries: Vec<Entry>,
    /// Why and where it breaks off.
    broken: Option<(String, u64)>,
}

/// What a feed says of one article.
#[derive(Debug, Default)]
struct Entry {
    title: Option<String>,
    url: Option<String>,
    /// The entry's identifier, where it is an address.
    guid: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    /// The outlet, where the feed is made of those of others.
    outlet: Option<String>,
    content: Option<Words>,
    summary: Option<Words>,
    /// Title, authors and words by the names of Dublin Core, Media RSS and iTunes, where the feed's own are missing.
    other_title: Option<String>,
    other_authors: Vec<String>,
    other: Option<Words>,
}

impl Entry {
    /// With what other vocabularies tell in the places that are empty.
    fn completed(mut self) -> Self {
        self.title = self.title.or(self.other_title.take());
        self.url = self.url.or(self.guid.take());
        self.summary = self.summary.or(self.other.take());
        if self.authors.is_empty() {
            self.authors = std::mem::take(&mut self.other_authors);
        }
        self
    }
}

/// Words as a feed gives them.
#[derive(Debug)]
enum Words {
    Plain(String),
    Html(String),
}

impl Words {
    fn text(&self) -> String {
        match self {
            Self::Plain(text) => text.trim().to_owned(),
            Self::Html(piece) => {
                let text = markup::text(piece);
                // Markup that was escaped twice is words to a reader of the first layer.
                let again = ["</p>", "<p>", "<br", "</a>", "</div>", "</em>", "</strong>"];
                if again.iter().any(|tag| text.contains(tag)) && !piece.contains('<') {
                    markup::text(&text)
                } else {
                    text
                }
            }
        }
    }
}

/// The entries of an RSS or Atom feed. `charset` is what a server told of its encoding, `outlet` what the user told
/// of its outlet.
pub(crate) fn xml_reports(
    path: String,
    from: &mut dyn Read,
    charset: Option<&str>,
    outlet: Option<&str>,
) -> Result<impl Iterator<Item = Result<Report, ReadError>> + Send + use<>, ReadError> {
    let bytes = bytes::read_up_to(&path, from, MOST)?;
    let declared = charset
        .map(str::to_owned)
        .or_else(|| xml::declared_encoding(&bytes));
    let (feed, encoding, warning) = bytes::decode(&path, bytes, declared.as_deref())?;
    let address = kind::is_address(&path).then(|| path.clone());
    let feed = xml::read(&feed, address.as_deref());
    Ok(reports(path, feed, encoding, warning, outlet))
}

/// The entries of a JSON Feed.
pub(crate) fn json_reports(
    path: String,
    from: &mut dyn Read,
    outlet: Option<&str>,
) -> Result<impl Iterator<Item = Result<Report, ReadError>> + Send + use<>, ReadError> {
    let bytes = bytes::read_up_to(&path, from, MOST)?;
    let (feed, encoding, warning) = bytes::decode(&path, bytes, None)?;
    let feed = json::read(&path, &feed)?;
    Ok(reports(path, feed, encoding, warning, outlet))
}

fn reports(
    path: String,
    feed: Feed,
    encoding: &'static str,
    warning: Option<String>,
    outlet: Option<&str>,
) -> impl Iterator<Item = Result<Report, ReadError>> + Send + use<> {
    let outlet = outlet.map(str::to_owned);
    let Feed {
        title,
        authors,
        entries,
        broken,
    } = feed;
    let end = match broken {
        Some((what, offset)) => Some(ReadError::Feed {
            path: path.clone(),
            what,
            offset,
        }),
        None => entries.is_empty().then(|| ReadError::Form {
            path: path.clone(),
            what: "is a feed without entries".to_owned(),
            wanted: "one entry at least",
        }),
    };
    let entries = entries.into_iter().enumerate().map(move |(at, mut entry)| {
        entry = entry.completed();
        let own = entry.outlet.take();
        let outlet = outlet.clone().or(own).or_else(|| title.clone());
        if entry.authors.is_empty() {
            entry.authors.clone_from(&authors);
        }
        let mut report = report(format!("{path}#{}", at + 1), entry, outlet, encoding)?;
        report.warnings.extend(warning.clone());
        Ok(report)
    });
    entries.chain(end.map(Err))
}

/// The report of an entry.
fn report(
    path: String,
    entry: Entry,
    outlet: Option<String>,
    encoding: &'static str,
) -> Result<Report, ReadError> {
    let content = entry.content.as_ref().map(Words::text);
    let content = content.filter(|text| !text.is_empty());
    let is_summary = content.is_none();
    let text = content
        .or_else(|| entry.summary.as_ref().map(Words::text))
        .unwrap_or_default();
    if text.is_empty() {
        return Err(ReadError::Part {
            path,
            what: "this entry has no text".to_owned(),
        });
    }
    let mut warnings = Vec::new();
    let (text, title, was_wrong) = mended(text, entry.title);
    if was_wrong {
        let warning = "its text was UTF-8 that was taken for Windows-1252 and encoded again; it was set right";
        warnings.push(warning.to_owned());
    }
    if is_teaser(&text, is_summary) {
        let words = text.split_whitespace().count();
        warnings.push(format!(
            "only a teaser of {words} words stands in the feed{}",
            if entry.url.is_some() {
                "; the article is at its address"
            } else {
                ""
            }
        ));
    }
    let published = published(entry.published, entry.updated, &mut warnings);
    let (language, body, warning) = language::judge(&text, Span::at(&text, 0..text.len()));
    warnings.extend(warning);
    Ok(Report {
        body,
        language,
        path,
        text,
        title: title.map(|title| html::without_outlet(&title, outlet.as_deref())),
        published,
        outlet,
        authors: entry.authors,
        url: entry.url,
        encoding,
        warnings,
    })
}

/// Whether a text is only the beginning of an article: it breaks off, or is a short summary.
fn is_teaser(text: &str, is_summary: bool) -> bool {
    const SHORT: usize = 600;
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '»'));
    end.ends_with(['…', '[']) || end.ends_with("...") || is_summary && text.chars().count() < SHORT
}

fn published(
    published: Option<String>,
    updated: Option<String>,
    warnings: &mut Vec<String>,
) -> Option<Published> {
    let (stated, basis) = match (published, updated) {
        (Some(stated), _) => (stated, Basis::Feed),
        (None, Some(stated)) => (stated, Basis::FeedUpdated),
        (None, None) => return None,
    };
    let date = dates::day(&stated);
    if date.is_none() {
        warnings.push(format!("its date {stated:?} is none"));
    }
    date.map(|date| Published { date, basis })
}

/// A text and a title with "Itâ€™s" put right to "It’s", where all of the text can be read so, and whether it was.
fn mended(text: String, title: Option<String>) -> (String, Option<String>, bool) {
    let again = |text: &str| {
        // What UTF-8 of quotation marks, dashes and letters with accents looks like.
        if !["â€", "Ã", "Â"].iter().any(|sign| text.contains(sign)) {
            return None;
        }
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
        (!lost).then(|| String::from_utf8(bytes.into_owned()).ok())?
    };
    match again(&text) {
        Some(right) => {
            let title = title.map(|title| again(&title).unwrap_or(title));
            (right, title, true)
        }
        None => (text, title, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
        <channel><title>Harbour Post</title><link>https://post.example</link><image><title>Logo</title></image>
        <item><title>Bridge shut &amp;amp; guarded</title><link>https://post.example/bridge</link>
        <pubDate>Wed, 11 Mar 2026 23:40:00 +0100</pubDate><dc:creator>Jonna Vik</dc:creator>
        <media:content><media:title>A photo</media:title></media:content>
        <description>The bridge is shut.</description>
        <content:encoded><![CDATA[<p>The swing bridge is shut, the council said.</p><p>“For weeks,” it&nbsp;said.</p>]]></content:encoded></item>
        <item><title>Ferry late - Harbour Post</title><link>/ferry</link><guid>https://post.example/ferry</guid><author>desk@post.example (Tom Berg)</author>
        <description>&lt;p&gt;The ferry was late on Monday &amp;hellip;&lt;/p&gt;</description></item>
        <item><title>Nothing</title></item></channel></rss>"#;

    fn read(feed: &str, outlet: Option<&str>) -> Vec<Result<Report, ReadError>> {
        let found = xml_reports("a.xml".to_owned(), &mut feed.as_bytes(), None, outlet);
        found.unwrap().collect()
    }

    #[test]
    fn reads_rss() {
        let found = read(RSS, None);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.path, "a.xml#1");
        assert_eq!(
            first.text,
            "The swing bridge is shut, the council said.\n\n“For weeks,” it said."
        );
        assert_eq!(first.title.as_deref(), Some("Bridge shut & guarded"));
        assert_eq!(first.url.as_deref(), Some("https://post.example/bridge"));
        assert_eq!(first.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(first.authors, ["Jonna Vik"]);
        let published = first.published.unwrap();
        assert_eq!(
            (published.date.to_string().as_str(), published.basis),
            ("2026-03-11", Basis::Feed)
        );
        assert!(first.warnings.is_empty(), "{:?}", first.warnings);
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.text, "The ferry was late on Monday …");
        assert_eq!(second.title.as_deref(), Some("Ferry late"));
        assert_eq!(second.url.as_deref(), Some("https://post.example/ferry"));
        assert_eq!(second.authors, ["Tom Berg"]);
        assert!(second.warnings[0].contains("only a teaser of 7 words"));
        let third = found[2].as_ref().unwrap_err().to_string();
        assert!(
            third.starts_with("a.xml#3: this entry has no text"),
            "{third}"
        );
        assert_eq!(
            read(RSS, Some("Post"))[0]
                .as_ref()
                .unwrap()
                .outlet
                .as_deref(),
            Some("Post")
        );
    }

    #[test]
    fn reads_atom() {
        let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Evening Star</title><author><name>The desk</name></author>
            <entry><title type="html">Storm &lt;i&gt;ahead&lt;/i&gt;</title><link rel="self" href="https://star.example/feed"/>
            <link href="https://star.example/storm?a=1&amp;b=2"/><published>2026-03-12T01:00:00Z</published><updated>2026-03-13T01:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A storm is near, the weather office said.</p><p>Ships stay in port.</p></div></content></entry>
            <entry><title>Old mill</title><updated>2026-03-10T01:00:00Z</updated><author><name>Ada Lund</name></author>
            <source><title>Mill News</title></source><summary>Less than &lt; 5 were there.</summary></entry></feed>"#;
        let found = read(feed, None);
        let first = found[0].as_ref().unwrap();
        assert_eq!(
            first.text,
            "A storm is near, the weather office said.\n\nShips stay in port."
        );
        assert_eq!(first.title.as_deref(), Some("Storm ahead"));
        assert_eq!(
            first.url.as_deref(),
            Some("https://star.example/storm?a=1&b=2")
        );
        assert_eq!(first.authors, ["The desk"]);
        assert_eq!(first.published.unwrap().date.to_string(), "2026-03-12");
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.published.unwrap().basis, Basis::FeedUpdated);
        assert_eq!(second.outlet.as_deref(), Some("Mill News"));
        assert_eq!(second.authors, ["Ada Lund"]);
        assert_eq!(second.text, "Less than < 5 were there.");
    }

    #[test]
    fn reads_rss_1_with_its_items_beside_the_channel() {
        let feed = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="x"><title>Old Post</title><items><rdf:Seq/></items></channel><textinput><title>Search</title></textinput>
            <item rdf:about="x/1"><title>One</title><link>https://old.example/1</link><dc:date>2026-03-11</dc:date><description>It sank.</description></item></rdf:RDF>"#;
        let found = read(feed, None);
        let first = found[0].as_ref().unwrap();
        assert_eq!(
            (first.outlet.as_deref(), first.text.as_str()),
            (Some("Old Post"), "It sank.")
        );
        assert_eq!(first.published.unwrap().date.to_string(), "2026-03-11");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn reads_json_feeds() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "authors": [{"name": "Ann"}], "items": [
            {"id": "1", "url": "https://quay.example/1", "title": "One", "content_html": "<p>It sank.</p>", "date_published": "2026-03-11T10:00:00Z"},
            {"id": "2", "content_text": "No one was hurt.", "author": {"name": "Bo"}}]}"#;
        let found: Vec<_> = json_reports("a.json".to_owned(), &mut feed.as_bytes(), None)
            .unwrap()
            .collect();
        let (first, second) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
        assert_eq!(
            (first.text.as_str(), first.outlet.as_deref()),
            ("It sank.", Some("Quay"))
        );
        assert_eq!(first.authors, ["Ann"]);
        assert_eq!(
            (second.text.as_str(), second.authors[0].as_str()),
            ("No one was hurt.", "Bo")
        );
        assert!(json_reports("a.json".to_owned(), &mut &feed.as_bytes()[..99], None).is_err());
    }

    #[test]
    fn a_feed_that_breaks_off_gives_what_was_whole() {
        let at = RSS.find("Ferry late").unwrap();
        let found = read(&RSS[..at], None);
        assert_eq!(found.len(), 2);
        let end = found[1].as_ref().unwrap_err().to_string();
        assert!(end.contains("a.xml: the feed is no whole XML ("), "{end}");
        let none = read("<rss><channel><title>x</title></channel></rss>", None);
        assert!(
            none[0]
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("without entries")
        );
    }

    #[test]
    fn links_are_whole_addresses() {
        let link =
            |feed: &str, address: Option<&str>| xml::read(feed, address).entries[0].url.clone();
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://star.example/news/'><entry xml:base='march/'><link href='mill.html'/></entry></feed>";
        assert_eq!(
            link(atom, None).unwrap(),
            "https://star.example/news/march/mill.html"
        );
        let rss = "<rss><channel><link>https://post.example/</link><item><link>/mill</link></item></channel></rss>";
        assert_eq!(link(rss, None).unwrap(), "https://post.example/mill");
        let bare = "<rss><channel><item><link>mill</link></item></channel></rss>";
        assert_eq!(
            link(bare, Some("https://post.example/rss/feed")).unwrap(),
            "https://post.example/rss/mill"
        );
        assert_eq!(link(bare, None), None);
    }

    #[test]
    fn feeds_are_read_as_they_are_found() {
        let declared = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY paper 'Mill Post'>]><rss><channel><title>&paper;</title><item>            <title>One</title><description>It sank.</description></item></channel></rss>";
        assert_eq!(
            read(declared, None)[0].as_ref().unwrap().outlet.as_deref(),
            Some("Mill Post")
        );
        let plain = "<feed><title>Star</title><entry><title>One</title><link href='https://star.example/1'/><updated>2026-03-02T10:00:00Z</updated>            <summary>It sank.</summary></entry></feed>";
        let first = read(plain, None).remove(0).unwrap();
        assert_eq!(
            (first.text.as_str(), first.url.as_deref()),
            ("It sank.", Some("https://star.example/1"))
        );
        let other = r#"<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
            xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item><dc:title>One</dc:title>
            <dcterms:created>2026-03-02T10:00:00Z</dcterms:created><itunes:author>Ada Lund</itunes:author><media:description>It sank.</media:description></item></channel></rss>"#;
        let first = read(other, None).remove(0).unwrap();
        assert_eq!(
            (first.title.as_deref(), first.text.as_str()),
            (Some("One"), "It sank.")
        );
        assert_eq!(first.authors, ["Ada Lund"]);
        assert_eq!(first.published.unwrap().date.to_string(), "2026-03-02");
    }

    #[test]
    fn words_that_were_encoded_twice_are_set_right() {
        let of = |description: &str| {
            let feed = format!(
                "<rss><channel><item><title>One</title><description>{description}</description></item></channel></rss>"
            );
            read(&feed, None).remove(0).unwrap()
        };
        let twice = of(
            "&amp;lt;p&amp;gt;It sank.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;No one was hurt.&amp;lt;/p&amp;gt;",
        );
        assert_eq!(twice.text, "It sank.\n\nNo one was hurt.");
        let wrong = of("Itâ€™s gone, said RenÃ©e.");
        assert_eq!(wrong.text, "It’s gone, said Renée.");
        assert!(
            wrong
                .warnings
                .iter()
                .any(|warning| warning.contains("Windows-1252"))
        );
        assert_eq!(of("The âge of René.").text, "The âge of René.");
    }

    #[test]
    fn what_a_blog_puts_below_is_left_out() {
        let feed = "<rss><channel><item><description>&lt;p&gt;It sank.&lt;/p&gt;&lt;p&gt;The post &lt;a href='x'&gt;One&lt;/a&gt; appeared first on             &lt;a href='y'&gt;Mill Post&lt;/a&gt;.&lt;/p&gt;</description></item></channel></rss>";
        assert_eq!(read(feed, None)[0].as_ref().unwrap().text, "It sank.");
    }

    proptest! {
        #[test]
        fn a_cut_or_changed_feed_never_fails_otherwise(at in 0..RSS.len(), with in "[<>/&;a!\\[\\]\"]{0,3}", cut in any::<bool>()) {
            prop_assume!(RSS.is_char_boundary(at));
            let feed = format!("{}{with}{}", &RSS[..at], if cut { "" } else { &RSS[at..] });
            if let Ok(found) = xml_reports("a.xml".to_owned(), &mut feed.as_bytes(), None, None) {
                for report in found.flatten() {
                    prop_assert!(!report.text.is_empty());
                }
            }
        }
    }
}
