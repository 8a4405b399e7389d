//! *What it does*: gives a content in the reporter's words what hangs on its end: the model sometimes stops short of
//! a sentence's last clause.
//!
//! *Example*: "The army said it had repelled an assault, killing 180 fighters": the killing is the army's word too.
//!
//! *What it leaves alone*: quotations, and words that have a role of their own.

use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};
use sayso_text::Span;

use crate::Statement;
use crate::kind::is_quoted;

/// Heads looked at from a word up.
const DEEPEST: usize = 24;

/// Lengthens the last piece of a statement's content.
pub(crate) fn lengthen(analysis: &Analysis, tree: &Tree<'_>, statement: &mut Statement) {
    let Some(piece) = statement.content.last_mut() else {
        return;
    };
    let Some(longer) = longer(analysis, tree, *piece) else {
        return;
    };
    let taken = statement.cue.iter().chain(&statement.source);
    if taken.into_iter().all(|span| !span.overlaps(longer)) {
        *piece = longer;
    }
}

fn longer(analysis: &Analysis, tree: &Tree<'_>, piece: Span) -> Option<Span> {
    let words = analysis.words_in(piece);
    let last = words.clone().next_back()?;
    if is_quoted(analysis, analysis.words[last].span) {
        return None;
    }
    let mut end = words.end;
    let is_mark = |word: WordId| analysis.words[word].upos == Upos::Punct;
    let sentence = analysis.sentence_index(last);
    loop {
        let mut next = end;
        while next < analysis.words.len() && is_mark(next) {
            next += 1;
        }
        if next >= analysis.words.len() || analysis.sentence_index(next) != sentence {
            break;
        }
        let Some(hangs) = hanging(analysis, next, &words) else {
            break;
        };
        let extent = tree.extent(hangs);
        if extent.start < end || analysis.words[hangs].deprel != Deprel::Advcl {
            break;
        }
        let role = analysis.roles.partition_point(|role| role.words.end <= end);
        let role = analysis.roles.get(role);
        let free = role.is_none_or(|role| role.words.start >= extent.end);
        let quoted = |word: WordId| is_quoted(analysis, analysis.words[word].span);
        if !free || extent.clone().any(quoted) {
            break;
        }
        end = extent.end;
    }
    while end > words.end && is_mark(end - 1) {
        end -= 1;
    }
    (end > words.end)
        .then(|| analysis.span_of(words.start..end))
        .flatten()
        .map(|longer| piece.cover(longer))
}

/// The word over `from`, or itself, that hangs on one of `words`.
fn hanging(analysis: &Analysis, from: WordId, words: &Range<WordId>) -> Option<WordId> {
    let mut at = from;
    for _ in 0..DEEPEST {
        let head = analysis.words[at].head?;
        if words.contains(&head) {
            return Some(at);
        }
        at = head;
    }
    None
}
