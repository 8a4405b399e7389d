//! From the heads' numbers to labels, sentences, trees and links.

mod labels;
mod links;
mod sentences;
mod spans;
mod tree;

pub(crate) use labels::{Heads, HeadsLayout};
pub(crate) use links::link;
pub(crate) use sentences::split;
pub(crate) use spans::{Found, spans};
pub(crate) use tree::parse;

/// The distance classes of the biaffine heads: exact to 3, then by octave, forward and backward.
pub(crate) fn bucket(gap: isize) -> usize {
    let size = gap.unsigned_abs();
    let class = if size < 4 {
        size
    } else {
        (4 + (size / 4).ilog2() as usize).min(11)
    };
    if gap < 0 { class } else { class + 12 }
}

/// Replaces logits by probabilities.
pub(crate) fn softmax(logits: &mut [f32]) {
    let greatest = logits.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for value in logits.iter_mut() {
        *value = (*value - greatest).exp();
        sum += *value;
    }
    for value in logits.iter_mut() {
        *value /= sum;
    }
}

/// The place of the greatest value; the first of equals, 0 of none.
pub(crate) fn best(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_by_octave() {
        assert_eq!(
            [-1, 0, 1, 3, 4, 7, 8, 1 << 20].map(bucket),
            [1, 12, 13, 15, 16, 16, 17, 23]
        );
    }
}
