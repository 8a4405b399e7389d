//! *What it finds*: a paragraph in the first person that no cue attributes and no quotation marks
//! enclose: a post or a letter set into the report, whose signature or layout the text has lost.
//! Such words are not the outlet's own voice.
//!
//! *Example*: "Our patrol found the boat adrift this morning. We are towing it in." between two
//! paragraphs of a report in the third person.
//!
//! *What it leaves alone*: reports that are written in the first person throughout, questions and
//! short lines, and paragraphs that already hold a statement.

use crate::lang::FIRST_PERSON;
use sayso_analysis::{Analysis, Sentence, Upos};
use sayso_text::Span;

use crate::kind::is_quoted;
use crate::{Kind, Statement};

/// Words of such a paragraph at least.
const FEWEST_WORDS: usize = 12;
/// Paragraphs in the first person that a report may have before that counts as its own manner.
const OWN_MANNER: usize = 2;
/// Statements with a cue that show a text to be a report and not a column.
const FEWEST_STATEMENTS: usize = 3;

/// Adds the first-person paragraphs of a report in the third person.
pub(crate) fn add(text: &str, analysis: &Analysis, statements: &mut Vec<Statement>) {
    let mut sentences = vec![Vec::<&Sentence>::new(); analysis.paragraphs.len()];
    for sentence in &analysis.sentences {
        sentences[sentence.paragraph].push(sentence);
    }
    let first_person: Vec<bool> = sentences
        .iter()
        .map(|found| is_first_person(text, analysis, found))
        .collect();
    let count = first_person.iter().filter(|&&found| found).count();
    let attributed = statements
        .iter()
        .filter(|statement| !statement.cue.is_empty())
        .count();
    if count > OWN_MANNER || attributed < FEWEST_STATEMENTS {
        return;
    }
    let inner = 1..analysis.paragraphs.len().saturating_sub(1);
    for number in inner {
        let paragraph = analysis.paragraphs[number];
        let attributed = |statement: &Statement| {
            statement
                .content
                .iter()
                .any(|piece| piece.overlaps(paragraph.span) && half(*piece, paragraph.span))
        };
        if !first_person[number] || statements.iter().any(attributed) {
            continue;
        }
        // Stray pieces that the model found in it belong to the whole.
        statements.retain(|statement| {
            !(statement.cue.is_empty() && paragraph.span.contains(statement.extent()))
        });
        statements.push(Statement::of_rule(
            Kind::Embedded,
            vec![paragraph.span],
            Vec::new(),
            Vec::new(),
            0.5,
            "first-person-paragraph",
        ));
    }
}

/// Whether a piece with a cue of its own covers half of the paragraph.
fn half(piece: Span, paragraph: Span) -> bool {
    piece
        .intersect(paragraph)
        .is_some_and(|shared| shared.len() * 2 > paragraph.len())
}

/// Whether the first person stands outside quotation marks in the paragraph, which is long enough
/// and no question.
fn is_first_person(text: &str, analysis: &Analysis, sentences: &[&Sentence]) -> bool {
    let words = sentences
        .iter()
        .map(|sentence| sentence.words.len())
        .sum::<usize>();
    let asks = sentences
        .iter()
        .any(|sentence| sentence.span.slice(text).trim_end().ends_with('?'));
    words >= FEWEST_WORDS
        && !asks
        && sentences.iter().any(|sentence| {
            analysis.words[sentence.words.clone()].iter().any(|word| {
                let form = word.span.slice(text);
                let person = FIRST_PERSON.has(form);
                person
                    && matches!(word.upos, Upos::Pron | Upos::Det)
                    && !is_quoted(analysis, word.span)
            })
        })
}
