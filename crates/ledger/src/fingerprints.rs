//! A sample of a report's runs of words, chosen so that two reports which share a passage share a sample.
//!
//! Runs of five words are hashed, and of every few neighbours the least is kept (winnowing: Schleimer, Wilkerson
//! and Aiken 2003; its relation to MinHash and shingles: Broder 1997). Which are kept depends on the words around
//! them only, so a passage keeps its samples wherever it is reprinted, and any shared passage of
//! `RUN + WIDEST - 1` words shares one.

use crate::words::{Word, mixed};

/// Words in a run.
const RUN: usize = 5;
/// Of how many neighbouring runs one is kept, in long reports.
const WIDEST: usize = 24;
/// The same in short ones, which would else be known by too few. What the wide windows keep, these keep too.
const NARROWEST: usize = 4;
/// About how many windows a report is to be known by before they are made wider.
const WINDOWS: usize = 16;
/// Bits of a hash that are kept: SQLite stores them in six bytes, and chance meetings stay rare.
const BITS: u32 = 47;

/// The samples of a text's words, in order, each once.
pub(crate) fn fingerprints(words: &[Word]) -> Vec<i64> {
    let runs: Vec<u64> = words.windows(RUN).map(run_hash).collect();
    let width = (runs.len() / WINDOWS)
        .clamp(NARROWEST, WIDEST)
        .min(runs.len());
    let mut kept: Vec<i64> = Vec::new();
    if width == 0 {
        return kept;
    }
    let mut at = 0;
    for start in 0..=runs.len() - width {
        // The last least of a window; it stays so until it leaves or a lesser one comes.
        let newest = start + width - 1;
        if start == 0 || at < start {
            at = (start..=newest)
                .rev()
                .min_by_key(|&run| runs[run])
                .unwrap_or(start);
        } else if runs[newest] <= runs[at] {
            at = newest;
        } else {
            continue;
        }
        kept.push((runs[at] >> (64 - BITS)).cast_signed());
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

fn run_hash(run: &[Word]) -> u64 {
    mixed(run.iter().fold(0, |hash: u64, word| {
        hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(word.hash)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    /// Words without sense, each different.
    fn prose(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("w{n} ")).collect()
    }

    fn shared(a: &str, b: &str) -> usize {
        let b = fingerprints(&words(b));
        fingerprints(&words(a))
            .iter()
            .filter(|hash| b.contains(hash))
            .count()
    }

    #[test]
    fn a_shared_passage_shares_a_sample() {
        let original = prose(0, 600);
        for start in (0..570).step_by(7) {
            let reuse = prose(1000, 1300) + &prose(start, start + 28) + &prose(2000, 2200);
            assert!(shared(&original, &reuse) > 0, "from {start}");
        }
        assert_eq!(shared(&original, &prose(1000, 1600)), 0);
    }

    #[test]
    fn short_reports_keep_enough() {
        assert!(fingerprints(&words(&prose(0, 40))).len() >= 8);
        assert_eq!(fingerprints(&words(&prose(0, 5))).len(), 1);
        assert!(fingerprints(&words("Too short")).is_empty());
        assert!(shared(&prose(0, 600), &prose(20, 50)) > 0);
    }
}
