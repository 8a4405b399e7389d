use sayso_analysis::{Analysis, Tree, Upos, WordId};
use sayso_text::Span;

use crate::Statement;
use crate::group::subject;

/// Gives a statement without a source, or with one from another sentence than its cue's, the subject of the cue's
/// verb, where that is a noun phrase outside the content.
pub(crate) fn supply(text: &str, analysis: &Analysis, tree: &Tree<'_>, statement: &mut Statement) {
    let Some(&cue) = statement.cue.first() else {
        return;
    };
    let words = analysis.words_in(cue);
    let sentence = |word: WordId| analysis.sentence_index(word);
    let near = |source: &Span| {
        let source = analysis.words_in(*source);
        source.is_empty() || words.is_empty() || sentence(source.start) == sentence(words.start)
    };
    if statement.source.first().is_some_and(near) {
        return;
    }
    let verbal = |&word: &WordId| analysis.words[word].upos == Upos::Verb;
    let Some(verb) = words.clone().find(verbal) else {
        return;
    };
    let Some(subject) = subject(analysis, tree, verb) else {
        return;
    };
    let speaks = match analysis.words[subject].upos {
        Upos::Pron => {
            let form = analysis.words[subject].span.slice(text).to_lowercase();
            matches!(form.as_str(), "he" | "she" | "they" | "i" | "we")
        }
        upos => matches!(upos, Upos::Noun | Upos::Propn),
    };
    let source = analysis.span_of(tree.extent(subject));
    let apart = source.filter(|source| {
        let own = statement.content.iter().chain(&statement.cue);
        own.into_iter().all(|piece| !piece.overlaps(*source))
    });
    if let Some(source) = apart.filter(|_| speaks) {
        statement.source = vec![source];
    }
}
