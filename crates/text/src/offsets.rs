use serde::{Deserialize, Serialize};

use crate::Span;

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts.
    #[default]
    Chars,
    /// Bytes of the text in UTF-8.
    Bytes,
    /// UTF-16 code units, as browsers count.
    Utf16,
}

/// Turns byte spans of one text into spans of another unit and back.
///
/// Costs nothing for ASCII texts; others keep one mark for every 64 bytes.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before every `STEP`th byte (the character boundary at or before it); empty where
    /// units and bytes agree.
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Offsets<'t> {
    /// Offsets of `text` in `unit`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            marks.reserve(text.len() / STEP + 1);
            let mut units = 0u32;
            for (at, character) in text.char_indices() {
                while marks.len() * STEP < at + character.len_utf8() {
                    marks.push(units);
                }
                units += unit_len(unit, character);
            }
            marks.push(units);
        }
        Self { text, unit, marks }
    }

    /// The offset of a byte position; one inside a character counts as that character's start.
    pub fn offset(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.marks.is_empty() {
            return byte;
        }
        let step = byte / STEP;
        let mut from = step * STEP;
        while !self.text.is_char_boundary(from) {
            from -= 1;
        }
        let Some(&mark) = self.marks.get(step) else {
            return byte;
        };
        let more: u32 = self.text[from..]
            .char_indices()
            .take_while(|(at, c)| from + at + c.len_utf8() <= byte)
            .map(|(_, c)| unit_len(self.unit, c))
            .sum();
        (mark + more) as usize
    }

    /// A span's `[start, end]` in the unit.
    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.offset(span.start()), self.offset(span.end())]
    }
}

fn unit_len(unit: OffsetUnit, character: char) -> u32 {
    match unit {
        OffsetUnit::Chars => 1,
        OffsetUnit::Bytes => character.len_utf8() as u32,
        OffsetUnit::Utf16 => character.len_utf16() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,300}") {
            for unit in [OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16] {
                let offsets = Offsets::new(&text, unit);
                let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                for at in ends {
                    let counted = match unit {
                        OffsetUnit::Chars => text[..at].chars().count(),
                        OffsetUnit::Bytes => at,
                        OffsetUnit::Utf16 => text[..at].encode_utf16().count(),
                    };
                    prop_assert_eq!(offsets.offset(at), counted);
                }
            }
        }
    }
}
