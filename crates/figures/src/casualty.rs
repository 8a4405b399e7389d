//! What became of the people counted: "12 were killed", "killing 12", "four bodies", "the toll rose to 12".

use crate::lang::{BEHIND, TOLL};
use std::ops::Range;

use sayso_analysis::MentionKind;

use crate::counted::{Things, View};
use crate::draft::{Draft, Sentence};
use crate::figure::Kind;
use crate::tables::{Part, Tables};
use crate::{people, words};

/// The kind of casualty a number counts, and the word that says so.
pub(crate) fn read(
    view: &View<'_, '_>,
    tables: &Tables,
    draft: &Draft,
    things: &Things,
) -> Option<(Kind, Range<usize>)> {
    let measures = draft
        .unit
        .as_ref()
        .is_some_and(|unit| unit.code != "percent");
    if measures || draft.age {
        return None;
    }
    let sentence = view.sentence;
    let unnamed = things.counted.is_none();
    if let Some(found) = of_those(view, tables, things, things.end) {
        return Some(found);
    }
    if !unnamed
        && !things
            .counted
            .as_ref()
            .is_some_and(|counted| may_be_people(view, counted))
    {
        return None;
    }
    before(sentence, tables, draft)
        .or_else(|| unnamed.then(|| toll(sentence, tables, draft)).flatten())
}

/// The same told in the words for those counted, or right behind them.
pub(crate) fn of_those(
    view: &View<'_, '_>,
    tables: &Tables,
    things: &Things,
    end: usize,
) -> Option<(Kind, Range<usize>)> {
    let counted = things.counted.clone().unwrap_or(0..0);
    if let Some(found) = in_phrase(view.sentence, tables, &counted) {
        return Some(found);
    }
    if !counted.is_empty() && !may_be_people(view, &counted) {
        return None;
    }
    behind(view.sentence, tables, end.max(things.end), &counted)
}

/// "casualties", "wounded soldiers".
fn in_phrase(
    sentence: &Sentence<'_>,
    tables: &Tables,
    counted: &Range<usize>,
) -> Option<(Kind, Range<usize>)> {
    let last = counted.end.checked_sub(1).filter(|_| !counted.is_empty())?;
    if let Some(kind) = tables.casualty(Part::Person, sentence.word(last)) {
        return Some((kind, last..last + 1));
    }
    counted.clone().find_map(|at| {
        let kind = fate(sentence, tables, at)?;
        // "12 dead", "12 wounded soldiers"; but "12 captured villages" are no people.
        (at == last || people::is_person(sentence.word(last))).then_some((kind.0, at..at + kind.1))
    })
}

/// What is said of those counted behind them: "were killed", "died", "feared dead".
fn behind(
    sentence: &Sentence<'_>,
    tables: &Tables,
    from: usize,
    counted: &Range<usize>,
) -> Option<(Kind, Range<usize>)> {
    let mut passive = false;
    for at in from..sentence.pieces.len().min(from + 7) {
        let word = sentence.word(at);
        if let Some((kind, length)) = fate(sentence, tables, at) {
            let next = sentence.word(at + length);
            let object = sentence
                .pieces
                .get(at + length)
                .is_some_and(|piece| piece.literal().is_some())
                || crate::spell::unit(next).is_some()
                || matches!(next, "the" | "a" | "an" | "at" if next != "at" || sentence.word(at + length + 1) == "least");
            // "12 soldiers killed six civilians" tells of the six.
            let acts = !passive
                && tables.casualty(Part::Act, word).is_some()
                && object
                && !counted.is_empty();
            return (!acts).then_some((kind, at..at + length));
        }
        let skips =
            words::is_aux(word) || BEHIND.has(word) || word.ends_with("ly") && word.len() > 4;
        if !skips {
            return None;
        }
        passive |= words::is_aux(word);
    }
    None
}

/// A verb whose object is counted: "killing at least 12", "the deaths of 12".
fn before(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> Option<(Kind, Range<usize>)> {
    let end = draft.first;
    let end = end - usize::from(end > 0 && matches!(sentence.word(end - 1), "the" | "all"));
    (1..=3.min(end)).rev().find_map(|length| {
        let phrase = sentence.phrase(end - length, end);
        let part = if length == 3 { Part::Fate } else { Part::Act };
        tables
            .casualty(part, &phrase)
            .map(|kind| (kind, end - length..end))
    })
}

/// A noun that the number is the size of: "the toll rose to 264", "put the dead at 43".
fn toll(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> Option<(Kind, Range<usize>)> {
    if !TOLL.has(sentence.word_before(draft.first)) {
        return None;
    }
    let from = draft.first.saturating_sub(9);
    (from..draft.first.saturating_sub(1))
        .rev()
        .take_while(|&at| !sentence.is_mark(at, '.') && !sentence.is_mark(at, ';'))
        .find_map(|at| {
            let word = sentence.word(at);
            let kind = tables.casualty(Part::Toll, word).or_else(|| {
                let named = matches!(sentence.word_before(at), "the" | "of");
                tables.casualty(Part::Fate, word).filter(|_| named)
            })?;
            Some((kind, at..at + 1))
        })
}

/// The fate told at `at`, and how many pieces tell it.
fn fate(sentence: &Sentence<'_>, tables: &Tables, at: usize) -> Option<(Kind, usize)> {
    (1..=3).rev().find_map(|length| {
        let phrase = sentence.phrase(at, at + length);
        tables
            .casualty(Part::Fate, &phrase)
            .map(|kind| (kind, length))
    })
}

/// Whether those counted may be people: the analysis says so, or, where it says nothing, their noun.
pub(crate) fn may_be_people(view: &View<'_, '_>, counted: &Range<usize>) -> bool {
    let Some(last) = counted.end.checked_sub(1) else {
        return false;
    };
    let word = view.sentence.word(last);
    if people::is_person(word) || words::is_fate(word) || word == "others" || word == "more" {
        return true;
    }
    let span = view.sentence.pieces[last].span;
    let mention = view.analysis.words[view.analysis.words_in(span)]
        .iter()
        .find_map(|word| word.mention);
    mention == Some(MentionKind::Person)
}
