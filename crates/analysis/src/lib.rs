//! What one reading of a text finds, before any row is made of it.
//!
//! An [`Analysis`] holds flat lists that point into each other by index: [`Word`]s in text
//! order, [`Token`]s and [`Sentence`]s as ranges of them, [`Name`]s and [`RoleSpan`]s over them.
//! The encoder fills it; [`conllu`] reads one from a treebank and writes one.

pub mod conllu;
mod labels;
mod states;
mod syntax;

use std::ops::Range;

use sayso_text::{Paragraph, Quote, Span};

pub use labels::{Deprel, MentionKind, NameKind, Role, Upos, Xpos};
pub use states::States;
pub use syntax::Tree;

/// A word's place in [`Analysis::words`].
pub type WordId = usize;

/// All that one reading found. Every index and span is of the text that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Outermost quotations in order.
    pub quotes: Vec<Quote>,
    /// Sentences in order; together they hold every word.
    pub sentences: Vec<Sentence>,
    /// Surface tokens in order.
    pub tokens: Vec<Token>,
    /// Syntactic words in order.
    pub words: Vec<Word>,
    /// Names in order, not overlapping.
    pub names: Vec<Name>,
    /// Stretches that are a statement's source, cue or (piece of) content, in order.
    pub roles: Vec<RoleSpan>,
    /// What each content piece belongs to; one for each content in `roles`.
    pub links: Vec<ContentLink>,
    /// The encoder's states of the words.
    pub states: States,
    /// The end of the text, where it was too long to be read whole.
    pub unread: Option<Span>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its words.
    pub words: Range<WordId>,
    /// From its first word to its last.
    pub span: Span,
    /// The paragraph it stands in, an index into [`Analysis::paragraphs`].
    pub paragraph: usize,
}

/// A surface token: one word, or the several of a contraction.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The characters.
    pub span: Span,
    /// Its words.
    pub words: Range<WordId>,
}

/// A syntactic word with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its characters (for the parts of "don't": "do" and "n't").
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Head in the same sentence; `None` at the root.
    pub head: Option<WordId>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// What sort of thing a mention headed by this word would name, `None` for words that head
    /// no mention.
    pub mention: Option<MentionKind>,
}

/// A name: "the words that name", without article or title.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its words.
    pub words: Range<WordId>,
    /// From its first word to its last.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Probability that span and kind are right, 0..=1.
    pub confidence: f32,
}

/// A stretch of words in one statement role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSpan {
    /// Its words.
    pub words: Range<WordId>,
    /// From its first word to its last.
    pub span: Span,
    /// Source, cue or content.
    pub role: Role,
    /// Mean probability of the role over its words, 0..=1.
    pub confidence: f32,
}

/// Which cue and source a content piece belongs to, by the link head.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentLink {
    /// The piece, an index into [`Analysis::roles`].
    pub content: usize,
    /// Cues with their probabilities, best first; what is missing to 1 is "none".
    pub cues: Vec<(usize, f32)>,
    /// Sources likewise.
    pub sources: Vec<(usize, f32)>,
}

impl Analysis {
    /// The sentence that holds a word.
    ///
    /// # Panics
    /// Where `word` is no word of this analysis.
    pub fn sentence_of(&self, word: WordId) -> &Sentence {
        &self.sentences[self.sentence_index(word)]
    }

    /// The index of the sentence that holds a word.
    pub fn sentence_index(&self, word: WordId) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.words.end <= word)
    }

    /// The words that a span touches.
    pub fn words_in(&self, span: Span) -> Range<WordId> {
        let start = self
            .words
            .partition_point(|word| word.span.end() <= span.start());
        let end = self
            .words
            .partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// The characters from a range's first word to its last; `None` for an empty range.
    pub fn span_of(&self, words: Range<WordId>) -> Option<Span> {
        let words = self.words.get(words)?;
        Some(words.first()?.span.cover(words.last()?.span))
    }

    /// The syntax of a sentence, for walking down.
    pub fn tree(&self) -> Tree<'_> {
        Tree::new(self)
    }
}
