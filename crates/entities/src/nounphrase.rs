//! Noun phrases: from a head to the words around it that belong to its mention.

use crate::lang::ANTECEDENT;
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, MentionKind, Tree, Upos, WordId};

/// A phrase longer than this is cut at its head's near modifiers.
const LONGEST: usize = 40;

/// The words of the phrase that `head` heads: with its article, adjectives, possessor and "of"
/// phrases; without relative clauses, appositions and what is joined by "and".
pub(crate) fn extent(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Range<WordId> {
    let mut range = near(analysis, tree, head);
    let mut stack: Vec<WordId> = tree
        .children(head)
        .filter(|&child| belongs(analysis, head, child))
        .collect();
    while let Some(at) = stack.pop() {
        range.start = range.start.min(at);
        range.end = range.end.max(at + 1);
        stack.extend(tree.children(at).filter(|&child| stays(analysis, child)));
    }
    if range.len() > LONGEST {
        near(analysis, tree, head)
    } else {
        range
    }
}

/// The words from the article to the head and the names joined to it.
pub(crate) fn near(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Range<WordId> {
    let mut range = head..head + 1;
    for child in tree.children(head) {
        let before = child < head
            && matches!(
                analysis.words[child].deprel,
                Deprel::Det
                    | Deprel::Amod
                    | Deprel::Compound
                    | Deprel::Nummod
                    | Deprel::NmodPoss
                    | Deprel::NmodDesc
                    | Deprel::Flat
            );
        let after = child > head
            && matches!(
                analysis.words[child].deprel,
                Deprel::Flat | Deprel::Fixed | Deprel::Goeswith
            );
        if before {
            range.start = range
                .start
                .min(tree.extent(child).start.max(child.saturating_sub(LONGEST)));
        } else if after {
            range.end = range.end.max(child + 1);
        }
    }
    range
}

/// Whether a dependent of the head is part of its phrase.
fn belongs(analysis: &Analysis, head: WordId, child: WordId) -> bool {
    use Deprel::{
        Acl, Amod, Compound, Det, DetPredet, Fixed, Flat, Goeswith, Nmod, NmodDesc, NmodPoss,
        NmodUnmarked, Nummod,
    };
    let word = &analysis.words[child];
    match word.deprel {
        Amod | Compound | Det | DetPredet | Fixed | Flat | Goeswith | Nmod | NmodDesc
        | NmodPoss | Nummod | NmodUnmarked => true,
        Acl => child > head && analysis.words[head].upos != Upos::Propn,
        Deprel::Case => child > head && word.upos == Upos::Part,
        _ => false,
    }
}

/// Whether a word further down stays in: not what stands beside the phrase.
fn stays(analysis: &Analysis, child: WordId) -> bool {
    !matches!(
        analysis.words[child].deprel,
        Deprel::Parataxis | Deprel::Appos | Deprel::AclRelcl | Deprel::Punct
    )
}

/// How a phrase is made definite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Definiteness {
    /// "the".
    Definite,
    /// "this", "that", "these".
    Demonstrative,
    /// "his", "Ada's".
    Possessed,
    /// "a", "some", "every", a number.
    Indefinite,
    /// Nothing before it.
    Bare,
}

/// How the phrase that `head` heads is made definite.
pub(crate) fn definiteness(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Definiteness {
    for child in tree.children(head).filter(|&child| child < head) {
        let word = &analysis.words[child];
        match word.deprel {
            Deprel::Det => {
                return match word.lemma.to_lowercase().as_str() {
                    "the" => Definiteness::Definite,
                    "this" | "that" | "these" | "those" => Definiteness::Demonstrative,
                    _ => Definiteness::Indefinite,
                };
            }
            Deprel::NmodPoss => return Definiteness::Possessed,
            Deprel::Nummod => return Definiteness::Indefinite,
            _ => {}
        }
    }
    Definiteness::Bare
}

/// The word that a relative pronoun stands for: the head of its relative clause; where the tree has none for
/// "who", the name or noun right before it.
pub(crate) fn antecedent(analysis: &Analysis, word: WordId) -> Option<WordId> {
    let pronoun = analysis.words.get(word)?;
    if !ANTECEDENT.has(pronoun.lemma.to_lowercase().as_str()) || pronoun.upos != Upos::Pron {
        return None;
    }
    let person = matches!(pronoun.lemma.to_lowercase().as_str(), "who" | "whom");
    let mut at = pronoun.head?;
    for _ in 0..LONGEST {
        let clause = &analysis.words[at];
        if clause.deprel == Deprel::AclRelcl {
            let before = person.then(|| noun_before(analysis, word)).flatten();
            // "a gift to its schools from Ada Lee, who": the syntax may hang the clause on a thing.
            let thing = |id: WordId| {
                let word = &analysis.words[id];
                word.upos != Upos::Propn && word.mention != Some(MentionKind::Person)
            };
            let named = before.filter(|&id| analysis.words[id].upos == Upos::Propn);
            return named
                .filter(|_| clause.head.is_none_or(thing))
                .or(clause.head);
        }
        let Some(head) = clause.head else {
            break;
        };
        at = head;
    }
    person.then(|| noun_before(analysis, word)).flatten()
}

/// The head of the name or noun that ends right before a word, a comma aside.
fn noun_before(analysis: &Analysis, word: WordId) -> Option<WordId> {
    let is_mark = |id: WordId| analysis.words[id].upos == Upos::Punct;
    let first = analysis.sentence_of(word).words.start;
    let mut noun = (first..word).rev().find(|&id| !is_mark(id))?;
    if word - noun > 2 || !matches!(analysis.words[noun].upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    // "Ada Lee, a driver for the brigade, who": of a body's name up to the person that it describes.
    while let Some(head) = analysis.words[noun]
        .head
        .filter(|&head| head < noun || head < word)
    {
        let person = analysis.words[noun].mention == Some(MentionKind::Person);
        match analysis.words[noun].deprel {
            Deprel::Flat | Deprel::Compound | Deprel::Appos => noun = head,
            Deprel::Nmod if !person => noun = head,
            _ => break,
        }
    }
    Some(noun)
}
