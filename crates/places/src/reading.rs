//! Words of a report by number, for rules that look left and right.

use std::borrow::Cow;
use std::ops::Range;

use sayso_analysis::{Analysis, WordId};
use sayso_text::Span;

/// A text with its words.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
}

impl<'a> Reading<'a> {
    /// A word as written; empty beyond the ends.
    pub(crate) fn word(self, word: WordId) -> &'a str {
        self.analysis
            .words
            .get(word)
            .map_or("", |word| word.span.slice(self.text))
    }

    /// A word in small letters.
    pub(crate) fn lower(self, word: WordId) -> Cow<'a, str> {
        let word = self.word(word);
        if word
            .bytes()
            .any(|b| b.is_ascii_uppercase() || !b.is_ascii())
        {
            Cow::Owned(word.to_lowercase())
        } else {
            Cow::Borrowed(word)
        }
    }

    /// The word before, in the same sentence, in small letters; empty where there is none.
    pub(crate) fn before(
        self,
        sentence: &Range<WordId>,
        word: WordId,
        steps: usize,
    ) -> Cow<'a, str> {
        match word.checked_sub(steps) {
            Some(at) if at >= sentence.start => self.lower(at),
            _ => Cow::Borrowed(""),
        }
    }

    /// The word at `word` where it is in the sentence, in small letters; else empty.
    pub(crate) fn within(self, sentence: &Range<WordId>, word: WordId) -> Cow<'a, str> {
        if sentence.contains(&word) {
            self.lower(word)
        } else {
            Cow::Borrowed("")
        }
    }

    /// The characters from the first word of a range to its last.
    pub(crate) fn span(self, words: &Range<WordId>) -> Option<Span> {
        self.analysis.span_of(words.clone())
    }

    /// The characters of a range of words.
    pub(crate) fn slice(self, words: &Range<WordId>) -> &'a str {
        self.span(words).map_or("", |span| span.slice(self.text))
    }

    pub(crate) fn sentence(self, word: WordId) -> Range<WordId> {
        let at = self.analysis.sentence_index(word);
        self.analysis
            .sentences
            .get(at)
            .map_or(0..self.analysis.words.len(), |sentence| {
                sentence.words.clone()
            })
    }
}

/// Whether a word begins with a capital.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word is written as short forms are: in capitals or with a period.
pub(crate) fn is_short_form(word: &str) -> bool {
    word.contains('.')
        || word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}
