use std::fmt;
use std::ops::{Index, Range};

use crate::blank::is_blank;

/// A stretch of a text in bytes, `start..end`, never empty backwards: `start <= end`.
///
/// A span is only made from a text ([`Span::of`]) or from other spans of the same text, so it
/// lies inside that text and on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `range` of `text`, or `None` where it runs backwards, over the end or through
    /// a character, or where the text is longer than `u32::MAX` bytes.
    pub fn of(text: &str, range: Range<usize>) -> Option<Self> {
        text.get(range.clone())?;
        let start = u32::try_from(range.start).ok()?;
        let end = u32::try_from(range.end).ok()?;
        Some(Self { start, end })
    }

    /// A span whose bounds the caller took from `text` itself (a match, a token's edge).
    ///
    /// # Panics
    /// Where [`Span::of`] would give `None`.
    pub fn at(text: &str, range: Range<usize>) -> Self {
        match Self::of(text, range.clone()) {
            Some(span) => span,
            None => panic!("{range:?} is no span of a text of {} bytes", text.len()),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words the span stands for.
    pub fn slice(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The stretch both share, `None` where they do not overlap.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The span without white space (byte order marks and zero-width spaces count as such) at its two
    /// ends; empty at its start where it is all white.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.slice(text);
        let start = self.start() + words.len() - words.trim_start_matches(is_blank).len();
        let end = self.start() + words.trim_end_matches(is_blank).len();
        if end <= start {
            return Self {
                start: self.start,
                end: self.start,
            };
        }
        Self::at(text, start..end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_of_the_text() {
        let text = "né";
        assert!(Span::of(text, 0..3).is_some());
        assert!(Span::of(text, 0..2).is_none(), "through a character");
        assert!(Span::of(text, 0..4).is_none(), "over the end");
        #[allow(clippy::reversed_empty_ranges)]
        let backwards = 2..1;
        assert!(Span::of(text, backwards).is_none());
    }

    #[test]
    fn trims_white_space() {
        let text = " a b ";
        let trimmed = Span::at(text, 0..5).trim(text);
        assert_eq!(&text[trimmed], "a b");
        assert!(Span::at(text, 0..1).trim(text).is_empty());
    }
}
