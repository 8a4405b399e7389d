//! A page's source within bounds, so that its tree costs no more than its size.
//!
//! *What it does* leaves out what is never read (comments, scripts that are no JSON-LD, styles, frames) and what only
//! costs: attributes beyond any that is read, elements nested deeper than browsers nest them, formatting elements that
//! are never closed and would be opened again in every paragraph.
//! *What it leaves alone* is everything else, letter by letter.

/// Attributes of one tag: parsers compare each with all before it. No page has a tenth of these (a guess).
const MOST_ATTRIBUTES: usize = 200;
/// Bytes of an attribute's value: pictures are put into values, words are not (a guess).
const LONGEST_VALUE: usize = 64 << 10;
/// How deep elements are nested, as in Blink (`kMaximumHTMLParserDOMTreeDepth`).
const DEEPEST: usize = 512;
/// Formatting elements that are open at a time (a guess; pages that close theirs have ten).
const MOST_FORMATS: usize = 16;
/// Tags of a page. The largest of the 84 pages that the extraction is measured on has 1,600.
const MOST_TAGS: usize = 30_000;
/// Bytes of one JSON-LD script (a guess; those of news pages have up to 100,000).
const LONGEST_SCRIPT: usize = 1 << 20;
/// Bytes of words and kept tags (a guess: a novel has a tenth of it).
const LONGEST: usize = 8 << 20;

/// A page within bounds.
pub(super) struct Bounded {
    /// Its source.
    pub(super) source: String,
    /// Whether a part was left out that could have held words.
    pub(super) cut: bool,
}

/// Elements whose start tag nests nothing: void ones, and those that close themselves in a parser.
const FLAT: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "li", "link", "meta", "option", "p", "param", "source", "td", "th", "tr", "track",
    "wbr",
];
/// Elements that a parser opens again after a block in which they were not closed (HTML, 13.2.4.3).
const FORMATS: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements whose inside is no markup, and nothing that is read.
const LEFT_OUT: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "style",
    "textarea",
    "xmp",
];

/// Puts a page within bounds.
pub(super) fn bounded(page: &str) -> Bounded {
    let mut copy = Copy {
        source: String::with_capacity(page.len().min(LONGEST)),
        depth: 0,
        formats: 0,
        tags: 0,
        cut: false,
    };
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        copy.source.push_str(&rest[..at]);
        rest = copy.markup(&rest[at..]);
        if copy.tags > MOST_TAGS || copy.source.len() > LONGEST {
            copy.cut = true;
            rest = "";
        }
    }
    let room = LONGEST.saturating_sub(copy.source.len());
    if rest.len() > room {
        copy.cut = true;
        rest = &rest[..rest.floor_char_boundary(room)];
    }
    copy.source.push_str(rest);
    Bounded {
        source: copy.source,
        cut: copy.cut,
    }
}

struct Copy {
    source: String,
    depth: usize,
    formats: usize,
    tags: usize,
    cut: bool,
}

impl Copy {
    /// Copies what begins with "<", and gives what follows it.
    fn markup<'p>(&mut self, rest: &'p str) -> &'p str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            // "<!-->" is a whole one.
            let short = [">", "->"].iter().find_map(|end| comment.strip_prefix(end));
            return short.unwrap_or_else(|| after(comment, "-->"));
        }
        let inside = &rest[1..];
        if inside.starts_with(['!', '?']) {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            if inside[1..]
                .get(..7)
                .is_some_and(|name| name.eq_ignore_ascii_case("doctype"))
            {
                self.source.push_str(&rest[..end.min(1000)]);
            }
            return &rest[end..];
        }
        if let Some(closing) = inside.strip_prefix('/') {
            if !closing.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return after(rest, ">");
            }
            let name = name(closing);
            self.end(&name);
            return tag_end(&closing[name.len()..]);
        }
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.source.push('<');
            return inside;
        }
        let name = name(inside);
        self.tags += 1;
        let tag = Tag::read(&inside[name.len()..]);
        if LEFT_OUT.contains(&name.as_str()) {
            return after_element(tag.rest, &name).1;
        }
        if matches!(name.as_str(), "script" | "title") {
            let (within, rest) = after_element(tag.rest, &name);
            if name == "title" || tag.attributes.contains("ld+json") {
                if within.len() <= LONGEST_SCRIPT {
                    self.copy_tag(&name, &tag);
                    self.source.push_str(within);
                    self.source.push_str(&format!("</{name}>"));
                } else {
                    self.cut = true;
                }
            }
            return rest;
        }
        self.cut |= tag.cut;
        if self.start(&name) {
            self.copy_tag(&name, &tag);
        }
        tag.rest
    }

    fn copy_tag(&mut self, name: &str, tag: &Tag) {
        self.source.push('<');
        self.source.push_str(name);
        self.source.push_str(&tag.attributes);
        self.source.push('>');
    }

    /// Counts a start tag; whether it is kept.
    fn start(&mut self, name: &str) -> bool {
        if FLAT.contains(&name) {
            true
        } else if FORMATS.contains(&name) {
            self.formats += 1;
            self.formats <= MOST_FORMATS
        } else {
            self.depth += 1;
            self.depth <= DEEPEST
        }
    }

    /// Counts an end tag, and copies it where its start was.
    fn end(&mut self, name: &str) {
        self.tags += 1;
        let kept = if FLAT.contains(&name) {
            true
        } else {
            let (open, most) = if FORMATS.contains(&name) {
                (&mut self.formats, MOST_FORMATS)
            } else {
                (&mut self.depth, DEEPEST)
            };
            let kept = *open <= most;
            *open = open.saturating_sub(1);
            kept
        };
        if kept {
            self.source.push_str("</");
            self.source.push_str(name);
            self.source.push('>');
        }
    }
}

/// The attributes of a start tag as they are written, and what follows the tag.
struct Tag<'p> {
    attributes: String,
    rest: &'p str,
    cut: bool,
}

impl<'p> Tag<'p> {
    /// Reads the attributes as a parser does (HTML, 13.2.5.32 and after): a ">" in quotation marks ends no tag.
    fn read(mut rest: &'p str) -> Self {
        let mut attributes = String::new();
        let (mut count, mut cut) = (0, false);
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                break;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest
                .char_indices()
                // The first sign may be "=".
                .skip(1)
                .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
                .map_or(rest.len(), |(at, _)| at);
            let (name, after) = rest.split_at(end);
            let spaced = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let (value, after) = match spaced.strip_prefix('=') {
                Some(value) => value_of(value),
                None => ("", after),
            };
            rest = after;
            count += 1;
            if count > MOST_ATTRIBUTES || name.len() + value.len() > LONGEST_VALUE {
                cut = count > MOST_ATTRIBUTES;
                continue;
            }
            attributes.push(' ');
            attributes.push_str(name);
            if !value.is_empty() {
                attributes.push('=');
                attributes.push_str(value);
            }
        }
        Self {
            attributes,
            rest,
            cut,
        }
    }
}

/// The value after an attribute's "=", with its quotation marks, and what follows it.
fn value_of(after: &str) -> (&str, &str) {
    let value = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |at| at + 2),
        _ => value
            .find(|c: char| c.is_ascii_whitespace() || c == '>')
            .unwrap_or(value.len()),
    };
    value.split_at(end)
}

/// The name of a tag in lower case.
fn name(tag: &str) -> String {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let end = end.unwrap_or(tag.len());
    tag[..end].to_ascii_lowercase()
}

/// What follows the attributes of a tag, of which none is kept.
fn tag_end(rest: &str) -> &str {
    match rest.strip_prefix('>') {
        Some(rest) => rest,
        None => Tag::read(rest).rest,
    }
}

fn after<'p>(rest: &'p str, end: &str) -> &'p str {
    rest.split_once(end).map_or("", |(_, rest)| rest)
}

/// The inside of an element that holds no markup, and what follows it.
fn after_element<'p>(rest: &'p str, name: &str) -> (&'p str, &'p str) {
    let end = rest.match_indices("</").find(|(at, _)| {
        let tag = &rest.as_bytes()[at + 2..];
        tag.get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    });
    match end {
        Some((at, _)) => (&rest[..at], tag_end(&rest[at + 2 + name.len()..])),
        None => (rest, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Instant;

    #[test]
    fn what_is_read_stays_and_what_is_not_goes() {
        let page = "<!DOCTYPE html><HTML lang=en><!-- <meta name=a> --><script>if (a<b) {\"<p>\"}</script>\
            <script type='application/ld+json'>{\"a\": \"<\"}</script ><style>p{}</style>\
            <p title=\"a > b\" hidden>Fewer than <5<br/>came.</p x=1></HTML>";
        let found = bounded(page);
        assert_eq!(
            found.source,
            "<!DOCTYPE html><html lang=en><script type='application/ld+json'>{\"a\": \"<\"}</script>\
             <p title=\"a > b\" hidden>Fewer than <5<br>came.</p></html>"
        );
        assert!(!found.cut);
    }

    #[test]
    fn what_only_costs_is_left_out() {
        let attributes: String = (0..1000).map(|number| format!(" a{number}=1")).collect();
        let found = bounded(&format!("<p{attributes}>No.</p>"));
        assert!(
            found.cut && found.source.len() < 2000,
            "{}",
            found.source.len()
        );
        assert!(found.source.ends_with(">No.</p>"));
        let deep = bounded(&("<div>".repeat(600) + "No." + &"</div>".repeat(600)));
        assert_eq!(deep.source.matches("<div>").count(), DEEPEST);
        assert_eq!(deep.source.matches("</div>").count(), DEEPEST);
        assert!(bounded(&"<p>".repeat(300_000)).cut);
    }

    #[test]
    fn a_page_takes_time_as_it_is_long() {
        let shapes = [
            "<script",
            "<!--",
            "<p a='",
            "</",
            "<p <",
            "<a=\"",
            "<![CDATA[",
        ];
        for shape in shapes {
            let start = Instant::now();
            bounded(&shape.repeat((4 << 20) / shape.len()));
            assert!(start.elapsed().as_secs() < 5, "{shape}");
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(page in "(<|>|/|p|b|=|é|\"|'|!|-|\n| |script|title|</script){0,60}") {
            bounded(&page);
        }
    }
}
