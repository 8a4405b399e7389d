//! Lines in which an extractor has run the blocks of a page together.

use std::ops::Range;

use super::article::{Part, is_heading, is_headline, is_part, is_prose, letters};
use crate::blocks::Block;

/// The parts, where a line that has many blocks run together is these blocks again, of those the ones that are an
/// article's: from the headline on, where it has one.
pub(super) fn unglued<'l>(
    parts: Vec<Part<'l>>,
    blocks: &[Block],
    title: Option<&str>,
) -> Vec<Part<'l>> {
    // Fewer blocks in a line are an article's when two of them are prose; a row of a table is none.
    const MANY: usize = 8;
    const FEWEST: usize = 2;
    // An extractor that runs blocks together does so with nearly all of a page: more lines are not looked at (a guess).
    const MOST_TRIES: usize = 16;
    if !parts.iter().any(|part| matches!(part, Part::Line(_))) {
        return parts;
    }
    let letters_of: Vec<String> = blocks.iter().map(|block| letters(&block.text)).collect();
    let mut tries = 0;
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let run = match &part {
            Part::Line(line) if tries < MOST_TRIES => {
                tries += 1;
                run_together(&letters(line), &letters_of)
            }
            _ => 0..0,
        };
        let prose = run.clone().filter(|&at| is_prose(&blocks[at])).count();
        if prose < FEWEST && run.len() < MANY {
            found.push(part);
            continue;
        }
        let headline = run
            .clone()
            .rev()
            .find(|&at| is_headline(&blocks[at], title));
        let start = headline.map_or(run.start, |at| at + 1);
        let last = (start..run.end)
            .rev()
            .find(|&at| is_part(&blocks[at]) && !is_heading(&blocks[at]));
        let own = (start..last.map_or(start, |at| at + 1)).filter(|&at| is_part(&blocks[at]));
        found.extend(own.map(Part::Block));
    }
    found
}

/// The blocks whose letters a line has in their order, but for a few that it leaves out; none where it is not so.
fn run_together(line: &str, blocks: &[String]) -> Range<usize> {
    // A date and a name beside each headline of a list (a guess).
    const LEFT_OUT: usize = 3;
    // Starts that are tried: a page has its headline once or twice.
    const MOST_STARTS: usize = 8;
    let begins = |at: &usize| !blocks[*at].is_empty() && line.starts_with(blocks[*at].as_str());
    for start in (0..blocks.len()).filter(begins).take(MOST_STARTS) {
        let (mut rest, mut end, mut at) = (line, start, start);
        while !rest.is_empty() && at < blocks.len() && at - end <= LEFT_OUT {
            if let Some(behind) = rest
                .strip_prefix(blocks[at].as_str())
                .filter(|_| !blocks[at].is_empty())
            {
                rest = behind;
                end = at + 1;
            }
            at += 1;
        }
        if rest.is_empty() {
            return start..end;
        }
    }
    0..0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_may_leave_out_what_stands_beside() {
        let blocks = ["Menu", "Ferrylate", "2March", "Millsold"].map(str::to_owned);
        assert_eq!(run_together("FerrylateMillsold", &blocks), 1..4);
        assert_eq!(run_together("Ferrylate2March", &blocks), 1..3);
        assert_eq!(run_together("FerrylateMillburnt", &blocks), 0..0);
    }
}
