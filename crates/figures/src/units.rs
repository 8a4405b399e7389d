//! Finding the unit or currency at a number.

use crate::draft::{Draft, Sentence};
use crate::lang::{PER, UNITS_PER};
use crate::pieces::PieceKind;
use crate::spell::Form;
use crate::tables::{Tables, UnitRow};

/// The currency before the number at `at` ("$", "US $", "HK$", "RM", "Rs"), and its first piece.
pub(crate) fn before(
    sentence: &Sentence<'_>,
    tables: &Tables,
    at: usize,
) -> Option<(UnitRow, usize)> {
    for length in (1..=4.min(at)).rev() {
        let from = at - length;
        let pieces = &sentence.pieces[from..at];
        let joined: String = pieces
            .iter()
            .map(|piece| piece.span.slice(sentence.text))
            .collect();
        let Some(row) = tables.sign(&joined) else {
            continue;
        };
        // Letters that may be something else ("R", "P", "W") are a sign only when glued to the number.
        let letters = joined.chars().all(char::is_alphabetic);
        let glued = sentence.is_glued(at);
        let opens = !sentence.is_glued(from)
            || !sentence
                .pieces
                .get(from.wrapping_sub(1))
                .is_some_and(|piece| piece.is_word());
        let sure = !letters
            || glued
            || joined.len() >= 3 && joined.chars().all(char::is_uppercase)
            || joined == "Rs"
            || joined == "RM";
        if opens
            && sure
            && (letters
                || length == 1
                || pieces[1..]
                    .iter()
                    .all(|piece| piece.glued || piece.is_mark('$')))
        {
            return Some((row.clone(), from));
        }
    }
    None
}

/// Where an amount of money ends whose sign stands before it: after "US" of "$76 US".
pub(crate) fn after_money(sentence: &Sentence<'_>, code: &str, end: usize) -> usize {
    let follows = match code {
        "USD" => matches!(sentence.raw(end), "US" | "U.S." | "USD"),
        "CAD" => matches!(sentence.raw(end), "CAD" | "Cdn"),
        _ => sentence.raw(end) == code,
    };
    end + usize::from(follows && !sentence.is_capital(end + 1))
}

/// The unit after a number, its first piece and one past its last.
pub(crate) fn after(
    sentence: &Sentence<'_>,
    tables: &Tables,
    draft: &Draft,
) -> Option<(UnitRow, usize, usize)> {
    let hyphen = sentence.is_hyphen(draft.number_end) && sentence.is_glued(draft.number_end + 1);
    let from = draft.number_end + usize::from(hyphen);
    let loose = from + usize::from(draft.form == Form::Vague && sentence.word(from) == "of");
    let digits = draft.form == Form::Digits;
    for length in (1..=6).rev() {
        let end = loose + length;
        let Some(span) = sentence.span(loose, end) else {
            continue;
        };
        let raw = span.slice(sentence.text);
        if let Some(row) = tables
            .symbol(raw)
            .filter(|_| digits && symbol_fits(sentence, draft, loose, end, raw))
        {
            return Some((row.clone(), loose, end));
        }
        if let Some(row) = name(tables, raw).filter(|row| name_fits(sentence, draft, row, raw, end))
        {
            return Some((row.clone(), loose, end));
        }
    }
    None
}

/// The unit named at `at`, and one past its last piece.
pub(crate) fn name_at(
    sentence: &Sentence<'_>,
    tables: &Tables,
    at: usize,
) -> Option<(UnitRow, usize)> {
    (1..=4).rev().find_map(|length| {
        let span = sentence.span(at, at + length)?;
        Some((
            name(tables, span.slice(sentence.text))?.clone(),
            at + length,
        ))
    })
}

fn name<'t>(tables: &'t Tables, raw: &str) -> Option<&'t UnitRow> {
    if !raw.starts_with(char::is_alphabetic) {
        return None;
    }
    let spaced = raw.to_lowercase().replace(['-', '‑', '–'], " ");
    tables.unit_name(&spaced)
}

/// Whether a symbol may be meant: one letter only right after its number, "in" only when glued.
fn symbol_fits(sentence: &Sentence<'_>, draft: &Draft, from: usize, end: usize, raw: &str) -> bool {
    let glued = sentence.is_glued(from);
    // A symbol ends where the letters end.
    if sentence.pieces.get(end).is_some_and(|next| {
        next.glued
            && matches!(next.kind, PieceKind::Word | PieceKind::Code)
            && !next.lower.starts_with(['\'', '’'])
    }) {
        return false;
    }
    match raw {
        "in" => glued,
        // "¥" and "$" after the number belong to the next one unless they are glued to this.
        "$" | "€" | "£" | "₴" | "₺" | "₽" | "₫" | "¥" | "c" | "¢" | "°" | "″" | "′" => {
            glued
        }
        "C" | "F" => {
            draft.bounds.high.is_some_and(|value| value.abs() < 3000.0)
                && !sentence.is_mark(end, '.')
        }
        "b" => draft.scale > 1.0 || glued,
        "kn" | "KN" => true,
        "K" => false,
        "A" | "V" | "W" | "J" | "N" | "L" | "l" | "T" => !sentence.is_capital(end) || glued,
        "m" | "g" | "t" | "h" | "s" | "p" => glued || !draft.year_like,
        "PS" => !sentence.is_capital(end),
        "st" => false,
        _ => true,
    }
}

/// Whether a unit's name may be meant and not another word of that spelling.
fn name_fits(sentence: &Sentence<'_>, draft: &Draft, row: &UnitRow, raw: &str, end: usize) -> bool {
    let value = draft.bounds.high.unwrap_or(0.0).abs();
    match raw {
        // "the second of two wins": "won" is mostly a verb, "real" an adjective.
        "won" | "real" | "dong" => value >= 100.0,
        "second" | "Second" => sentence.is_hyphen(draft.number_end) || draft.form == Form::Digits,
        "pound" | "pounds" | "Pounds" => !sentence.is_capital(end) || !row.money,
        _ => true,
    }
}

/// What each unit is for: "a barrel", "per square foot", "/month", "-a-day"; and one past its last piece.
/// Where there is no unit the caller does not keep it.
pub(crate) fn per(
    sentence: &Sentence<'_>,
    tables: &Tables,
    at: usize,
    has_unit: bool,
) -> Option<(String, usize)> {
    let hyphens = usize::from(sentence.is_hyphen(at));
    let link = at + hyphens;
    let slash = sentence.is_mark(at, '/');
    let word = sentence.word(link);
    let per = word == "per";
    if !has_unit || !(per || slash || PER.has(word)) {
        return None;
    }
    let mut from = link + 1;
    from += usize::from(sentence.is_hyphen(from));
    if let Some((row, end)) = name_at(sentence, tables, from).filter(|(row, _)| !row.money) {
        return Some((row.code, end));
    }
    for length in (1..=3).rev() {
        let Some(span) = sentence.span(from, from + length) else {
            continue;
        };
        if let Some(row) = tables
            .symbol(span.slice(sentence.text))
            .filter(|_| per || slash)
        {
            return Some((row.code.clone(), from + length));
        }
    }
    let noun = sentence.word(from);
    let counted = UNITS_PER.has(noun);
    ((per || slash || counted) && !noun.is_empty()).then(|| (noun.to_owned(), from + 1))
}
