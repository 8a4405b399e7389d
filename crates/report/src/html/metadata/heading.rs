//! The words at the head of an article: who wrote it and when, where only a reader is told.

use jiff::civil::Date;

use super::authors::names;
use super::title::same;
use crate::blocks::Block;
use crate::dates::day_in;

/// Blocks below a headline that may still be its byline and date.
const WITHIN: usize = 8;
/// Bytes of such a block at most: a sentence is longer.
const LONGEST: usize = 120;

/// What stands at the head.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) published: Option<Date>,
    pub(super) authors: Vec<String>,
}

/// Reads the blocks below the headline up to the first paragraph, and a byline at the very end.
pub(super) fn read(blocks: &[Block], title: Option<&str>) -> Heading {
    let mut found = Heading::default();
    let is_title = |block: &Block| {
        block.element == "h1" || title.is_some_and(|title| same(title, &block.text))
    };
    let start = blocks.iter().rposition(|block| block.element == "h1");
    let start = start.or_else(|| blocks.iter().position(is_title));
    let Some(start) = start else {
        return found;
    };
    let head = blocks[start + 1..]
        .iter()
        .take(WITHIN)
        .filter(|block| !block.beside)
        .take_while(|block| block.text.len() <= LONGEST || !ends_sentence(&block.text));
    for block in head.filter(|block| block.text.len() <= LONGEST) {
        let is_change = ["updated", "modified", "last"]
            .iter()
            .any(|word| block.named.contains(word) || block.text.to_lowercase().starts_with(word));
        if found.published.is_none() && !is_change && !ends_sentence(&block.text) {
            found.published = day_in(&block.text);
        }
        if found.authors.is_empty() {
            found.authors = byline(&block.text);
        }
    }
    if found.authors.is_empty() {
        let last = blocks
            .iter()
            .rev()
            .filter(|block| !block.beside)
            .take(WITHIN);
        found.authors = last
            .map(|block| byline(&block.text))
            .find(|names| !names.is_empty())
            .unwrap_or_default();
    }
    found
}

/// "By Ada Lund": the names in a line that says it is a byline.
pub(crate) fn byline(line: &str) -> Vec<String> {
    let rest = [
        "By ",
        "BY ",
        "by ",
        "Words by ",
        "Written by ",
        "Reporting by ",
        "Author: ",
    ]
    .iter()
    .find_map(|start| line.strip_prefix(start));
    let capital = rest.is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if !capital || line.len() > LONGEST || ends_sentence(line) {
        return Vec::new();
    }
    names(line)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')']);
    // "Published: 4 May 2026 at 9 a.m." is no sentence.
    let time = ["a.m.", "p.m."].iter().any(|half| text.ends_with(half));
    !time && text.ends_with(['.', '!', '?', '…']) && text.split_whitespace().count() > 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks;
    use dom_query::Document;

    fn of(page: &str) -> (String, String) {
        let document = Document::from(page);
        let found = read(&blocks::blocks(&document.root()), Some("Mill sold"));
        let date = found.published.map(|date| date.to_string());
        (date.unwrap_or_default(), found.authors.join(", "))
    }

    #[test]
    fn the_head_of_an_article_is_read_as_its_readers_do() {
        let words =
            "<p>The mill at Orlen was sold on 9 May 2025, its owner said, and it closes.</p>";
        for (head, date, authors) in [
            (
                "<div>By Ada Lund and Tom Berg</div><div>2 March 2026</div>",
                "2026-03-02",
                "Ada Lund, Tom Berg",
            ),
            (
                "<p>Updated 5 March 2026</p><p>By Ada Lund | March 2, 2026</p>",
                "2026-03-02",
                "Ada Lund",
            ),
            ("", "", ""),
        ] {
            let page = format!("<div>1 January 2020</div><h1>Mill sold</h1>{head}{words}");
            assert_eq!(of(&page), (date.to_owned(), authors.to_owned()), "{head}");
        }
        let below =
            format!("<h1>Mill sold</h1>{words}<p>By then it was late.</p><p>By Ada Lund</p>");
        assert_eq!(of(&below).1, "Ada Lund");
    }
}
