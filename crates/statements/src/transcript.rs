//! *What it finds*: the turns of transcripts and interviews, whose speakers stand before a colon at the
//! paragraph's start, and words whose speaker stands below them after a dash.
//!
//! *Examples*: "REYES: We were never asked." and "Q: Were you asked? A: Never."; "The bus has not come for a
//! week." over "— Ana Reyes, a neighbour".
//!
//! *What it leaves alone*: labels of the page ("UPDATE:", "PHOTO:"), a single label in a report (more likely a
//! headline's), and words over a signature that are no quotation and that the model has given to a source.

use sayso_analysis::{Analysis, NameKind};
use sayso_text::Span;

use crate::{Kind, Stance, Statement};

/// Labels of paragraphs that name no speaker.
const PAGE_LABELS: &[&str] = &[
    "ALSO",
    "BREAKING",
    "BYLINE",
    "CORRECTION",
    "EDITOR'S NOTE",
    "EDITOR’S NOTE",
    "FACT",
    "LOOK",
    "MORE",
    "NOTE",
    "PHOTO",
    "PHOTOS",
    "PREVIOUSLY",
    "READ",
    "READ MORE",
    "RELATED",
    "SOURCE",
    "SOURCES",
    "TOPICS",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WATCH",
];
/// Bytes of a label at most.
const LABEL: usize = 40;
/// Labelled paragraphs that make a transcript.
const FEWEST_TURNS: usize = 2;

/// Words of a signature at most.
const SIGNATURE: usize = 12;

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
            kind: Kind::Direct,
            content: vec![turn.content],
            cue: vec![turn.cue],
            source: vec![turn.source],
            parent: None,
            stance: if turn.content.slice(text).trim_end().ends_with('?') {
                Stance::Asks
            } else {
                Stance::Asserts
            },
            negated: false,
            medium: None,
            venue: None,
            addressee: None,
            said_at: None,
            anonymity: None,
            confidence: 0.85,
            rule: turn.rule,
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
    if !(name || part) || PAGE_LABELS.contains(&label) || spoken.is_empty() {
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

/// Words with "— Name" in the paragraph below, where no source has them yet.
fn signed(text: &str, analysis: &Analysis, statements: &[Statement]) -> Vec<Turn> {
    let pairs = analysis.paragraphs.windows(2);
    let turns = pairs.filter_map(|pair| {
        let [above, below] = pair else { return None };
        let (above, below) = (above.span, below.span);
        let line = below.slice(text);
        let dash = line
            .chars()
            .next()
            .filter(|mark| matches!(mark, '—' | '–' | '―'))?;
        let start = line.len() - line[dash.len_utf8()..].trim_start().len();
        let source = Span::of(text, below.start() + start..below.end())?;
        let words = analysis.words_in(source);
        let person = analysis
            .names
            .iter()
            .any(|name| name.kind == NameKind::Person && name.words.start == words.start);
        let taken = statements
            .iter()
            .any(|statement| !statement.source.is_empty() && statement.extent().overlaps(above));
        let quoted = analysis
            .quotes
            .iter()
            .any(|quote| quote.span.trim(text) == above.trim(text));
        (person && words.len() <= SIGNATURE && (quoted || !taken)).then_some(())?;
        let cue = Span::of(text, below.start()..below.start() + dash.len_utf8())?;
        Some(Turn {
            paragraph: above,
            source,
            cue,
            content: above,
            rule: "signature",
        })
    });
    turns.collect()
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
