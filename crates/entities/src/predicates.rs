//! *What it finds*: whom a noun in the predicate describes.
//!
//! *Example*: "she is the mayor and a lawyer", "she became mayor", "she served as mayor", "they
//! named her mayor".
//!
//! *What it leaves alone*: negated, hypothetical and asked predicates, and comparisons.

use crate::lang::{BECOMING, BY_COPULA, NAMING, PREDICATES_BY_COPULA};
use sayso_analysis::{Analysis, Deprel, Tree, WordId};

/// Steps from a verb to the clause that has its subject.
const STEPS: usize = 4;

/// The head of the words that the noun `head` describes as a predicate.
pub(crate) fn described(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Option<WordId> {
    if let Some(subject) = by_copula(analysis, tree, head) {
        return Some(subject);
    }
    let mut noun = head;
    // "the mayor and a lawyer": what is joined to a predicate is one too.
    while analysis.words[noun].deprel == Deprel::Conj && head - noun.min(head) < 12 {
        let first = analysis.words[noun].head?;
        if analysis.words[first].upos != analysis.words[head].upos
            || subject(tree, analysis, noun).is_some()
        {
            return None;
        }
        noun = first;
    }
    by_copula(analysis, tree, noun).or_else(|| by_verb(analysis, tree, noun))
}

fn by_copula(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Option<WordId> {
    let copula = tree.by(head, Deprel::Cop).next()?;
    let lemma = |id: WordId| analysis.words[id].lemma.as_str();
    let denied = tree.children(head).any(|child| BY_COPULA.has(lemma(child)));
    let case = tree.by(head, Deprel::Case).next().is_some();
    let hypothetical = tree
        .by(head, Deprel::Aux)
        .any(|aux| PREDICATES_BY_COPULA.has(lemma(aux)));
    if denied || case || hypothetical || copula > head {
        return None;
    }
    subject(tree, analysis, head).filter(|&subject| subject < head)
}

fn by_verb(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Option<WordId> {
    let word = &analysis.words[head];
    let verb = word.head?;
    let lemma = analysis.words[verb].lemma.as_str();
    let object = || tree.by(verb, Deprel::Obj).find(|&object| object != head);
    if tree.children(verb).any(|child| {
        matches!(
            analysis.words[child].lemma.as_str(),
            "not" | "never" | "n't"
        )
    }) {
        return None;
    }
    match word.deprel {
        Deprel::Xcomp | Deprel::Obj if BECOMING.has(lemma) => subject_above(analysis, tree, verb),
        Deprel::Xcomp if NAMING.has(lemma) => {
            object().or_else(|| subject_above(analysis, tree, verb))
        }
        Deprel::Obl => {
            let case = tree.by(head, Deprel::Case).next()?;
            if analysis.words[case].lemma != "as" {
                return None;
            }
            object()
                .filter(|_| NAMING.has(lemma))
                .or_else(|| subject_above(analysis, tree, verb))
        }
        _ => None,
    }
}

fn subject(tree: &Tree<'_>, analysis: &Analysis, word: WordId) -> Option<WordId> {
    tree.children(word).find(|&child| {
        matches!(
            analysis.words[child].deprel,
            Deprel::Nsubj | Deprel::NsubjOuter | Deprel::NsubjPass
        )
    })
}

/// The subject of a verb, or the one it shares with the verb above it.
fn subject_above(analysis: &Analysis, tree: &Tree<'_>, verb: WordId) -> Option<WordId> {
    let mut at = verb;
    for _ in 0..STEPS {
        if let Some(found) = subject(tree, analysis, at) {
            return Some(found);
        }
        let above = analysis.words[at].head?;
        match analysis.words[at].deprel {
            Deprel::Acl => return Some(above),
            Deprel::Conj | Deprel::Xcomp | Deprel::Advcl => at = above,
            _ => return None,
        }
    }
    None
}
