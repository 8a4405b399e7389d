//! *What it does*: makes one statement of a quotation whose pieces stand around their cue, where the model gave one of
//! them to no cue.
//!
//! *Example*: “The dam held,” Ada Lee said on Monday. “Next time it may not.” is one statement of two pieces.
//!
//! *What it leaves alone*: pieces with a cue of their own, and those of other paragraphs.

use std::ops::Range;

use sayso_analysis::{Analysis, Upos, WordId};
use sayso_text::Span;

use crate::Statement;
use crate::kind::is_quoted;

/// Neighbours among the statements that are looked at, in the order of their contents.
const NEAR: usize = 4;

/// Joins them.
pub(crate) fn join(analysis: &Analysis, statements: &mut Vec<Statement>) {
    let mut at = 0;
    while at < statements.len() {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(statements.len());
        let whole = near
            .into_iter()
            .find(|&whole| whole != at && belongs(analysis, &statements[whole], &statements[at]));
        match whole {
            Some(whole) => {
                let pieces = std::mem::take(&mut statements[at].content);
                statements[whole].content.extend(pieces);
                statements[whole].content.sort_unstable();
                statements.remove(at);
                // What stood beside the piece may now stand beside the whole.
                at = at.saturating_sub(NEAR);
            }
            None => at += 1,
        }
    }
}

/// Whether quoted words without a cue are pieces of what a cue of their paragraph reports.
fn belongs(analysis: &Analysis, whole: &Statement, part: &Statement) -> bool {
    let Some(&cue) = whole.cue.first() else {
        return false;
    };
    if !part.cue.is_empty() || !part.source.is_empty() {
        return false;
    }
    let paragraph = |span: Span| {
        analysis
            .paragraphs
            .partition_point(|paragraph| paragraph.span.end() <= span.start())
    };
    let here = paragraph(cue);
    let own = |piece: &&Span| paragraph(**piece) == here && starts_quoted(analysis, **piece);
    if !part.content.iter().all(|piece| own(&piece)) {
        return false;
    }
    let (words, extent) = (analysis.words_in(cue), analysis.words_in(part.extent()));
    if words.is_empty() || extent.is_empty() {
        return false;
    }
    let mut quoted = whole.content.iter().filter(own);
    if quoted.clone().next().is_none() {
        return false;
    }
    let between = |piece: &Span| {
        let piece = analysis.words_in(*piece);
        let gap = piece.end.min(extent.end)..piece.start.max(extent.start);
        bare(analysis, gap)
    };
    if quoted.clone().any(between) {
        return true;
    }
    let said = whole.cue.iter().chain(&whole.source);
    let mut said = said.map(|&span| analysis.words_in(span));
    if extent.end <= words.start {
        // “…,” she said. “…”
        let next = (extent.end..words.end).find(|&word| !is_mark(analysis, word));
        next.is_some_and(|next| said.any(|span| span.contains(&next)))
            && quoted.all(|piece| piece.start() > cue.start())
    } else {
        let last = (words.start..extent.start).rfind(|&word| !is_mark(analysis, word));
        last.is_some_and(|last| {
            analysis.sentence_index(last) == analysis.sentence_index(words.start)
        }) && quoted.any(|piece| piece.end() <= cue.start())
    }
}

fn starts_quoted(analysis: &Analysis, piece: Span) -> bool {
    let words = analysis.words_in(piece);
    let first = words.into_iter().find(|&word| !is_mark(analysis, word));
    first.is_some_and(|word| is_quoted(analysis, analysis.words[word].span))
}

fn is_mark(analysis: &Analysis, word: WordId) -> bool {
    matches!(analysis.words[word].upos, Upos::Punct | Upos::Sym)
}

/// Whether no word stands between.
fn bare(analysis: &Analysis, mut gap: Range<WordId>) -> bool {
    gap.all(|word| is_mark(analysis, word))
}
