//! What became of the people counted where their words do not stand beside the word that tells it: by syntax.
//!
//! *Examples*: "31 soldiers and three guards were killed", "14 people, including 3 children, were killed", "killing 20
//! pupils, the principal and two teachers", "two men suffered minor injuries", "the arrest of 18 men".
//!
//! *What it leaves alone*: things, and a verb whose object is somebody else ("12 soldiers killed six civilians").

use std::ops::Range;

use sayso_analysis::{Deprel, Tree, Upos, WordId};

use crate::casualty::may_be_people;
use crate::counted::View;
use crate::figure::Kind;
use crate::tables::{Part, Tables};

/// Heads looked at from those counted up.
const HIGHEST: usize = 6;

/// What became of those counted at these pieces.
pub(crate) fn read(
    view: &View<'_, '_>,
    tree: &Tree<'_>,
    tables: &Tables,
    counted: &Range<usize>,
) -> Option<Kind> {
    if !view.syntax || counted.is_empty() || !may_be_people(view, counted) {
        return None;
    }
    let piece = view.sentence.pieces.get(counted.end.checked_sub(1)?)?;
    let mut at = view.analysis.words_in(piece.span).next_back()?;
    let befell = Befell { view, tree, tables };
    for _ in 0..HIGHEST {
        if let Some(kind) = befell.told_of(at) {
            return Some(kind);
        }
        let word = &view.analysis.words[at];
        let joined = match word.deprel {
            Deprel::Conj | Deprel::Appos | Deprel::List => true,
            Deprel::Nmod => tree
                .by(at, Deprel::Case)
                .any(|case| matches!(befell.form(case).as_str(), "including" | "among" | "plus")),
            _ => false,
        };
        at = word.head.filter(|_| joined)?;
    }
    None
}

struct Befell<'a, 't> {
    view: &'a View<'a, 't>,
    tree: &'a Tree<'a>,
    tables: &'a Tables,
}

impl Befell<'_, '_> {
    fn form(&self, word: WordId) -> String {
        let span = self.view.analysis.words[word].span;
        span.slice(self.view.sentence.text).to_lowercase()
    }

    fn fate(&self, word: WordId) -> Option<Kind> {
        self.tables.casualty(Part::Fate, &self.form(word))
    }

    /// What the verb, the noun or the participle at these words tells of them.
    fn told_of(&self, at: WordId) -> Option<Kind> {
        let words = &self.view.analysis.words;
        let participle = self.tree.by(at, Deprel::Acl).find_map(|verb| {
            let acts = self.tree.by(verb, Deprel::Obj).next().is_some();
            self.verdict(verb).filter(|_| !acts)
        });
        if participle.is_some() {
            return participle;
        }
        let head = words[at].head?;
        match words[at].deprel {
            Deprel::NsubjPass => self.verdict(head),
            Deprel::Nsubj => self.suffered(head).or_else(|| {
                let acts = self.tree.by(head, Deprel::Obj).next().is_some();
                self.verdict(head).filter(|_| !acts)
            }),
            Deprel::Obj => self.tables.casualty(Part::Act, &self.form(head)),
            Deprel::Nmod => {
                let mut cases = self.tree.by(at, Deprel::Case);
                let of = cases.any(|case| self.form(case) == "of");
                let noun = self.form(head);
                of.then(|| self.tables.casualty(Part::Act, &format!("{noun} of")))
                    .flatten()
            }
            _ => None,
        }
    }

    /// The worst that a verb tells, with the verbs joined to it and what it says they were found to be.
    fn verdict(&self, verb: WordId) -> Option<Kind> {
        let words = &self.view.analysis.words;
        let more = self.tree.children(verb).filter(|&child| {
            let own_subject = || {
                self.tree.children(child).any(|grandchild| {
                    matches!(words[grandchild].deprel, Deprel::Nsubj | Deprel::NsubjPass)
                })
            };
            match words[child].deprel {
                Deprel::Xcomp => true,
                Deprel::Advmod | Deprel::Amod => words[child].upos == Upos::Adj,
                Deprel::Conj => !own_subject(),
                _ => false,
            }
        });
        let told = std::iter::once(verb).chain(more);
        let told: Vec<Kind> = told.filter_map(|word| self.fate(word)).collect();
        if told.contains(&Kind::Killed) {
            return Some(Kind::Killed);
        }
        told.first().copied()
    }

    /// "suffered minor injuries", "sustained burns".
    fn suffered(&self, verb: WordId) -> Option<Kind> {
        let words = &self.view.analysis.words;
        let suffers = matches!(
            words[verb].lemma.as_str(),
            "suffer" | "sustain" | "receive" | "have"
        );
        let mut objects = self.tree.by(verb, Deprel::Obj);
        let harmed = objects.any(|object| {
            let lemma = words[object].lemma.trim_end_matches('s');
            matches!(lemma, "injury" | "injurie" | "wound" | "burn")
        });
        (suffers && harmed).then_some(Kind::Wounded)
    }
}
