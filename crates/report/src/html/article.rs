//! The article of a page: what an extractor takes for it, in the words and paragraphs of the page's tree, with the
//! paragraphs that it left out.
//!
//! The extractor tells which lines are the article's. Their words are taken from the tree again, where a sentence with
//! a line break is one and a dateline stands with its sentence. A paragraph between two of the article's, under the
//! same element, is the article's too, and so is one between the headline and the first of them.

use std::collections::{HashMap, HashSet, VecDeque};

use super::boilerplate;
use super::glued::unglued;
use super::metadata::same_title;
use super::tree::Tree;
use crate::blocks::Block;

/// What was found.
pub(super) struct Article {
    /// Its paragraphs, set off by empty lines.
    pub(super) text: String,
    /// Whether the page is built like an article's.
    pub(super) built_so: bool,
    pub(super) warnings: Vec<String>,
}

/// The article of a page.
pub(super) fn of(tree: &Tree, blocks: &[Block], title: Option<&str>) -> Option<Article> {
    let found = rs_trafilatura::extract(&tree.source()).ok()?;
    let plain = boilerplate::without(&found.content_text);
    let lines: Vec<&str> = plain
        .split("\n\n")
        .filter(|line| !line.is_empty())
        .collect();
    let paragraphs = paragraphs(&lines, blocks, title);
    let text = boilerplate::without(&paragraphs.join("\n"));
    Some(Article {
        text,
        built_so: found.metadata.page_type.as_deref() == Some("article"),
        warnings: found.warnings,
    })
}

/// The paragraphs of the extractor's lines, as the page has them.
fn paragraphs(lines: &[&str], blocks: &[Block], title: Option<&str>) -> Vec<String> {
    let mut matched = unglued(matched(lines, blocks), blocks, title);
    without_links(&mut matched, blocks);
    let more = completed(blocks, &matched, title);
    let mut found = Vec::with_capacity(matched.len());
    for part in &matched {
        match part {
            Part::Line(line) => found.push((*line).to_owned()),
            Part::Block(block) => {
                for &before in more.get(block).into_iter().flatten() {
                    push(&mut found, &blocks[before].text);
                }
                push(&mut found, &blocks[*block].text);
            }
        }
    }
    // The headline is the report's title, and a sentence of nobody's.
    if let (Some(first), Some(title)) = (found.first(), title)
        && same_title(first, title)
    {
        found.remove(0);
    }
    let start = found.iter().position(|line| begins(line)).unwrap_or(0);
    found.split_off(start)
}

/// Whether a line can be the first of an article: a sentence, a dateline or a long line, and not a section's name, a
/// byline or a time of day.
fn begins(line: &str) -> bool {
    const MANY_WORDS: usize = 15;
    ends_sentence(line) || is_dateline(line) || line.split_whitespace().count() >= MANY_WORDS
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')']);
    line.ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a part is a link to somewhere else, or the heading of such.
fn is_link(part: &Part<'_>, blocks: &[Block]) -> bool {
    match part {
        Part::Block(at) => {
            let block = &blocks[*at];
            block.linked * 10 >= block.text.len() * 8 && !ends_sentence(&block.text)
        }
        Part::Line(_) => false,
    }
}

/// Takes out the lines that are links to other articles: those below the article, and those between its paragraphs
/// unless they are a good part of it, as in a list of things to read.
fn without_links(parts: &mut Vec<Part<'_>>, blocks: &[Block]) {
    // A guess.
    const FEW_OF_ALL: usize = 5;
    while parts.last().is_some_and(|part| is_link(part, blocks)) {
        parts.pop();
    }
    let length = |part: &Part<'_>| match part {
        Part::Block(at) => blocks[*at].text.len(),
        Part::Line(line) => line.len(),
    };
    let all: usize = parts.iter().map(length).sum();
    let links = parts.iter().filter(|part| is_link(part, blocks));
    if links.map(length).sum::<usize>() * FEW_OF_ALL < all {
        parts.retain(|part| !is_link(part, blocks));
    }
}

/// Puts a paragraph behind the others; behind a dateline that ends with a dash it goes on in the same line.
fn push(found: &mut Vec<String>, text: &str) {
    match found.last_mut() {
        Some(last) if is_dateline(last) => {
            last.push(' ');
            last.push_str(text);
        }
        _ => found.push(text.to_owned()),
    }
}

/// A part of the article: a block of the page, or a line of the extractor's that is no block's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'l> {
    Block(usize),
    Line(&'l str),
}

/// The extractor's lines as the page's blocks. It breaks some blocks into several lines.
fn matched<'l>(lines: &[&'l str], blocks: &[Block]) -> Vec<Part<'l>> {
    let mut by_letters: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        by_letters
            .entry(letters(&block.text))
            .or_default()
            .push_back(at);
    }
    let mut found = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let mut together = String::new();
        let mut best = None;
        for (count, line) in lines[at..].iter().take(MOST_LINES).enumerate() {
            together.push_str(&letters(line));
            if by_letters
                .get(&together)
                .is_some_and(|blocks| !blocks.is_empty())
            {
                best = Some((count + 1, together.clone()));
            }
        }
        let block = best.and_then(|(count, key)| {
            let block = by_letters.get_mut(&key)?.pop_front()?;
            Some((count, block))
        });
        match block.filter(|(_, block)| !blocks[*block].text.is_empty()) {
            Some((count, block)) => {
                found.push(Part::Block(block));
                at += count;
            }
            None => {
                found.push(Part::Line(lines[at]));
                at += 1;
            }
        }
    }
    found
}

/// Whether a block is an article's own: its prose, a long paragraph that ends otherwise, or a heading.
pub(super) fn is_part(block: &Block) -> bool {
    const MANY_WORDS: usize = 15;
    let long = block.text.split_whitespace().count() >= MANY_WORDS;
    is_prose(block) || is_own(block) && (long || is_heading(block))
}

pub(super) fn is_heading(block: &Block) -> bool {
    matches!(block.element.as_str(), "h2" | "h3" | "h4")
}

pub(super) fn is_headline(block: &Block, title: Option<&str>) -> bool {
    block.element == "h1" || title.is_some_and(|title| same_title(&block.text, title))
}

/// Lines that a block is broken into at most (a guess; a verse has as many).
const MOST_LINES: usize = 8;

/// The letters and digits of words: the extractor sets spaces of its own.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Paragraphs that the extractor left out, by the block before which they stand.
fn completed(
    blocks: &[Block],
    matched: &[Part<'_>],
    title: Option<&str>,
) -> HashMap<usize, Vec<usize>> {
    let taken: HashSet<usize> = matched
        .iter()
        .filter_map(|part| match part {
            Part::Block(block) => Some(*block),
            Part::Line(_) => None,
        })
        .collect();
    // What the extractor has in another order, or as a part of a line, is no paragraph that it left out.
    let given: HashSet<String> = matched
        .iter()
        .map(|part| match part {
            Part::Block(block) => letters(&blocks[*block].text),
            Part::Line(line) => letters(line),
        })
        .collect();
    let taken = |at: &usize| taken.contains(at);
    let lede = |at: &usize| {
        let block = &blocks[*at];
        let named = LEDE.iter().any(|word| block.named.contains(word));
        named && block.element == "p" && is_prose(block) && !given.contains(&letters(&block.text))
    };
    let mut more: HashMap<usize, Vec<usize>> = HashMap::new();
    let Some(first) = (0..blocks.len())
        .filter(taken)
        .find(|&at| is_prose(&blocks[at]))
    else {
        return more;
    };
    let heading = (0..first).rev().find(|&at| is_headline(&blocks[at], title));
    let start = heading.map_or_else(|| first.saturating_sub(FEW), |at| at + 1);
    let before: Vec<usize> = (start..first)
        .filter(|at| !taken(at))
        .filter(|at| lede(at) || *at + 1 == first && is_dateline(&blocks[*at].text))
        .collect();
    let lede_in_heading_block = before.len() <= FEW;
    if lede_in_heading_block && !before.is_empty() {
        more.insert(first, before);
    }
    more
}

/// What pages call the element of an article's first paragraph; standfirsts, which tell of the article, have other names.
const LEDE: &[&str] = &["lede", "lead", "intro", "first-par", "firstpar"];

/// Paragraphs between a headline and an article's first that may be its beginning.
const FEW: usize = 3;

/// Whether a block is a paragraph of sentences and nothing of the page around it.
pub(super) fn is_prose(block: &Block) -> bool {
    const FEWEST_WORDS: usize = 8;
    ends_sentence(&block.text)
        && block.text.split_whitespace().count() >= FEWEST_WORDS
        && is_own(block)
}

/// Whether a block is nothing of the page around an article.
fn is_own(block: &Block) -> bool {
    const BESIDE: &[&str] = &[
        "caption",
        "copyright",
        "credit",
        "promo",
        "related",
        "newsletter",
        "subscri",
        "cookie",
        "comment",
        "disclaimer",
        "share",
        "sidebar",
        "rightrail",
        "right-rail",
        "footer",
        "menu",
        "author",
        "bio",
        "tagline",
    ];
    !block.beside
        && block.linked * 3 < block.text.len()
        && !BESIDE.iter().any(|word| block.named.contains(word))
        && !boilerplate::is_furniture(&block.text)
}

/// "PORT CALLOW, March 2 (Harbour Wire) —": a place in capitals, at most a day and an agency, and a dash.
fn is_dateline(line: &str) -> bool {
    const LONGEST: usize = 60;
    let Some(place) = line.trim_end().strip_suffix(['—', '–', '-']) else {
        return false;
    };
    let name = place.split([',', '(']).next().unwrap_or_default();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    line.len() <= LONGEST && letters >= 3 && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::blocks;
    use dom_query::Document;

    const FIRST: &str =
        "The mill at Orlen was sold on Monday, and its 40 hands go, the owner said.";
    const SECOND: &str =
        "“We had no other way,” said the owner, Ada Lund, at a meeting in the town hall.";
    const THIRD: &str = "The mill had stood by the river for three hundred years before the sale.";

    fn of(page: &str, lines: &[&str]) -> Vec<String> {
        let document = Document::from(page);
        paragraphs(lines, &blocks(&document.root()), Some("Mill sold at Orlen"))
    }

    #[test]
    fn a_lede_of_its_own_is_put_back() {
        let page = |class: &str| {
            format!(
                "<h1>Mill sold at Orlen</h1><div class={class}><p>{FIRST}</p></div><div>Advertisement</div>\
                 <div><p>{SECOND}</p><p>{THIRD}</p></div>"
            )
        };
        assert_eq!(
            of(&page("lead-wrapper"), &[SECOND, THIRD]),
            [FIRST, SECOND, THIRD]
        );
        assert_eq!(of(&page("standfirst"), &[SECOND, THIRD]), [SECOND, THIRD]);
    }

    #[test]
    fn what_stands_around_the_article_is_not() {
        let page = format!(
            "<h1>Mill sold at Orlen</h1><p>Business</p><p>2 March 2026, 10:05</p><p>{FIRST}</p><p>{SECOND}</p>\
             <ul><li><a href=/x>Old mill burns</a></li><li><a href=/y>Ferry late again</a></li></ul>"
        );
        let lines = [
            "Mill sold at Orlen",
            "Business",
            "2 March 2026, 10:05",
            FIRST,
            SECOND,
            "Old mill burns",
            "Ferry late again",
        ];
        assert_eq!(of(&page, &lines), [FIRST, SECOND]);
    }

    #[test]
    fn sentences_and_datelines_are_whole() {
        let page = format!(
            "<h1>Mill sold at Orlen</h1><p>PORT CALLOW, March 2 —</p><p>{FIRST}</p><p>The mill was sold,<br>a clerk told the court on the day after.</p>"
        );
        let lines = [
            FIRST,
            "The mill was sold,",
            "a clerk told the court on the day after.",
        ];
        assert_eq!(
            of(&page, &lines),
            [
                format!("PORT CALLOW, March 2 — {FIRST}"),
                "The mill was sold, a clerk told the court on the day after.".to_owned()
            ]
        );
    }

    #[test]
    fn paragraphs_run_together_are_set_apart() {
        let page = format!(
            "<ul><li>More of the Orlen Post</li><li>Ferry late again</li></ul><h1>Mill sold at Orlen</h1><p>Print this</p>\
             <div><p>{FIRST}</p><p>{SECOND}</p><h2>Three centuries</h2><p>{THIRD}</p></div>"
        );
        let line = format!(
            "More of the Orlen Post Ferry late again Mill sold at Orlen Print this {FIRST} {SECOND} Three centuries {THIRD}"
        );
        assert_eq!(
            of(&page, &[line.as_str()]),
            [FIRST, SECOND, "Three centuries", THIRD]
        );
    }

    #[test]
    fn links_between_paragraphs_are_of_other_articles() {
        let page = format!(
            "<h1>Mill sold at Orlen</h1><p>{FIRST}</p><p><a href=/x>Old mill burns: the pictures</a></p><p>{SECOND}</p>"
        );
        assert_eq!(
            of(&page, &[FIRST, "Old mill burns: the pictures", SECOND]),
            [FIRST, SECOND]
        );
    }

    #[test]
    fn lines_that_the_page_does_not_have_stay() {
        let page = format!("<p>{FIRST}</p><table><tr><td>Corn</td><td>40</td></tr></table>");
        let table = "| Corn | 40 | tons |";
        assert_eq!(of(&page, &[FIRST, table]), [FIRST, table]);
    }
}
