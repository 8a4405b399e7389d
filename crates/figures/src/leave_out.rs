//! *What it leaves out*: numbers that count and measure nothing: years and dates, clock times, labels
//! ("Flight 370"), names ("Group of Seven", "S&P 500", "iPhone 11"), addresses, telephone numbers, items
//! of lists, ordinals and "one" as a pronoun. Scores are left out with the ranges.

use crate::lang::{
    COUNTING_ONE, DATE, GLUED_CODE, LABEL, LEAVE_OUT_COUNTING_ONE, LEAVE_OUT_DATE, MONTHS, SEEDED,
    STREETS,
};
use sayso_text::Span;

use crate::compare::is_duration_unit;
use crate::draft::{Draft, Sentence};
use crate::pieces::PieceKind;
use crate::spell::Form;
use crate::tables::{Side, Tables};
use crate::words;

/// Whether a number is a figure. `dates` are stretches that the times room has read; `names` the names that
/// the analysis found.
pub(crate) fn is_figure(
    sentence: &Sentence<'_>,
    tables: &Tables,
    draft: &Draft,
    neighbours: (Option<&Draft>, Option<&Draft>),
    dates: &[Span],
    names: &[Span],
) -> bool {
    if draft.age {
        return true;
    }
    let Some(span) = sentence.span(draft.number, draft.number_end) else {
        return false;
    };
    let duration = draft
        .unit
        .as_ref()
        .is_some_and(|unit| is_duration_unit(&unit.code));
    // A name may end in a number, and a date hold one; a duration is both a time and a figure.
    if !duration && dates.iter().any(|date| date.overlaps(span)) {
        return false;
    }
    if draft.unit.is_none()
        && draft.scale == 1.0
        && names
            .iter()
            .any(|name| name.contains(span) && name.start() < span.start())
    {
        return false;
    }
    !(is_fixed(sentence, tables, draft)
        || is_of_an_order(sentence, draft)
        || is_date(sentence, draft)
        || is_label(sentence, tables, draft)
        || is_glued_code(sentence, draft)
        || is_number_row(sentence, draft, neighbours)
        || draft.unit.is_none() && draft.form == Form::Digits && is_name_part(sentence, draft)
        || draft.form == Form::One && !is_counting_one(sentence, draft)
        || is_capital_word(sentence, draft)
        || is_list_item(sentence, draft)
        || is_stray(sentence, draft))
}

/// A place in an order: "the 700 block of Main Street", "image 1 of 12", "page 3 of 12".
fn is_of_an_order(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    if draft.unit.is_some() || draft.comparator.is_some() || !draft.plain {
        return false;
    }
    let block = sentence.word(draft.end) == "block"
        && (sentence.word(draft.end + 1) == "of" || draft.value() >= Some(100.0));
    let pages = |at: usize| {
        matches!(
            sentence.word_before(at),
            "page"
                | "image"
                | "photo"
                | "slide"
                | "picture"
                | "chapter"
                | "paragraph"
                | "paragraphs"
        )
    };
    let number = |at: usize| {
        sentence
            .pieces
            .get(at)
            .is_some_and(|piece| piece.literal().is_some())
    };
    let first = pages(draft.number);
    let last = draft.number >= 3
        && sentence.word(draft.number - 1) == "of"
        && number(draft.number - 2)
        && pages(draft.number - 2);
    block || first || last
}

/// A fixed phrase with the number in it.
fn is_fixed(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> bool {
    let longest = 4;
    (draft.number.saturating_sub(longest)..=draft.number).any(|from| {
        let shortest = draft.number + 1;
        (shortest..=(from + longest + 1).min(sentence.pieces.len())).any(|to| {
            let phrase: Vec<&str> = sentence.pieces[from..to]
                .iter()
                .filter(|piece| !piece.is_hyphen() && !piece.is_mark('/'))
                .map(|piece| piece.lower.as_ref())
                .collect();
            phrase.len() > 1 && tables.is_fixed(&phrase.join(" "))
        })
    }) || draft.plain
        && matches!(sentence.raw(draft.number), "911" | "999" | "112")
        && draft.unit.is_none()
        && !words::is_plural(sentence.word(draft.end))
}

/// "February 11", "4 July 2016", "in 2018", "2017 report".
fn is_date(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    if draft.unit.is_some() || !draft.plain {
        return false;
    }
    let value = draft.value().unwrap_or(0.0);
    let before = draft.number;
    let month_before = before > 0
        && (is_month(sentence, before - 1)
            || before > 1 && sentence.is_mark(before - 1, '.') && is_month(sentence, before - 2));
    let month_after = is_month(sentence, draft.end);
    if value <= 31.0 && (month_before || month_after) {
        return true;
    }
    if !draft.year_like || !(1500.0..2100.0).contains(&value) {
        return false;
    }
    let after_month = month_before || is_day_and_month(sentence, before);
    let preposition = DATE.has(sentence.word_before(before));
    let counts = words::is_plural(sentence.word(draft.end))
        && !LEAVE_OUT_DATE.has(sentence.word_before(before));
    after_month || preposition && !counts || !counts && draft.comparator.is_none()
}

fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_capital(at) && MONTHS.has(sentence.word(at))
}

/// Whether "July 4," stands before.
fn is_day_and_month(sentence: &Sentence<'_>, at: usize) -> bool {
    let comma = at > 0 && sentence.is_mark(at - 1, ',');
    let day = at.checked_sub(1 + usize::from(comma));
    day.is_some_and(|day| {
        sentence.pieces[day].literal().is_some() && day > 0 && is_month(sentence, day - 1)
    })
}

/// "Flight 370", "category 4", "911 calls", "No. 10".
fn is_label(sentence: &Sentence<'_>, tables: &Tables, draft: &Draft) -> bool {
    if draft.money || draft.comparator.is_some() || draft.scale > 1.0 {
        return false;
    }
    let at = draft.number;
    let strong = draft.unit.is_none()
        || !draft.is_hyphenated(sentence) && !sentence.is_glued(draft.number_end);
    let before = sentence.word_before(at);
    let dotted = at > 1 && sentence.is_mark(at - 1, '.');
    let label = if dotted {
        sentence.word(at - 2)
    } else {
        before
    };
    let marked = at > 0 && (sentence.is_mark(at - 1, '#') || sentence.is_mark(at - 1, '№'));
    // "the last week 30 people died": a plural noun after the number says that it counts.
    let counts = words::is_plural(sentence.word(draft.end))
        && draft.form == Form::Digits
        && !sentence.is_capital(at.saturating_sub(1));
    let dotted_label = dotted && LABEL.has(label);
    let plain = draft.plain
        || draft.form == Form::Words
        || draft.form == Form::One
        || draft.rule == "range";
    (strong
        && plain
        && (marked
            || dotted_label
            || !dotted
                && !label.is_empty()
                && tables.is_label(Side::Before, label)
                && !counts
                && !is_seeded(sentence, draft)))
        || draft.unit.is_none() && plain && tables.is_label(Side::After, sentence.word(draft.end))
        || is_top(sentence, draft)
}

/// "the top three seeds", "the bottom four teams", "the last three months" do count.
fn is_seeded(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let before = sentence.word_before(draft.number);
    SEEDED.has(before)
        && (draft.form != Form::Digits || draft.unit.is_some())
        && words::may_open_noun(sentence.word(draft.end))
}

/// "the bottom three" in a table is a rank.
fn is_top(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    matches!(sentence.word_before(draft.number), "top" | "bottom")
        && draft.unit.is_none()
        && !words::may_open_noun(sentence.word(draft.end))
}

/// "F-16", "Covid-19", "4x4", "5am", "20th": part of a code.
fn is_glued_code(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let at = draft.first.min(draft.number);
    if let Some(before) = at.checked_sub(1)
        && sentence.is_glued(at)
        && !draft.money
    {
        let piece = &sentence.pieces[before];
        if piece.is_hyphen() && before > 0 {
            let stem = sentence.word(before - 1);
            return !GLUED_CODE.has(stem) || sentence.is_capital(before - 1);
        }
        if matches!(
            piece.kind,
            PieceKind::Word | PieceKind::Code | PieceKind::Mark('@' | '_' | '#' | '/' | '&')
        ) {
            return true;
        }
    }
    // Letters glued behind that are no unit.
    let behind = sentence.pieces.get(draft.end).filter(|piece| piece.glued);
    let next_glued = |at: usize| sentence.is_glued(at);
    match behind.map(|piece| piece.kind) {
        Some(PieceKind::Word) => !behind.is_some_and(|piece| piece.lower.starts_with(['\'', '’'])),
        Some(
            PieceKind::Code
            | PieceKind::Ordinal
            | PieceKind::Number(_)
            | PieceKind::Mark('/' | '_' | '@' | '=' | ':' | '×'),
        ) => draft.unit.is_none(),
        // "7-Eleven", "555-0143"
        Some(PieceKind::Mark('-')) => {
            let next = sentence.pieces.get(draft.end + 1);
            let zero_led = next
                .and_then(|piece| piece.literal())
                .is_some_and(|literal| literal.zero_led);
            next_glued(draft.end + 1)
                && draft.form == Form::Digits
                && draft.unit.is_none()
                && (sentence.is_capital(draft.end + 1) || zero_led)
                && draft.plain
        }
        _ => false,
    }
}

/// Numbers in a row, as in telephone numbers and lists: "020 7946 0958", "1, 2, 3".
fn is_number_row(
    sentence: &Sentence<'_>,
    draft: &Draft,
    (before, after): (Option<&Draft>, Option<&Draft>),
) -> bool {
    if draft.unit.is_some() || draft.comparator.is_some() || draft.scale > 1.0 {
        return false;
    }
    let beside = |a: &Draft, b: &Draft| {
        let bare = |draft: &Draft| draft.unit.is_none() && draft.comparator.is_none();
        let same = a.form == b.form || a.form != Form::Digits && b.form != Form::Digits;
        same && bare(a)
            && bare(b)
            && (a.end == b.first
                || a.end + 1 == b.first && sentence.is_mark(a.end, ',') && a.plain && b.plain)
    };
    let zero_led = draft.plain
        && sentence.pieces[draft.number]
            .literal()
            .is_some_and(|literal| literal.zero_led);
    zero_led
        || before.is_some_and(|before| beside(before, draft))
        || after.is_some_and(|after| beside(draft, after))
}

/// "iPhone 11", "Windows 11 users", "Formula 1": digits right behind a capital, unless they count what follows.
fn is_name_part(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let at = draft.number;
    if !draft.plain || draft.comparator.is_some() || draft.first < draft.number {
        return is_street_address(sentence, draft);
    }
    let next = sentence.word(draft.end);
    let next_capital = sentence.is_capital(draft.end);
    let behind_name = at > 0
        && sentence.pieces[at - 1].is_word()
        && sentence.is_capital(at - 1)
        && !words::opens_sentence(sentence.word(at - 1))
        && !words::is_day(sentence.word(at - 1));
    let behind_code = at > 0 && sentence.pieces[at - 1].kind == PieceKind::Code;
    let counts = words::is_plural(next) && !next_capital || words::is_aux(next) && at > 1;
    if (behind_name || behind_code) && !counts {
        return true;
    }
    is_street_address(sentence, draft) || is_model(sentence, draft)
}

/// "575 Wilbraham Road", "16-18 Industrial Avenue".
fn is_street_address(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    (1..=4).any(|ahead| {
        let at = draft.end + ahead;
        STREETS.has(sentence.word(at))
            && (draft.end..=at).all(|at| {
                sentence.is_capital(at)
                    || sentence.is_mark(at, '.')
                    || sentence.pieces[at].kind == PieceKind::Ordinal
            })
    })
}

/// "two new 450 Heron boats", "its own 90 Plover": a number inside a noun phrase that a name goes on from.
fn is_model(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let at = draft.number;
    let next = sentence.word(draft.end);
    let capital = sentence.is_capital(draft.end)
        && !words::is_plural(next)
        && !words::is_people_adjective(next);
    let inside = at > 0 && {
        let before = sentence.word(at - 1);
        words::is_adjective(before) || before.ends_with("'s") || before == "new" || before == "own"
    };
    capital && inside && draft.value().is_some_and(|value| value >= 3.0)
}

/// "one" counts as a determiner ("one solution") and in "one of the", not as a pronoun.
fn is_counting_one(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    if draft.fraction.is_some() {
        return true;
    }
    if draft.unit.is_some() || draft.scale > 1.0 {
        return !matches!(sentence.word(draft.end - 1), "day" | "night")
            || draft.comparator.is_some();
    }
    let before = sentence.word_before(draft.number);
    if COUNTING_ONE.has(before) && !matches!(before, "the" | "only" | "last") {
        return false;
    }
    let next = sentence.word(draft.end);
    if next == "of" {
        return before != "the" && !LEAVE_OUT_COUNTING_ONE.has(sentence.word(draft.end + 1));
    }
    let hyphen = sentence.is_hyphen(draft.end);
    before != "the"
        && !hyphen
        && (words::may_open_noun(next) && !words::is_aux(next) || words::is_fate(next))
}

/// "the Big Three", "Six Nations": a number word with a capital inside a sentence is a name's.
fn is_capital_word(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    if draft.form == Form::Digits
        || draft.number == 0
        || !sentence.is_capital(draft.number)
        || draft.unit.is_some()
    {
        return false;
    }
    let before = &sentence.pieces[draft.number - 1];
    let opens = !before.is_word();
    let headline = words::is_headline(sentence);
    !opens && !headline && draft.first == draft.number
}

/// "1." or "(2)" at the start of a paragraph.
fn is_list_item(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    let small = draft.plain && draft.value().is_some_and(|value| value < 100.0);
    let bracket = draft.number == 1 && sentence.is_mark(0, '(') && sentence.is_mark(draft.end, ')');
    let dotted =
        draft.number == 0 && (sentence.is_mark(draft.end, '.') || sentence.is_mark(draft.end, ')'));
    small && draft.unit.is_none() && (bracket || dotted)
}

/// A bare whole number with nothing counted and no word that leads to it.
fn is_stray(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    if draft.unit.is_some()
        || draft.comparator.is_some()
        || draft.form != Form::Digits
        || !draft.plain
    {
        return false;
    }
    let next = sentence.word(draft.end);
    if words::may_open_noun(next)
        || words::is_aux(next)
        || next == "of"
        || sentence.is_hyphen(draft.end)
    {
        return false;
    }
    let Some(before) = draft.number.checked_sub(1) else {
        return true;
    };
    let piece = &sentence.pieces[before];
    // "Ina Lund: 4", "(12)"
    !piece.is_word() || words::is_pronoun(&piece.lower)
}
