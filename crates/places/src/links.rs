//! What the text says lies in what: "Bilohorivka in Donetsk Oblast", "Paris, Texas",
//! "Syria's Idlib province", "Springfield (Ill.)".

use crate::lang::{LEADS_TO, LINK_WORD, OWNS};
use crate::mentions::{Mention, is_list_gap};
use crate::reading::Reading;
use crate::words::{is_direction, is_settlement_word};

/// How the text ties a place to what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// "Paris, Texas".
    Comma,
    /// "Bilohorivka in Donetsk Oblast".
    In,
    /// "Syria's Idlib".
    Possessive,
    /// In a list whose last member is tied ("Tarasivka and Bilohorivka in Donetsk Oblast").
    Shared,
}

/// For each mention the mention that may hold it, and how they are tied.
pub(crate) fn containers(reading: Reading<'_>, mentions: &[Mention]) -> Vec<Option<(usize, Tie)>> {
    let mut found = vec![None; mentions.len()];
    for at in (0..mentions.len()).rev() {
        let mention = &mentions[at];
        if let Some(next) = mentions.get(at + 1)
            && reading
                .sentence(mention.words.start)
                .contains(&next.words.start)
        {
            found[at] = match gap_after(reading, mention.words.end, next.words.start) {
                Some(tie) => Some((at + 1, tie)),
                None if is_list_gap(reading, mention.words.end, next.words.start) => found[at + 1]
                    .filter(|&(_, tie)| tie != Tie::Possessive)
                    .map(|(holder, _)| (holder, Tie::Shared)),
                None => None,
            };
        }
        if found[at].is_none()
            && let Some(before) = at.checked_sub(1)
            && owns(reading, mentions[before].words.end, mention.words.start)
        {
            found[at] = Some((before, Tie::Possessive));
        }
    }
    found
}

fn gap_after(reading: Reading<'_>, from: usize, to: usize) -> Option<Tie> {
    if from >= to || to - from > 6 {
        return None;
    }
    let first = reading.lower(from);
    match &*first {
        "," if to == from + 1 => Some(Tie::Comma),
        "(" if to == from + 1 => Some(Tie::Comma),
        "," if to <= from + 5
            && reading.lower(from + 1) == "in"
            && (from + 2..to).all(|word| is_link_word(reading, word)) =>
        {
            Some(Tie::In)
        }
        "in" | "of" if (from + 1..to).all(|word| is_link_word(reading, word)) => Some(Tie::In),
        _ => None,
    }
}

fn is_link_word(reading: Reading<'_>, word: usize) -> bool {
    let word = reading.lower(word);
    LINK_WORD.has(&word) || is_direction(&word) || word.ends_with("ern")
}

/// "Syria's Idlib", "Ukraine's eastern city of Kramatorsk".
fn owns(reading: Reading<'_>, from: usize, to: usize) -> bool {
    from < to && OWNS.has(&reading.lower(from)) && leads_to(reading, from + 1, to)
}

/// Whether nothing but words for a settlement or a direction lies between ("eastern city of").
pub(crate) fn leads_to(reading: Reading<'_>, from: usize, to: usize) -> bool {
    to - from <= 6
        && (from..to).all(|at| {
            let word = reading.lower(at);
            is_settlement_word(&word)
                || is_direction(&word)
                || LEADS_TO.has(&word)
                || word.ends_with("ern")
        })
}
