//! Shares of a whole: "two-thirds", "half of", "a quarter of", "1/16", "one in six", "three out of four".

use crate::lang::{HALF, ORDINAL, SHARE_HALF};
use crate::pieces::Piece;
use crate::spell;

/// A share as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
    /// The piece after the last.
    pub(crate) end: usize,
}

fn word<'p>(pieces: &'p [Piece<'_>], at: usize) -> &'p str {
    pieces
        .get(at)
        .filter(|piece| piece.is_word())
        .map_or("", |piece| piece.lower.as_ref())
}

/// The value of a denominator and whether it is in the plural.
fn denominator(word: &str) -> Option<(f64, bool)> {
    const ORDINALS: [&str; 9] = [
        "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth",
    ];
    let (name, plural) = word
        .strip_suffix('s')
        .map_or((word, false), |name| (name, true));
    let value = match name {
        "half" => 2.0,
        "halve" if plural => 2.0,
        "fourth" => 4.0,
        "twelfth" => 12.0,
        "twentieth" => 20.0,
        "hundredth" => 100.0,
        "thousandth" => 1000.0,
        _ => ORDINALS.iter().position(|&ordinal| ordinal == name)? as f64 + 3.0,
    };
    Some((value, plural))
}

/// The share that starts at piece `at`. `bent` tells that a comparator or "by" stands before it, so that
/// "a third" can be no ordinal.
pub(crate) fn read(pieces: &[Piece<'_>], at: usize, bent: bool) -> Option<Share> {
    half(pieces, at, bent).or_else(|| ordinal(pieces, at, bent))
}

fn half(pieces: &[Piece<'_>], at: usize, bent: bool) -> Option<Share> {
    let start =
        at + usize::from(matches!(word(pieces, at), "a" | "one") && word(pieces, at + 1) == "half");
    if word(pieces, start) != "half" || pieces.get(start + 1).is_some_and(Piece::is_hyphen) {
        return None;
    }
    let share = Some(Share {
        numerator: 1.0,
        denominator: 2.0,
        end: start + 1,
    });
    if at > 0 {
        let before = word(pieces, at - 1);
        // "the first half", "his better half" are no shares.
        let part = HALF.has(before);
        if part || start == at && pieces[at - 1].is_hyphen() {
            return None;
        }
    }
    let next = word(pieces, start + 1);
    let of_whole = SHARE_HALF.has(next);
    let of_unit = matches!(next, "a" | "an") && start == at;
    (of_whole || of_unit || bent).then_some(share).flatten()
}

fn ordinal(pieces: &[Piece<'_>], at: usize, bent: bool) -> Option<Share> {
    let first = word(pieces, at);
    let (numerator, mut next) = if matches!(first, "a" | "an" | "one") {
        (1.0, at + 1)
    } else if let Some(value) = spell::unit(first).filter(|&value| value > 1.0) {
        (value, at + 1)
    } else {
        let literal = pieces
            .get(at)?
            .literal()
            .filter(|literal| literal.plain && literal.value > 0.0 && literal.value < 100.0)?;
        (literal.value, at + 1)
    };
    let hyphen = pieces.get(next).is_some_and(Piece::is_hyphen);
    next += usize::from(hyphen);
    let name = word(pieces, next);
    let (denominator, plural) = denominator(name).filter(|&(value, _)| value > 2.0)?;
    let end = next + 1;
    let after = word(pieces, end);
    let whole = ORDINAL.has(after);
    let is_share = if plural {
        numerator > 1.0
            && numerator < denominator
            && (name != "quarters" || hyphen || whole || bent)
    } else {
        numerator == 1.0 && (hyphen || whole || bent)
    };
    is_share.then_some(Share {
        numerator,
        denominator,
        end,
    })
}
