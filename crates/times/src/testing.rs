//! An analysis without syntax, for tests.

use sayso_analysis::{Analysis, Deprel, Sentence, Upos, Word, Xpos};
use sayso_text::{paragraphs, tokens};

use crate::tokens::Tokens;
use crate::vocabulary::Vocabulary;

/// The words of a text with nothing known of them; each paragraph is one sentence.
pub(crate) fn plain(text: &str) -> Analysis {
    let mut analysis = Analysis {
        paragraphs: paragraphs(text),
        ..Analysis::default()
    };
    for (index, paragraph) in analysis.paragraphs.iter().enumerate() {
        let from = analysis.words.len();
        for span in tokens(text, paragraph.span)
            .into_iter()
            .flat_map(|token| token.words(text).collect::<Vec<_>>())
        {
            analysis.words.push(Word {
                span,
                lemma: String::new(),
                upos: Upos::X,
                xpos: Xpos::Xx,
                head: None,
                deprel: Deprel::Dep,
                mention: None,
            });
        }
        let words = from..analysis.words.len();
        analysis.sentences.push(Sentence {
            words,
            span: paragraph.span,
            paragraph: index,
        });
    }
    analysis
}

/// What `read` makes of a text's words.
pub(crate) fn reading<T>(text: &str, read: impl Fn(&Tokens) -> T) -> T {
    let analysis = plain(text);
    let words = analysis.words.len();
    read(&Tokens::of(
        text,
        &analysis,
        0,
        words,
        Vocabulary::standard(),
    ))
}
