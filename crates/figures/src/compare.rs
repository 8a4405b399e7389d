//! Comparators: the words at a number that bound or bend it.

use crate::draft::{Draft, Sentence};
use crate::figure::{Bounds, Comparator, Extent};
use crate::lang::{DURATION_UNIT, FITS_BEFORE};
use crate::tables::{Side, Tables};

/// Most pieces of a comparator.
const LONGEST: usize = 5;

/// Takes the comparators at a number into it. Its bounds stay as they are until [`open_bounds`].
pub(crate) fn bend(sentence: &Sentence<'_>, tables: &Tables, draft: &mut Draft) {
    for _ in 0..3 {
        let Some((meaning, from)) = before(sentence, tables, draft) else {
            break;
        };
        take(draft, meaning);
        draft.first = from;
    }
    if let Some((meaning, end)) = after(sentence, tables, draft) {
        take(draft, meaning);
        draft.end = end;
    }
}

fn take(draft: &mut Draft, meaning: Comparator) {
    match meaning {
        Comparator::About | Comparator::Nearly => draft.approximate = true,
        Comparator::Additional => draft.extent = Extent::Increment,
        _ => {}
    }
    // That it is not so tells most; what bounds a number more than what bends it, and that more than that it comes
    // on top.
    let rank = |comparator: Comparator| {
        (
            comparator == Comparator::Not,
            comparator.bounds(),
            comparator != Comparator::Additional,
        )
    };
    if draft.comparator.is_none_or(|old| rank(meaning) > rank(old)) {
        draft.comparator = Some(meaning);
    }
}

fn before(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> Option<(Comparator, usize)> {
    (1..=LONGEST.min(draft.first)).rev().find_map(|length| {
        let from = draft.first - length;
        let phrase = sentence.phrase(from, draft.first);
        let meaning = tables.comparator(Side::Before, &phrase)?;
        fits_before(sentence, draft, &phrase, from).then_some((meaning, from))
    })
}

/// Whether a preposition bends the number here, and does not lead to it ("voted over two days").
fn fits_before(sentence: &Sentence<'_>, draft: &Draft, phrase: &str, from: usize) -> bool {
    let earlier = sentence.word_before(from);
    match phrase {
        "over" if is_duration(draft) => FITS_BEFORE.has(earlier),
        // "within 50 metres of the school", not "within two square kilometres".
        "within" => draft
            .unit
            .as_ref()
            .is_some_and(|unit| matches!(unit.code.as_str(), "m" | "km" | "mi" | "ft" | "yd")),
        // "the past five months" are five.
        "past" => !matches!(earlier, "the" | "these" | "this" | "his" | "her" | "their"),
        // "30, if not 40" may well be 40, and "not one" is none.
        "not" => !matches!(earlier, "if" | "or") && draft.bounds.high != Some(1.0),
        "some" | "another" | "further" => {
            draft.unit.is_some() || draft.bounds.high.is_some_and(|value| value != 1.0)
        }
        _ => true,
    }
}

fn is_duration(draft: &Draft) -> bool {
    draft
        .unit
        .as_ref()
        .is_some_and(|unit| is_duration_unit(&unit.code))
}

/// Whether a unit is one of time.
pub(crate) fn is_duration_unit(code: &str) -> bool {
    DURATION_UNIT.has(code)
}

fn after(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> Option<(Comparator, usize)> {
    (1..=3).rev().find_map(|length| {
        let end = draft.end + length;
        if end > sentence.pieces.len() {
            return None;
        }
        let phrase = sentence.phrase(draft.end, end);
        let meaning = tables.comparator(Side::After, &phrase)?;
        let next = sentence.word(end);
        let fits = match phrase.as_str() {
            "more" | "extra" | "additional" => {
                next != "than" && draft.unit.as_ref().is_none_or(|_| next.is_empty())
            }
            // "30 others" are what is counted.
            "others" => return Some((meaning, draft.end)),
            "at least" | "at most" | "approximately" | "at the most" => next.is_empty(),
            "+" | "plus" => {
                sentence.is_glued(draft.end)
                    || phrase == "plus"
                        && sentence
                            .pieces
                            .get(end)
                            .is_none_or(|piece| piece.literal().is_none())
            }
            _ => true,
        };
        fits.then_some((meaning, end))
    })
}

/// The bounds with what the comparator leaves open taken away.
pub(crate) fn open_bounds(draft: &Draft) -> Bounds {
    let Bounds { low, best, high } = draft.bounds;
    match draft.comparator {
        Some(Comparator::AtLeast | Comparator::MoreThan) => Bounds {
            low,
            best: None,
            high: None,
        },
        Some(Comparator::AtMost | Comparator::LessThan) => Bounds {
            low: None,
            best: None,
            high,
        },
        Some(Comparator::Not) => Bounds::default(),
        _ => Bounds { low, best, high },
    }
}
