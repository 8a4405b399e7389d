//! *What it finds*: whose number a number is, where no clause is said: who puts, places or sets a toll at something,
//! and whose own count is something.
//!
//! *Examples*: "The committee put the death toll at 14." "The government's own count is 2,900."
//!
//! *What it leaves alone*: clauses whose verb the model took for a cue.

use crate::lang::{PUTS, TALLIES};
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};

use crate::group::own_subject;
use crate::{Kind, Statement};

/// A guess, not measured: the corpora hold too few.
const CONFIDENCE: f32 = 0.7;
/// What made the rows.
pub(crate) const RULE: &str = "tally";

/// Adds them.
pub(crate) fn add(analysis: &Analysis, tree: &Tree<'_>, statements: &mut Vec<Statement>) {
    let mut in_cue = vec![false; analysis.words.len()];
    for &cue in statements.iter().flat_map(|statement| &statement.cue) {
        in_cue[analysis.words_in(cue)].fill(true);
    }
    let free = (0..analysis.words.len()).filter(|&word| !in_cue[word]);
    let found = free.filter_map(|word| {
        let (source, cue, content) = match analysis.words[word].upos {
            Upos::Verb => put_at(analysis, tree, word)?,
            Upos::Noun => own_count(analysis, tree, word)?,
            _ => return None,
        };
        Some(Statement::of_rule(
            Kind::Indirect,
            vec![analysis.span_of(content)?],
            vec![analysis.span_of(cue..cue + 1)?],
            vec![analysis.span_of(source)?],
            CONFIDENCE,
            RULE,
        ))
    });
    let found: Vec<Statement> = found.collect();
    statements.extend(found);
}

type Parts = (Range<WordId>, WordId, Range<WordId>);

fn is_tally(analysis: &Analysis, word: WordId) -> bool {
    TALLIES.has(analysis.words[word].lemma.as_str())
}

/// "X put the toll at 14".
fn put_at(analysis: &Analysis, tree: &Tree<'_>, verb: WordId) -> Option<Parts> {
    if !PUTS.has(analysis.words[verb].lemma.as_str()) {
        return None;
    }
    let tally = tree
        .by(verb, Deprel::Obj)
        .find(|&object| is_tally(analysis, object))?;
    let mut at = tree
        .by(verb, Deprel::Obl)
        .chain(tree.by(tally, Deprel::Nmod));
    let value = at.find(|&value| {
        let mut cases = tree.by(value, Deprel::Case);
        cases.any(|case| matches!(analysis.words[case].lemma.as_str(), "at" | "as" | "to"))
            && tree
                .extent(value)
                .any(|word| analysis.words[word].upos == Upos::Num)
    })?;
    let source = tree.extent(own_subject(tree, verb)?);
    let content = tree.extent(tally).start..tree.extent(value).end;
    (source.end <= verb && verb < content.start).then_some((source, verb, content))
}

/// "X's own count is 2,900".
fn own_count(analysis: &Analysis, tree: &Tree<'_>, tally: WordId) -> Option<Parts> {
    let word = &analysis.words[tally];
    let value = word
        .head
        .filter(|_| is_tally(analysis, tally) && word.deprel == Deprel::Nsubj)?;
    let copula = tree.by(value, Deprel::Cop).next()?;
    let owner = tree.by(tally, Deprel::NmodPoss).next()?;
    let named = matches!(analysis.words[owner].upos, Upos::Noun | Upos::Propn);
    let case = tree.by(owner, Deprel::Case).next();
    let whole = tree.extent(owner);
    let source = whole.start..case.unwrap_or(whole.end);
    let counts = tree
        .extent(value)
        .take_while(|&word| word <= value)
        .any(|word| analysis.words[word].upos == Upos::Num);
    let content = copula + 1..value + 1;
    (named && counts && tally < copula && !content.is_empty() && !source.is_empty())
        .then_some((source, tally, content))
}
