//! A user's words as a question to the full-text index, and stored spans as words.

use rusqlite::types::FromSqlError;
use sayso::{Pair, Span};
use serde::de::DeserializeOwned;

/// All of the words, those in double quotation marks as a phrase, those before an asterisk as a beginning. `None`
/// where there is no word.
pub(crate) fn all_of(words: &str) -> Option<String> {
    // Where the index's own reading of a question would end.
    let words = words.replace('\0', " ");
    let mut wanted = Vec::new();
    for (number, part) in words.split(['"', '“', '”']).enumerate() {
        let terms: Vec<&str> = if number % 2 == 1 {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        wanted.extend(
            terms
                .into_iter()
                .filter(|term| term.contains(char::is_alphanumeric))
                .map(|term| match term.strip_suffix('*') {
                    Some(beginning) => format!("\"{beginning}\" *"),
                    None => format!("\"{term}\""),
                }),
        );
    }
    (!wanted.is_empty()).then(|| wanted.join(" AND "))
}

/// The same in one column.
pub(crate) fn all_of_in(column: &str, words: &str) -> Option<String> {
    Some(format!("{column} : ({})", all_of(words)?))
}

/// A list or span that is stored as JSON.
pub(crate) fn list<T: DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: &str,
) -> rusqlite::Result<T> {
    let stored = row.get_ref(column)?.as_str()?;
    serde_json::from_str(stored).map_err(|error| FromSqlError::other(error).into())
}

/// The words of the spans, pieces parted by an ellipsis.
pub(crate) fn words_of(text: &str, spans: &[Pair]) -> String {
    let pieces: Vec<&str> = spans
        .iter()
        .filter_map(|span| text.get(span[0]..span[1]))
        .collect();
    pieces.join(" … ")
}

/// Spans in bytes as spans in code points, in which `sayso read` gives them.
pub(crate) fn in_chars(text: &str, spans: &[Pair]) -> Vec<Pair> {
    spans
        .iter()
        .filter_map(|span| Span::of(text, span[0]..span[1]))
        .map(|span| {
            // Counting is faster than an index of offsets for as few spans as a row has.
            let start = text[..span.start()].chars().count();
            [start, start + span.slice(text).chars().count()]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_break_the_question() {
        assert_eq!(
            all_of("dam  Kestrel").as_deref(),
            Some("\"dam\" AND \"Kestrel\"")
        );
        assert_eq!(
            all_of("\"did not fire\" guards").as_deref(),
            Some("\"did not fire\" AND \"guards\"")
        );
        assert_eq!(
            all_of("NOT (a* OR \"").as_deref(),
            Some("\"NOT\" AND \"(a\" * AND \"OR\"")
        );
        assert_eq!(all_of(" – ( \"\" "), None);
        assert_eq!(all_of("a\0b").as_deref(), Some("\"a\" AND \"b\""));
    }
}
