//! Pieces of HTML, as feeds carry them, to text.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;

use crate::html;

use sayso_tables::{Table, record};

record! {
    /// A character that web pages write by its name.
    pub(crate) struct Character key [name] {
        /// The name between `&` and `;`.
        name: String,
        /// Its code point in Unicode, hexadecimal.
        code: String,
    }
}

pub(crate) const CHARACTERS: Table<Character> = Table::new(
    "report/characters.tsv",
    include_str!("../../../data/report/characters.tsv"),
);

/// Characters by their names.
static NAMED: LazyLock<HashMap<String, char>> = LazyLock::new(|| {
    let rows = CHARACTERS.rows().unwrap_or_default().into_iter();
    rows.filter_map(|row| {
        let code = u32::from_str_radix(&row.code, 16).ok()?;
        Some((row.into_cells().name, char::from_u32(code)?))
    })
    .collect()
});

/// Elements whose insides are no words of the article.
const LEFT_OUT: &[&str] = &[
    "audio", "figure", "iframe", "noscript", "script", "style", "svg", "template", "video",
];

/// Elements that stand inside a line; all others begin one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "meter", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The words of a piece of HTML, paragraphs set off by empty lines. A piece without any tag is a
/// text whose paragraphs are set off so already.
pub(crate) fn text(piece: &str) -> String {
    html::paragraphs(&unescape(&lines(piece)))
}

/// A title: the words on one line.
pub(crate) fn line(piece: &str) -> String {
    let plain = unescape(&lines(piece));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words without the tags, each block on a line of its own.
fn lines(piece: &str) -> String {
    let mut words = String::with_capacity(piece.len());
    let (mut rest, mut tagged) = (piece, false);
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if !begins_tag(rest) {
            words.push('<');
            rest = &rest[1..];
            continue;
        }
        let Some(tag) = tag(rest) else { break };
        tagged = true;
        rest = &rest[tag.len()..];
        let name = name(tag);
        if is_in(LEFT_OUT, name) && !tag.starts_with("</") && !tag.ends_with("/>") {
            rest = after(rest, name);
        }
        if !is_in(INLINE, name) && !tag.starts_with("<!") {
            words.push(BREAK);
        }
    }
    words.push_str(rest);
    if tagged {
        words.replace(['\r', '\n'], " ").replace(BREAK, "\n")
    } else {
        words
            .replace("\r\n", "\n")
            .split("\n\n")
            .map(|paragraph| paragraph.replace('\n', " "))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Stands for the beginning of a line; no character of a text.
const BREAK: char = '\u{fdd0}';

fn begins_tag(rest: &str) -> bool {
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?')
}

/// The tag or comment at the start; `None` where it does not end.
fn tag(rest: &str) -> Option<&str> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(rest.len(), |at| at + 7);
        return Some(&rest[..end]);
    }
    let mut quote = None;
    for (at, c) in rest.char_indices().take(LONGEST_QUOTING) {
        match (quote, c) {
            (None, '>') => return Some(&rest[..=at]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    rest.find('>').map(|end| &rest[..=end])
}

/// Characters of a tag in which a quoted ">" does not end it; a quotation mark that was never
/// closed must not swallow the article.
const LONGEST_QUOTING: usize = 512;

fn name(tag: &str) -> &str {
    let name = tag[1..].trim_start_matches(['/', '!', '?']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    &name[..end]
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What follows the end of an element; nothing where it does not end.
fn after<'r>(rest: &'r str, name: &str) -> &'r str {
    let end = rest.match_indices("</").find(|(at, _)| {
        rest[at + 2..]
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    end.map_or("", |(at, _)| {
        rest[at..].split_once('>').map_or("", |(_, rest)| rest)
    })
}

/// A text with its character references put into characters; those that are none stay.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                plain.push(c);
                rest = &rest[length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The character that a reference at the start means, and the reference's length.
fn reference(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            numbered(code)?
        }
        None => *NAMED.get(name)?,
    };
    Some((c, end + 1))
}

/// The character of a number; pages mean Windows-1252 where Unicode has controls.
fn numbered(code: u32) -> Option<char> {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode(&[byte]).0.chars().next(),
        Ok(0) => None,
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_paragraphs() {
        let piece = "<p>The ferry <b>sank</b> off\nEnn&rsquo;s coast.</p><figure><img src='a'><figcaption>A ferry</figcaption></figure>\
            <SCRIPT>if (a < b) {}</SCRIPT><p title=\"a > b\">No one was hurt,<br/>the port said.<!-- more --></p>";
        assert_eq!(
            text(piece),
            "The ferry sank off Enn’s coast.\n\nNo one was hurt,\n\nthe port said."
        );
        assert_eq!(text("One\nline.\n\nTwo."), "One line.\n\nTwo.");
        assert_eq!(line(" Fish &amp;\n <i>chips</i> "), "Fish & chips");
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(text("Fewer than <5 & more"), "Fewer than <5 & more");
        assert_eq!(text("a <b and no end"), "a <b and no end");
        assert_eq!(
            unescape("AT&T &#146; &#x2014; &none; &"),
            "AT&T ’ — &none; &"
        );
    }

    proptest! {
        #[test]
        fn any_piece_is_read(piece in "(<|>|/|p|b|&|;|#|x|1|\"|'|!|-|é|\n| |script|figure){0,60}") {
            let found = text(&piece);
            prop_assert!(!found.contains(BREAK));
        }

        #[test]
        fn escaped_text_comes_back(words in "[a-z<>&\"' é]{0,40}") {
            let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            prop_assert_eq!(unescape(&escaped), words);
        }
    }
}
