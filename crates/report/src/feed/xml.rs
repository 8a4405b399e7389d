//! RSS 0.9x, 1.0 and 2.0 and Atom.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, Reader};
use url::Url;

use super::entities;
use super::{Entry, Feed, Words};
use crate::html::{names, without_mail};
use crate::kind::is_address;
use crate::markup::{self, unescape};

/// What a feed says, as far as it is well-formed.
/// `address` is where the feed was fetched, if it was.
pub(crate) fn read(feed: &str, address: Option<&str>) -> Feed {
    let feed = &*entities::put_in(feed);
    let mut reader = NsReader::from_str(feed);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut reading = Reading {
        reader,
        feed: Feed::default(),
        entry: None,
        closed: false,
        is_plain_atom: false,
        base: address.and_then(|address| Url::parse(address).ok()),
        entry_base: None,
    };
    if let Err(error) = reading.all() {
        let what = format!("the feed is no whole XML ({error})");
        reading.feed.broken = Some((what, reading.reader.error_position()));
    } else if !reading.closed {
        let what = "the feed is no whole XML (its end is missing)".to_owned();
        reading.feed.broken = Some((what, feed.len() as u64));
    }
    reading.feed
}

/// The character encoding that the XML declaration tells.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]);
    let (declaration, _) = head.split_once("?>")?;
    let (_, encoding) = declaration.split_once("encoding")?;
    encoding.split(['"', '\'']).nth(1).map(str::to_owned)
}

/// Whose word an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    Rss,
    Atom,
    Content,
    Dublin,
    Itunes,
    Media,
    Other,
}

impl Vocabulary {
    /// By the namespace; where that is not declared, by the prefix that feeds are used to.
    fn of(resolved: &ResolveResult) -> Self {
        match resolved {
            ResolveResult::Unbound => Self::Rss,
            ResolveResult::Unknown(prefix) => match prefix.as_str() {
                "atom" => Self::Atom,
                "content" => Self::Content,
                "dc" | "dcterms" => Self::Dublin,
                "itunes" => Self::Itunes,
                "media" => Self::Media,
                "rss" => Self::Rss,
                _ => Self::Other,
            },
            ResolveResult::Bound(Namespace(name)) => {
                let name = name.strip_prefix("https://").unwrap_or(name);
                match name.strip_prefix("http://").unwrap_or(name) {
                    "www.w3.org/2005/Atom" | "purl.org/atom/ns#" => Self::Atom,
                    "purl.org/rss/1.0/modules/content/" => Self::Content,
                    "purl.org/dc/elements/1.1/" | "purl.org/dc/terms/" => Self::Dublin,
                    "www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
                    "search.yahoo.com/mrss/" | "search.yahoo.com/mrss" => Self::Media,
                    "purl.org/rss/1.0/"
                    | "my.netscape.com/rdf/simple/0.9/"
                    | "channel.netscape.com/rdf/simple/0.9/"
                    | "backend.userland.com/rss2"
                    | "www.w3.org/1999/02/22-rdf-syntax-ns#" => Self::Rss,
                    _ => Self::Other,
                }
            }
        }
    }
}

/// A feed on its way.
struct Reading<'f> {
    reader: NsReader<&'f [u8]>,
    feed: Feed,
    /// The entry that is open.
    entry: Option<Entry>,
    /// Whether the root was closed.
    closed: bool,
    /// Whether it is Atom without its namespace.
    is_plain_atom: bool,
    /// What links that are not whole begin from: the feed's `xml:base`, its site, or where it was fetched.
    base: Option<Url>,
    /// The same of the entry that is open.
    entry_base: Option<Url>,
}

impl<'f> Reading<'f> {
    fn all(&mut self) -> quick_xml::Result<()> {
        loop {
            let (resolved, event) = self.reader.read_resolved_event()?;
            let vocabulary = match Vocabulary::of(&resolved) {
                Vocabulary::Rss if self.is_plain_atom => Vocabulary::Atom,
                vocabulary => vocabulary,
            };
            match event {
                Event::Start(start) => self.start(vocabulary, &start)?,
                Event::Empty(start) => self.element(vocabulary, &start, ""),
                Event::End(end) => match end.local_name().into_inner() {
                    "item" | "entry" => self.feed.entries.extend(self.entry.take()),
                    "rss" | "feed" | "RDF" => self.closed = true,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Goes into an element that holds others, or takes one that holds words.
    fn start(&mut self, vocabulary: Vocabulary, start: &BytesStart<'f>) -> quick_xml::Result<()> {
        use Vocabulary::{Atom, Rss};
        match (vocabulary, start.local_name().into_inner()) {
            (Rss, "rss" | "RDF" | "channel") | (Atom, "feed") => {
                self.base = based(start, self.base.take());
            }
            (Rss, "feed") => {
                self.is_plain_atom = true;
                self.base = based(start, self.base.take());
            }
            (Rss, "item") | (Atom, "entry") => {
                self.feed.entries.extend(self.entry.take());
                self.entry = Some(Entry::default());
                self.entry_base = based(start, self.base.clone());
            }
            _ => {
                let inside = self.reader.read_text(start.name())?.into_inner();
                self.element(vocabulary, start, &inside);
            }
        }
        Ok(())
    }

    /// Takes what an element says; `inside` is as it is written.
    fn element(&mut self, vocabulary: Vocabulary, start: &BytesStart, inside: &str) {
        use Vocabulary::{Atom, Content, Dublin, Itunes, Media, Rss};
        let name = start.local_name().into_inner();
        let text = || Some(plain(inside)).filter(|text| !text.is_empty());
        let Some(entry) = &mut self.entry else {
            match (vocabulary, name) {
                (Rss | Atom | Dublin, "title") => put(&mut self.feed.title, title(inside)),
                (Rss, "link") => {
                    self.base = self.base.take().or_else(|| Url::parse(&text()?).ok());
                }
                (Atom, "link") if attribute(start, "rel").is_none_or(|rel| rel == "alternate") => {
                    let site = attribute(start, "href");
                    self.base = self.base.take().or_else(|| Url::parse(&site?).ok());
                }
                (Atom, "author") => self.feed.authors.extend(by(child(inside, "name"))),
                (Itunes, "author") => self.feed.authors.extend(by(text())),
                _ => {}
            }
            return;
        };
        let base = based(start, self.entry_base.clone());
        let address = |link: Option<String>| address(link, base.as_ref());
        match (vocabulary, name) {
            (Rss | Atom, "title") => put(&mut entry.title, title(inside)),
            (Rss, "link") => put(&mut entry.url, address(text())),
            (Rss, "guid") if attribute(start, "isPermaLink").as_deref() != Some("false") => {
                // One that is not whole may be any number.
                put(&mut entry.guid, text().filter(|guid| is_address(guid)));
            }
            (Dublin | Media | Itunes, "title") => put(&mut entry.other_title, title(inside)),
            (Atom, "link") if attribute(start, "rel").is_none_or(|rel| rel == "alternate") => {
                put(&mut entry.url, address(attribute(start, "href")));
            }
            (Rss, "pubDate")
            | (Dublin, "date" | "issued" | "created")
            | (Atom, "published" | "issued") => {
                put(&mut entry.published, text());
            }
            (Atom, "updated" | "modified") => put(&mut entry.updated, text()),
            (Rss, "author") | (Dublin, "creator") => entry.authors.extend(by(text())),
            (Itunes, "author") => entry.other_authors.extend(by(text())),
            (Atom, "author") => entry.authors.extend(by(child(inside, "name"))),
            (Rss, "source") => put(&mut entry.outlet, title(inside)),
            (Atom, "source") => put(&mut entry.outlet, child(inside, "title")),
            (Content, "encoded") => entry.content = Some(Words::Html(escaped(inside))),
            (Rss, "description") => entry.summary = Some(Words::Html(escaped(inside))),
            (Atom, "content") if attribute(start, "src").is_none() => {
                entry.content = Some(atom_words(start, inside));
            }
            (Atom, "summary") => entry.summary = Some(atom_words(start, inside)),
            (Dublin | Media, "description") | (Itunes, "summary") if entry.other.is_none() => {
                entry.other = Some(Words::Html(escaped(inside)));
            }
            _ => {}
        }
    }
}

/// The first of what is told stays.
fn put(place: &mut Option<String>, told: Option<String>) {
    if place.is_none() {
        *place = told;
    }
}

/// A link as a whole address, if it is one or is made one by what it begins from.
fn address(link: Option<String>, base: Option<&Url>) -> Option<String> {
    let link = link?;
    if is_address(&link) {
        return Some(link);
    }
    let whole = base?.join(&link).ok()?.to_string();
    is_address(&whole).then_some(whole)
}

/// What links within an element begin from, by its `xml:base` and what is around it.
fn based(start: &BytesStart, around: Option<Url>) -> Option<Url> {
    let Some(stated) = attribute(start, "xml:base") else {
        return around;
    };
    match &around {
        Some(around) => around.join(&stated).ok(),
        None => Url::parse(&stated).ok(),
    }
    .or(around)
}

/// The names in what a feed says of authors; what is no name by its look stays as it is.
fn by(stated: Option<String>) -> Vec<String> {
    let Some(stated) = stated else {
        return Vec::new();
    };
    match names(&stated) {
        names if names.is_empty() => vec![without_mail(&stated)],
        names => names,
    }
}

fn title(inside: &str) -> Option<String> {
    Some(markup::line(&escaped(inside))).filter(|title| !title.is_empty())
}

fn atom_words(start: &BytesStart, inside: &str) -> Words {
    match attribute(start, "type").as_deref() {
        None | Some("text" | "text/plain") => Words::Plain(escaped(inside)),
        _ => Words::Html(escaped(inside)),
    }
}

/// What an element holds: elements as they are written, words with their references put into characters.
fn escaped(inside: &str) -> String {
    const START: &str = "<![CDATA[";
    let mut rest = inside;
    let mut held = String::with_capacity(inside.len());
    while let Some((before, data)) = rest.split_once(START) {
        let (data, after) = data.split_once("]]>").unwrap_or((data, ""));
        held.push_str(&words_of(before));
        held.push_str(data);
        rest = after;
    }
    held.push_str(&words_of(rest));
    held
}

fn words_of(piece: &str) -> String {
    if piece.contains('<') {
        piece.to_owned()
    } else {
        unescape(piece)
    }
}

/// What an element of one line says.
fn plain(inside: &str) -> String {
    unescape(escaped(inside).trim())
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(unescape(found.value.trim()))
}

/// What the first child of a name says.
fn child(inside: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(inside);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().into_inner() == name => {
                let inside = reader.read_text(start.name()).ok()?.into_inner();
                return title(&inside);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
