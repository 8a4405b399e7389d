//! What the characters around a mark tell about it.

use super::addresses::is_domain;

/// "1.", "2.1.": the number of a list's item or of a heading.
pub(super) fn is_item_number(run: &str) -> bool {
    run.len() <= 8
        && run.strip_suffix('.').is_some_and(|number| {
            number
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// Whether a comma before `rest` separates thousands.
pub(super) fn is_thousands(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

/// "w/o", "b/c", "I/C": letters that stand for words around a slash.
pub(super) fn is_short_for(word: &str, rest: &str) -> bool {
    let after = rest
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    word.len() == 1
        && after <= 3
        && !matches!((word, &rest[..after]), ("c" | "a", "o" | "c") | ("m", "s"))
}

/// Length of "***" in "s***": letters left out at a word's end.
pub(super) fn censored(run: &str) -> Option<usize> {
    let stars = run.bytes().take(6).take_while(|byte| *byte == b'*').count();
    (2..=5).contains(&stars).then_some(stars)
}

/// "lovin'", "cookin’".
pub(super) fn is_shortened_ending(word: &str) -> bool {
    (5..=12).contains(&word.len())
        && word.ends_with("in")
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a sentence was begun right after a period ("the end.The next"), and no host name goes on.
pub(super) fn is_run_on(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    let capital = bytes.next().is_some_and(|byte| byte.is_ascii_uppercase());
    let letters = rest
        .bytes()
        .take(5)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    capital
        && letters > 2
        && rest[1..letters]
            .bytes()
            .all(|byte| byte.is_ascii_lowercase())
        && !is_domain(&rest[..letters])
}

/// Whether nothing but marks that close follows.
pub(super) fn is_closing(rest: &str) -> bool {
    rest.len() <= 12 && rest.chars().all(|c| ")]}\"”’'»".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_no_further_than_it_must() {
        assert!(is_item_number("2.1.") && !is_item_number("2.1"));
        assert!(is_thousands("200.50") && !is_thousands("20"));
        assert!(is_short_for("b", "c") && !is_short_for("he", "she"));
        assert_eq!((censored("***"), censored("* ")), (Some(3), None));
        assert!(is_run_on("The next") && !is_run_on("Com") && !is_run_on("the"));
        assert!(is_closing("”)") && !is_closing("” he"));
    }
}
