//! *What it finds*: a paragraph set into the report behind a colon, without quotation marks. All of it is what the
//! source before the colon said, also where the model marked but parts of it.
//!
//! *Example*: "The minister added:" and in the next paragraph "It is typical of them. They knew and kept still."
//!
//! *What it leaves alone*: quotations, lists and timed entries behind a colon that no cue opens, and a colon whose
//! own sentence already holds what was said.

use sayso_analysis::{Analysis, Role};
use sayso_text::Span;

use crate::Statement;
use crate::kind::is_quoted;

/// Gives the paragraph behind such a colon to the statement that holds most of it, one of the cue before the colon
/// first.
pub(crate) fn fill(text: &str, analysis: &Analysis, statements: &mut Vec<Statement>) {
    for pair in analysis.paragraphs.windows(2) {
        let (opening, block) = (pair[0].span, pair[1].span);
        let Some(opening) = opening_sentence(text, analysis, opening) else {
            continue;
        };
        if starts_quoted(text, analysis, block) {
            continue;
        }
        let claim = |statement: &Statement| {
            let parts = statement.content.iter();
            let held: usize = parts
                .filter_map(|piece| piece.intersect(block))
                .map(Span::len)
                .sum();
            let opened = statement.cue.iter().any(|&cue| opening.contains(cue));
            (held > 0).then_some((opened, held))
        };
        let claims = statements.iter().enumerate();
        let best = claims
            .filter_map(|(at, statement)| Some((claim(statement)?, at)))
            .max_by_key(|&(claim, at)| (claim, std::cmp::Reverse(at)));
        let Some((_, best)) = best else {
            continue;
        };
        let content = &mut statements[best].content;
        content.retain(|piece| !piece.overlaps(block));
        content.push(block);
        content.sort();
        let mut at = 0..;
        statements.retain(|statement| {
            at.next() == Some(best)
                || !statement.cue.is_empty()
                || !block.contains(statement.extent())
        });
    }
}

/// The last sentence of a paragraph that ends in a colon, where it holds a cue and nothing that is said.
fn opening_sentence(text: &str, analysis: &Analysis, paragraph: Span) -> Option<Span> {
    if !paragraph.slice(text).trim_end().ends_with(':') {
        return None;
    }
    let next = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start() < paragraph.end());
    let sentence = analysis.sentences.get(next.checked_sub(1)?)?.span;
    let holds = |role| {
        let mut roles = analysis.roles.iter();
        roles.any(|found| found.role == role && sentence.contains(found.span))
    };
    (holds(Role::Cue) && !holds(Role::Content)).then_some(sentence)
}

fn starts_quoted(text: &str, analysis: &Analysis, block: Span) -> bool {
    block.slice(text).starts_with(['"', '“', '‘', '\''])
        || analysis
            .words_in(block)
            .next()
            .is_some_and(|word| is_quoted(analysis, analysis.words[word].span))
}
