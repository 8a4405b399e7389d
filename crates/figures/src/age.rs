//! *What it finds*: ages, which are no counts: "62-year-old", "34 years old", "aged 19", ", 48,".
//!
//! *What it leaves alone*: a number between commas that follows no name; durations.

use crate::draft::{Draft, Sentence, unit_of};
use crate::lang::{AFTER_WORD, AGE_AFTER_WORD, OLD};
use crate::tables::{Tables, UnitRow};
use crate::{people, words};

/// Nobody is older, in years.
const OLDEST: f64 = 115.0;

/// Marks a number that is an age.
pub(crate) fn mark(sentence: &Sentence<'_>, tables: &Tables, draft: &mut Draft) {
    if draft.money || draft.fraction.is_some() {
        return;
    }
    if draft.unit.is_some() {
        if let Some(end) = old(sentence, draft) {
            draft.end = end;
            draft.age = true;
        }
        return;
    }
    let years = draft
        .bounds
        .high
        .is_some_and(|value| (0.0..OLDEST).contains(&value) && value.fract() == 0.0)
        && draft.scale == 1.0;
    if !years || !(after_name(sentence, draft) || after_word(sentence, draft)) {
        return;
    }
    let row: Option<UnitRow> = tables.unit_name("year").cloned();
    draft.unit = row
        .zip(sentence.span(draft.number, draft.number_end))
        .map(|(row, span)| unit_of(&row, span));
    draft.age = true;
}

/// One past "old" or "of age" behind a number of years, months, weeks or days.
fn old(sentence: &Sentence<'_>, draft: &Draft) -> Option<usize> {
    let code = draft.unit.as_ref()?.code.as_str();
    if !OLD.has(code) {
        return None;
    }
    let at = draft.end + usize::from(sentence.is_hyphen(draft.end));
    match sentence.word(at) {
        "old" | "olds" => Some(at + 1),
        "of" if sentence.word(at + 1) == "age" => Some(at + 2),
        _ => None,
    }
}

/// "Olena Marchuk, 52,": a number between a name's comma and the next mark.
fn after_name(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let at = draft.number;
    let name = at >= 2
        && sentence.is_mark(at - 1, ',')
        && sentence.pieces[at - 2].is_word()
        && sentence.is_capital(at - 2);
    let named = name && !words::is_day(sentence.word(at - 2)) && draft.first == at;
    let closes = sentence.pieces.get(draft.end).is_none_or(|piece| {
        [',', '.', ';', ')', '–', '—']
            .iter()
            .any(|&mark| piece.is_mark(mark))
            && piece.glued
            || piece.is_dash()
    });
    named && draft.plain && closes && draft.bounds.high.is_some_and(|value| value >= 1.0)
}

/// "aged 19", "the age of 21", "a child of four", "who is 81", "players over 35".
fn after_word(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let at = draft.first;
    let before = sentence.word_before(at);
    let earlier = at
        .checked_sub(1)
        .map_or("", |before| sentence.word_before(before));
    let ends = !words::may_open_noun(sentence.word(draft.end))
        && !sentence.is_hyphen(draft.end)
        && sentence.word(draft.end) != "of";
    if matches!(before, "aged" | "ages") || before == "age" && ends {
        return true;
    }
    if before == "of" && ends {
        return earlier == "age" || AFTER_WORD.has(earlier);
    }
    if before == "and" && ends && at >= 3 {
        // "aged 19 and 23"
        return (at.saturating_sub(4)..at).any(|at| sentence.word(at) == "aged");
    }
    let person = matches!(earlier, "he" | "she" | "who") && AGE_AFTER_WORD.has(before);
    if person && ends {
        return true;
    }
    let bent = draft
        .comparator
        .is_some_and(crate::figure::Comparator::bounds);
    bent && ends && people::is_person(before) && at + 1 == draft.number
}
