//! Feeds: RSS, Atom and JSON Feed. Each entry is a report.

mod json;
mod xml;

use std::io::Read;

use jiff::civil::Date;
use sayso_text::Span;

use crate::report::{Basis, Published};
use crate::{ReadError, Report, bytes, html, language, markup};

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
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    /// The outlet, where the feed is made of those of others.
    outlet: Option<String>,
    content: Option<Words>,
    summary: Option<Words>,
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
            Self::Html(piece) => markup::text(piece),
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
    Ok(reports(path, xml::read(&feed), encoding, warning, outlet))
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
    Ok(Report {
        body: Span::at(&text, 0..text.len()),
        language: language::detect(&text),
        path,
        text,
        title: entry
            .title
            .map(|title| html::without_outlet(&title, outlet.as_deref())),
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
    let date = day(&stated);
    if date.is_none() {
        warnings.push(format!("its date {stated:?} is none"));
    }
    date.map(|date| Published { date, basis })
}

/// The day of a date as feeds write it: "2026-03-11T23:40:00+01:00", "Wed, 11 Mar 2026 23:40:00 +0100",
/// "11 March 2026", "March 11, 2026". It is the day at the place of the clock that was read.
fn day(stated: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    if let Some(date) = crate::json::date_of(stated) {
        return Some(date);
    }
    let (mut day, mut month, mut year) = (None, None, None);
    for word in stated.split([' ', ',', '-', '\t']) {
        let short = word.get(..3).unwrap_or_default().to_lowercase();
        if let Some(at) = MONTHS.iter().position(|known| *known == short) {
            month = month.or(i8::try_from(at + 1).ok());
        } else if let (4, Ok(number)) = (word.len(), word.parse::<i16>()) {
            year = year.or(Some(number));
        } else if let (1..=2, Ok(number)) = (word.len(), word.parse::<i8>()) {
            day = day.or(Some(number));
        }
    }
    Date::new(year?, month?, day?).ok()
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
    fn days_are_read_as_feeds_write_them() {
        for stated in [
            "Wed, 11 Mar 2026 23:40:00 GMT",
            "11 March 2026 1:00",
            "March 11, 2026",
            "2026-03-11 10:00",
            "Wednesday, 11-Mar-2026 09:00:00 EST",
        ] {
            assert_eq!(day(stated).unwrap().to_string(), "2026-03-11", "{stated}");
        }
        assert_eq!(day("soon"), None);
        assert_eq!(day("31 Feb 2026"), None);
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
