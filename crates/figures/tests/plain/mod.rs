//! An analysis without a reading model, for tests and examples of the word-order rules.

use sayso_analysis::{Analysis, Deprel, Sentence, Token, Upos, Word, Xpos};
use sayso_text::{paragraphs, tokens};

/// An analysis of tokens alone: a sentence a paragraph, no tags, no syntax.
pub(crate) fn plain(text: &str) -> Analysis {
    let mut analysis = Analysis {
        paragraphs: paragraphs(text),
        ..Analysis::default()
    };
    for (paragraph, found) in analysis.paragraphs.iter().enumerate() {
        let first = analysis.words.len();
        for token in tokens(text, found.span) {
            let from = analysis.words.len();
            analysis.words.extend(token.words(text).map(|span| Word {
                span,
                lemma: span.slice(text).to_lowercase(),
                upos: Upos::X,
                xpos: Xpos::Xx,
                head: None,
                deprel: Deprel::Dep,
                mention: None,
            }));
            analysis.tokens.push(Token {
                span: token.span,
                words: from..analysis.words.len(),
            });
        }
        analysis.sentences.push(Sentence {
            words: first..analysis.words.len(),
            span: found.span,
            paragraph,
        });
    }
    analysis
}
