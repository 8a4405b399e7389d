//! Pieces of HTML, as feeds carry them, to text.

use dom_query::Document;

use crate::{blocks, html};

/// The words of a piece of HTML, paragraphs set off by empty lines. A piece without any tag is a
/// text whose paragraphs are set off so already.
pub(crate) fn text(piece: &str) -> String {
    html::paragraphs(&lines(piece))
}

/// A title: the words on one line.
pub(crate) fn line(piece: &str) -> String {
    let plain = lines(piece);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words without the tags, each block on a line of its own.
fn lines(piece: &str) -> String {
    let piece = with_open_tag_as_words(piece);
    if !has_tag(&piece) {
        return unescape(&piece)
            .replace("\r\n", "\n")
            .split("\n\n")
            .map(|paragraph| paragraph.replace('\n', " "))
            .collect::<Vec<_>>()
            .join("\n");
    }
    let source = html::within_bounds(&piece);
    let document = Document::fragment(source);
    let mut lines = String::with_capacity(piece.len());
    for block in blocks::blocks(&document.root()) {
        // A picture's caption is none of the article's words.
        if block.beside && matches!(block.element.as_str(), "figure" | "figcaption") {
            continue;
        }
        lines.push_str(&block.text);
        lines.push('\n');
    }
    lines
}

fn has_tag(piece: &str) -> bool {
    piece.match_indices('<').any(|(at, _)| {
        let name = &piece[at + 1..];
        let name = name.strip_prefix('/').unwrap_or(name);
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?')
    })
}

/// A "<" that no ">" follows begins no tag, whatever stands behind it.
fn with_open_tag_as_words(piece: &str) -> String {
    let end = piece.rfind('>').map_or(0, |at| at + 1);
    piece[..end].to_owned() + &piece[end..].replace('<', "&lt;")
}

/// A text with its character references put into characters; those that are none, or lack their semicolon, stay.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut source = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '\r']) {
        source.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'&' if is_reference(&rest[at..]) => source.push('&'),
            b'&' => source.push_str("&amp;"),
            b'<' => source.push_str("&lt;"),
            // A parser makes a line feed of it.
            _ => source.push_str("&#xD;"),
        }
        rest = &rest[at + 1..];
    }
    source.push_str(rest);
    Document::fragment(source).text().to_string()
}

/// Whether a character reference with its semicolon is at the start. The longest name has 32 signs.
fn is_reference(rest: &str) -> bool {
    let end = rest.bytes().take(34).position(|byte| byte == b';');
    let Some(name) = end.and_then(|end| rest.get(1..end)) else {
        return false;
    };
    let digits = |digits: &str, base| {
        u32::from_str_radix(digits, base)
            .is_ok_and(|code| code != 0 && char::from_u32(code).is_some())
    };
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => digits(hex, 16),
            None => digits(number, 10),
        },
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_paragraphs() {
        let piece = "<p>The ferry <b>sank</b> off\nEnn&rsquo;s coast.</p><figure><img src='a'><figcaption>A ferry</figcaption></figure>\
            <SCRIPT>if (a < b) {}</SCRIPT><p title=\"a > b\">No one was hurt,<br/>the port said.<!-- more --><br>It is open.</p>";
        assert_eq!(
            text(piece),
            "The ferry sank off Enn’s coast.\n\nNo one was hurt, the port said.\n\nIt is open."
        );
        assert_eq!(text("One\nline.\n\nTwo."), "One line.\n\nTwo.");
        assert_eq!(line(" Fish &amp;\n <i>chips</i> "), "Fish & chips");
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(text("Fewer than <5 & more"), "Fewer than <5 & more");
        assert_eq!(text("a <b and no end"), "a <b and no end");
        assert_eq!(
            unescape("AT&T &#146; &#x2014; &none; & &copy=1 &NotEqualTilde;"),
            "AT&T ’ — &none; & &copy=1 ≂̸"
        );
    }

    #[test]
    fn references_take_time_as_they_are_many() {
        let start = std::time::Instant::now();
        assert_eq!(unescape(&"&amp;".repeat(400_000)).len(), 400_000);
        assert!(start.elapsed().as_secs() < 5);
    }

    proptest! {
        #[test]
        fn any_piece_is_read(piece in "(<|>|/|p|b|&|;|#|x|1|\"|'|!|-|é|\n| |script|figure){0,60}") {
            text(&piece);
        }

        #[test]
        fn escaped_text_comes_back(words in "[a-z<>&\"' é\r\n]{0,40}") {
            let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            prop_assert_eq!(unescape(&escaped), words);
        }
    }
}
