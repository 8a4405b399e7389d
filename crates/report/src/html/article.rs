//! The article of a page: what an extractor takes for it, in the words and paragraphs of the page's tree, with the
//! paragraphs that it left out.
//!
//! The extractor tells which lines are the article's. Their words are taken from the tree again, where a sentence with
//! a line break is one and a dateline stands with its sentence. A paragraph between two of the article's, under the
//! same element, is the article's too, and so is one between the headline and the first of them.

use std::collections::{HashMap, HashSet};

use super::boilerplate;
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

/// Words that are compared as one: so many in a row are hardly twice in a page by chance.
const SHINGLE: usize = 4;
/// Which share of a block's shingles must be in the extractor's words for it to be one of the article's: it may have
/// left out a link or a note.
const SHARE: f64 = 0.6;

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
    let matched = Matched::of(lines, blocks);
    let mut of_line: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    for (block, line) in matched.line_of.iter().enumerate() {
        if let Some(line) = line {
            of_line[*line].push(block);
        }
    }
    let more = completed(blocks, &matched, title);
    let mut found = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if matched.covered[at] && of_line[at].is_empty() {
            continue;
        }
        if of_line[at].is_empty() {
            found.push((*line).to_owned());
        }
        for &block in &of_line[at] {
            for &before in more.get(&block).into_iter().flatten() {
                push(&mut found, &blocks[before].text);
            }
            push(&mut found, &blocks[block].text);
        }
    }
    // The headline is the report's title, and a sentence of nobody's.
    if let (Some(first), Some(title)) = (found.first(), title)
        && same_title(first, title)
    {
        found.remove(0);
    }
    found
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

/// How the extractor's lines and the page's blocks belong together.
struct Matched {
    /// The line that a block's words are in.
    line_of: Vec<Option<usize>>,
    /// Which lines are wholly in blocks.
    covered: Vec<bool>,
}

impl Matched {
    fn of(lines: &[&str], blocks: &[Block]) -> Self {
        let in_lines: Vec<Vec<String>> = lines.iter().map(|line| words(line)).collect();
        let mut first_line: HashMap<u64, usize> = HashMap::new();
        let mut short: HashMap<&[String], usize> = HashMap::new();
        for (at, line) in in_lines.iter().enumerate() {
            for shingle in shingles(line) {
                first_line.entry(shingle).or_insert(at);
            }
            if line.len() < SHINGLE {
                short.entry(line).or_insert(at);
            }
        }
        let mut line_of = vec![None; blocks.len()];
        let mut held: HashSet<u64> = HashSet::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut held_short: HashSet<usize> = HashSet::new();
        for (at, block) in blocks.iter().enumerate() {
            let of_block = words(&block.text);
            if of_block.len() < SHINGLE {
                if let Some(&line) = short.get(&of_block[..])
                    && held_short.insert(line)
                {
                    line_of[at] = Some(line);
                }
                continue;
            }
            let mut all = 0usize;
            let places: Vec<usize> = shingles(&of_block)
                .inspect(|_| all += 1)
                .filter_map(|shingle| first_line.get(&shingle).copied())
                .collect();
            // The second copy of a paragraph is left out.
            if (places.len() as f64) < SHARE * all as f64 || !seen.insert(&block.text) {
                continue;
            }
            line_of[at] = places.into_iter().min();
            held.extend(shingles(&of_block));
        }
        let covered = in_lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let all = line.len().saturating_sub(SHINGLE - 1);
                let in_blocks = shingles(line)
                    .filter(|shingle| held.contains(shingle))
                    .count();
                all > 0 && in_blocks as f64 >= SHARE * all as f64 || held_short.contains(&at)
            })
            .collect();
        Self { line_of, covered }
    }
}

/// Paragraphs that the extractor left out, by the block before which they stand.
fn completed(
    blocks: &[Block],
    matched: &Matched,
    title: Option<&str>,
) -> HashMap<usize, Vec<usize>> {
    let taken = |at: &usize| matched.line_of[*at].is_some();
    let prose = |at: &usize| blocks[*at].element == "p" && is_prose(&blocks[*at]);
    let mut more: HashMap<usize, Vec<usize>> = HashMap::new();
    let Some(first) = (0..blocks.len())
        .filter(taken)
        .find(|&at| is_prose(&blocks[at]))
    else {
        return more;
    };
    let heading = (0..first).rev().find(|&at| {
        blocks[at].element == "h1" || title.is_some_and(|title| same_title(&blocks[at].text, title))
    });
    let start = heading.map_or_else(|| first.saturating_sub(FEW), |at| at + 1);
    let before: Vec<usize> = (start..first)
        .filter(|at| !taken(at))
        .filter(|at| prose(at) || *at + 1 == first && is_dateline(&blocks[*at].text))
        .collect();
    let lede_in_heading_block = before.len() <= FEW;
    if lede_in_heading_block && !before.is_empty() {
        more.insert(first, before);
    }
    // Between two that are taken, under the same element as one of them.
    let mut waiting: Vec<usize> = Vec::new();
    let mut last_parent = blocks[first].parent;
    for at in first + 1..blocks.len() {
        if taken(&at) {
            let here = blocks[at].parent;
            waiting.retain(|&other| {
                blocks[other].parent == here || blocks[other].parent == last_parent
            });
            if !waiting.is_empty() {
                more.entry(at).or_default().append(&mut waiting);
            }
            last_parent = here;
        } else if prose(&at) {
            waiting.push(at);
        }
    }
    more
}

/// Paragraphs between a headline and an article's first that may be its beginning.
const FEW: usize = 3;

/// Whether a block is a paragraph of sentences and nothing of the page around it.
fn is_prose(block: &Block) -> bool {
    const FEWEST_WORDS: usize = 8;
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
        "footer",
        "menu",
        "author",
        "bio",
        "tagline",
    ];
    let text = block.text.trim_end_matches(['"', '”', '’', '\'', ')']);
    !block.beside
        && text.ends_with(['.', '!', '?', '…', ':'])
        && text.split_whitespace().count() >= FEWEST_WORDS
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

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The shingles of words, as numbers (FNV-1a, 64 bits).
fn shingles(words: &[String]) -> impl Iterator<Item = u64> {
    words.windows(SHINGLE).map(|words| {
        words.iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| {
            word.bytes().chain([b' ']).fold(hash, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
        })
    })
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
    fn what_the_extractor_left_out_is_put_back() {
        let page = format!(
            "<h1>Mill sold at Orlen</h1><div class=top><p>{FIRST}</p></div><div>Advertisement</div>\
             <div><p>{SECOND}</p><p>{THIRD}</p><p>It closes in May, she said, when the last of the corn is ground.</p></div>"
        );
        let last = "It closes in May, she said, when the last of the corn is ground.";
        assert_eq!(of(&page, &[SECOND, last]), [FIRST, SECOND, THIRD, last]);
        assert_eq!(of(&page, &["Mill sold at Orlen", SECOND]), [FIRST, SECOND]);
    }

    #[test]
    fn what_is_beside_the_article_is_not() {
        let page = format!(
            "<p>We use cookies to make this page better for all who read it.</p><h1>Mill sold at Orlen</h1>\
             <aside><p>{THIRD}</p></aside><div><p>{FIRST}</p><p class=caption>{THIRD}</p><p>{SECOND}</p></div>"
        );
        assert_eq!(of(&page, &[FIRST, SECOND]), [FIRST, SECOND]);
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
    fn lines_that_the_page_does_not_have_stay() {
        let page = format!("<p>{FIRST}</p><table><tr><td>Corn</td><td>40</td></tr></table>");
        let table = "| Corn | 40 | tons |";
        assert_eq!(of(&page, &[FIRST, table]), [FIRST, table]);
    }
}
