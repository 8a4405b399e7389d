//! Cutting a sentence into the pieces that the number reader walks over.
//!
//! Words of the analysis are too coarse here ("10W", "$1.2bn") or too fine ("816 000"), so numbers,
//! their glued units and signs are cut anew from the characters.

use std::borrow::Cow;

use sayso_text::Span;

use crate::digits::{self, Literal};

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'t> {
    pub(crate) span: Span,
    pub(crate) kind: PieceKind,
    /// Whether no white space stands before it.
    pub(crate) glued: bool,
    /// In lower case.
    pub(crate) lower: Cow<'t, str>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PieceKind {
    /// A number in digits.
    Number(Literal),
    /// "1st", "93rd".
    Ordinal,
    /// Letters.
    Word,
    /// Letters and digits that are no number: "MH17", "10:27", "1.2.3", "1990s".
    Code,
    /// One character that is neither.
    Mark(char),
}

impl Piece<'_> {
    /// The number, where it is one.
    pub(crate) fn literal(&self) -> Option<Literal> {
        match self.kind {
            PieceKind::Number(literal) => Some(literal),
            _ => None,
        }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == PieceKind::Word
    }

    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.kind == PieceKind::Mark(mark)
    }

    /// A hyphen or dash.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.kind, PieceKind::Mark('-' | '–' | '—' | '‑' | '−'))
    }

    /// A hyphen with nothing white before it.
    pub(crate) fn is_hyphen(&self) -> bool {
        self.glued && matches!(self.kind, PieceKind::Mark('-' | '‑' | '–'))
    }
}

/// The pieces of `within`. `prefixes` tells which letters may stand glued before a number ("RM", "USD").
pub(crate) fn pieces<'t>(
    text: &'t str,
    within: Span,
    is_prefix: &dyn Fn(&str) -> bool,
) -> Vec<Piece<'t>> {
    let mut found: Vec<Piece<'t>> = Vec::with_capacity(within.len() / 5);
    let mut at = within.start();
    let mut glued = false;
    while let Some(first) = text[at..within.end()].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            glued = false;
            continue;
        }
        let rest = &text[at..within.end()];
        // "$US55": the letters are part of the sign.
        let after_sign = glued && found.last().is_some_and(|piece| piece.is_mark('$'));
        let is_prefix = |letters: &str| {
            if after_sign {
                is_prefix(&format!("${letters}"))
            } else {
                is_prefix(letters)
            }
        };
        let (kind, length) = next(rest, at == within.start() || !glued, &is_prefix);
        let span = Span::at(text, at..at + length);
        found.push(Piece {
            span,
            kind,
            glued,
            lower: lower(span.slice(text)),
        });
        at += length;
        glued = true;
    }
    found
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Kind and length of the piece at the start of `rest`, which is not empty or white.
fn next(rest: &str, opens: bool, is_prefix: &dyn Fn(&str) -> bool) -> (PieceKind, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    let decimal = first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if first.is_ascii_digit() || decimal && opens || digits::vulgar(first).is_some() {
        return digits::read(rest);
    }
    if first.is_alphabetic() || first == '_' {
        return word(rest, is_prefix);
    }
    if matches!(first, '\'' | '’') {
        // The possessive is a piece of its own.
        let suffix = rest[first.len_utf8()..]
            .chars()
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum::<usize>();
        if !opens && (1..=2).contains(&suffix) {
            return (PieceKind::Word, first.len_utf8() + suffix);
        }
    }
    (PieceKind::Mark(first), first.len_utf8())
}

fn word(rest: &str, is_prefix: &dyn Fn(&str) -> bool) -> (PieceKind, usize) {
    if let Some(length) = abbreviation(rest) {
        return (PieceKind::Word, length);
    }
    let letters = length_while(rest, char::is_alphabetic);
    let after = &rest[letters..];
    if after.starts_with(|c: char| c.is_ascii_digit()) && !is_prefix(&rest[..letters]) {
        let code = length_while(rest, |c| c.is_alphanumeric());
        return (PieceKind::Code, code);
    }
    (PieceKind::Word, letters.max(1))
}

/// Length of "U.S.", "p.m.", "D.C." at the start.
fn abbreviation(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    let mut characters = rest.chars();
    while let Some(letter) = characters.next().filter(|c| c.is_alphabetic()) {
        if characters.next() != Some('.') {
            break;
        }
        length += letter.len_utf8() + 1;
        letters += 1;
    }
    let ends = !rest[length..].starts_with(char::is_alphanumeric);
    (letters >= 2 && ends).then_some(length)
}

fn length_while(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> String {
        let all = Span::at(text, 0..text.len());
        let found = pieces(text, all, &|word| word == "USD" || word == "RM");
        found
            .iter()
            .map(|piece| piece.span.slice(text))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn cuts_numbers_from_letters() {
        assert_eq!(
            cut("$1.2bn, 816 000 and 10W"),
            "$ 1.2 bn , 816 000 and 10 W"
        );
        assert_eq!(cut("MH17 at 10:27, v1.2.3"), "MH17 at 10:27 , v1 . 2.3");
        assert_eq!(
            cut("USD10m RM2.05 U.S. two-thirds"),
            "USD 10 m RM 2.05 U.S. two - thirds"
        );
    }

    proptest! {
        #[test]
        fn loses_nothing(text in "\\PC{0,80}") {
            let all = Span::at(&text, 0..text.len());
            let joined: String = pieces(&text, all, &|_| false).iter().flat_map(|piece| piece.span.slice(&text).chars()).filter(|c| !c.is_whitespace()).collect();
            let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(joined, wanted);
        }
    }
}
