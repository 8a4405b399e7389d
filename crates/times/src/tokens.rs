//! The words of a paragraph as the rules read them.

use jiff::civil::{Date, Weekday};
use sayso_analysis::{Analysis, WordId};
use sayso_text::Span;

use crate::period::{Season, Unit};
use crate::vocabulary::{Class, Vocabulary, key};

/// What a word with digits looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// No digits, or none that a time is written with.
    Other,
    /// Digits only: the value and how many digits.
    Digits(u32, usize),
    /// "1.5", "12,000".
    Number(f64),
    /// "1/2".
    Fraction(u32, u32),
    /// "7:15", "19.30.05" with colons.
    Clock(u8, u8, Option<u8>),
    /// "2025-04-09", "4/9/2025": a day that exists.
    Day(Date),
    /// "1990s", "90s", "2000s": the first year, and whether the century is told.
    Decade(i16, bool),
    /// "20th".
    Ordinal(u32),
    /// "Q3", "3Q", "FY2024" are told by a letter and a number.
    Lettered(char, u32),
}

/// A word, or a prefix ("mid-") and its word.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub word: WordId,
    pub span: Span,
    pub key: String,
    pub classes: &'a [Class],
    pub shape: Shape,
    pub capital: bool,
    /// Whether it ends in a period of its own ("Sept.").
    pub stop: bool,
}

/// The words of one paragraph; reading beyond either end gives nothing.
pub(crate) struct Tokens<'a> {
    pub list: Vec<Token<'a>>,
    pub vocabulary: &'a Vocabulary,
}

impl<'a> Tokens<'a> {
    /// The words from `from` to `to` of an analysis.
    pub(crate) fn of(
        text: &str,
        analysis: &'a Analysis,
        from: WordId,
        to: WordId,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let mut list = Vec::with_capacity(to - from);
        for (at, word) in analysis.words[from..to].iter().enumerate() {
            let mut start = word.span.start();
            let token = |span: Span| {
                let words = span.slice(text);
                let key = key(words);
                Token {
                    word: from + at,
                    span,
                    classes: vocabulary.classes(&key),
                    shape: shape(&key),
                    capital: words.starts_with(char::is_uppercase),
                    stop: words.len() > 1 && words.ends_with('.'),
                    key,
                }
            };
            if let Some(length) = prefix(word.span.slice(text)) {
                let rest = token(Span::at(text, start + length..word.span.end()));
                if !rest.classes.is_empty() || rest.shape != Shape::Other {
                    list.push(token(Span::at(text, start..start + length)));
                    start += length;
                }
            }
            list.push(token(Span::at(text, start..word.span.end())));
        }
        Self { list, vocabulary }
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.list.get(at)
    }

    pub(crate) fn key(&self, at: usize) -> &str {
        self.get(at).map_or("", |token| &token.key)
    }

    pub(crate) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.key(at))
    }

    pub(crate) fn is(&self, at: usize, key: &str) -> bool {
        self.get(at).is_some_and(|token| token.key == key)
    }

    pub(crate) fn any(&self, at: usize, keys: &[&str]) -> bool {
        keys.contains(&self.key(at))
    }

    /// Whether these words stand from `at` on.
    pub(crate) fn are(&self, at: usize, keys: &[&str]) -> bool {
        keys.iter()
            .enumerate()
            .all(|(more, key)| self.is(at + more, key))
    }

    /// `at`, or the place after the first of `keys` that stands there.
    pub(crate) fn skip(&self, at: usize, keys: &[&str]) -> usize {
        if self.any(at, keys) { at + 1 } else { at }
    }

    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.any(at, &["-", "–", "‑"])
    }

    pub(crate) fn skip_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.get(at).map_or(Shape::Other, |token| token.shape)
    }

    fn class<T>(&self, at: usize, pick: impl Fn(Class) -> Option<T>) -> Option<T> {
        self.get(at)?.classes.iter().find_map(|&class| pick(class))
    }

    pub(crate) fn has(&self, at: usize, class: Class) -> bool {
        self.get(at)
            .is_some_and(|token| token.classes.contains(&class))
    }

    /// A month's name; "may" and "march" in small letters are verbs.
    pub(crate) fn month(&self, at: usize) -> Option<i8> {
        let token = self.get(at)?;
        let next_is_number = || {
            matches!(self.shape(at + 1), Shape::Digits(..))
                || self.any(at + 1, &["'", "’", "‘", "`"])
        };
        self.class(at, |class| match class {
            Class::Month(month) => token.capital.then_some(month),
            Class::MonthShort(month) => {
                (token.capital && (token.stop || next_is_number())).then_some(month)
            }
            _ => None,
        })
    }

    pub(crate) fn weekday(&self, at: usize) -> Option<Weekday> {
        let token = self.get(at)?;
        self.class(at, |class| match class {
            Class::Weekday(weekday) => Some(weekday),
            Class::WeekdayShort(weekday) => {
                let dated = self.month(at + 1).is_some()
                    || self.is(at + 1, ",") && self.month(at + 2).is_some();
                (token.capital && (token.stop || dated)).then_some(weekday)
            }
            _ => None,
        })
    }

    pub(crate) fn weekdays(&self, at: usize) -> Option<Weekday> {
        self.class(at, |class| {
            if let Class::Weekdays(weekday) = class {
                Some(weekday)
            } else {
                None
            }
        })
    }

    pub(crate) fn season(&self, at: usize) -> Option<Season> {
        self.class(at, |class| {
            if let Class::Season(season) = class {
                Some(season)
            } else {
                None
            }
        })
    }

    /// A unit in the singular.
    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        self.class(at, |class| {
            if let Class::Unit(unit) = class {
                Some(unit)
            } else {
                None
            }
        })
    }

    /// A unit in the plural.
    pub(crate) fn units(&self, at: usize) -> Option<Unit> {
        self.class(at, |class| {
            if let Class::Units(unit) = class {
                Some(unit)
            } else {
                None
            }
        })
    }

    pub(crate) fn part(&self, at: usize) -> Option<&'static str> {
        self.class(at, |class| {
            if let Class::Part(part) = class {
                Some(part)
            } else {
                None
            }
        })
    }

    pub(crate) fn parts(&self, at: usize) -> Option<&'static str> {
        self.class(at, |class| {
            if let Class::Parts(part) = class {
                Some(part)
            } else {
                None
            }
        })
    }

    pub(crate) fn day(&self, at: usize) -> Option<i8> {
        self.class(at, |class| {
            if let Class::Day(day) = class {
                Some(day)
            } else {
                None
            }
        })
    }

    pub(crate) fn decade_word(&self, at: usize) -> Option<i16> {
        self.class(at, |class| {
            if let Class::Decade(digit) = class {
                Some(digit)
            } else {
                None
            }
        })
    }

    pub(crate) fn pick<T>(&self, at: usize, pick: impl Fn(Class) -> Option<T>) -> Option<T> {
        self.class(at, pick)
    }
}

/// Length of a prefix that the treebanks leave on its word.
fn prefix(word: &str) -> Option<usize> {
    const PREFIXES: [&str; 3] = ["mid-", "post-", "pre-"];
    PREFIXES.iter().map(|prefix| prefix.len()).find(|&length| {
        word.len() > length
            && word
                .get(..length)
                .is_some_and(|start| PREFIXES.iter().any(|p| p.eq_ignore_ascii_case(start)))
    })
}

fn shape(key: &str) -> Shape {
    if !key.bytes().any(|byte| byte.is_ascii_digit()) {
        return Shape::Other;
    }
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let Ok(value) = key[..digits].parse::<u32>() else {
        return lettered(key);
    };
    match &key[digits..] {
        "" => Shape::Digits(value, digits),
        "s" | "'s" if digits == 4 && value % 10 == 0 => Shape::Decade(value as i16, true),
        "s" if digits == 2 && value % 10 == 0 => Shape::Decade(value as i16, false),
        "st" | "nd" | "rd" | "th" => Shape::Ordinal(value),
        "q" | "h" => lettered(key),
        rest => match rest.as_bytes()[0] {
            b':' => clock(key),
            b'-' | b'/' | b'.' | b',' => numeric(key),
            _ => Shape::Other,
        },
    }
}

/// "q3", "3q", "h1", "fy2024", "'98" (with its apostrophe), "'90s".
fn lettered(key: &str) -> Shape {
    if let Some(clipped) = key.strip_prefix('\'') {
        let decade = clipped.strip_suffix('s').filter(|digits| digits.len() == 2);
        return match decade.and_then(|digits| digits.parse::<i16>().ok()) {
            Some(value) if value % 10 == 0 => Shape::Decade(value, false),
            _ => Shape::Other,
        };
    }
    let digits: String = key.chars().filter(char::is_ascii_digit).collect();
    let letters: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Ok(value) = digits.parse::<u32>() else {
        return Shape::Other;
    };
    match letters.as_str() {
        "q" if (1..=4).contains(&value) => Shape::Lettered('q', value),
        "h" if (1..=2).contains(&value) => Shape::Lettered('h', value),
        "fy" if key.starts_with("fy") => {
            Shape::Lettered('y', if value < 100 { value + 2000 } else { value })
        }
        _ => Shape::Other,
    }
}

fn clock(key: &str) -> Shape {
    let mut fields = key.split(':').map(|field| {
        (1..=2)
            .contains(&field.len())
            .then(|| field.parse::<u8>().ok())
            .flatten()
    });
    match (
        fields.next().flatten(),
        fields.next().flatten(),
        fields.next(),
        fields.next(),
    ) {
        (Some(hour @ 0..=24), Some(minute @ 0..=59), None, None) => {
            Shape::Clock(hour, minute, None)
        }
        (Some(hour @ 0..=24), Some(minute @ 0..=59), Some(Some(second @ 0..=60)), None) => {
            Shape::Clock(hour, minute, Some(second))
        }
        _ => Shape::Other,
    }
}

/// Dates in digits, fractions, decimals. A date that no calendar has is no date.
fn numeric(key: &str) -> Shape {
    let mark = if key.contains('-') {
        '-'
    } else if key.contains('/') {
        '/'
    } else {
        '.'
    };
    let fields: Vec<Option<u32>> = key.split(mark).map(|field| field.parse().ok()).collect();
    let day = |year: u32, month: u32, day: u32| {
        let (year, month, day) = (
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        );
        Date::new(year, month, day).ok()
    };
    let full = |year: u32, short: bool| match year {
        1000..=2999 => Some(year),
        0..=69 if short => Some(year + 2000),
        70..=99 if short => Some(year + 1900),
        _ => None,
    };
    match (mark, fields.as_slice()) {
        ('-' | '/', &[Some(year @ 1000..=2999), Some(month), Some(of_month)]) => {
            day(year, month, of_month).map_or(Shape::Other, Shape::Day)
        }
        // American order, unless the month cannot be one.
        ('/' | '-', &[Some(first), Some(second), Some(year)]) => {
            let found = full(year, mark == '/')
                .and_then(|year| day(year, first, second).or_else(|| day(year, second, first)));
            found.map_or(Shape::Other, Shape::Day)
        }
        ('.', &[Some(of_month), Some(month), Some(year)]) => full(year, false)
            .and_then(|year| day(year, month, of_month))
            .map_or(Shape::Other, Shape::Day),
        ('/', &[Some(above), Some(below @ 1..)]) => Shape::Fraction(above, below),
        ('.', _) if groups_of_three(key) => key
            .replace(',', "")
            .parse()
            .ok()
            .filter(|n: &f64| n.is_finite())
            .map_or(Shape::Other, Shape::Number),
        _ => Shape::Other,
    }
}

/// Whether commas stand only where thousands end.
fn groups_of_three(key: &str) -> bool {
    let whole = key.split('.').next().unwrap_or_default();
    whole.split(',').skip(1).all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn reads_digits() {
        assert_eq!(shape("2022"), Shape::Digits(2022, 4));
        assert_eq!(shape("12,000"), Shape::Number(12000.0));
        assert_eq!(shape("2025-04-09"), Shape::Day(date(2025, 4, 9)));
        assert_eq!(shape("13/04/2025"), Shape::Day(date(2025, 4, 13)));
        assert_eq!(shape("09.04.2025"), Shape::Day(date(2025, 4, 9)));
        assert_eq!(shape("'90s"), Shape::Decade(90, false));
        assert_eq!(shape("q3"), Shape::Lettered('q', 3));
        assert_eq!(shape("19:30"), Shape::Clock(19, 30, None));
    }

    #[test]
    fn refuses_impossible_dates() {
        for impossible in [
            "2025-02-30",
            "31/31/2025",
            "29.02.2023",
            "25:61",
            "2025-13-01",
            "1,2,3,4",
        ] {
            assert_eq!(shape(impossible), Shape::Other, "{impossible}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(word in "['0-9a-z:/.,-]{1,12}") {
            let _ = shape(&word);
            let _ = prefix(&word);
        }
    }
}
