//! Number words: "two hundred and five thousand", "half a million", "1.2m", "three lakh crore", "dozens".

use crate::lang::{GLUED_SCALE, SPELL_GLUED_SCALE};
use sayso_lang::{Lang, NumberKind};

use crate::pieces::{Piece, PieceKind};

/// A number as read: a value, or the range that a vague word stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spelled {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The piece after the last.
    pub(crate) end: usize,
    /// The scale that was named last ("million"), 1 where none was.
    pub(crate) scale: f64,
    pub(crate) form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In digits, with or without a scale.
    Digits,
    /// In words.
    Words,
    /// The word "one" alone.
    One,
    /// "dozens", "hundreds of thousands", "several hundred".
    Vague,
    /// "a couple".
    Couple,
}

/// The value of a number word below twenty.
pub(crate) fn unit(word: &str) -> Option<f64> {
    worth(word, NumberKind::Unit)
}

fn tens(word: &str) -> Option<f64> {
    worth(word, NumberKind::Tens)
}

/// The value of a scale word in the singular.
fn scale(word: &str) -> Option<f64> {
    worth(word, NumberKind::Scale)
}

fn worth(word: &str, kind: NumberKind) -> Option<f64> {
    let number = Lang::number(word).filter(|number| number.kind == kind);
    number.map(|number| number.value as f64)
}

/// "millions", "dozens": a scale in the plural.
fn plural_scale(word: &str) -> Option<f64> {
    match word {
        "tens" => Some(10.0),
        "hundreds" => Some(100.0),
        "scores" => Some(20.0),
        _ => word.strip_suffix('s').and_then(scale),
    }
}

/// The scale of letters glued to digits: "bn", "k"; `money` where a currency stands before them, which
/// decides whether "m" and "b" are million and billion.
fn suffix_scale(letters: &str, money: bool, next_counts: bool) -> Option<f64> {
    Some(match letters {
        "bn" | "Bn" | "BN" => 1e9,
        "tn" | "trn" | "Tn" | "TN" => 1e12,
        "mn" | "mln" | "M" | "Mn" | "mil" => 1e6,
        "k" | "K" => 1e3,
        "cr" | "Cr" => 1e7,
        "m" | "mm" | "MM" if money => 1e6,
        "m" if next_counts => 1e6,
        "b" | "B" if money => 1e9,
        "t" | "T" if money => 1e12,
        "B" if next_counts => 1e9,
        _ => return None,
    })
}

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Unit,
    Tens,
    Hundred,
    Scale,
    Digits,
}

/// How to read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Manner {
    /// A currency stands before the number.
    pub(crate) money: bool,
    /// "and" divides two numbers ("between one hundred and two hundred").
    pub(crate) between: bool,
}

/// The number that starts at piece `at`.
pub(crate) fn read(pieces: &[Piece<'_>], at: usize, manner: Manner) -> Option<Spelled> {
    vague(pieces, at)
        .or_else(|| part_of_scale(pieces, at))
        .or_else(|| cardinal(pieces, at, manner))
}

/// A value in a scale; "4.1 million" comes out whole, which binary fractions alone would miss.
pub(crate) fn times(value: f64, by: f64) -> f64 {
    let product = value * by;
    let whole = product.round();
    if (product - whole).abs() <= product.abs() * 1e-14 {
        whole
    } else {
        product
    }
}

fn word<'p>(pieces: &'p [Piece<'_>], at: usize) -> &'p str {
    pieces
        .get(at)
        .filter(|piece| piece.is_word())
        .map_or("", |piece| piece.lower.as_ref())
}

/// "dozens", "tens of thousands", "several hundred", "a couple".
fn vague(pieces: &[Piece<'_>], at: usize) -> Option<Spelled> {
    let found = |low: f64, high: f64, end: usize, form: Form| {
        Some(Spelled {
            low,
            high,
            end,
            scale: 1.0,
            form,
        })
    };
    let first = word(pieces, at);
    if first == "a" && word(pieces, at + 1) == "couple" {
        return found(2.0, 2.0, at + 2, Form::Couple);
    }
    let few = if first == "a" && word(pieces, at + 1) == "few" {
        2
    } else {
        usize::from(matches!(first, "several" | "many" | "few"))
    };
    if few > 0 {
        let next = word(pieces, at + few);
        let one = if next == "hundred" {
            Some(100.0)
        } else {
            scale(next)
        };
        let mut value = one?;
        let mut end = at + few + 1;
        if let Some(more) = scale(word(pieces, end)) {
            value *= more;
            end += 1;
        }
        return found(2.0 * value, 10.0 * value, end, Form::Vague);
    }
    let mut value = plural_scale(first)?;
    let mut end = at + 1;
    while word(pieces, end) == "of" {
        let next = word(pieces, end + 1);
        let Some(more) = plural_scale(next) else {
            break;
        };
        value *= more;
        end += 2;
    }
    // "tens" and "scores" count only before what they count.
    if end == at + 1 && (first == "tens" || first == "scores" && word(pieces, end) != "of") {
        return None;
    }
    if !(10.0 * value).is_finite() {
        return None;
    }
    found(value, 10.0 * value, end, Form::Vague)
}

/// "half a million", "half a dozen", "a quarter of a million".
fn part_of_scale(pieces: &[Piece<'_>], at: usize) -> Option<Spelled> {
    let start = at + usize::from(word(pieces, at) == "a");
    let part = match word(pieces, start) {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    let mut next = start + 1;
    while matches!(word(pieces, next), "a" | "of") || pieces.get(next).is_some_and(Piece::is_hyphen)
    {
        next += 1;
    }
    let scale = scale(word(pieces, next))?;
    let value = part * scale;
    Some(Spelled {
        low: value,
        high: value,
        end: next + 1,
        scale,
        form: Form::Words,
    })
}

fn cardinal(pieces: &[Piece<'_>], at: usize, manner: Manner) -> Option<Spelled> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut last_scale = f64::INFINITY;
    let mut last = Last::Nothing;
    let mut form = Form::Words;
    let mut next = at;
    let mut end = at;
    // The article of "a hundred", "a million".
    if matches!(word(pieces, at), "a" | "an") {
        let after = word(pieces, at + 1);
        if after != "hundred" && scale(after).is_none() {
            return None;
        }
        next = at + 1;
    }
    while let Some(piece) = pieces.get(next) {
        if last != Last::Nothing && joins(pieces, next, last, manner) {
            next += 1;
            continue;
        }
        if let PieceKind::Number(literal) = piece.kind {
            if last != Last::Nothing || literal.zero_led && literal.value != 0.0 {
                break;
            }
            current = Some(literal.value);
            last = Last::Digits;
            form = Form::Digits;
            (next, end) = (next + 1, next + 1);
            if let Some(by) = glued_scale(pieces, next, manner.money) {
                total = times(literal.value, by);
                current = None;
                last_scale = by;
                last = Last::Scale;
                (next, end) = (next + 1, next + 1);
            }
            continue;
        }
        if !piece.is_word() {
            break;
        }
        let name = piece.lower.as_ref();
        if let Some(value) = unit(name) {
            let fits = match last {
                Last::Nothing | Last::Hundred | Last::Scale => true,
                Last::Tens => (1.0..10.0).contains(&value),
                Last::Unit | Last::Digits => false,
            };
            if !fits
                || last == Last::Scale
                    && form == Form::Digits
                    && !matches!(word(pieces, next.wrapping_sub(1)), "and")
            {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
            last = Last::Unit;
        } else if let Some(value) = tens(name) {
            if !matches!(last, Last::Nothing | Last::Hundred | Last::Scale) {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
            last = Last::Tens;
        } else if name == "hundred" {
            if matches!(last, Last::Hundred)
                || current.is_some_and(|value| value >= 100.0)
                || last == Last::Scale
            {
                break;
            }
            current = Some(current.unwrap_or(1.0) * 100.0);
            last = Last::Hundred;
        } else if let Some(by) =
            scale(name).or_else(|| (current.is_some()).then(|| plural_scale(name)).flatten())
        {
            if last == Last::Scale && current.is_none() {
                // "lakh crore"
                if by <= last_scale {
                    break;
                }
                total = times(total, by);
            } else if by < last_scale {
                total += times(current.take().unwrap_or(1.0), by);
            } else {
                break;
            }
            last_scale = by;
            last = Last::Scale;
        } else {
            break;
        }
        (next, end) = (next + 1, next + 1);
    }
    if last == Last::Nothing {
        return None;
    }
    let mut value = total + current.unwrap_or(0.0);
    let mut named = if last_scale.is_finite() {
        last_scale
    } else {
        1.0
    };
    if let Some((decimals, stop)) = point(pieces, end, last, form) {
        value += decimals;
        end = stop;
        if let Some(by) = scale(word(pieces, end)) {
            value = times(value, by);
            named = by;
            end += 1;
        }
    }
    if let Some((part, stop)) = and_a_half(pieces, end) {
        value += part * if last == Last::Scale { last_scale } else { 1.0 };
        end = stop;
        if let Some(by) = scale(word(pieces, end)).filter(|_| last != Last::Scale) {
            value = times(value, by);
            named = by;
            end += 1;
        }
    }
    if !value.is_finite() {
        return None;
    }
    if end == at + 1 && word(pieces, at) == "one" {
        form = Form::One;
    }
    Some(Spelled {
        low: value,
        high: value,
        end,
        scale: named,
        form,
    })
}

/// Whether the piece joins two number words: the hyphen of "twenty-one", the "and" of "hundred and one".
fn joins(pieces: &[Piece<'_>], at: usize, last: Last, manner: Manner) -> bool {
    let piece = &pieces[at];
    let after = word(pieces, at + 1);
    if piece.is_hyphen() {
        let Some(next) = pieces.get(at + 1).filter(|next| next.glued) else {
            return false;
        };
        let name = next.lower.as_ref();
        return (last == Last::Tens
            && unit(name).is_some_and(|value| (1.0..10.0).contains(&value)))
            || (last != Last::Digits || scale(name).is_some())
                && (scale(name).is_some() || name == "hundred");
    }
    if piece.lower != "and" || manner.between || !matches!(last, Last::Hundred | Last::Scale) {
        return false;
    }
    if unit(after).is_none() && tens(after).is_none() {
        return false;
    }
    // "one hundred and two hundred" are two numbers.
    let mut stop = at + 2;
    while unit(word(pieces, stop)).is_some() || pieces.get(stop).is_some_and(Piece::is_hyphen) {
        stop += 1;
    }
    word(pieces, stop) != "hundred"
}

/// The scale glued to digits at `at`, as in "1.2bn".
fn glued_scale(pieces: &[Piece<'_>], at: usize, money: bool) -> Option<f64> {
    let piece = pieces
        .get(at)
        .filter(|piece| piece.glued && piece.is_word())?;
    let letters = piece.lower.len();
    if letters > 3
        || pieces.get(at + 1).is_some_and(|next| {
            next.glued && (next.is_mark('/') || next.is_mark('²') || next.is_mark('³'))
        })
    {
        return None;
    }
    // "1.2m people" are millions, "37m long" are metres.
    let next = pieces
        .get(at + 1)
        .filter(|next| next.is_word() && !next.glued)
        .map_or("", |next| next.lower.as_ref());
    let counts = next.ends_with('s') && next.len() > 3 || GLUED_SCALE.has(next);
    let counts = counts && !SPELL_GLUED_SCALE.has(next);
    suffix_scale_of(piece, money, counts)
}

fn suffix_scale_of(piece: &Piece<'_>, money: bool, counts: bool) -> Option<f64> {
    // The letters' case tells "M" (million) from "m".
    let upper = matches!(piece.lower, std::borrow::Cow::Owned(_));
    let letters = if upper {
        piece.lower.to_uppercase()
    } else {
        piece.lower.to_string()
    };
    suffix_scale(&letters, money, counts)
}

/// The decimals of "three point five".
fn point(pieces: &[Piece<'_>], at: usize, last: Last, form: Form) -> Option<(f64, usize)> {
    if form != Form::Words
        || !matches!(last, Last::Unit | Last::Tens)
        || word(pieces, at) != "point"
    {
        return None;
    }
    let mut value = 0.0;
    let mut weight = 0.1;
    let mut end = at + 1;
    while let Some(digit) = unit(word(pieces, end)).filter(|&digit| digit < 10.0) {
        value += digit * weight;
        weight /= 10.0;
        end += 1;
    }
    (end > at + 1).then_some((value, end))
}

/// The part of "two and a half", "three and three quarters".
pub(crate) fn and_a_half(pieces: &[Piece<'_>], at: usize) -> Option<(f64, usize)> {
    if word(pieces, at) != "and" && !pieces.get(at).is_some_and(Piece::is_hyphen) {
        return None;
    }
    let mut next = at + 1;
    if pieces[at].is_hyphen() {
        if word(pieces, next) != "and" || !pieces.get(next + 1).is_some_and(Piece::is_hyphen) {
            return None;
        }
        next += 2;
    }
    let hyphen = usize::from(pieces.get(next + 1).is_some_and(Piece::is_hyphen));
    let part = match (word(pieces, next), word(pieces, next + 1 + hyphen)) {
        ("a" | "one", "half") => 0.5,
        ("a" | "one", "quarter") => 0.25,
        ("a" | "one", "third") => 1.0 / 3.0,
        ("two", "thirds") => 2.0 / 3.0,
        ("three", "quarters") => 0.75,
        _ => return None,
    };
    Some((part, next + 2 + hyphen))
}

#[cfg(test)]
mod tests {
    use sayso_text::Span;

    use super::*;
    use crate::pieces;

    fn value(text: &str) -> Option<f64> {
        let pieces = pieces::pieces(text, Span::at(text, 0..text.len()), &|_| false);
        read(&pieces, 0, Manner::default())
            .filter(|found| found.end == pieces.len())
            .map(|found| found.low)
    }

    fn written(number: u32, and: &str) -> String {
        const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen \
            fourteen fifteen sixteen seventeen eighteen nineteen";
        const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
        let rest = |rest: u32| match rest {
            0 => String::new(),
            1..100 => format!("{and}{}", written(rest, and)),
            _ => format!(" {}", written(rest, and)),
        };
        let nth = |names: &'static str, at: u32| names.split_whitespace().nth(at as usize).unwrap();
        match number {
            0..20 => nth(SMALL, number).to_owned(),
            20..100 if number.is_multiple_of(10) => nth(TENS, number / 10 - 2).to_owned(),
            20..100 => format!("{}-{}", nth(TENS, number / 10 - 2), nth(SMALL, number % 10)),
            100..1000 => format!("{} hundred{}", nth(SMALL, number / 100), rest(number % 100)),
            1000..1_000_000 => format!(
                "{} thousand{}",
                written(number / 1000, and),
                rest(number % 1000)
            ),
            _ => "one million".to_owned(),
        }
    }

    #[test]
    fn reads_back_every_integer_to_a_million() {
        for number in 0..=1_000_000 {
            // Every number in one manner, and by turns in the other.
            let and = if number % 2 == 0 { " and " } else { " " };
            let text = written(number, and);
            assert_eq!(value(&text), Some(f64::from(number)), "{text}");
        }
        for number in (0..=1_000_000).step_by(7) {
            let and = if number % 2 == 0 { " " } else { " and " };
            let text = written(number, and);
            assert_eq!(value(&text), Some(f64::from(number)), "{text}");
        }
    }

    #[test]
    fn reads_scales_and_parts() {
        assert_eq!(value("half a million"), Some(500_000.0));
        assert_eq!(value("two and a half million"), Some(2_500_000.0));
        assert_eq!(value("three point seven billion"), Some(3.7e9));
        assert_eq!(value("two lakh crore"), Some(2e12));
        assert_eq!(value("a hundred and six"), Some(106.0));
        assert_eq!(value("4.1 million"), Some(4_100_000.0));
        assert_eq!(value("two dozen"), Some(24.0));
    }

    #[test]
    fn leaves_numbers_beyond_bounds() {
        let endless = vec!["millions"; 80].join(" of ");
        assert_eq!(value(&endless), None);
        assert_eq!(value("twenty eleven"), None);
        assert_eq!(value("five six"), None);
    }
}
