//! A report's words as copies are compared by: without case and marks, each a hash with its span.

use sayso::Span;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) hash: u64,
    pub(crate) span: Span,
}

/// The words of a text: letters and digits, with marks inside a word ("don’t", "1,000") passed over, so that
/// straight and curly apostrophes make the same word.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut hash = folded(BASIS, first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if c.is_alphanumeric() {
                hash = folded(hash, c);
                end = at + c.len_utf8();
            } else if !matches!(c, '\'' | '’' | ',' | '.') || !goes_on(text, at + c.len_utf8()) {
                break;
            }
            chars.next();
        }
        words.push(Word {
            hash: mixed(hash),
            span: Span::at(text, start..end),
        });
    }
    words
}

fn goes_on(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// FNV-1a (Fowler, Noll, Vo), of the lower case of a character.
fn folded(hash: u64, c: char) -> u64 {
    let step =
        |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    if c.is_ascii() {
        return step(hash, c.to_ascii_lowercase());
    }
    c.to_lowercase().fold(hash, step)
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// The last step of SplitMix64 (Steele, Lea and Flood 2014): spreads a hash over all bits.
pub(crate) fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        words(text).iter().map(|word| word.hash).collect()
    }

    #[test]
    fn case_and_marks_do_not_count() {
        assert_eq!(
            hashes("“The ferry’s captain,” she said, counted 1,200."),
            hashes("the ferry's captain — she SAID: counted 1,200")
        );
        assert_ne!(hashes("1,200"), hashes("1,201"));
    }

    #[test]
    fn words_are_tied_to_the_text() {
        let text = "Não, don’t. End";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|word| word.span.slice(text))
            .collect();
        assert_eq!(found, ["Não", "don’t", "End"]);
    }
}
