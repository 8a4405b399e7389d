//! What "will", "will not" and "must" make of an event, and negation.

use crate::lang::NEGATED;
use sayso_analysis::{Deprel, WordId, Xpos};

use crate::codes::Operator;
use crate::lexicon::Part;
use crate::operators::Outcome;
use crate::phrase::{Acting, View};
use crate::reading::Reading;

impl View<'_> {
    /// "will", "will not", "must" before a verb.
    pub(crate) fn in_future(
        &self,
        word: WordId,
        part: Part,
        mut reading: Reading,
    ) -> Option<Reading> {
        if part != Part::Verb && part != Part::Adjective {
            return Some(reading);
        }
        let Some(modal) = self.modal(word) else {
            return Some(reading);
        };
        let negated = self.is_negated(word);
        let operator = match modal {
            Operator::Will if negated => Operator::Wont,
            Operator::Must if negated => return Some(reading),
            other => other,
        };
        let reporter = self.reporter(word);
        if operator == Operator::Must && reporter.is_none() {
            return Some(reading);
        }
        match self
            .tables
            .combinations
            .of(operator, Some(&reading.code.cameo))
        {
            Outcome::Coded(code) => reading.code = code.clone(),
            Outcome::Inner => {}
            Outcome::Nothing => return None,
        }
        if operator == Operator::Must {
            let doers = std::mem::take(&mut reading.actors);
            if !doers.is_empty() {
                reading.recipients = doers;
            }
            reading.actors = reporter.into_iter().collect();
        }
        reading.operators.insert(0, operator);
        Some(reading)
    }

    /// "officials said the militia must ...", whatever it must do.
    pub(crate) fn demanded(&self, word: WordId, part: Part) -> Option<Reading> {
        if part == Part::Noun || self.modal(word)? != Operator::Must || self.is_negated(word) {
            return None;
        }
        let strict = self
            .tree
            .by(word, Deprel::Aux)
            .any(|aux| self.lemma(aux) == "must");
        let subject = self
            .surface_subject(word)
            .filter(|&subject| strict && self.acting(subject) == Acting::Yes)?;
        let reporter = self
            .reporter(word)
            .filter(|&reporter| reporter != subject)?;
        let Outcome::Coded(code) = self.tables.combinations.of(Operator::Must, None) else {
            return None;
        };
        Some(Reading {
            code: code.clone(),
            head: word,
            told: word,
            trigger: vec![word],
            carrier: word,
            actors: vec![reporter],
            recipients: self.with_fellows(subject),
            operators: vec![Operator::Must],
            weight: 1,
            own: false,
        })
    }

    /// What an auxiliary makes of the verb.
    fn modal(&self, verb: WordId) -> Option<Operator> {
        let has = |lemmas: &[&str]| {
            self.tree.by(verb, Deprel::Aux).any(|aux| {
                let lemma = self.lemma(aux);
                lemmas.contains(&&*lemma)
            })
        };
        if has(&["will", "shall", "wo", "'ll"]) || has(&["would"]) && self.reporter(verb).is_some()
        {
            return Some(Operator::Will);
        }
        if has(&["must", "should"]) {
            return Some(Operator::Must);
        }
        // "is going to", "is to"
        let head = self.head(verb)?;
        let going = self.deprel(verb) == Deprel::Xcomp
            && self.lemma(head) == "go"
            && self.analysis.words[head].xpos == Xpos::Vbg;
        going.then_some(Operator::Will)
    }

    /// Whether the verb is said not to be so.
    pub(crate) fn is_negated(&self, word: WordId) -> bool {
        self.tree.children(word).any(|child| {
            let by_word = matches!(
                self.deprel(child),
                Deprel::Advmod | Deprel::Det | Deprel::Cc
            ) && NEGATED.has(&self.lemma(child));
            let by_subject = matches!(
                self.deprel(child),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj
            ) && (matches!(&*self.lemma(child), "nobody" | "none" | "nothing")
                || self
                    .tree
                    .by(child, Deprel::Det)
                    .any(|det| self.lemma(det) == "no"));
            by_word || by_subject
        })
    }
}
