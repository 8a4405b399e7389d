use std::ops::Range;

use crate::lang::{ASKED, SUPPLY};
use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};
use sayso_text::Span;

use crate::Statement;
use crate::group::{own_subject, subject};

/// Gives a statement without a source, or with one from another sentence than its cue's, the subject of the cue's
/// verb, where that is a noun phrase outside the content.
pub(crate) fn supply(text: &str, analysis: &Analysis, tree: &Tree<'_>, statement: &mut Statement) {
    let Some(&cue) = statement.cue.first() else {
        return;
    };
    let words = analysis.words_in(cue);
    if is_asked(text, analysis, tree, words.clone()) {
        statement.source.clear();
        return;
    }
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
            SUPPLY.has(form.as_str())
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

/// Whether a cue tells of a question that somebody else put: "asked whether he would go, the minister said…".
fn is_asked(text: &str, analysis: &Analysis, tree: &Tree<'_>, cue: Range<WordId>) -> bool {
    let mut verbs = cue.filter(|&word| analysis.words[word].upos == Upos::Verb);
    let Some(verb) = verbs.next() else {
        return false;
    };
    let word = &analysis.words[verb];
    let participle = word.span.slice(text).to_lowercase().ends_with("ed");
    let asks = ASKED.has(word.lemma.as_str());
    asks && participle && word.deprel == Deprel::Advcl && own_subject(tree, verb).is_none()
}
