//! Statements in statements: "The envoy said that the rebels had denied shelling the hospital."
//!
//! The model gives each word one role, so of two statements in each other it mostly finds the outer one.
//! [`add_by_syntax`] finds the inner by syntax: a reporting verb in a content, with its own subject and a clause as
//! what is said, and outside of contents the same where the model found nothing. What it proposes is judged like the
//! rest. [`nest`] then gives every statement its parent.

use std::cmp::Reverse;
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};
use sayso_text::Span;

use crate::citing;
use crate::group::own_subject;
use crate::pieces::Pieces;
use crate::{Kind, Statement, Tables};

/// How often what the rule finds is right, by hand on a hundred of PolNeAR's training articles' contents.
const CONFIDENCE: f32 = 0.5;

/// Adds statements that syntax shows and the model did not find.
pub(crate) fn add_by_syntax(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    statements: &mut Vec<Statement>,
) {
    let pieces = Pieces::new(statements);
    let mut in_cue = vec![false; analysis.words.len()];
    for cue in statements.iter().flat_map(|statement| &statement.cue) {
        in_cue[analysis.words_in(*cue)].fill(true);
    }
    let mut found = Vec::new();
    for (verb, word) in analysis.words.iter().enumerate() {
        let reports =
            word.upos == Upos::Verb && tables.stance(&word.lemma.to_lowercase()).is_some();
        if !reports || in_cue[verb] {
            continue;
        }
        let outer = pieces
            .holding(word.span)
            .min_by_key(|(piece, _)| piece.len());
        found.extend(match outer {
            Some((outer, _)) => clause(text, analysis, tree, verb, outer, "nested-clause"),
            None => beside_its_cue(text, analysis, tree, verb, statements),
        });
    }
    statements.append(&mut found);
}

/// The statement of a clause beside the verb which reports it ("The barge sank, an official told radio"), where the
/// model found none.
fn beside_its_cue(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    verb: WordId,
    statements: &[Statement],
) -> Option<Statement> {
    let sentence = analysis.sentence_of(verb).span;
    let mut found = clause(text, analysis, tree, verb, sentence, "clause-after-cue")?;
    let known = statements.iter().flat_map(|statement| &statement.content);
    let own = || found.content.iter().chain(&found.source);
    let free = known
        .into_iter()
        .all(|&piece| own().all(|span| !span.overlaps(piece)));
    if !free {
        return None;
    }
    if found.content[0].end() <= found.cue[0].start() {
        found.rule = "clause-before-cue";
    }
    Some(found)
}

/// The statement whose cue is `verb`, where its subject and clause lie in `within`.
fn clause(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    verb: WordId,
    within: Span,
    rule: &'static str,
) -> Option<Statement> {
    let subject = own_subject(tree, verb)?;
    // "I think" in one's own words: nobody else is quoted.
    let other = match analysis.words[subject].upos {
        Upos::Pron => matches!(
            analysis.words[subject]
                .span
                .slice(text)
                .to_lowercase()
                .as_str(),
            "he" | "she" | "they" | "it" | "who" | "many" | "some" | "others"
        ),
        upos => matches!(upos, Upos::Noun | Upos::Propn),
    };
    let clause = said_clause(analysis, tree, verb)?;
    let told = tree.extent(clause);
    let source = analysis.span_of(tree.extent(subject))?;
    let content = analysis.span_of(trimmed(analysis, told))?;
    let cue = analysis.span_of(with_auxiliaries(analysis, tree, verb))?;
    let apart = !source.overlaps(content) && !cue.overlaps(content) && !cue.overlaps(source);
    (other && apart && within.contains(source) && within.contains(content)).then(|| {
        Statement::of_rule(
            Kind::Indirect,
            vec![content],
            vec![cue],
            vec![source],
            CONFIDENCE,
            rule,
        )
    })
}

/// The clause that a verb says: one with a subject of its own, or what is denied or promised to do.
fn said_clause(analysis: &Analysis, tree: &Tree<'_>, verb: WordId) -> Option<WordId> {
    let own_subject = |&clause: &WordId| {
        tree.children(clause).any(|child| {
            matches!(
                analysis.words[child].deprel,
                Deprel::Nsubj | Deprel::NsubjPass
            )
        })
    };
    let whole = tree.by(verb, Deprel::Ccomp).find(own_subject);
    whole.or_else(|| {
        tree.by(verb, Deprel::Xcomp)
            .find(|&clause| analysis.words[clause].upos == Upos::Verb)
    })
}

/// The verb with the auxiliaries right before it.
fn with_auxiliaries(analysis: &Analysis, tree: &Tree<'_>, verb: WordId) -> Range<WordId> {
    let mut start = verb;
    for child in tree.children(verb).collect::<Vec<_>>().into_iter().rev() {
        let helps = matches!(
            analysis.words[child].upos,
            Upos::Aux | Upos::Part | Upos::Adv
        );
        if child + 1 == start && helps {
            start = child;
        }
    }
    start..verb + 1
}

/// Without the marks at its edges.
fn trimmed(analysis: &Analysis, words: Range<WordId>) -> Range<WordId> {
    let is_mark = |id: &WordId| analysis.words[*id].upos == Upos::Punct;
    let start = words.clone().find(|id| !is_mark(id)).unwrap_or(words.start);
    let end = words
        .rev()
        .find(|id| !is_mark(id))
        .map_or(start, |last| last + 1);
    start..end
}

/// Sets the parent of each statement that stands in another's content, cue and all: the smallest such.
pub(crate) fn nest(statements: &mut [Statement]) {
    let pieces = Pieces::new(statements);
    for (inner, statement) in statements.iter_mut().enumerate() {
        let whole = statement
            .cue
            .iter()
            .fold(statement.extent(), |all, &cue| all.cover(cue));
        let outer = pieces
            .holding(whole)
            .filter(|&(piece, outer)| outer != inner && piece != whole);
        statement.parent = outer
            .min_by_key(|&(piece, outer)| (piece.len(), Reverse(outer)))
            .map(|(_, outer)| outer);
    }
    citing::nest(statements);
}
