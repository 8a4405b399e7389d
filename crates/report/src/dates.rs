//! Days as pages and feeds write them.

use jiff::civil::Date;

/// The months, long.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day of a date: "2026-03-11T23:40:00+01:00", "20260311", "Wed, 11 Mar 26 23:40:00 +0100", "11 March 2026",
/// "March 11th, 2026", "2016/6/29 15:07", "11.3.2026", and "8/21/2018" or "21/8/2018" where only one of the two numbers
/// can be a month. It is the day at the place of the clock that was read.
pub(crate) fn day(stated: &str) -> Option<Date> {
    let stated = stated.trim();
    if let Some(date) = crate::record::date_of(stated) {
        return Some(date);
    }
    let first = stated.split([' ', 'T', ',']).next().unwrap_or_default();
    in_figures(first).or_else(|| in_words(stated, true))
}

/// The first day that words tell with its year: "Published: 2 March 2026 10:05 GMT".
pub(crate) fn day_in(words: &str) -> Option<Date> {
    let figures = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | 'T' | '(' | ')' | '|'))
        .find_map(in_figures);
    figures.or_else(|| in_words(words, false))
}

/// "2016/6/29", "20160629", "29.6.2016", "29/6/2016", "6/29/2016".
fn in_figures(word: &str) -> Option<Date> {
    let number = |digits: &str| -> Option<i16> {
        let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| digits.parse().ok()).flatten()
    };
    let date = |year: i16, month: i16, day: i16| {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        is_likely(date).then_some(date)
    };
    if word.len() == 8 && word.is_ascii() && !word.contains(['/', '-', '.']) {
        return date(
            number(&word[..4])?,
            number(&word[4..6])?,
            number(&word[6..])?,
        );
    }
    let mark = ['/', '-', '.']
        .into_iter()
        .find(|&mark| word.contains(mark))?;
    let parts: Vec<&str> = word.split(mark).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let numbers = (number(first)?, number(second)?, number(third)?);
    match numbers {
        (year, month, day) if first.len() == 4 => date(year, month, day),
        _ if third.len() != 4 => None,
        (day, month, year) if mark == '.' => date(year, month, day),
        // Where both could be the month nothing is guessed.
        (day, month, year) if day > 12 || day == month => date(year, month, day),
        (month, day, year) if day > 12 => date(year, month, day),
        _ => None,
    }
}

/// A month's name with a day and a year beside it. `short` allows years of two digits, as RFC 822 has them.
fn in_words(words: &str, short: bool) -> Option<Date> {
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|word| !word.is_empty())
        .collect();
    let at = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
    words.iter().enumerate().find_map(|(here, word)| {
        let month = month(word)?;
        let before = here.checked_sub(1);
        let (day, year) = match (day_number(at(before)), day_number(at(Some(here + 1)))) {
            (Some(day), _) => (day, at(Some(here + 1))?),
            (None, Some(day)) => (day, at(Some(here + 2))?),
            (None, None) => return None,
        };
        let date = Date::new(year_number(year, short)?, month, day).ok()?;
        is_likely(date).then_some(date)
    })
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is = |name: &&str| {
        word == **name
            || word.len() >= 3 && name.get(..word.len()) == Some(&word)
            || word == "sept" && name.starts_with("sept")
    };
    let at = MONTHS.iter().position(is)?;
    i8::try_from(at + 1).ok()
}

fn day_number(word: Option<&str>) -> Option<i8> {
    let word = word?;
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let end = &word[digits.len()..];
    let ordinal = matches!(end, "" | "st" | "nd" | "rd" | "th");
    let day = (ordinal && digits.len() <= 2).then(|| digits.parse().ok())?;
    day.filter(|day| (1..=31).contains(day))
}

/// Years of two digits are those of RFC 2822, 4.3: 00 to 49 are of this century.
fn year_number(word: &str, short: bool) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 if short => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// Whether newspapers of the day are likely to be read: what is before print or far ahead is another number.
fn is_likely(date: Date) -> bool {
    (1600..2200).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for stated in [
            "2026-03-11T23:40:00+01:00",
            "2026-03-11 10:00",
            "20260311",
            "2026/3/11 15:07:41",
            "Wed, 11 Mar 2026 23:40:00 GMT",
            "Wed, 11 Mar 26 23:40:00 GMT",
            "11 March 2026 1:00",
            "March 11, 2026",
            "Mar. 11th, 2026",
            "Wednesday, 11-Mar-2026 09:00:00 EST",
            "11.03.2026",
        ] {
            assert_eq!(day(stated).unwrap().to_string(), "2026-03-11", "{stated}");
        }
        assert_eq!(
            day("8/21/2018 9:00:00 AM").unwrap().to_string(),
            "2018-08-21"
        );
        assert_eq!(day("21/08/2018 10:00").unwrap().to_string(), "2018-08-21");
        for none in [
            "soon",
            "31 Feb 2026",
            "3/4/2026",
            "2026-13-40",
            "May 2026",
            "1,200 March",
            "",
        ] {
            assert_eq!(day(none), None, "{none}");
        }
    }

    #[test]
    fn days_are_found_among_words() {
        for words in [
            "Published: 2 March 2026 10:05 GMT",
            "By Mina Falk | March 2nd, 2026 at 9 a.m.",
            "Last seen 2026-03-02T10:00Z",
            "Mon 2 Mar 2026 10.05 GMT",
        ] {
            assert_eq!(day_in(words).unwrap().to_string(), "2026-03-02", "{words}");
        }
        for none in [
            "In March 26 ships came",
            "at 10.05.26",
            "3 March",
            "version 1.2.2026b",
        ] {
            assert_eq!(day_in(none), None, "{none}");
        }
    }
}
