//! Words written as one token: "don't", "cannot", "the mayor's".

use std::cmp::Ordering;

use super::characters::is_apostrophe;

/// Contractions without an apostrophe, in lower case and sorted, and where their second word starts.
const WHOLE: &[(&str, u8)] = &[
    ("aint", 2),
    ("arent", 3),
    ("arnt", 2),
    ("cannot", 3),
    ("cant", 2),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("heres", 4),
    ("hes", 2),
    ("isnt", 2),
    ("lemme", 3),
    ("outta", 3),
    ("shes", 3),
    ("shouldnt", 6),
    ("thats", 4),
    ("theres", 5),
    ("theyll", 4),
    ("theyre", 4),
    ("theyve", 4),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("weve", 2),
    ("whats", 4),
    ("wont", 2),
    ("wouldnt", 5),
    ("youll", 3),
    ("youre", 3),
    ("youve", 3),
];

/// Those that may be other words: they are contractions before the words given, or, where none
/// is, before any that starts in lower case.
const GUARDED: &[(&str, u8, &[&str])] = &[
    ("im", 1, &[]),
    (
        "its",
        2,
        &[
            "a",
            "also",
            "an",
            "been",
            "definitely",
            "getting",
            "going",
            "gonna",
            "not",
            "probably",
            "really",
            "simply",
            "so",
            "the",
            "too",
        ],
    ),
    (
        "ive",
        1,
        &[
            "already", "always", "been", "ever", "got", "had", "never", "seen",
        ],
    ),
];

/// Endings that are words of their own after an apostrophe, which is left out here.
const ENDINGS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

/// Where the second word of `word` starts, if it is a contraction; `next` is the text after it.
pub(super) fn contraction(word: &str, next: &str) -> Option<usize> {
    if word.len() <= 8 && word.is_ascii() && !word.starts_with(|c: char| c.is_ascii_digit()) {
        if let Ok(found) = WHOLE.binary_search_by(|(entry, _)| compare(entry, word)) {
            return Some(WHOLE[found].1.into());
        }
        if word.len() <= 3 {
            return guarded(word, next);
        }
    }
    None
}

fn guarded(word: &str, next: &str) -> Option<usize> {
    // "IM", "ITS" are names.
    let rest = word
        .get(1..)
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    let (_, cut, before) = GUARDED
        .iter()
        .find(|(entry, ..)| entry[1..] == *rest && word[..1].eq_ignore_ascii_case(&entry[..1]))?;
    let next = next.trim_start();
    let end = next
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(next.len());
    let agrees = if before.is_empty() {
        next.starts_with(char::is_lowercase)
    } else {
        before.contains(&&next[..end])
    };
    agrees.then_some(usize::from(*cut))
}

/// Where the second word starts in a word that holds an apostrophe.
pub(super) fn apostrophe_contraction(word: &str) -> Option<usize> {
    let (at, mark) = word
        .char_indices()
        .rev()
        .take(3)
        .find(|&(_, c)| is_apostrophe(c))?;
    let (base, ending) = (&word[..at], &word[at + mark.len_utf8()..]);
    if ending.eq_ignore_ascii_case("t") {
        let cut = at.checked_sub(1)?;
        return (cut > 0 && base.as_bytes()[cut].eq_ignore_ascii_case(&b'n')).then_some(cut);
    }
    let last = base.chars().next_back()?;
    if ending.is_empty() {
        // The possessive of a plural.
        return matches!(last, 's' | 'S').then_some(at);
    }
    if !ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
    {
        return ["'tis", "'twas"]
            .iter()
            .any(|known| compare(known, word) == Ordering::Equal)
            .then_some(2);
    }
    let plural = ending.eq_ignore_ascii_case("s") && is_plural_of_digits(base);
    let verb = ending.eq_ignore_ascii_case("d") && last.is_uppercase() && base.len() > 1;
    (!plural && !verb).then_some(at)
}

/// "1930's", "AK-47's" are plurals; "2003's", "107's" possessives.
fn is_plural_of_digits(base: &str) -> bool {
    let digits = base
        .bytes()
        .rev()
        .take(5)
        .take_while(u8::is_ascii_digit)
        .count();
    digits > 0 && (digits < base.len() || base.ends_with('0') && matches!(digits, 2 | 4))
}

/// Whether `text` starts with a contracted ending that stands alone, as after a closing mark
/// (“Hamlet”’s), and its length.
pub(super) fn lone_ending(text: &str) -> Option<usize> {
    let mark = text
        .chars()
        .next()
        .filter(|&c| is_apostrophe(c) && c != '‘')?;
    let rest = &text[mark.len_utf8()..];
    let length = rest
        .bytes()
        .take(3)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let known = ENDINGS
        .iter()
        .any(|ending| rest[..length].eq_ignore_ascii_case(ending));
    let ends = !rest[length..].starts_with(|c: char| c.is_alphanumeric());
    (known && ends).then_some(mark.len_utf8() + length)
}

/// Words that begin with an apostrophe, which is left out here.
const CLIPPED: &[&str] = &[
    "bout", "cause", "em", "fraid", "kay", "n", "round", "scuse", "sup", "til", "till", "tis",
    "twas",
];

/// Length of a word that begins with an apostrophe ("'em", "'90s", "’72") at the start of `text`.
pub(crate) fn clipped(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|&c| is_apostrophe(c))?;
    let rest = &text[mark.len_utf8()..];
    let length = rest
        .bytes()
        .take(8)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let (word, after) = rest.split_at(length);
    let digits = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    // ‘20 people died’ opens a quotation.
    let year = mark != '‘' && digits(word) || word.strip_suffix('s').is_some_and(digits);
    if year || CLIPPED.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        // "rock 'n' roll": the second apostrophe is of the word too.
        let closing = after
            .chars()
            .next()
            .filter(|&c| is_apostrophe(c) && word.eq_ignore_ascii_case("n"));
        return (closing.is_some() || !after.starts_with(is_apostrophe))
            .then(|| mark.len_utf8() + length + closing.map_or(0, char::len_utf8));
    }
    None
}

fn compare(entry: &str, word: &str) -> Ordering {
    entry
        .bytes()
        .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(WHOLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(GUARDED.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(CLIPPED.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn cuts_before_the_second_word() {
        assert_eq!(apostrophe_contraction("won’t"), Some(2));
        assert_eq!(apostrophe_contraction("WE'LL"), Some(2));
        assert_eq!(apostrophe_contraction("workers'"), Some(7));
        assert_eq!(apostrophe_contraction("1990's"), None);
        assert_eq!(apostrophe_contraction("2003's"), Some(4));
        assert_eq!(apostrophe_contraction("Ba'ath"), None);
        assert_eq!(contraction("cannot", ""), Some(3));
        assert_eq!(contraction("its", " not over"), Some(2));
        assert_eq!(contraction("its", " harbour"), None);
    }

    #[test]
    fn knows_clipped_words() {
        assert_eq!(clipped("'em,"), Some(3));
        assert_eq!(clipped("’90s"), Some(6));
        assert_eq!(clipped("'n' roll"), Some(3));
        assert_eq!(clipped("'events'"), None);
    }
}
