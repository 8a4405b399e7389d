//! The blocks of a tree of HTML: its paragraphs, headings and items, each with its words.
//!
//! *Example* `<div>The ministry had no comment.<br><br>It will report<br>in May.</div>` is two blocks, "The ministry
//! had no comment." and "It will report in May.": a line break within a sentence is white space.

use dom_query::{NodeId, NodeRef};

/// A stretch of words that a page sets off.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its words, white space folded.
    pub(crate) text: String,
    /// The element that it is of.
    pub(crate) element: String,
    /// Its class and identifier.
    pub(crate) named: String,
    /// The element around that.
    pub(crate) parent: Option<NodeId>,
    /// Bytes of the words that are links, about.
    pub(crate) linked: usize,
    /// Whether it lies in what stands beside an article: a menu, a margin, a foot, a picture, a form.
    pub(crate) beside: bool,
}

/// Elements whose insides are no words.
const LEFT_OUT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "head", "iframe", "math", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Elements that stand inside a line; all others begin one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "meter", "nobr", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that stand beside an article.
const BESIDE: &[&str] = &["aside", "dialog", "figure", "footer", "form", "menu", "nav"];

/// The blocks of a tree, in their order.
pub(crate) fn blocks(root: &NodeRef) -> Vec<Block> {
    let mut found = Blocks {
        blocks: Vec::new(),
        words: String::new(),
        linked: 0,
        links: 0,
        within: vec![Within::default()],
    };
    found.walk(root);
    found.end();
    found.blocks
}

/// Stands for a line break; no character of a text.
const BREAK: char = '\u{fdd0}';

/// The element that words are in.
#[derive(Clone, Default)]
struct Within {
    element: String,
    named: String,
    parent: Option<NodeId>,
    beside: bool,
}

struct Blocks {
    blocks: Vec<Block>,
    words: String,
    linked: usize,
    links: usize,
    within: Vec<Within>,
}

impl Blocks {
    fn walk(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                self.words.push_str(&text);
                if self.links > 0 {
                    self.linked += text.trim().len();
                }
                continue;
            }
            let Some(name) = child.node_name() else {
                continue;
            };
            match &*name {
                "br" => self.words.push(BREAK),
                name if LEFT_OUT.contains(&name) => {}
                "a" => {
                    self.links += 1;
                    self.walk(&child);
                    self.links -= 1;
                }
                name if INLINE.contains(&name) => self.walk(&child),
                name => self.block(name, &child),
            }
        }
    }

    fn block(&mut self, name: &str, node: &NodeRef) {
        self.end();
        let class = node.class().unwrap_or_default();
        let id = node.id_attr().unwrap_or_default();
        let around = self.within.last().is_some_and(|within| within.beside);
        self.within.push(Within {
            element: name.to_owned(),
            named: format!("{class} {id}").to_lowercase(),
            parent: node.parent().map(|parent| parent.id),
            beside: around || BESIDE.contains(&name),
        });
        self.walk(node);
        self.end();
        self.within.pop();
    }

    /// Ends the block that is open.
    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        let linked = std::mem::take(&mut self.linked);
        let Some(within) = self.within.last() else {
            return;
        };
        for text in lines(&words) {
            self.blocks.push(Block {
                linked: linked.min(text.len()),
                text,
                element: within.element.clone(),
                named: within.named.clone(),
                parent: within.parent,
                beside: within.beside,
            });
        }
    }
}

/// The paragraphs of words with line breaks: two breaks part them, and one does where a sentence ends there.
fn lines(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for piece in words.split(BREAK) {
        let mut folded = piece.split_whitespace();
        let Some(first) = folded.next() else {
            open = false;
            continue;
        };
        let runs_on = open && lines.last().is_some_and(|line| runs_on(line, first));
        match lines.last_mut().filter(|_| runs_on) {
            Some(line) => line.push(' '),
            None => lines.push(String::with_capacity(piece.len())),
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(first);
            for word in folded {
                line.push(' ');
                line.push_str(word);
            }
        }
        open = true;
    }
    lines
}

/// Whether a sentence goes on behind a line break.
fn runs_on(line: &str, next: &str) -> bool {
    /// From this length a line without an end is one that was wrapped, and no headline (a guess).
    const WRAPPED: usize = 50;
    let end = line
        .trim_end_matches(['"', '”', '’', '\'', ')', '»'])
        .chars()
        .next_back();
    if end.is_none_or(|end| matches!(end, '.' | '!' | '?' | '…' | ':')) {
        return false;
    }
    next.starts_with(|c: char| c.is_lowercase())
        || end.is_some_and(|end| matches!(end, ',' | ';' | '–' | '—' | '-'))
        || line.len() >= WRAPPED
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn texts(page: &str) -> Vec<String> {
        let document = Document::from(page);
        blocks(&document.root())
            .into_iter()
            .map(|block| block.text)
            .collect()
    }

    #[test]
    fn a_break_within_a_sentence_is_white_space() {
        let page = "<h1>Mill report</h1><p><span>The mill’s pumps failed twice,<br>a report said.</span></p>\
            <div>The ministry had no comment.<br/><br/>Another report\n is due<br>in May.<br/>It covers the gates.</div>\
            <p><strong>“Nobody listened,”</strong> <em>said Ada Lund.</em></p><p>KELLBROOK<br>The mill is shut.</p>";
        assert_eq!(
            texts(page),
            [
                "Mill report",
                "The mill’s pumps failed twice, a report said.",
                "The ministry had no comment.",
                "Another report is due in May.",
                "It covers the gates.",
                "“Nobody listened,” said Ada Lund.",
                "KELLBROOK",
                "The mill is shut.",
            ]
        );
    }

    #[test]
    fn menus_and_pictures_are_beside() {
        let page = "<nav><a href=/>Home</a></nav><figure><img><figcaption>A mill</figcaption></figure><p>It is <a href=/x>shut</a>.</p>";
        let document = Document::from(page);
        let found = blocks(&document.root());
        let told: Vec<_> = found
            .iter()
            .map(|block| (block.element.as_str(), block.beside, block.linked))
            .collect();
        assert_eq!(
            told,
            [("nav", true, 4), ("figcaption", true, 0), ("p", false, 4)]
        );
    }
}
