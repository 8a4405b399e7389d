//! *What it does*: takes who is spoken to or spoken of out of the content: they are the reporter's words.
//!
//! *Examples*: "urged the union | to end the strike", "accused the mayor of | taking bribes", "blamed the owners for |
//! leaving the gate open".
//!
//! *What it leaves alone*: quoted words, and objects that nothing said follows.

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};

use crate::Statement;
use crate::attributes::cue_head;
use crate::kind::is_quoted;

/// Verbs whose object did what follows "of" or "for".
const BLAMES: &[&str] = &[
    "accuse",
    "blame",
    "charge",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "praise",
    "suspect",
    "fault",
    "rebuke",
    "chide",
];

/// Takes it out of the first piece.
pub(crate) fn leave_out(analysis: &Analysis, tree: &Tree<'_>, statement: &mut Statement) {
    let Some(&cue) = statement.cue.first() else {
        return;
    };
    let Some(verb) = cue_head(analysis, analysis.words_in(cue)) else {
        return;
    };
    let piece = statement.content[0];
    let words = analysis.words_in(piece);
    if words.is_empty()
        || words.start <= verb
        || is_quoted(analysis, analysis.words[words.start].span)
    {
        return;
    }
    let Some(object) = tree.children(verb).find(|&child| {
        let word = &analysis.words[child];
        words.contains(&child)
            && matches!(word.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl)
            && matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && tree.extent(child).start <= words.start + 1
    }) else {
        return;
    };
    let Some(start) = what_follows(analysis, verb, object, words.end) else {
        return;
    };
    if let Some(spoken_to) = analysis.span_of(words.start..object + 1)
        && let Some(rest) = analysis.span_of(start..words.end)
    {
        statement.content[0] = rest;
        if statement.addressee.is_none() && !BLAMES.contains(&analysis.words[verb].lemma.as_str()) {
            statement.addressee = Some(spoken_to);
        }
    }
}

/// Where what is said begins behind the object: at "to" or "not to", behind "of" and "for".
fn what_follows(analysis: &Analysis, verb: WordId, object: WordId, end: WordId) -> Option<WordId> {
    let hangs = |word: WordId, under: &[Deprel]| {
        let word = &analysis.words[word];
        under.contains(&word.deprel) && word.head.is_some_and(|head| head == verb || head == object)
    };
    (object + 1..end).find_map(|at| {
        let word = &analysis.words[at];
        let lemma = word.lemma.to_lowercase();
        let over = word.head?;
        if word.upos == Upos::Part && lemma == "to" {
            let said = hangs(
                over,
                &[Deprel::Xcomp, Deprel::Advcl, Deprel::Acl, Deprel::Ccomp],
            );
            let not = at > object + 1
                && matches!(
                    analysis.words[at - 1].lemma.to_lowercase().as_str(),
                    "not" | "never"
                );
            return said.then_some(if not { at - 1 } else { at });
        }
        let blames = BLAMES.contains(&analysis.words[verb].lemma.as_str());
        let said = blames
            && matches!(lemma.as_str(), "of" | "for")
            && hangs(
                over,
                &[Deprel::Obl, Deprel::Nmod, Deprel::Advcl, Deprel::Acl],
            );
        said.then_some(at + 1)
    })
}
