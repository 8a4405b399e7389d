//! Which clause each word stands in.

use sayso_analysis::{Deprel, Upos, WordId};

use crate::tables::Does;
use crate::voices::Listener;

/// For each word the head of the clause it stands in.
pub(super) fn clauses(listener: &Listener<'_>) -> Vec<WordId> {
    let analysis = &listener.reading.analysis;
    let mut clause: Vec<Option<WordId>> = vec![None; analysis.words.len()];
    for word in 0..clause.len() {
        let mut path = vec![];
        let mut at = word;
        let head = loop {
            if let Some(known) = clause[at] {
                break known;
            }
            path.push(at);
            match analysis.words[at].head {
                // A tree has no rings; the bound holds whatever the analysis is.
                Some(head) if !heads_clause(listener, at) && path.len() <= clause.len() => {
                    at = head
                }
                _ => break at,
            }
        };
        for at in path {
            clause[at] = Some(head);
        }
    }
    clause
        .into_iter()
        .enumerate()
        .map(|(word, clause)| clause.unwrap_or(word))
        .collect()
}

fn heads_clause(listener: &Listener<'_>, word: WordId) -> bool {
    let analysis = &listener.reading.analysis;
    let here = &analysis.words[word];
    match here.deprel {
        Deprel::Root
        | Deprel::Ccomp
        | Deprel::Advcl
        | Deprel::AdvclRelcl
        | Deprel::AclRelcl
        | Deprel::Csubj
        | Deprel::CsubjPass
        | Deprel::Parataxis => true,
        // "treated after Saturday's shooting": what came before is told by itself.
        Deprel::Obl => here.upos == Upos::Noun && is_background(listener, word),
        Deprel::Acl => here.upos == Upos::Verb && !hangs_on_tally(listener, word),
        Deprel::Conj => {
            here.upos == Upos::Verb
                || listener.tree.children(word).any(|child| {
                    matches!(
                        analysis.words[child].deprel,
                        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Cop
                    )
                })
        }
        _ => false,
    }
}

/// "the number of guards wounded at Tarn": what is counted is no clause of its own.
fn hangs_on_tally(listener: &Listener<'_>, word: WordId) -> bool {
    let words = &listener.reading.analysis.words;
    let noun = words[word].head;
    let of = noun
        .filter(|&noun| words[noun].deprel == Deprel::Nmod)
        .and_then(|noun| words[noun].head);
    [noun, of]
        .into_iter()
        .flatten()
        .any(|noun| listener.tables.does(&words[noun].lemma, Does::Tally))
}

/// Whether a noun names a happening that came before what its clause tells.
fn is_background(listener: &Listener<'_>, word: WordId) -> bool {
    let words = &listener.reading.analysis.words;
    let mut cases = listener.tree.by(word, Deprel::Case);
    let before =
        |case: WordId| matches!(words[case].lemma.as_str(), "after" | "since" | "following");
    cases.any(before) && listener.tables.alike(&words[word].lemma).is_some()
}
