//! Who takes part in a clause.

use sayso_analysis::{Deprel, NameKind, Upos, WordId};

use super::{Parts, Taker};
use crate::terms::{Term, term};

impl Taker<'_> {
    /// Who does what the clause of `head` tells, to whom, and what it names; `words` are the clause's.
    pub(super) fn parts(&self, head: WordId, words: &[WordId]) -> Parts {
        let analysis = &self.listener.reading.analysis;
        let tree = self.listener.tree;
        let passive = tree.by(head, Deprel::NsubjPass).next();
        let agent = match tree.by(head, Deprel::Nsubj).next() {
            Some(subject) => Some(subject),
            None => tree.by(head, Deprel::OblAgent).next(),
        };
        // "The men arrested on Monday" were arrested; "the man driving the van" drives.
        let hung = self.hangs_on(head);
        let done_to_it = analysis.words[head].xpos.as_str() == "VBN";
        let agent = agent.or(hung.filter(|_| passive.is_none() && !done_to_it));
        let patient = tree.by(head, Deprel::Obj).next();
        let patient = patient.or(passive).or(hung.filter(|_| done_to_it));
        let of = |word: Option<WordId>| word.map_or_else(Vec::new, |word| self.called(word, head));
        let names = analysis.names.iter();
        let named = |places: bool| {
            let within = names.clone().filter(|name| {
                let place = matches!(name.kind, NameKind::Place | NameKind::Facility);
                (place || !places) && name.words.clone().any(|word| words.contains(&word))
            });
            let terms = within.flat_map(|name| name.words.clone());
            let terms = terms.filter(|&word| is_noun(analysis.words[word].upos));
            ordered(terms.map(|word| self.plain(word)).collect())
        };
        Parts {
            agent: of(agent),
            patient: of(patient),
            places: named(true),
            names: named(false),
        }
    }

    /// The nouns that somebody or something is called by: here, and where a pronoun's or a name's entity is first told.
    fn called(&self, word: WordId, head: WordId) -> Vec<Term> {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let word = match analysis.words[word].lemma.as_str() {
            "who" | "which" | "that" => self.hangs_on(head).unwrap_or(word),
            _ => word,
        };
        let mut terms: Vec<Term> = Vec::new();
        if is_noun(analysis.words[word].upos) {
            terms.push(self.plain(word));
            let beside = self.listener.tree.children(word).filter(|&child| {
                matches!(
                    analysis.words[child].deprel,
                    Deprel::Flat | Deprel::Compound | Deprel::Appos
                )
            });
            terms.extend(beside.map(|word| self.plain(word)));
        }
        if let Some((entity, _)) = reading.entities.of_word(analysis, word) {
            let first = reading.entities.entities[entity].mentions[0].span;
            let told = analysis.words_in(first);
            let told = told.filter(|&word| is_noun(analysis.words[word].upos));
            terms.extend(told.map(|word| self.plain(word)));
        }
        ordered(terms)
    }

    fn plain(&self, word: WordId) -> Term {
        let analysis = &self.listener.reading.analysis;
        term(self.listener.tables, &analysis.words[word].lemma).term
    }
}

fn is_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Num)
}

fn ordered(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable();
    terms.dedup();
    terms
}
