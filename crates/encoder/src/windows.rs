//! A text as overlapping windows.

use std::ops::Range;

/// Word pieces of a window at most, its two marks not counted; the model was trained so.
const LONGEST: usize = 254;
/// Pieces that two neighbours share, so that every word is read with some of the text on both sides.
const SHARED: usize = 32;

/// A window over the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The words that are read together.
    pub(crate) words: Range<usize>,
    /// Those of them whose states are taken from this window.
    pub(crate) keep: Range<usize>,
}

/// Cuts words with the given numbers of pieces (each at most 12) into windows of about one length.
pub(crate) fn cut(pieces: &[u8]) -> Vec<Window> {
    let total: usize = pieces.iter().map(|&n| usize::from(n)).sum();
    if pieces.is_empty() {
        return Vec::new();
    }
    let count = total
        .saturating_sub(SHARED)
        .div_ceil(LONGEST - SHARED - 12)
        .max(1);
    let target = (total + (count - 1) * SHARED)
        .div_ceil(count)
        .min(LONGEST - 12);
    let mut windows: Vec<Window> = Vec::with_capacity(count);
    let mut start = 0;
    while windows
        .last()
        .is_none_or(|last| last.words.end < pieces.len())
    {
        let mut end = start;
        let mut size = 0;
        let most = if total <= LONGEST { LONGEST } else { target };
        while end < pieces.len() && (size < most && size + usize::from(pieces[end]) <= LONGEST) {
            size += usize::from(pieces[end]);
            end += 1;
        }
        let keep = windows
            .last()
            .map_or(start, |last| middle(pieces, start..last.words.end));
        if let Some(last) = windows.last_mut() {
            last.keep.end = keep;
        }
        windows.push(Window {
            words: start..end,
            keep: keep..end,
        });
        if end == pieces.len() {
            break;
        }
        let mut back = 0;
        let mut next = end;
        while next > start + 1 && back < SHARED {
            next -= 1;
            back += usize::from(pieces[next]);
        }
        start = next;
    }
    windows
}

/// The word that halves a range by pieces.
fn middle(pieces: &[u8], range: Range<usize>) -> usize {
    let total: usize = pieces[range.clone()].iter().map(|&n| usize::from(n)).sum();
    let mut sum = 0;
    range
        .clone()
        .find(|&word| {
            sum += usize::from(pieces[word]);
            sum * 2 >= total
        })
        .unwrap_or(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keeps_every_word_once(pieces in proptest::collection::vec(1u8..=12, 0..2000)) {
            let windows = cut(&pieces);
            let mut next = 0;
            for window in &windows {
                prop_assert_eq!(window.keep.start, next);
                prop_assert!(window.words.start <= window.keep.start && window.keep.end <= window.words.end);
                let size: usize = pieces[window.words.clone()].iter().map(|&n| usize::from(n)).sum();
                prop_assert!(size <= LONGEST);
                next = window.keep.end;
            }
            prop_assert_eq!(next, pieces.len());
        }
    }
}
