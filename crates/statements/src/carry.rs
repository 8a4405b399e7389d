//! *What it does*: gives a quotation without a cue of its own the cue of the quotation before it.
//!
//! *Example*: “We go,” she said. “Now.” — and a next paragraph that is nothing but “And we stay.” Both
//! go on with what she said.
//!
//! *What it leaves alone*: quotations with a cue beside them, and those after a paragraph without one.

use sayso_analysis::{Analysis, ContentLink, Role, WordId};
use sayso_text::Span;

/// The share that a carried cue gets.
const SURE: f32 = 0.9;

/// Lets quoted pieces go on with the cue of the quoted piece before.
pub(crate) fn carry(analysis: &Analysis, links: &mut [ContentLink]) {
    for at in 1..links.len() {
        let (before, after) = (&links[at - 1], &links[at]);
        let Some(&(cue, _)) = before.cues.first() else {
            continue;
        };
        if goes_on(analysis, before.content, after.content, cue) {
            let sources = before.sources.clone();
            let after = &mut links[at];
            after.cues = vec![(cue, SURE)];
            after.sources = sources;
        }
    }
}

fn goes_on(analysis: &Analysis, before: usize, after: usize, cue: usize) -> bool {
    let roles = &analysis.roles;
    let (first, second) = (&roles[before], &roles[after]);
    if !is_quoted(analysis, first.span) || !is_quoted(analysis, second.span) {
        return false;
    }
    let paragraph = |word: WordId| analysis.sentence_of(word).paragraph;
    let (here, there) = (
        paragraph(second.words.start),
        paragraph(first.words.end - 1),
    );
    let cues_here = roles
        .iter()
        .enumerate()
        .filter(|(_, role)| role.role == Role::Cue && paragraph(role.words.start) == here);
    if here == there {
        // The cue stands between the two, and is the only one from there on.
        let mut later = cues_here.filter(|(_, role)| role.words.start >= first.words.end);
        roles[cue].words.start >= first.words.end
            && roles[cue].words.end <= second.words.start
            && later.all(|(at, _)| at == cue)
    } else {
        // The next paragraph is the quotation and nothing else.
        let whole = analysis.paragraphs[here].span;
        here == there + 1
            && paragraph(roles[cue].words.start) == there
            && fills(analysis, second.span, whole)
    }
}

/// Whether a piece stands in one quotation.
fn is_quoted(analysis: &Analysis, piece: Span) -> bool {
    let next = analysis
        .quotes
        .partition_point(|quote| quote.span.end() <= piece.start());
    analysis
        .quotes
        .get(next)
        .is_some_and(|quote| quote.span.contains(piece))
}

/// Whether the quotation that holds a piece fills the paragraph.
fn fills(analysis: &Analysis, piece: Span, paragraph: Span) -> bool {
    let next = analysis
        .quotes
        .partition_point(|quote| quote.span.end() <= piece.start());
    analysis
        .quotes
        .get(next)
        .is_some_and(|quote| quote.span.contains(paragraph))
}
