//! Words of a text by their positions in code points.

use sayso::Pair;

/// Code points before and after a quote by which it is found again.
const AROUND: usize = 32;

/// A text whose code points can be counted off.
pub(crate) struct Quotes<'t> {
    text: &'t str,
    /// Where each code point starts, and the end; empty where all are one byte.
    starts: Vec<usize>,
    length: usize,
}

impl<'t> Quotes<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts: Vec<usize> = if text.is_ascii() {
            Vec::new()
        } else {
            let starts = text.char_indices().map(|(at, _)| at);
            starts.chain([text.len()]).collect()
        };
        let length = starts.len().checked_sub(1).unwrap_or(text.len());
        Self {
            text,
            starts,
            length,
        }
    }

    /// The words of a span.
    pub(crate) fn words(&self, [start, end]: Pair) -> &'t str {
        let byte = |at: usize| self.starts.get(at.min(self.length)).copied();
        let (start, end) = (start.min(self.length), end.min(self.length));
        let range = byte(start).unwrap_or(start)..byte(end).unwrap_or(end);
        self.text.get(range).unwrap_or_default()
    }

    /// The words of several spans, parted by an ellipsis.
    pub(crate) fn all_words(&self, spans: &[Pair]) -> String {
        let words: Vec<&str> = spans.iter().map(|span| self.words(*span)).collect();
        words.join(" … ")
    }

    /// What stands before a span and after it.
    pub(crate) fn around(&self, [start, end]: Pair) -> (&'t str, &'t str) {
        let before = self.words([start.saturating_sub(AROUND), start]);
        (before, self.words([end, end + AROUND]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted() {
        let text = "“Não,” said Ewa Łęcka.";
        let quotes = Quotes::new(text);
        assert_eq!(quotes.words([1, 4]), "Não");
        assert_eq!(quotes.around([1, 4]), ("“", ",” said Ewa Łęcka."));
        assert_eq!(quotes.words([16, 99]), "Łęcka.");
        assert_eq!(Quotes::new("plain").words([1, 3]), "la");
    }
}
