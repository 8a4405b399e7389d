use serde::Serialize;

use super::align::{Alignment, Step};
use super::wording::Placed;

/// A stretch of a comparison of a text with the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// Words that both have, as the text writes them.
    Same(String),
    /// Words that differ; either side may be empty.
    Differs {
        /// Those of the ledger.
        ledger: String,
        /// Those of the checked text.
        text: String,
    },
}

/// A text or ledger with its words.
#[derive(Clone, Copy)]
pub(super) struct Side<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Placed],
}

impl<'t> Side<'t> {
    fn word(self, at: usize) -> &'t str {
        self.words[at].span.slice(self.text)
    }
}

/// Word by word what differs between a text and the ledger; nothing where nothing does.
pub(super) fn difference(found: &Alignment, text: Side<'_>, ledger: Side<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    if found.different == 0 {
        return pieces;
    }
    for step in &found.steps {
        match *step {
            Step::Same(at, _) => match pieces.last_mut() {
                Some(Piece::Same(words)) => push(words, text.word(at)),
                _ => pieces.push(Piece::Same(text.word(at).to_owned())),
            },
            Step::Changed(at, other) => differs(&mut pieces, ledger.word(other), text.word(at)),
            Step::Added(at) => differs(&mut pieces, "", text.word(at)),
            Step::Missing(other) => differs(&mut pieces, ledger.word(other), ""),
            Step::LeftOut(_) | Step::Mark => {}
        }
    }
    pieces
}

fn differs(pieces: &mut Vec<Piece>, ledger: &str, text: &str) {
    if let Some(Piece::Differs {
        ledger: known,
        text: own,
    }) = pieces.last_mut()
    {
        push(known, ledger);
        push(own, text);
        return;
    }
    pieces.push(Piece::Differs {
        ledger: ledger.to_owned(),
        text: text.to_owned(),
    });
}

fn push(words: &mut String, word: &str) {
    if !words.is_empty() && !word.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

#[cfg(test)]
mod tests {
    use sayso::Span;

    use super::super::align::align;
    use super::super::wording::wording;
    use super::*;

    #[test]
    fn differences_are_told_word_by_word() {
        let words = |text: &str| wording(text, &[Span::at(text, 0..text.len())]);
        let (text, ledger) = ("We met two old men", "“We received two men, not three”");
        let (a, b) = (words(text), words(ledger));
        let found = difference(
            &align(&a, &b),
            Side { text, words: &a },
            Side {
                text: ledger,
                words: &b,
            },
        );
        let same = |words: &str| Piece::Same(words.to_owned());
        let differs = |ledger: &str, text: &str| Piece::Differs {
            ledger: ledger.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            found,
            [
                same("We"),
                differs("received", "met"),
                same("two"),
                differs("", "old"),
                same("men")
            ]
        );
    }
}
