//! RSS 0.9x, 1.0 and 2.0 and Atom.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, Reader};

use super::{Entry, Feed, Words};
use crate::kind::is_address;
use crate::markup::{self, unescape};

/// What a feed says, as far as it is well-formed.
pub(crate) fn read(feed: &str) -> Feed {
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
                "dc" => Self::Dublin,
                "rss" => Self::Rss,
                _ => Self::Other,
            },
            ResolveResult::Bound(Namespace(name)) => {
                let name = name.strip_prefix("https://").unwrap_or(name);
                match name.strip_prefix("http://").unwrap_or(name) {
                    "www.w3.org/2005/Atom" | "purl.org/atom/ns#" => Self::Atom,
                    "purl.org/rss/1.0/modules/content/" => Self::Content,
                    "purl.org/dc/elements/1.1/" | "purl.org/dc/terms/" => Self::Dublin,
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
}

impl<'f> Reading<'f> {
    fn all(&mut self) -> quick_xml::Result<()> {
        loop {
            let (resolved, event) = self.reader.read_resolved_event()?;
            let vocabulary = Vocabulary::of(&resolved);
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
            (Rss, "rss" | "RDF" | "channel") | (Atom, "feed") => {}
            (Rss, "item") | (Atom, "entry") => {
                self.feed.entries.extend(self.entry.take());
                self.entry = Some(Entry::default());
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
        use Vocabulary::{Atom, Content, Dublin, Rss};
        let name = start.local_name().into_inner();
        let Some(entry) = &mut self.entry else {
            match (vocabulary, name) {
                (Rss | Atom, "title") => put(&mut self.feed.title, title(inside)),
                (Atom, "author") => self.feed.authors.extend(child(inside, "name")),
                _ => {}
            }
            return;
        };
        let text = || Some(plain(inside)).filter(|text| !text.is_empty());
        match (vocabulary, name) {
            (Rss | Atom, "title") => put(&mut entry.title, title(inside)),
            (Rss, "link") => put(&mut entry.url, address(text())),
            (Rss, "guid") if attribute(start, "isPermaLink").as_deref() != Some("false") => {
                put(&mut entry.url, address(text()));
            }
            (Atom, "link") if attribute(start, "rel").is_none_or(|rel| rel == "alternate") => {
                put(&mut entry.url, address(attribute(start, "href")));
            }
            (Rss, "pubDate") | (Dublin, "date" | "issued") | (Atom, "published" | "issued") => {
                put(&mut entry.published, text());
            }
            (Atom, "updated" | "modified") => put(&mut entry.updated, text()),
            (Rss, "author") => entry
                .authors
                .extend(text().map(|author| without_mail(&author))),
            (Dublin, "creator") => entry.authors.extend(text()),
            (Atom, "author") => entry.authors.extend(child(inside, "name")),
            (Rss, "source") => put(&mut entry.outlet, title(inside)),
            (Atom, "source") => put(&mut entry.outlet, child(inside, "title")),
            (Content, "encoded") => entry.content = Some(Words::Html(escaped(inside))),
            (Rss, "description") => entry.summary = Some(Words::Html(escaped(inside))),
            (Atom, "content") if attribute(start, "src").is_none() => {
                entry.content = Some(atom_words(start, inside));
            }
            (Atom, "summary") => entry.summary = Some(atom_words(start, inside)),
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

/// A link, if it leads anywhere without the feed's own address.
fn address(link: Option<String>) -> Option<String> {
    link.filter(|link| is_address(link))
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

/// "desk@post.example (Tom Berg)": the name, where there is one.
fn without_mail(author: &str) -> String {
    let name = author
        .split_once('(')
        .filter(|(mail, _)| mail.contains('@'))
        .and_then(|(_, name)| name.split(')').next());
    name.unwrap_or(author).trim().to_owned()
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
