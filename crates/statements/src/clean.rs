//! Mending the edges of a statement's content.

use sayso_analysis::{Analysis, Deprel, Upos};
use sayso_text::{Quote, Span};

use crate::Statement;

/// Bytes of a dateline at most.
const DATELINE: usize = 80;

/// Gives pieces the quotation marks at their edges, and joins pieces with no word between them.
pub(crate) fn mend(text: &str, analysis: &Analysis, statement: &mut Statement) {
    let mut pieces: Vec<Span> = statement
        .content
        .iter()
        .flat_map(|&piece| by_paragraph(analysis, piece))
        .collect();
    pieces.sort();
    if let Some(&cue) = statement.cue.first() {
        let paragraph = |span: Span| {
            analysis
                .paragraphs
                .partition_point(|paragraph| paragraph.span.end() <= span.start())
        };
        let home = paragraph(cue);
        if pieces.iter().any(|&piece| paragraph(piece) == home) {
            pieces.retain(|&piece| {
                paragraph(piece) == home
                    || is_quoted(&analysis.quotes, piece)
                    || paragraph(piece) > home
            });
        }
    }
    let mut joined: Vec<Span> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let piece = with_object(analysis, with_marks(&analysis.quotes, piece));
        let Some(piece) =
            after_dateline(text, analysis, piece).and_then(|piece| trimmed(text, piece))
        else {
            continue;
        };
        match joined.last_mut() {
            Some(last)
                if nothing_between(text, *last, piece) && may_join(analysis, *last, piece) =>
            {
                *last = last.cover(piece);
            }
            _ => joined.push(piece),
        }
    }
    statement.content = joined
        .into_iter()
        .map(|piece| after_connective(text, piece))
        .collect();
    let sources = statement.source.iter();
    statement.source = sources
        .filter_map(|&source| after_dateline(text, analysis, source))
        .collect();
}

/// A piece cut where paragraphs end, unless a quotation runs on over them.
fn by_paragraph(analysis: &Analysis, piece: Span) -> Vec<Span> {
    let first = analysis
        .paragraphs
        .partition_point(|paragraph| paragraph.span.end() <= piece.start());
    let parts: Vec<Span> = analysis.paragraphs[first..]
        .iter()
        .take_while(|paragraph| paragraph.span.start() < piece.end())
        .filter_map(|paragraph| paragraph.span.intersect(piece))
        .collect();
    if parts.len() < 2 || is_quoted(&analysis.quotes, piece) {
        vec![piece]
    } else {
        parts
    }
}

/// Whether a piece touches a quotation.
fn is_quoted(quotes: &[Quote], piece: Span) -> bool {
    let first = quotes.partition_point(|quote| quote.span.end() <= piece.start());
    quotes
        .get(first)
        .is_some_and(|quote| quote.span.start() < piece.end())
}

/// A piece without the marks at its edges that set it off from its sentence; `None` where there is nothing else.
fn trimmed(text: &str, piece: Span) -> Option<Span> {
    let words = piece.slice(text);
    let sets_off = |mark: char| mark.is_whitespace() || matches!(mark, ',' | ';' | ':');
    let start = words.len() - words.trim_start_matches(sets_off).len();
    let end = words.trim_end_matches(sets_off).len();
    (start < end)
        .then(|| Span::of(text, piece.start() + start..piece.start() + end))
        .flatten()
}

/// Whether two pieces stand in one paragraph or one quotation runs on from the one to the other.
fn may_join(analysis: &Analysis, before: Span, after: Span) -> bool {
    let paragraph = |span: Span| {
        analysis
            .paragraphs
            .partition_point(|paragraph| paragraph.span.end() <= span.start())
    };
    paragraph(before) == paragraph(after)
        || is_quoted(&analysis.quotes, before) && is_quoted(&analysis.quotes, after)
}

/// Words from a preposition to its object at most.
const OBJECT: usize = 3;

/// A piece that ends in a preposition takes the preposition's object, unless that has a role of its own.
fn with_object(analysis: &Analysis, piece: Span) -> Span {
    let words = analysis.words_in(piece);
    let Some(last) = words.clone().last() else {
        return piece;
    };
    let word = &analysis.words[last];
    let object = word
        .head
        .filter(|head| (words.end..words.end + OBJECT).contains(head));
    let Some(object) = object.filter(|_| word.upos == Upos::Adp && word.deprel == Deprel::Case)
    else {
        return piece;
    };
    let next = analysis
        .roles
        .partition_point(|role| role.words.end <= words.end);
    let taken = analysis.roles[next..]
        .iter()
        .take(2)
        .any(|role| role.words.start <= object && role.words.end > words.end);
    match analysis.span_of(words.start..object + 1) {
        Some(whole) if !taken => piece.cover(whole),
        _ => piece,
    }
}

/// A piece without the part of its paragraph's dateline ("PORT CALLOW, March 3 (Agency) — ") that it holds; `None`
/// where it holds nothing else.
fn after_dateline(text: &str, analysis: &Analysis, piece: Span) -> Option<Span> {
    let at = analysis
        .paragraphs
        .partition_point(|paragraph| paragraph.span.end() <= piece.start());
    let Some(paragraph) = analysis.paragraphs.get(at) else {
        return Some(piece);
    };
    let start = paragraph.span.start() + dateline(paragraph.span.slice(text));
    if start <= piece.start() {
        return Some(piece);
    }
    Span::of(text, start..piece.end().max(start)).filter(|rest| !rest.is_empty())
}

/// Bytes of the dateline at the start of a paragraph, 0 where it has none.
fn dateline(paragraph: &str) -> usize {
    let dashes = [" — ", " – ", " -- ", " - "];
    let found = dashes
        .iter()
        .filter_map(|dash| paragraph.find(dash).map(|at| (at, at + dash.len())))
        .min();
    let Some((before, after)) = found.filter(|(before, _)| *before <= DATELINE) else {
        return 0;
    };
    let place = paragraph[..before]
        .split([',', '('])
        .next()
        .unwrap_or_default();
    let capitals = place
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        > 1;
    if capitals && !place.contains(char::is_lowercase) {
        after
    } else {
        0
    }
}

/// What ties a sentence to the one before it and is the reporter's, not the source's.
const CONNECTIVES: &[&str] = &[
    "in response",
    "meanwhile",
    "however",
    "in addition",
    "moreover",
    "furthermore",
    "separately",
    "nevertheless",
];

/// A piece without the connective at its start ("In response, ").
fn after_connective(text: &str, piece: Span) -> Span {
    let words = piece.slice(text);
    let Some((first, rest)) = words.split_once(", ") else {
        return piece;
    };
    if CONNECTIVES
        .iter()
        .any(|connective| first.eq_ignore_ascii_case(connective))
    {
        return Span::of(text, piece.end() - rest.len()..piece.end()).unwrap_or(piece);
    }
    piece
}

/// Whether no word stands between two pieces.
fn nothing_between(text: &str, before: Span, after: Span) -> bool {
    after.start() <= before.end()
        || !text[before.end()..after.start()].contains(char::is_alphanumeric)
}

/// A piece that fills a quotation from edge to edge takes the marks it lacks.
fn with_marks(quotes: &[Quote], piece: Span) -> Span {
    let first = quotes.partition_point(|quote| quote.span.end() <= piece.start());
    let touching = quotes[first..]
        .iter()
        .take_while(|quote| quote.span.start() < piece.end());
    let filled = touching.filter(|quote| !quote.inner.is_empty() && piece.contains(quote.inner));
    filled.fold(piece, |piece, quote| piece.cover(quote.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_end_at_their_dash() {
        for (paragraph, words) in [
            ("PORT CALLOW — A barge", "A barge"),
            ("TARN, April 13 (CW) — Two guards", "Two guards"),
            (
                "Two guards — one a woman — fell",
                "Two guards — one a woman — fell",
            ),
            (
                "NATO said – as ever – nothing",
                "NATO said – as ever – nothing",
            ),
            ("A barge struck the bridge", "A barge struck the bridge"),
        ] {
            assert_eq!(&paragraph[dateline(paragraph)..], words);
        }
    }
}
