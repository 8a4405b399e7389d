use std::ops::Range;

use super::{Heads, softmax};

/// Words of a sentence at most: more is no sentence, and the parser's work grows with the square.
const LONGEST: usize = 200;

/// Splits the words of a paragraph into sentences by the head that says where one starts.
pub(crate) fn split(heads: &Heads<'_>, paragraph: Range<usize>, out: &mut Vec<Range<usize>>) {
    let starts = |word: usize| {
        let logits = heads.of(word, &heads.layout.starts);
        let mut two = [logits[0], logits[1]];
        softmax(&mut two);
        two[1]
    };
    let mut start = paragraph.start;
    for word in paragraph.start + 1..paragraph.end {
        if starts(word) > 0.5 {
            push(start..word, &starts, out);
            start = word;
        }
    }
    push(start..paragraph.end, &starts, out);
}

/// Pushes a sentence, cut where it is overlong at the likeliest place in reach.
fn push(mut words: Range<usize>, starts: &impl Fn(usize) -> f32, out: &mut Vec<Range<usize>>) {
    while words.len() > LONGEST {
        let mut cut = words.start + LONGEST;
        for word in (words.start + LONGEST / 2..words.start + LONGEST).rev() {
            if starts(word) > starts(cut) {
                cut = word;
            }
        }
        out.push(words.start..cut);
        words.start = cut;
    }
    if !words.is_empty() {
        out.push(words);
    }
}
