//! *What it finds*: whose word an outlet or body passes on, where it is said to cite somebody: what is reported is
//! theirs.
//!
//! *Example*: "Talks will be held on Tuesday, AFP reported, citing diplomats": AFP reported it, and diplomats said it.
//!
//! *What it leaves alone*: what is cited that can't speak ("citing safety concerns").

use crate::lang::CITED;
use sayso_analysis::{Analysis, Deprel, MentionKind, Tree, WordId};
use sayso_text::Span;

use crate::Statement;

/// What made the rows.
pub(crate) const RULE: &str = "citing";

/// Turns "citing diplomats" beside another statement of the same source into the diplomats' statement of its content.
pub(crate) fn turn(analysis: &Analysis, tree: &Tree<'_>, statements: &mut [Statement]) {
    for at in 0..statements.len() {
        let Some(cited) = cited(analysis, tree, &statements[at]) else {
            continue;
        };
        let sentence = |statement: &Statement| {
            let cue = analysis.words_in(*statement.cue.first()?).next()?;
            Some(analysis.sentence_index(cue))
        };
        let passed_on = statements.iter().enumerate().find(|&(other, statement)| {
            other != at
                && statement.source == statements[at].source
                && sentence(statement).is_some()
                && sentence(statement) == sentence(&statements[at])
                && !statement
                    .content
                    .iter()
                    .any(|piece| piece.overlaps(statements[at].content[0]))
        });
        let Some(content) = passed_on.map(|(_, statement)| statement.content.clone()) else {
            continue;
        };
        let statement = &mut statements[at];
        statement.source = cited;
        statement.content = content;
        statement.rule = RULE;
    }
}

/// Puts what somebody is cited with in the statement of those who cite them.
pub(crate) fn nest(statements: &mut [Statement]) {
    for at in 0..statements.len() {
        if statements[at].rule == RULE {
            let same = |other: &usize| statements[*other].content == statements[at].content;
            statements[at].parent = (0..statements.len()).find(|other| *other != at && same(other));
        }
    }
}

/// The content of a statement, where it is what "citing" or "quoting" names and that can speak.
fn cited(analysis: &Analysis, tree: &Tree<'_>, statement: &Statement) -> Option<Vec<Span>> {
    let (&[cue], &[content]) = (statement.cue.as_slice(), statement.content.as_slice()) else {
        return None;
    };
    let cites = |&word: &WordId| matches!(analysis.words[word].lemma.as_str(), "cite" | "quote");
    let verb = analysis.words_in(cue).find(cites)?;
    let object = tree.by(verb, Deprel::Obj).next()?;
    let inside = analysis.words_in(content).contains(&object);
    let word = &analysis.words[object];
    let speaks = matches!(
        word.mention,
        Some(MentionKind::Person | MentionKind::Organisation)
    ) || CITED.has(word.lemma.trim_end_matches('s'));
    (inside && speaks && !statement.source.is_empty()).then(|| vec![content])
}
