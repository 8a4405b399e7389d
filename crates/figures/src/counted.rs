//! What a number counts or measures, and of what whole.

use crate::lang::{ATTRIBUTE, COUNTED_OF_WHOLE, NOUN_BEFORE_OF, OF_WHOLE, WITHOUT_FILLERS};
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Upos};
use sayso_text::Span;

use crate::draft::{Draft, Sentence};
use crate::spell::Form;
use crate::words;

/// A sentence with what the analysis knows of its words.
pub(crate) struct View<'a, 't> {
    pub(crate) sentence: &'a Sentence<'t>,
    pub(crate) analysis: &'a Analysis,
    /// Whether the analysis holds syntax; without it the order of the words has to do.
    pub(crate) syntax: bool,
}

/// What was found around a number, as ranges of pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Things {
    pub(crate) counted: Option<Range<usize>>,
    pub(crate) whole: Option<Range<usize>>,
    /// Where the words about the number end: what became of those counted stands behind.
    pub(crate) end: usize,
}

/// Reads what a number counts.
pub(crate) fn read(view: &View<'_, '_>, draft: &Draft) -> Things {
    let sentence = view.sentence;
    let one = draft.form == Form::One || draft.plain && draft.value() == Some(1.0);
    let at = draft.end;
    if sentence.word(at) == "of" && !(draft.form == Form::Vague || draft.form == Form::Couple) {
        let (whole, counted) = of_whole(view, at + 1);
        let end = whole.as_ref().map_or(at + 1, |whole| whole.end);
        if counted.is_some() || whole.is_some() {
            return Things {
                counted,
                whole,
                end,
            };
        }
    }
    let from = at
        + usize::from(
            sentence.word(at) == "of" || draft.unit.is_none() && draft.is_hyphenated(sentence),
        );
    let attribute = draft.unit.is_none() || is_attribute(view, draft);
    if attribute
        && let Some(found) = noun_phrase(
            view,
            from,
            one || draft.unit.is_some() || from > at && sentence.word(at) != "of",
        )
    {
        let end = found.end;
        let found = without_fillers(sentence, found);
        // "12 cases of cholera" count cases; "12 members of the crew" members.
        return Things {
            counted: Some(found),
            whole: None,
            end,
        };
    }
    if draft.money
        && sentence.word(at) == "in"
        && words::may_open_noun(sentence.word(at + 1))
        && !sentence.is_capital(at + 1)
    {
        let counted = noun_phrase(view, at + 1, true);
        let end = counted.as_ref().map_or(at, |found| found.end);
        return Things {
            counted,
            whole: None,
            end,
        };
    }
    Things {
        counted: noun_before_of(view, draft),
        whole: None,
        end: at,
    }
}

/// "of them", "of the 13 miners", "of its windows": the whole, and its noun phrase without what determines it.
fn of_whole(view: &View<'_, '_>, from: usize) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let sentence = view.sentence;
    let first = sentence.word(from);
    if OF_WHOLE.has(first) && !words::may_open_noun(sentence.word(from + 1))
        || matches!(first, "them" | "whom" | "which")
    {
        return (Some(from..from + 1), None);
    }
    let mut start = from;
    while start < from + 4 {
        let piece = sentence.pieces.get(start);
        let number = piece.is_some_and(|piece| piece.literal().is_some())
            || crate::spell::read(&sentence.pieces, start, crate::spell::Manner::default())
                .is_some();
        let determiner = COUNTED_OF_WHOLE.has(sentence.word(start));
        if !number && !determiner {
            break;
        }
        start += 1;
    }
    let counted = noun_phrase(view, start, false).map(|found| without_fillers(sentence, found));
    let whole = counted.as_ref().map(|found| from..found.end);
    (whole, counted)
}

/// Whether a noun behind the unit is what is measured: "a 40-foot container", "a $40m loan", "a 3 percent drop".
fn is_attribute(view: &View<'_, '_>, draft: &Draft) -> bool {
    let sentence = view.sentence;
    let next = sentence.word(draft.end);
    let last = sentence.word(draft.end - 1);
    let plural_unit =
        draft.unit.is_some() && words::is_plural(last) && last.len() > 3 && !draft.money;
    let dimension = ATTRIBUTE.has(next);
    words::may_open_noun(next)
        && !dimension
        && !plural_unit
        && (view.syntax || !words::is_verb_like(next))
}

/// The noun before "of": "a loss of €380m", "a crew of 28".
fn noun_before_of(view: &View<'_, '_>, draft: &Draft) -> Option<Range<usize>> {
    let sentence = view.sentence;
    let of = draft.first.checked_sub(1)?;
    if sentence.word(of) != "of" || of == 0 {
        return None;
    }
    let noun = of - 1;
    let word = sentence.word(noun);
    let empty = NOUN_BEFORE_OF.has(word);
    if empty || !words::may_open_noun(word) || words::is_verb_like(word) && !view.syntax {
        return None;
    }
    if let Some(upos) = upos(view, noun).filter(|_| view.syntax)
        && !matches!(upos, Upos::Noun | Upos::Propn)
    {
        return None;
    }
    Some(noun..of)
}

/// The noun phrase that starts at piece `from`; `single` where its noun is in the singular.
fn noun_phrase(view: &View<'_, '_>, from: usize, single: bool) -> Option<Range<usize>> {
    if view.syntax {
        by_syntax(view, from)
    } else {
        by_form(view.sentence, from, single)
    }
}

fn word_id(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let span = view.sentence.pieces.get(at)?.span;
    let words = view.analysis.words_in(span);
    (!words.is_empty()).then_some(words.start)
}

fn upos(view: &View<'_, '_>, at: usize) -> Option<Upos> {
    word_id(view, at).map(|id| view.analysis.words[id].upos)
}

/// Goes on over adjectives, participles and nouns to the last noun; the head of a `nummod` ends it.
fn by_syntax(view: &View<'_, '_>, from: usize) -> Option<Range<usize>> {
    let sentence = view.sentence;
    let mut end = None;
    let mut at = from;
    while at < sentence.pieces.len() && at < from + 12 {
        let Some(id) = word_id(view, at) else { break };
        let word = &view.analysis.words[id];
        let noun = matches!(word.upos, Upos::Noun | Upos::Propn);
        let premodifies = word.head.is_some_and(|head| head > id);
        let goes_on = noun
            || word.upos == Upos::Adj
            || word.upos == Upos::Verb
                && premodifies
                && matches!(word.deprel, Deprel::Amod | Deprel::Compound | Deprel::Acl)
            || word.upos == Upos::Adv && premodifies && word.deprel == Deprel::Advmod
            || word.upos == Upos::Part && sentence.is_glued(at)
            || sentence.is_hyphen(at) && sentence.is_glued(at + 1)
            || word.upos == Upos::Num && end.is_none() && premodifies;
        if !goes_on
            || at > from
                && !sentence.pieces[at].glued
                && matches!(
                    word.deprel,
                    Deprel::Root | Deprel::NsubjPass | Deprel::Nsubj
                )
                && !noun
        {
            break;
        }
        at += 1;
        if noun {
            end = Some(at);
            // The next noun opens another phrase where this one does not modify it.
            if !premodifies && !next_joins(view, at, id) {
                break;
            }
        }
    }
    end.map(|end| from..end)
}

/// Whether the phrase goes on after its head at `id`: a name's later words, a possessive.
fn next_joins(view: &View<'_, '_>, at: usize, id: usize) -> bool {
    let Some(next) = word_id(view, at) else {
        return false;
    };
    let word = &view.analysis.words[next];
    word.upos == Upos::Part && view.sentence.is_glued(at)
        || word.head == Some(id)
            && matches!(
                word.deprel,
                Deprel::Flat | Deprel::Compound | Deprel::Goeswith
            )
        || view.sentence.is_hyphen(at)
}

/// Goes on over words that are no function words to the first plural; without one, to the next verb.
fn by_form(sentence: &Sentence<'_>, from: usize, single: bool) -> Option<Range<usize>> {
    let mut at = from;
    let mut count = 0;
    let mut end = from;
    while let Some(piece) = sentence.pieces.get(at) {
        let word = sentence.word(at);
        if word.starts_with(['\'', '’']) && count > 0 {
            at += 1;
            continue;
        }
        let joins = sentence.is_hyphen(at) && sentence.is_glued(at + 1) && count > 0;
        if joins {
            at += 1;
            continue;
        }
        let code = piece.kind == crate::pieces::PieceKind::Code
            && (count > 0
                || piece
                    .span
                    .slice(sentence.text)
                    .starts_with(char::is_alphabetic));
        let model = piece.literal().is_some_and(|literal| literal.plain)
            && count > 0
            && (sentence.is_capital(at + 1) || sentence.pieces[at - 1].is_hyphen());
        if code || model {
            at += 1;
            end = at;
            count += 1;
            if piece.lower.ends_with('s') {
                break;
            }
            continue;
        }
        if !words::may_open_noun(word) || count == 0 && words::is_aux(word) {
            break;
        }
        let plural = words::is_plural(word);
        let next = sentence.word(at + 1);
        let describes = words::may_open_noun(next) && !sentence.is_capital(at + 1)
            || sentence.is_hyphen(at + 1);
        if words::is_verb_like(word)
            && (count > 0 && !describes || count == 0 && !describes && !words::is_fate(word))
        {
            break;
        }
        if single && count > 0 && plural {
            break;
        }
        count += 1;
        at += 1;
        end = at;
        let possessive = next.starts_with(['\'', '’']);
        let hyphen = sentence.is_hyphen(at) && sentence.is_glued(at + 1);
        if plural && !single && !possessive && !hyphen || count >= if single { 3 } else { 6 } {
            break;
        }
    }
    (end > from).then_some(from..end)
}

/// The phrase without "such", "other", "more" in front.
fn without_fillers(sentence: &Sentence<'_>, found: Range<usize>) -> Range<usize> {
    let mut start = found.start;
    while start + 1 < found.end && WITHOUT_FILLERS.has(sentence.word(start)) {
        start += 1;
    }
    start..found.end
}

/// The thing whose noun phrase starts at piece `from`.
pub(crate) fn from(view: &View<'_, '_>, from: usize) -> Things {
    let counted = noun_phrase(view, from, false);
    let end = counted.as_ref().map_or(from, |found| found.end);
    Things {
        counted: counted.map(|found| without_fillers(view.sentence, found)),
        whole: None,
        end,
    }
}

/// The characters of a range of pieces.
pub(crate) fn span(sentence: &Sentence<'_>, range: &Range<usize>) -> Option<Span> {
    sentence.span(range.start, range.end)
}
