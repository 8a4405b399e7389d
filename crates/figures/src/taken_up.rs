//! Numbers that take up what the sentence before was about: "It misstated the number of people missing. It was
//! 29, not 31."

use crate::lang::{TAKEN_UP_TAKES_UP, TAKES_UP, TALLY, TOLD};
use std::ops::Range;

use crate::casualty;
use crate::counted::{self, View};
use crate::draft::{Draft, Sentence};
use crate::figure::{Comparator, Kind};
use crate::tables::{Part, Tables};

/// What a sentence speaks of the number of: the pieces that name it, and what became of it.
pub(crate) type Tally = (Range<usize>, Kind);

/// The last thing that a sentence speaks of the number of, before piece `end`.
pub(crate) fn tally(view: &View<'_, '_>, tables: &Tables, end: usize) -> Option<Tally> {
    let sentence = view.sentence;
    (0..end.min(sentence.pieces.len())).rev().find_map(|at| {
        let word = sentence.word(at);
        if let Some(kind) = tables.casualty(Part::Toll, word) {
            return Some((at..at + 1, kind));
        }
        let counts = TALLY.has(word) && matches!(sentence.word(at + 1), "of" | "for");
        if !counts {
            return None;
        }
        let from = at + 2 + usize::from(matches!(sentence.word(at + 2), "the" | "those"));
        let things = counted::from(view, from);
        let kind = casualty::of_those(view, tables, &things, from);
        let named = things
            .counted
            .or_else(|| kind.clone().map(|(_, word)| word))?;
        Some((named, kind.map_or(Kind::Count, |(kind, _)| kind)))
    })
}

/// Whether a number is what its own sentence speaks of the number of: "the number of people missing was 29, not 31".
pub(crate) fn is_told(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    draft.comparator == Some(Comparator::Not) || TOLD.has(sentence.word_before(draft.first))
}

/// Whether nothing but words that point back stands before a number in its sentence.
pub(crate) fn takes_up(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let points = TAKES_UP.has(sentence.word(0));
    points
        && (1..draft.first).all(|at| {
            let word = sentence.word(at);
            word.is_empty() || TAKEN_UP_TAKES_UP.has(word)
        })
}
