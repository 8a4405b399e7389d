//! Numbers in digits: "1,300", "816 000", "12,34,567", "3.4", ".001", "1/16", "2½", "1.99×10−30".

use crate::pieces::PieceKind;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Literal {
    pub(crate) value: f64,
    /// A whole number without separators, so that it may be a year, a label or a rank.
    pub(crate) plain: bool,
    /// Numerator and denominator, where it is written as a fraction.
    pub(crate) fraction: Option<(f64, f64)>,
    /// Digits before the decimal point.
    pub(crate) digits: usize,
    /// Whether it is written with a zero in front ("007").
    pub(crate) zero_led: bool,
}

/// Kind and length of the number, clock time, date or version at the start of `rest`, which starts with a
/// digit, a decimal point or a vulgar fraction.
pub(crate) fn read(rest: &str) -> (PieceKind, usize) {
    let bytes = rest.as_bytes();
    if let Some((numerator, denominator, length)) = vulgar_at(rest) {
        return (
            PieceKind::Number(fraction(0.0, numerator, denominator, 0)),
            length,
        );
    }
    let mut end = digits_at(bytes, 0);
    let whole = end;
    let mut grouped = false;
    if let Some(length) = groups(bytes, whole) {
        end = length;
        grouped = true;
    }
    let mut decimals = false;
    if byte(bytes, end) == b'.' && byte(bytes, end + 1).is_ascii_digit() {
        end = digits_at(bytes, end + 1);
        decimals = true;
    }
    // What goes on with a separator and another digit is a date, a clock time, a version or a list.
    if is_separator(byte(bytes, end)) && byte(bytes, end + 1).is_ascii_digit() {
        if !grouped
            && !decimals
            && matches!(byte(bytes, end), b'/')
            && let Some(found) = slashed(rest, whole)
        {
            return found;
        }
        let mut stop = end;
        while byte(bytes, stop).is_ascii_digit()
            || is_separator(byte(bytes, stop)) && byte(bytes, stop + 1).is_ascii_digit()
        {
            stop += 1;
        }
        return (PieceKind::Code, stop + letters(&rest[stop..]));
    }
    let digits: String = rest[..end]
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let Ok(mut value) = digits.parse::<f64>() else {
        return (PieceKind::Code, end.max(1));
    };
    if let Some((numerator, denominator, length)) =
        fraction_slash(rest, whole).or_else(|| vulgar_at(&rest[end..]))
    {
        if rest[whole..].starts_with('⁄') {
            return (
                PieceKind::Number(fraction(0.0, numerator, denominator, whole)),
                length,
            );
        }
        return (
            PieceKind::Number(fraction(value, numerator, denominator, whole)),
            end + length,
        );
    }
    if let Some((power, length)) = exponent(&rest[end..]) {
        value *= 10f64.powi(power);
        end += length;
    }
    if !value.is_finite() {
        return (PieceKind::Code, end);
    }
    let suffix = letters(&rest[end..]);
    match &rest[end..end + suffix] {
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => {
            return (PieceKind::Ordinal, end + suffix);
        }
        // "1990s", "the 30s"; but "5 s" and "3 seconds" have a space.
        "s" => return (PieceKind::Code, end + suffix),
        _ => {}
    }
    let plain = !grouped && !decimals;
    let zero_led = plain && whole > 1 && rest.starts_with('0');
    (
        PieceKind::Number(Literal {
            value,
            plain,
            fraction: None,
            digits: whole,
            zero_led,
        }),
        end,
    )
}

fn fraction(whole: f64, numerator: f64, denominator: f64, digits: usize) -> Literal {
    let value = whole + numerator / denominator;
    let fraction = (whole == 0.0).then_some((numerator, denominator));
    Literal {
        value,
        plain: false,
        fraction,
        digits,
        zero_led: false,
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(b' ')
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b',' | b'.' | b':' | b'/')
}

fn digits_at(bytes: &[u8], from: usize) -> usize {
    (from..bytes.len())
        .find(|&at| !bytes[at].is_ascii_digit())
        .unwrap_or(bytes.len())
}

fn letters(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len())
}

/// Where a number in groups ends: thousands by comma, apostrophe or space, or lakhs and crores by comma.
fn groups(bytes: &[u8], whole: usize) -> Option<usize> {
    if whole == 0 || whole > 3 {
        return None;
    }
    let rest = std::str::from_utf8(&bytes[whole..]).ok()?;
    let separator = rest.chars().next().filter(|c| {
        matches!(
            c,
            ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
        )
    })?;
    // A space divides only groups that can be nothing else.
    if separator != ',' && bytes[0] == b'0' {
        return None;
    }
    let width = separator.len_utf8();
    let mut sizes = Vec::new();
    let mut end = whole;
    while bytes[end..].starts_with(&separator.to_string().as_bytes()[..width]) {
        let stop = digits_at(bytes, end + width);
        let size = stop - end - width;
        if !(2..=3).contains(&size) {
            break;
        }
        sizes.push(size);
        end = stop;
    }
    let last = sizes.pop()?;
    let by_thousands = last == 3 && sizes.iter().all(|&size| size == 3);
    let by_lakhs = separator == ','
        && whole <= 2
        && last == 3
        && !sizes.is_empty()
        && sizes.iter().all(|&size| size == 2);
    let goes_on = byte(bytes, end).is_ascii_digit()
        || separator == ',' && byte(bytes, end) == b',' && byte(bytes, end + 1).is_ascii_digit();
    ((by_thousands || by_lakhs) && !goes_on).then_some(end)
}

/// "1/16" is a fraction; "9/11" and "24/7" are not.
fn slashed(rest: &str, whole: usize) -> Option<(PieceKind, usize)> {
    let end = digits_at(rest.as_bytes(), whole + 1);
    let (numerator, denominator) = (
        rest[..whole].parse::<f64>().ok()?,
        rest[whole + 1..end].parse::<f64>().ok()?,
    );
    let usual = [
        2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0, 64.0, 100.0, 128.0, 1000.0,
    ]
    .contains(&denominator);
    let goes_on = matches!(byte(rest.as_bytes(), end), b'/' | b'-');
    (usual && numerator < denominator && numerator > 0.0 && !goes_on).then(|| {
        (
            PieceKind::Number(fraction(0.0, numerator, denominator, whole)),
            end,
        )
    })
}

/// Numerator, denominator and whole length of "1⁄32".
fn fraction_slash(rest: &str, whole: usize) -> Option<(f64, f64, usize)> {
    let after = rest[whole..].strip_prefix('⁄')?;
    let from = rest.len() - after.len();
    let end = digits_at(rest.as_bytes(), from);
    let denominator: f64 = rest[from..end].parse().ok().filter(|&value| value > 0.0)?;
    Some((rest[..whole].parse().ok()?, denominator, end))
}

/// Numerator, denominator and length of the vulgar fraction at the start.
fn vulgar_at(rest: &str) -> Option<(f64, f64, usize)> {
    let first = rest.chars().next()?;
    let (numerator, denominator) = vulgar(first)?;
    Some((numerator, denominator, first.len_utf8()))
}

/// Numerator and denominator of a vulgar fraction in one character.
pub(crate) fn vulgar(character: char) -> Option<(f64, f64)> {
    Some(match character {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅙' => (1.0, 6.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    })
}

/// Power and length of "×10−30", "x 10^6".
fn exponent(rest: &str) -> Option<(i32, usize)> {
    let after = rest.trim_start_matches(' ').strip_prefix(['×', 'x'])?;
    let after = after.trim_start_matches(' ').strip_prefix("10")?;
    let (raised, after) = after
        .strip_prefix('^')
        .map_or((false, after), |after| (true, after));
    let (sign, after) = match after.chars().next()? {
        '-' | '−' | '–' => (-1, &after[after.chars().next()?.len_utf8()..]),
        '+' => (1, &after[1..]),
        _ if raised => (1, after),
        // "1080x1020" is a size.
        _ => return None,
    };
    let length = digits_at(after.as_bytes(), 0);
    let power: i32 = after[..length]
        .parse()
        .ok()
        .filter(|power| (1..=300).contains(power))?;
    Some((sign * power, rest.len() - after.len() + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        match read(text) {
            (PieceKind::Number(literal), length) if length == text.len() => Some(literal.value),
            _ => None,
        }
    }

    #[test]
    fn reads_every_grouping() {
        assert_eq!(value("1,300"), Some(1300.0));
        assert_eq!(value("816 000"), Some(816000.0));
        assert_eq!(value("816\u{202f}000"), Some(816000.0));
        assert_eq!(value("12,34,567"), Some(1234567.0));
        assert_eq!(value("1,234,567.89"), Some(1234567.89));
        assert_eq!(value(".001"), Some(0.001));
        assert_eq!(value("2½"), Some(2.5));
        assert_eq!(value("3/4"), Some(0.75));
        assert_eq!(value("1⁄32"), Some(1.0 / 32.0));
        assert_eq!(value("1.3×10^6"), Some(1_300_000.0));
    }

    #[test]
    fn leaves_what_is_no_number() {
        for text in [
            "1,2,3,4",
            "10:27",
            "1.2.3",
            "9/11",
            "24/7",
            "2019/20",
            "22,24,26,31",
            "1990s",
            "93rd",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(400)), None, "beyond f64");
        assert_eq!(read("2015 300").1, 4);
        assert_eq!(read("12 3000").1, 2);
    }
}
