//! Numbers in digits and in words, and years in words.

use crate::lang::{NUMBER_AMOUNT, NUMBER_AMOUNT_2};
use crate::meaning::Amount;
use crate::time::Modifier;
use crate::tokens::{Shape, Tokens};
use crate::vocabulary::Class;

/// No number in words is longer than this many words.
const LONGEST: usize = 16;

/// A whole number or decimal at `at`, and the place after it.
pub(crate) fn number(t: &Tokens, at: usize) -> Option<(f64, usize)> {
    let (value, end) = match t.shape(at) {
        Shape::Digits(value, _) => (f64::from(value), at + 1),
        Shape::Number(value) => (value, at + 1),
        Shape::Fraction(above, below) => {
            return Some((f64::from(above) / f64::from(below), at + 1));
        }
        _ => {
            let (value, end) = cardinal(t, at)?;
            (value as f64, end)
        }
    };
    match t.shape(end) {
        Shape::Fraction(above, below) if above < below => {
            Some((value + f64::from(above) / f64::from(below), end + 1))
        }
        _ => Some((value, end)),
    }
}

fn small(t: &Tokens, at: usize) -> Option<u64> {
    t.pick(at, |class| {
        if let Class::Number(value) = class {
            Some(u64::from(value))
        } else {
            None
        }
    })
}

fn scale(t: &Tokens, at: usize) -> Option<u64> {
    t.pick(at, |class| {
        if let Class::Scale(value) = class {
            Some(u64::from(value))
        } else {
            None
        }
    })
}

/// A number in words: "twenty-four", "three hundred and twelve thousand", "a dozen".
fn cardinal(t: &Tokens, at: usize) -> Option<(u64, usize)> {
    let (mut total, mut group, mut end) = (0u64, 0u64, at);
    // The value of the last word that was taken; words after it must be smaller.
    let mut room = u64::MAX;
    if t.any(at, &["a", "an"]) {
        scale(t, at + 1)?;
        (group, end, room) = (1, at + 1, 1);
    }
    while end < at + LONGEST {
        let next = if t.is_hyphen(end) && end > at {
            end + 1
        } else {
            end
        };
        let next = if t.is(end, "and") && end > at && room >= 100 && small(t, end + 1).is_some() {
            end + 1
        } else {
            next
        };
        if let Some(value) = small(t, next) {
            let fits = if room == u64::MAX {
                true
            } else {
                value < room && (room >= 100 || room >= 20 && room % 10 == 0 && value < 10)
            };
            if !fits || value == 0 && end > at {
                break;
            }
            group += value;
            room = value.max(1);
        } else if let Some(value) = scale(t, next) {
            if group == 0 || value <= 100 && group >= 100 {
                break;
            }
            if value <= 100 {
                group *= value;
            } else {
                if total != 0 && total < group.checked_mul(value)? {
                    break;
                }
                total = total.checked_add(group.checked_mul(value)?)?;
                group = 0;
            }
            room = if value == 12 { 1 } else { value };
        } else {
            break;
        }
        end = next + 1;
    }
    let number = total.checked_add(group)?;
    (end > at && (room != u64::MAX)).then_some((number, end))
}

/// An amount with what limits it: "three", "a", "12 to 18", "a few", "a couple of".
pub(crate) fn amount(t: &Tokens, at: usize) -> Option<(Amount, Option<Modifier>, usize)> {
    if NUMBER_AMOUNT_2.has(t.key(at)) {
        return Some((Amount::Some, None, at + 1));
    }
    if t.any(at, &["a", "the"]) && NUMBER_AMOUNT.has(t.key(at + 1)) {
        let end = t.skip(at + 2, &["of"]);
        return Some(match t.key(at + 1) {
            "couple" => (Amount::Exactly(2.0), Some(Modifier::Approximately), end),
            _ => (Amount::Some, None, end),
        });
    }
    if t.is(at, "couple") {
        return Some((
            Amount::Exactly(2.0),
            Some(Modifier::Approximately),
            t.skip(at + 1, &["of"]),
        ));
    }
    if t.is(at, "half") && t.any(at + 1, &["a", "an", "-"]) {
        return Some((Amount::Exactly(0.5), None, at + 2));
    }
    let (low, end) = match number(t, at) {
        Some(found) => found,
        None if t.any(at, &["a", "an"]) => (1.0, at + 1),
        None => return None,
    };
    // "one and a half", "two-and-a-half".
    let half = t.skip_hyphen(end);
    if t.is(half, "and") {
        let half = t.skip_hyphen(half + 1);
        if t.is(half, "a") && t.is(t.skip_hyphen(half + 1), "half") {
            return Some((
                Amount::Exactly(low + 0.5),
                None,
                t.skip_hyphen(half + 1) + 1,
            ));
        }
    }
    if (t.any(end, &["to", "or"]) || t.is_hyphen(end))
        && let Some((high, after)) = number(t, end + 1)
        && high > low
    {
        return Some((Amount::Between(low, high), None, after));
    }
    Some((Amount::Exactly(low), None, end))
}

/// An ordinal: "third", "20th", "twenty-first".
pub(crate) fn ordinal(t: &Tokens, at: usize) -> Option<(u32, usize)> {
    let word = |at: usize| {
        t.pick(at, |class| {
            if let Class::Ordinal(value) = class {
                Some(value)
            } else {
                None
            }
        })
    };
    if let Shape::Ordinal(value) = t.shape(at) {
        return Some((value, at + 1));
    }
    if let Some(value) = word(at) {
        return Some((value, at + 1));
    }
    let tens = small(t, at).filter(|tens| (20..100).contains(tens) && tens % 10 == 0)?;
    let unit = t.skip_hyphen(at + 1);
    let ones = word(unit).filter(|&ones| ones < 10)?;
    Some((tens as u32 + ones, unit + 1))
}

/// A year in words: "nineteen ninety-six", "two thousand and five", "twenty twenty-four".
pub(crate) fn spoken_year(t: &Tokens, at: usize) -> Option<(i16, usize)> {
    let first = small(t, at)?;
    if first == 2 && t.is(at + 1, "thousand") {
        let (value, end) = cardinal(t, at)?;
        return (2000..2100).contains(&value).then_some((value as i16, end));
    }
    if !(17..=20).contains(&first) || t.is_hyphen(at + 1) && first == 20 {
        return None;
    }
    let (rest, end) = cardinal(t, at + 1)?;
    (10..100)
        .contains(&rest)
        .then_some(((first * 100 + rest) as i16, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reading;
    use proptest::prelude::*;

    fn read(words: &str) -> Option<f64> {
        reading(words, |t| {
            number(t, 0)
                .filter(|&(_, end)| end == t.list.len())
                .map(|(value, _)| value)
        })
    }

    #[test]
    fn reads_numbers() {
        assert_eq!(read("twenty-four"), Some(24.0));
        assert_eq!(read("2 1/2"), Some(2.5));
        assert_eq!(read("a hundred and five"), Some(105.0));
        assert_eq!(read("two dozen"), Some(24.0));
        assert_eq!(read("four four"), None);
        assert_eq!(read("12,000"), Some(12_000.0));
    }

    #[test]
    fn reads_amounts_and_years() {
        let amounts = |words: &str| reading(words, |t| amount(t, 0).map(|(amount, _, _)| amount));
        assert_eq!(
            amounts("12 to 18 months"),
            Some(Amount::Between(12.0, 18.0))
        );
        assert_eq!(amounts("two-and-a-half years"), Some(Amount::Exactly(2.5)));
        assert_eq!(amounts("a few days"), Some(Amount::Some));
        let years = |words: &str| reading(words, |t| spoken_year(t, 0).map(|(year, _)| year));
        assert_eq!(years("nineteen ninety-six"), Some(1996));
        assert_eq!(years("two thousand and five"), Some(2005));
        assert_eq!(years("twenty twenty-four"), Some(2024));
    }

    /// A number below a million as it is written out.
    fn written(n: u32) -> String {
        const ONES: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 10] = [
            "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        ];
        let below = |n: u32, join: &str| {
            if n == 0 {
                String::new()
            } else {
                format!("{join}{}", written(n))
            }
        };
        match n {
            0..20 => ONES[n as usize].to_owned(),
            20..100 => TENS[n as usize / 10].to_owned() + &below(n % 10, "-"),
            100..1000 => written(n / 100) + " hundred" + &below(n % 100, " and "),
            1000..1_000_000 => {
                let join = if n % 1000 < 100 { " and " } else { " " };
                written(n / 1000) + " thousand" + &below(n % 1000, join)
            }
            _ => "one million".to_owned(),
        }
    }

    #[test]
    fn reads_back_each_number_to_a_million() {
        // Every number to ten thousand, then steps that meet every ending.
        for n in (0..10_000)
            .chain((10_000..=1_000_000).step_by(997))
            .chain([999_999, 1_000_000])
        {
            assert_eq!(read(&written(n)), Some(f64::from(n)), "{}", written(n));
        }
    }

    proptest! {
        #[test]
        fn reads_back_any_number(n in 0u32..=1_000_000) {
            prop_assert_eq!(read(&written(n)), Some(f64::from(n)));
        }
    }
}
