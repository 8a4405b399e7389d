//! Events: who did what to whom, in the terms of PLOVER (2021) and CAMEO.
//!
//! [`find`] asks of each verb and noun what it tells: the lexicon ([`lexicon`]) gives words, the syntax they expect
//! and their codes; operators ([`operators`]) make of "agreed to withdraw", "threatened an attack" or "called off the
//! talks" one event of the outer word's kind. Who does it and to whom is read from the trigger's own clause
//! ([`clause`], [`participants`]); tense, mood and negation say how far it has come ([`status`]). What someone says is
//! no event by itself, unless it is done by saying: accusing, demanding, threatening, agreeing, promising.

mod clause;
mod codes;
mod features;
mod heads;
mod lang;
mod learned;
mod lexicon;
mod modal;
mod operators;
mod participants;
mod phrase;
mod probe;
mod reading;
mod status;
mod tables;
mod within;

use sayso_analysis::{Analysis, Deprel, Sentence, Upos, WordId, Xpos};
use sayso_bodies::Bodies;
use sayso_entities::Entities;
use sayso_text::Span;

pub use codes::{Code, EventType, Polarity, Quad, Status};
pub use heads::{Heads, HeadsError};
pub use participants::Participant;
pub use probe::{Candidate, Pair, Probe, probe};
pub use tables::{TABLES, Tables};

use codes::Operator;
use features::Proposals;
use phrase::View;
use reading::Reading;

/// What somebody did, is doing or is going to do, told by one trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The word that tells it (of "launched an attack", "attack"; of "agreed to withdraw", "agreed").
    pub trigger: Span,
    /// Every word that tells it: the trigger, the verb that carries it, what it is about.
    pub words: Vec<WordId>,
    /// The words of its clause, in order, with those of a next sentence that says where or when it "happened": where
    /// its place, time and figures stand.
    pub clause: Vec<WordId>,
    /// Type, mode, contexts and CAMEO code.
    pub code: Code,
    /// Whether it is told to have been or not to have been.
    pub polarity: Polarity,
    /// How far it has come.
    pub status: Status,
    /// Who does it; empty where the clause does not tell.
    pub actors: Vec<Participant>,
    /// To whom; empty where the clause does not tell.
    pub recipients: Vec<Participant>,
    /// How sure it is that there is such an event, 0..=1.
    pub confidence: f32,
    /// What made it: "verb", "noun", "carried" (by another verb), "operator", "modal" where the tables propose it,
    /// "learned" where they do not.
    pub rule: &'static str,
}

/// The events of a report by the tables alone, in the order of their triggers.
pub fn find(
    text: &str,
    analysis: &Analysis,
    entities: &Entities,
    bodies: &Bodies,
    tables: &Tables,
) -> Vec<Event> {
    find_with(text, analysis, entities, bodies, tables, None)
}

/// The events of a report, in the order of their triggers: the tables propose, the heads decide. Without heads, or where
/// the analysis has no states for them to read, the tables decide alone.
pub fn find_with(
    text: &str,
    analysis: &Analysis,
    entities: &Entities,
    bodies: &Bodies,
    tables: &Tables,
    heads: Option<&Heads>,
) -> Vec<Event> {
    // What no encoder read has nothing for the heads to go by.
    let heads = heads
        .filter(|heads| analysis.states.width() == heads.width() && !analysis.states.is_empty());
    let view = View {
        text,
        analysis,
        tree: analysis.tree(),
        entities,
        bodies,
        tables,
    };
    let mut events = Vec::new();
    // The first event of the sentence before.
    let mut last = None;
    for sentence in &analysis.sentences {
        let proposals = view.proposals(sentence);
        let all = proposals.readings.iter().zip(&proposals.kept);
        let mut kept: Vec<&Reading> = all.filter(|(_, kept)| **kept).map(|(one, _)| one).collect();
        kept.sort_by_key(|reading| reading.head);
        if view.goes_on(sentence) {
            // Where and when the last sentence's event was is told here.
            if let Some(event) = last.and_then(|at: usize| events.get_mut(at)) {
                let event: &mut Event = event;
                event.clause.extend(sentence.words.clone());
            }
        }
        let from = events.len();
        match heads {
            None => events.extend(kept.into_iter().filter_map(|reading| view.event(reading))),
            Some(heads) => {
                let judged = view.judged(heads, sentence, &proposals);
                // A user's own row is taken at its word.
                let own = kept.into_iter().filter(|reading| {
                    let told = |event: &Event| {
                        reading
                            .trigger
                            .iter()
                            .any(|word| event.words.contains(word))
                    };
                    reading.own && !judged.iter().any(told)
                });
                let mut all: Vec<Event> = own.filter_map(|reading| view.event(reading)).collect();
                all.extend(judged);
                all.sort_by_key(|event| event.trigger);
                events.extend(all);
            }
        }
        last = (events.len() > from).then_some(from);
    }
    events
}

impl View<'_> {
    /// What the tables tell of a sentence.
    fn proposals(&self, sentence: &Sentence) -> Proposals {
        let mut used: Vec<WordId> = Vec::new();
        let mut readings: Vec<Reading> = sentence
            .words
            .clone()
            .filter_map(|word| self.reading(word, None, 0))
            .collect();
        // Outer words go first: operators and carrying verbs take the events within.
        readings.sort_by_key(|reading| (self.depth(reading.head), reading.head));
        let mut kept = Vec::with_capacity(readings.len());
        for reading in &readings {
            let free = !reading.trigger.iter().any(|word| used.contains(word));
            let stands = free && self.stands(reading);
            if stands {
                used.extend(&reading.trigger);
            }
            kept.push(stands);
        }
        let heads = |all: &[Participant]| all.iter().map(|one| one.head).collect();
        let parties = readings.iter().map(|reading| {
            let actors = self.actors(reading);
            let recipients = self.recipients(reading, &actors);
            (heads(&actors), heads(&recipients))
        });
        Proposals {
            parties: parties.collect(),
            kept,
            readings,
        }
    }

    /// Whether a sentence only goes on about what the last one told: "It happened near the mill."
    fn goes_on(&self, sentence: &Sentence) -> bool {
        let root = sentence
            .words
            .clone()
            .find(|&word| self.head(word).is_none());
        let Some(root) = root.filter(|&root| self.upos(root) == Upos::Verb) else {
            return false;
        };
        let subject = self.tree.by(root, Deprel::Nsubj).next();
        let takes_up =
            subject.is_some_and(|subject| matches!(&*self.lemma(subject), "this" | "it" | "that"));
        let place = || {
            self.tree
                .by(root, Deprel::Obj)
                .any(|child| self.lemma(child) == "place")
        };
        takes_up
            && match &*self.lemma(root) {
                "happen" | "occur" => true,
                "take" => place(),
                _ => false,
            }
    }

    /// How far below the root a word hangs.
    fn depth(&self, word: WordId) -> usize {
        std::iter::successors(Some(word), |&at| self.head(at)).count()
    }

    /// Whether a reading is an event told of rather than an aim or a bare word.
    fn stands(&self, reading: &Reading) -> bool {
        let head = reading.head;
        // An aim is no event: "to restore order", "to demand his resignation".
        let is_aim = |verb: WordId| {
            self.analysis.words[verb].xpos == Xpos::Vb
                && self.is_marked(verb, "to")
                && matches!(self.deprel(verb), Deprel::Advcl | Deprel::Acl)
        };
        if is_aim(head) || is_aim(reading.carrier) {
            return false;
        }
        if self.upos(head) == Upos::Noun {
            return !(reading.actors.is_empty() && reading.recipients.is_empty());
        }
        true
    }

    fn event(&self, reading: &Reading) -> Option<Event> {
        let actors = self.actors(reading);
        let recipients = self.recipients(reading, &actors);
        if actors.is_empty() && recipients.is_empty() {
            return None;
        }
        let (trigger, rule) = self.trigger(reading);
        let told = usize::from(!actors.is_empty()) + usize::from(!recipients.is_empty());
        let confidence = 0.45 + 0.15 * told as f32 + 0.05 * reading.weight.min(4) as f32;
        let mut words = reading.trigger.clone();
        words.sort_unstable();
        Some(Event {
            trigger: self.analysis.words[trigger].span,
            words,
            clause: self.clause_of(reading),
            code: reading.code.clone(),
            polarity: self.polarity(reading),
            status: self.status(reading),
            actors,
            recipients,
            confidence: confidence.min(0.95),
            rule,
        })
    }

    /// The word that tells the event best, and the rule.
    fn trigger(&self, reading: &Reading) -> (WordId, &'static str) {
        match reading.operators.first() {
            Some(Operator::Will | Operator::Wont | Operator::Must) => (reading.head, "modal"),
            Some(_) if reading.told != reading.head => (reading.told, "carried"),
            Some(_) => (reading.head, "operator"),
            None if self.upos(reading.head) == Upos::Noun => (reading.head, "noun"),
            None => (reading.head, "verb"),
        }
    }

    /// The words under the trigger and its carrier, without clauses that tell something else.
    fn clause_of(&self, reading: &Reading) -> Vec<WordId> {
        let mut stack = vec![reading.carrier];
        stack.extend(&reading.trigger);
        let mut words = Vec::new();
        while let Some(word) = stack.pop() {
            if words.contains(&word) {
                continue;
            }
            words.push(word);
            stack.extend(self.tree.children(word).filter(|&child| {
                let clause = matches!(
                    self.deprel(child),
                    Deprel::Ccomp
                        | Deprel::Advcl
                        | Deprel::AclRelcl
                        | Deprel::Parataxis
                        | Deprel::Xcomp
                ) || self.deprel(child) == Deprel::Conj
                    && self.upos(child) == Upos::Verb;
                !clause || reading.trigger.contains(&child)
            }));
        }
        words.sort_unstable();
        words
    }
}
