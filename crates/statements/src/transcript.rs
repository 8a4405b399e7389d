//! *What it finds*: the turns of transcripts and interviews, whose speakers stand before a colon at the
//! paragraph's start, and words whose speaker stands behind or below them after a dash.
//!
//! *Examples*: "REYES: We were never asked." and "Q: Were you asked? A: Never."; "The bus has not come for a
//! week." over "— Ana Reyes, a neighbour", and the same on one line.
//!
//! *What it leaves alone*: labels of the page ("UPDATE:", "PHOTO:"), a single label in a report (more likely a
//! headline's), and words over a signature that are no quotation and that the model has given to a source.

use crate::lang::PAGE_LABELS;
use sayso_analysis::{Analysis, NameKind};
use sayso_text::Span;

use crate::{Kind, Stance, Statement};

/// Bytes of a label at most.
const LABEL: usize = 40;
/// Labelled paragraphs that make a transcript.
const FEWEST_TURNS: usize = 2;

/// Words of a signature at most.
const SIGNATURE: usize = 12;
const DASHES: &[char] = &['—', '–', '―'];
const QUOTATION_MARKS: &[char] = &['"', '“', '”', '„', '«', '»'];

/// A paragraph's speaker, the mark that sets them off, and the words.
struct Turn {
    paragraph: Span,
    source: Span,
    cue: Span,
    content: Span,
    rule: &'static str,
}

/// Adds the turns, and takes out what the model made of them without a cue in them.
pub(crate) fn add(text: &str, analysis: &Analysis, statements: &mut Vec<Statement>) {
    let mut turns: Vec<Turn> = analysis
        .paragraphs
        .iter()
        .filter_map(|paragraph| labelled(text, paragraph.span))
        .collect();
    if turns.len() < FEWEST_TURNS {
        turns.clear();
    }
    turns.extend(signed(text, analysis, statements));
    for turn in turns {
        statements.retain(|statement| {
            let inside = turn.paragraph.contains(statement.extent());
            let own_cue = statement
                .cue
                .first()
                .is_some_and(|&cue| turn.content.contains(cue));
            !inside || own_cue && !statement.source.is_empty()
        });
        for statement in statements.iter_mut() {
            // A piece that runs over from another paragraph ends where the turn begins.
            statement.content.retain(|piece| {
                !turn.paragraph.contains(*piece)
                    || statement.cue.iter().any(|cue| turn.content.contains(*cue))
            });
        }
        statements.retain(|statement| !statement.content.is_empty());
        statements.push(Statement {
            stance: if turn.content.slice(text).trim_end().ends_with('?') {
                Stance::Asks
            } else {
                Stance::Asserts
            },
            ..Statement::of_rule(
                Kind::Direct,
                vec![turn.content],
                vec![turn.cue],
                vec![turn.source],
                0.85,
                turn.rule,
            )
        });
    }
}

/// "NAME: words" or "Q: words".
fn labelled(text: &str, paragraph: Span) -> Option<Turn> {
    let words = paragraph.slice(text);
    let open = words.len() - words.trim_start_matches(['"', '“', '”', '\'', '‘']).len();
    let colon = words
        .get(open..)?
        .find(':')
        .map(|at| open + at)
        .filter(|&colon| colon - open <= LABEL && colon > open)?;
    let label = &words[open..colon];
    let spoken = words[colon + 1..].trim_start();
    let letters = label
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    let capitals =
        letters > 0 && label.split_whitespace().count() <= 4 && !label.contains(char::is_lowercase);
    let name = capitals && letters >= 3 && !label.contains(|letter: char| letter.is_ascii_digit());
    let part = matches!(label, "Q" | "A");
    if !(name || part) || PAGE_LABELS.has(label) || spoken.is_empty() {
        return None;
    }
    let at = |start: usize, end: usize| {
        Span::of(text, paragraph.start() + start..paragraph.start() + end)
    };
    Some(Turn {
        paragraph,
        source: at(open, colon)?,
        cue: at(colon, colon + 1)?,
        content: at(words.len() - spoken.len(), words.len())?.trim(text),
        rule: "transcript-label",
    })
}

/// Words with "— Name" behind them or in the paragraph below, where no source has them yet.
fn signed(text: &str, analysis: &Analysis, statements: &[Statement]) -> Vec<Turn> {
    let taken = |words: Span| {
        statements
            .iter()
            .any(|statement| !statement.source.is_empty() && statement.extent().overlaps(words))
    };
    let quoted = |words: Span| {
        let quotes = &mut analysis.quotes.iter();
        quotes.any(|quote| quote.span.trim(text) == words)
    };
    let below = analysis.paragraphs.windows(2).filter_map(|pair| {
        let [above, below] = pair else { return None };
        let content = above.span.trim(text);
        let turn = signature(text, analysis, content, below.span)?;
        (quoted(content) || !taken(content)).then_some(turn)
    });
    let behind = analysis.paragraphs.iter().filter_map(|paragraph| {
        let line = paragraph.span.slice(text);
        let dash = line.rfind(DASHES)?;
        let at = paragraph.span.start() + dash;
        let content = Span::of(text, paragraph.span.start()..at)?.trim(text);
        let words = content.slice(text);
        (words.starts_with(QUOTATION_MARKS) && words.ends_with(QUOTATION_MARKS)).then_some(())?;
        signature(
            text,
            analysis,
            content,
            Span::of(text, at..paragraph.span.end())?,
        )
    });
    below.chain(behind).collect()
}

/// The turn of `content` if `line` is a dash and a few words that begin with a person's name.
fn signature(text: &str, analysis: &Analysis, content: Span, line: Span) -> Option<Turn> {
    let words = line.slice(text);
    let name = words.strip_prefix(DASHES)?;
    let cue = Span::of(text, line.start()..line.end() - name.len())?;
    let source = Span::of(text, cue.end()..line.end())?.trim(text);
    let named = analysis.words_in(source);
    let person = analysis
        .names
        .iter()
        .any(|name| name.kind == NameKind::Person && name.words.start == named.start);
    (person && named.len() <= SIGNATURE).then_some(Turn {
        paragraph: content.cover(cue),
        source,
        cue,
        content,
        rule: "signature",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_speakers_or_the_pages_own() {
        let text = "REYES: We were never asked.";
        let turn = labelled(text, Span::at(text, 0..text.len())).unwrap();
        assert_eq!(
            (turn.source.slice(text), turn.content.slice(text)),
            ("REYES", "We were never asked.")
        );
        for other in [
            "UPDATE: The road is open.",
            "The mayor said: no.",
            "10:30: Doors open",
            "REYES:",
            ": no one",
        ] {
            assert!(
                labelled(other, Span::at(other, 0..other.len())).is_none(),
                "{other}"
            );
        }
        let quoted = "“DE LA CRUZ: Nobody wrote to us.”";
        assert_eq!(
            labelled(quoted, Span::at(quoted, 0..quoted.len()))
                .unwrap()
                .source
                .slice(quoted),
            "DE LA CRUZ"
        );
    }
}
