use std::ops::Range;

use super::{Heads, softmax};

/// A stretch of words of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) words: Range<usize>,
    /// Index of the kind among the scheme's kinds.
    pub(crate) kind: usize,
    /// Mean probability of the kind over the words.
    pub(crate) confidence: f32,
}

/// The likeliest stretches by a head with an IOB2 scheme (O, then B and I of each kind): the best
/// sequence in which an I follows a B or I of its kind (Viterbi 1967). No stretch runs on over the first word
/// of one of `parts`. Words of one of `fellows` lend each other some of their probabilities.
pub(crate) fn spans(
    heads: &Heads<'_>,
    head: &Range<usize>,
    parts: &[Range<usize>],
    fellows: &[Vec<usize>],
) -> Vec<Found> {
    let labels = head.len();
    let count = heads.len();
    let mut probabilities = Vec::with_capacity(count * labels);
    for word in 0..count {
        let row = probabilities.len();
        probabilities.extend_from_slice(heads.of(word, head));
        softmax(&mut probabilities[row..]);
    }
    for group in fellows {
        lend(&mut probabilities, labels, group);
    }
    let starts: Vec<usize> = parts.iter().map(|part| part.start).collect();
    let path = best_path(&probabilities, labels, &starts);
    let mut found: Vec<Found> = Vec::new();
    for (word, &label) in path.iter().enumerate() {
        if label == 0 {
            continue;
        }
        let kind = (label - 1) / 2;
        let row = &probabilities[word * labels..(word + 1) * labels];
        let probability = row[1 + 2 * kind] + row[2 + 2 * kind];
        match found.last_mut() {
            Some(last) if label % 2 == 0 && last.words.end == word => {
                last.confidence += probability;
                last.words.end = word + 1;
            }
            _ => found.push(Found {
                words: word..word + 1,
                kind,
                confidence: probability,
            }),
        }
    }
    for span in &mut found {
        span.confidence = (span.confidence / span.words.len() as f32).min(1.0);
    }
    found
}

/// What a word takes from the mean of its fellows.
const LENT: f32 = 0.4;

/// Moves the probabilities of words towards their mean.
fn lend(probabilities: &mut [f32], labels: usize, group: &[usize]) {
    for label in 0..labels {
        let sum: f32 = group
            .iter()
            .map(|&word| probabilities[word * labels + label])
            .sum();
        let mean = sum / group.len() as f32;
        for &word in group {
            let own = &mut probabilities[word * labels + label];
            *own += LENT * (mean - *own);
        }
    }
}

fn best_path(probabilities: &[f32], labels: usize, starts: &[usize]) -> Vec<usize> {
    let count = probabilities.len() / labels;
    let mut scores = vec![0f32; labels];
    let mut next = vec![0f32; labels];
    let mut from: Vec<u8> = Vec::with_capacity(count * labels);
    let mut starts = starts.iter().peekable();
    for word in 0..count {
        let begins = starts.next_if(|&&start| start == word).is_some() || word == 0;
        let row = &probabilities[word * labels..(word + 1) * labels];
        let best = super::best(&scores);
        for label in 0..labels {
            let inside = label > 0 && label % 2 == 0;
            let before = if !inside {
                best
            } else if scores[label - 1] >= scores[label] {
                label - 1
            } else {
                label
            };
            let possible = !(inside && begins);
            next[label] = if possible {
                scores[before] + row[label].max(1e-9).ln()
            } else {
                f32::MIN / 2.0
            };
            from.push(before as u8);
        }
        std::mem::swap(&mut scores, &mut next);
    }
    let mut path = vec![0; count];
    let mut label = super::best(&scores);
    for word in (0..count).rev() {
        path[word] = label;
        label = usize::from(from[word * labels + label]);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_needs_a_beginning() {
        // O, B, I; the second word's I cannot follow an O, so the first becomes a B.
        let rows = [0.5, 0.4, 0.1, 0.04, 0.06, 0.9, 0.9, 0.05, 0.05];
        assert_eq!(best_path(&rows, 3, &[]), [1, 2, 0]);
        assert_eq!(
            best_path(&rows, 3, &[0, 1]),
            [0, 1, 0],
            "the second word begins a part"
        );
    }
}
