//! WordPiece of uncased BERT (Devlin et al. 2018; Wu et al. 2016), word by word.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const UNKNOWN: u32 = 100;
/// Longer runs are one unknown piece, as in BERT.
const LONGEST: usize = 100;
/// Pieces that are kept of one word; the model was trained so.
const MOST: usize = 12;

/// The vocabulary: pieces that begin a word and pieces that go on.
pub(crate) struct WordPiece {
    begin: HashMap<Box<str>, u32>,
    inside: HashMap<Box<str>, u32>,
}

impl WordPiece {
    /// A vocabulary of one piece a line, its number being its line; "##" marks pieces that go on.
    pub(crate) fn new(vocabulary: &str) -> Self {
        let mut begin = HashMap::with_capacity(26_000);
        let mut inside = HashMap::with_capacity(8_000);
        for (number, piece) in vocabulary.lines().enumerate() {
            match piece.strip_prefix("##").filter(|rest| !rest.is_empty()) {
                Some(rest) => inside.insert(rest.into(), number as u32),
                None => begin.insert(piece.into(), number as u32),
            };
        }
        Self { begin, inside }
    }

    /// Appends the pieces of a word: one at least, twelve at most.
    pub(crate) fn read(&self, form: &str, room: &mut String, out: &mut Vec<u32>) {
        let first = out.len();
        if form.is_ascii() {
            room.clear();
            room.push_str(form);
            room.make_ascii_lowercase();
            if let Some(&piece) = self.begin.get(room.as_str()) {
                out.push(piece);
                return;
            }
        } else {
            room.clear();
            room.extend(
                form.nfd()
                    .filter(|c| !is_combining_mark(*c))
                    .flat_map(char::to_lowercase)
                    .filter(|c| !is_dropped(*c)),
            );
        }
        let word = room.as_str();
        let mut start = 0;
        for (at, character) in word.char_indices() {
            if is_split(character) {
                self.greedy(&word[start..at], out);
                let end = at + character.len_utf8();
                self.greedy(&word[at..end], out);
                start = end;
            }
            if out.len() - first >= MOST {
                break;
            }
        }
        if out.len() - first < MOST {
            self.greedy(&word[start..], out);
        }
        if out.len() == first {
            out.push(UNKNOWN);
        }
        out.truncate(first + MOST);
    }

    /// Longest match first; one unknown piece where there is none.
    fn greedy(&self, word: &str, out: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let first = out.len();
        if word.chars().count() > LONGEST {
            out.push(UNKNOWN);
            return;
        }
        let mut start = 0;
        while start < word.len() {
            let map = if start == 0 {
                &self.begin
            } else {
                &self.inside
            };
            let rest = &word[start..];
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let found = ends
                .rev()
                .find_map(|end| Some((end, *map.get(&rest[..end])?)));
            let Some((length, piece)) = found else {
                out.truncate(first);
                out.push(UNKNOWN);
                return;
            };
            out.push(piece);
            start += length;
        }
    }
}

/// Characters that BERT's cleaning drops.
fn is_dropped(character: char) -> bool {
    character == '\u{fffd}'
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
}

/// Characters that stand alone: punctuation and ideographs.
fn is_split(character: char) -> bool {
    match character {
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => true,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ebef}' => true,
        _ => is_punctuation(character),
    }
}

/// General punctuation outside ASCII that occurs in news.
fn is_punctuation(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '،' | '؛' | '؟' | '\u{ff01}'..='\u{ff0f}')
        && !matches!(character, '\u{2044}' | '\u{2052}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<u32> {
        let vocabulary = WordPiece::new("un\n##able\nthe\n'\n##s\ncafe\ns\n—");
        let mut out = Vec::new();
        vocabulary.read(word, &mut String::new(), &mut out);
        out
    }

    #[test]
    fn splits_as_bert_does() {
        assert_eq!(pieces("Unable"), [0, 1]);
        assert_eq!(pieces("Café"), [5]);
        assert_eq!(pieces("'s"), [3, 6]);
        assert_eq!(pieces("xyz"), [UNKNOWN]);
        assert_eq!(pieces("the—the"), [2, 7, 2]);
        assert_eq!(pieces("\u{200b}"), [UNKNOWN]);
        assert_eq!(pieces(&"the-".repeat(50)).len(), MOST);
    }
}
