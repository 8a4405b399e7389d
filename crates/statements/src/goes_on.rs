//! *What it does*: makes a quotation that opens anew in a paragraph without a cue a statement of its own, which goes on
//! with the words of the paragraph before.
//!
//! *Example*: “The dam held,” she said. — and a next paragraph “Next time it may not.” The second has no cue and no
//! source beside it; its speaker is carried over from the first.
//!
//! *What it leaves alone*: paragraphs behind a colon, words that are not quoted, and a paragraph with its own cue.

use sayso_analysis::Analysis;
use sayso_text::Span;

use crate::Statement;

/// What made the rows.
pub(crate) const RULE: &str = "goes-on";

/// Parts such quotations from the statement whose cue the model gave them.
pub(crate) fn part(text: &str, analysis: &Analysis, statements: &mut Vec<Statement>) {
    let mut parted = Vec::new();
    for statement in statements.iter_mut() {
        let Some(&cue) = statement.cue.first() else {
            continue;
        };
        let home = paragraph(analysis, cue.start());
        let pieces: Vec<Span> = statement
            .content
            .iter()
            .flat_map(|&piece| by_opening(text, analysis, piece))
            .collect();
        let elsewhere = |piece: &Span| {
            let here = paragraph(analysis, piece.start());
            here != home
                && opens_quoted(text, analysis, here)
                && !(here == home + 1 && ends_in_colon(text, analysis, home))
        };
        let (apart, own): (Vec<Span>, Vec<Span>) = pieces.into_iter().partition(elsewhere);
        if apart.is_empty() {
            continue;
        }
        let mut at = 0;
        while at < apart.len() {
            let here = paragraph(analysis, apart[at].start());
            let end = at
                + apart[at..]
                    .iter()
                    .take_while(|piece| paragraph(analysis, piece.start()) == here)
                    .count();
            parted.push(Statement {
                content: apart[at..end].to_vec(),
                cue: Vec::new(),
                source: Vec::new(),
                // Words that stand before the cue are not what it goes on with.
                carried: (here > home)
                    .then(|| statement.source.first().copied())
                    .flatten(),
                rule: RULE,
                ..statement.clone()
            });
            at = end;
        }
        statement.content = own;
    }
    statements.retain(|statement| !statement.content.is_empty());
    statements.append(&mut parted);
    statements.sort_by_key(|statement| (statement.content[0], statement.cue.first().copied()));
    for at in 1..statements.len() {
        let here = paragraph(analysis, statements[at].content[0].start());
        if statements[at].rule != RULE || statements[at].carried.is_some() {
            continue;
        }
        let before = statements[..at].iter().rev().find(|before| {
            let last = before.content[before.content.len() - 1];
            paragraph(analysis, last.start()) + 1 == here && ends_quoted(analysis, last)
        });
        statements[at].carried = before.and_then(|before| {
            let source = before.source.first().copied();
            source.or(before.carried)
        });
    }
}

fn paragraph(analysis: &Analysis, at: usize) -> usize {
    analysis
        .paragraphs
        .partition_point(|paragraph| paragraph.span.end() <= at)
}

fn opens_quoted(text: &str, analysis: &Analysis, paragraph: usize) -> bool {
    analysis.paragraphs.get(paragraph).is_some_and(|paragraph| {
        let words = paragraph.span.slice(text).trim_start();
        words.starts_with(['"', '“', '‘', '\'', '„', '«'])
    })
}

fn ends_in_colon(text: &str, analysis: &Analysis, paragraph: usize) -> bool {
    analysis
        .paragraphs
        .get(paragraph)
        .is_some_and(|paragraph| paragraph.span.slice(text).trim_end().ends_with(':'))
}

/// Whether the end of a piece stands in a quotation.
fn ends_quoted(analysis: &Analysis, piece: Span) -> bool {
    let mut quotes = analysis.quotes.iter();
    quotes.any(|quote| quote.span.overlaps(piece) && quote.span.end() >= piece.end())
}

/// A piece cut before each of its paragraphs that opens with a quotation mark.
fn by_opening(text: &str, analysis: &Analysis, piece: Span) -> Vec<Span> {
    let mut cuts = vec![piece.start()];
    let first = paragraph(analysis, piece.start());
    for (number, here) in analysis.paragraphs.iter().enumerate().skip(first + 1) {
        if here.span.start() >= piece.end() {
            break;
        }
        if opens_quoted(text, analysis, number) {
            cuts.push(here.span.start());
        }
    }
    cuts.push(piece.end());
    cuts.windows(2)
        .filter_map(|pair| Some(Span::of(text, pair[0]..pair[1])?.trim(text)))
        .filter(|part| !part.is_empty())
        .collect()
}
