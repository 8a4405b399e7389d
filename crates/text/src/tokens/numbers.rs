//! Runs of digits: dates, telephone numbers, clock times, and units written onto their number.

/// Longest run that is looked at as one number.
const LONGEST: usize = 32;

/// Units that are words of their own after a number, in lower case and sorted.
const UNITS: &[&str] = &[
    "a.m", "am", "b", "bn", "c", "cm", "days", "f", "ft", "gb", "ghz", "ha", "hh", "hp", "hrs",
    "hz", "k", "kb", "kg", "khz", "km", "kph", "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz",
    "mins", "minutes", "ml", "mln", "mm", "mph", "mw", "mwh", "oz", "p", "p.m", "percent", "pm",
    "sec", "secs", "sq", "t", "tb", "tn", "trn", "w", "watt", "watts", "x", "yrs",
];

/// Length of a number of digits and marks at the start of `text` that is one token whatever marks
/// it holds: "713-853-3989", "2025-04-09", "12:30", "9/11", "1,200.50".
pub(super) fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = bytes
        .iter()
        .take(LONGEST + 1)
        .take_while(|byte| is_part(**byte))
        .count();
    if run > LONGEST
        || bytes
            .get(run)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
    {
        return 0;
    }
    let digits = text[..run].trim_end_matches(|c: char| !c.is_ascii_digit());
    if digits.contains('-') && is_grouped(digits) {
        digits.len()
    } else {
        0
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':' | b'/' | b'-' | b'+')
}

/// Whether the digits between hyphens are those of a date or a telephone number, and not two ends
/// of a range.
fn is_grouped(digits: &str) -> bool {
    let mut groups = digits.split('-');
    let (Some(first), Some(second), third) = (groups.next(), groups.next(), groups.next()) else {
        return false;
    };
    let plain = |group: &str| {
        !group.is_empty()
            && group
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'+' || byte == b'/')
    };
    if !(plain(first) && plain(second)) {
        return false;
    }
    if third.is_some() {
        return first.len().max(second.len()) > 1;
    }
    let first = first.rsplit('/').next().unwrap_or(first);
    second.len() == 4 && matches!(first.len(), 1 | 3 | 5 | 8)
}

/// Where a unit begins that is written onto its number ("3pm", "20km").
pub(super) fn unit(word: &str) -> Option<usize> {
    let at = word
        .bytes()
        .take(LONGEST)
        .position(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b',' | b':'))?;
    let letters = word
        .get(at..)
        .filter(|letters| at > 0 && letters.len() <= 8)?;
    let letters = letters.strip_suffix('.').unwrap_or(letters);
    let known = UNITS.binary_search_by(|unit| {
        unit.bytes()
            .cmp(letters.bytes().map(|byte| byte.to_ascii_lowercase()))
    });
    known.is_ok().then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_are_sorted() {
        assert!(UNITS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn keeps_dates_and_telephones_whole() {
        for whole in [
            "2025-04-09",
            "713-853-3989",
            "555-0142",
            "1-800-555-0142",
            "713/853-6197",
            "77042-2016",
        ] {
            assert_eq!(number(whole), whole.len(), "{whole}");
        }
        for range in ["2015-16", "3-1", "1994-1999", "10-year", "4.5-5.0"] {
            assert_eq!(number(range), 0, "{range}");
        }
    }

    #[test]
    fn cuts_units_off() {
        assert_eq!(unit("1.2bn"), Some(3));
        assert_eq!(unit("9:30PM"), Some(4));
        assert_eq!(unit("1990s"), None);
        assert_eq!(unit("24th"), None);
        assert_eq!(unit("F"), None);
    }
}
