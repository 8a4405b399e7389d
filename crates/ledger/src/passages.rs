//! Which stretches of two texts are the same.

use std::collections::HashMap;

use crate::words::Word;

/// Words of the least run that counts as the same.
const RUN: usize = 4;
/// Words that may differ between two runs of one passage.
const GAP: usize = 5;
/// Words of the least passage.
const LEAST: usize = 10;
/// Places of a run in the earlier text that are tried.
const PLACES: usize = 8;

/// A stretch that two texts share, give or take a few words: ranges of word numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Passage {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) earlier_start: usize,
    pub(crate) earlier_end: usize,
    /// Words that are the same.
    pub(crate) same: usize,
}

/// The runs of the same words, longest first taken at each word, in the order of `later`.
pub(crate) fn runs(later: &[Word], earlier: &[Word]) -> Vec<Passage> {
    let key = |run: &[Word]| {
        run.iter()
            .fold(0, |key: u64, word| key.rotate_left(17) ^ word.hash)
    };
    let mut places: HashMap<u64, Vec<usize>> = HashMap::with_capacity(earlier.len());
    for (at, run) in earlier.windows(RUN).enumerate() {
        let known = places.entry(key(run)).or_default();
        if known.len() < PLACES {
            known.push(at);
        }
    }
    let mut found: Vec<Passage> = Vec::new();
    let mut at = 0;
    while at + RUN <= later.len() {
        let after = found.last().map_or(0, |run: &Passage| run.earlier_end);
        let best = places
            .get(&key(&later[at..at + RUN]))
            .into_iter()
            .flatten()
            .map(|&place| (same(&later[at..], &earlier[place..]), place))
            .filter(|&(length, _)| length >= RUN)
            // Of equally long ones that which goes on where the last run ended.
            .min_by_key(|&(length, place)| {
                (std::cmp::Reverse(length), place.abs_diff(after), place)
            });
        let Some((length, place)) = best else {
            at += 1;
            continue;
        };
        found.push(Passage {
            start: at,
            end: at + length,
            earlier_start: place,
            earlier_end: place + length,
            same: length,
        });
        at += length;
    }
    found
}

/// The passages that runs make: neighbours with a few other words between them are one.
pub(crate) fn passages(runs: &[Passage]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for &run in runs {
        match passages.last_mut() {
            Some(last)
                if run.start - last.end <= GAP
                    && last.earlier_end <= run.earlier_start
                    && run.earlier_start - last.earlier_end <= GAP =>
            {
                last.end = run.end;
                last.earlier_end = run.earlier_end;
                last.same += run.same;
            }
            _ => passages.push(run),
        }
    }
    passages.retain(|passage| passage.same >= LEAST);
    passages
}

fn same(later: &[Word], earlier: &[Word]) -> usize {
    later
        .iter()
        .zip(earlier)
        .take_while(|(a, b)| a.hash == b.hash)
        .count()
}

/// How many words of a text of `words` words the ranges cover.
pub(crate) fn covered(ranges: impl Iterator<Item = (usize, usize)>) -> usize {
    let mut ranges: Vec<(usize, usize)> = ranges.collect();
    ranges.sort_unstable();
    let (mut covered, mut reached) = (0, 0);
    for (start, end) in ranges {
        covered += end.max(reached) - start.max(reached);
        reached = reached.max(end);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    const STORM: &str = "The harbour master closed both basins on Sunday evening after a crane fell across the eastern quay and crushed two empty lorries.";
    const REST: &str = "Insurers will send an assessor, who must also look at the pilings that the gale bared last winter.";

    fn found(later: &str, earlier: &str) -> Vec<(String, String)> {
        let (a, b) = (words(later), words(earlier));
        passages(&runs(&a, &b))
            .iter()
            .map(|p| {
                let cut = |text: &str, words: &[Word], start: usize, end: usize| {
                    text[words[start].span.start()..words[end - 1].span.end()].to_owned()
                };
                (
                    cut(later, &a, p.start, p.end),
                    cut(earlier, &b, p.earlier_start, p.earlier_end),
                )
            })
            .collect()
    }

    #[test]
    fn moved_paragraphs_are_found() {
        let found = found(&format!("{REST}\n\n{STORM}"), &format!("{STORM}\n\n{REST}"));
        assert_eq!(found.len(), 2);
        assert!(found[0].0.starts_with("Insurers") && found[0].1.starts_with("Insurers"));
    }

    #[test]
    fn changed_words_do_not_part_a_passage() {
        let altered = STORM
            .replace("Sunday evening", "Sunday night")
            .replace("a crane fell", "a crane toppled");
        let found = found(&altered, STORM);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].0.contains("crane toppled across") && found[0].1.contains("crane fell across")
        );
    }

    #[test]
    fn common_phrases_are_no_passage() {
        assert!(
            found(
                "He spoke at the end of the day, she said.",
                "By the end of the day, she said nothing."
            )
            .is_empty()
        );
    }

    #[test]
    fn overlaps_are_covered_once() {
        assert_eq!(covered([(4, 9), (0, 5), (6, 7), (20, 21)].into_iter()), 10);
    }
}
