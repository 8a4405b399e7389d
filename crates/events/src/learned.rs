//! Events as the learned heads judge them: the tables propose, the heads decide.

use std::collections::BTreeMap;

use sayso_analysis::{Sentence, WordId};

use crate::Event;
use crate::codes::{Code, EventType, Status};
use crate::features::{Parties, Proposals};
use crate::heads::{Heads, Of};
use crate::participants::Participant;
use crate::phrase::{Acting, View};
use crate::reading::Reading;

/// A word this sure to tell no event is not looked at further.
const SURELY_NONE: f32 = 0.9;

/// A kind less likely than this by the head alone is the tables' word (a guess).
const BY_TABLES: f32 = 0.1;

/// The words of `harms.tsv` that tell that there is harm, and not what it came of.
const CASUALTY: &str = "casualty";

/// A word that tells an event, by the head of triggers.
struct Told {
    word: WordId,
    kind: EventType,
    likely: f32,
    /// How likely the kind is by the head alone, without what it gains where the tables read it.
    alone: f32,
}

/// What is asked of a sentence: who may take part, what their words add to the heads' hidden values, and what the
/// tables read there.
struct Asked<'a> {
    parties: Parties,
    of_parties: BTreeMap<WordId, Vec<f32>>,
    proposals: &'a Proposals,
}

impl View<'_> {
    /// The events of a sentence that the heads find likely enough, in the order of their triggers.
    pub(crate) fn judged(
        &self,
        heads: &Heads,
        sentence: &Sentence,
        proposals: &Proposals,
    ) -> Vec<Event> {
        let told = self.told(heads, sentence, proposals);
        if told.is_empty() {
            return Vec::new();
        }
        let parties = self.parties_of(sentence);
        let of_parties: BTreeMap<WordId, Vec<f32>> = parties
            .words()
            .map(|word| {
                let mut states = Vec::new();
                self.analysis.states.read(word, &mut states);
                (word, heads.of_party(&states))
            })
            .collect();
        let asked = Asked {
            parties,
            of_parties,
            proposals,
        };
        told.iter()
            .filter_map(|told| self.judge(heads, told, &asked))
            .collect()
    }

    fn told(&self, heads: &Heads, sentence: &Sentence, proposals: &Proposals) -> Vec<Told> {
        let mut all: Vec<Told> = Vec::new();
        let mut states = Vec::new();
        for word in sentence
            .words
            .clone()
            .filter(|&word| self.may_trigger(word))
        {
            self.analysis.states.read(word, &mut states);
            let proposed = proposals
                .at(word)
                .find(|(at, reading)| proposals.kept[*at] && self.trigger(reading).0 == word)
                .map(|(_, reading)| reading.code.kind);
            let features = self.trigger_features(word, proposals);
            let likely = heads.trigger(&states, &features, proposed);
            let alone = heads.trigger(&states, &features, None);
            let none = likely.last().copied().unwrap_or(1.0);
            if none > SURELY_NONE {
                continue;
            }
            let mut kind = EventType::ALL[0];
            for (&other, &value) in EventType::ALL.iter().zip(&likely) {
                if value > likely[kind as usize] {
                    kind = other;
                }
            }
            all.push(Told {
                word,
                kind,
                likely: likely[kind as usize],
                alone: alone[kind as usize],
            });
        }
        // Of the words that tell one event by the tables, the likeliest tells it; also where it tells another kind, and
        // that of this word is the tables' alone ("launched a strike on the port").
        let beaten = |one: &Told| {
            proposals.at(one.word).any(|(at, reading)| {
                proposals.kept[at]
                    && all.iter().any(|other| {
                        let better = (other.likely, one.word) > (one.likely, other.word);
                        let one_event = other.kind == one.kind || one.alone < BY_TABLES;
                        other.word != one.word
                            && one_event
                            && reading.trigger.contains(&other.word)
                            && better
                    })
            })
        };
        let keep: Vec<bool> = all.iter().map(|one| !beaten(one)).collect();
        let mut keep = keep.iter();
        all.retain(|_| keep.next() == Some(&true));
        all
    }

    fn judge(&self, heads: &Heads, told: &Told, asked: &Asked<'_>) -> Option<Event> {
        let proposals = asked.proposals;
        let (reading, rule) = self.reading_for(told, proposals);
        let mut trigger = Vec::new();
        self.analysis.states.read(told.word, &mut trigger);
        let features = match proposals.at(told.word).next() {
            Some((_, first)) => self.status_features(first),
            None => self.status_features(&reading),
        };
        let statuses = heads.status(&trigger, &features);
        let mut status = Status::Happened;
        for (&other, &value) in Status::ALL.iter().zip(&statuses) {
            if value > statuses[status as usize] {
                status = other;
            }
        }
        let words = || {
            let all = asked.of_parties.iter();
            all.filter(|&(&other, _)| other != told.word)
        };
        let pairs: Vec<(&[f32], Vec<u32>)> = words()
            .map(|(&other, values)| {
                let (keys, mut features) =
                    self.pair_features(told.word, other, proposals, &asked.parties);
                features.extend(keys.map(|key| typed(key, told.kind)));
                (values.as_slice(), features)
            })
            .collect();
        let likely = heads.parties(&trigger, told.kind, &pairs);
        let chosen = |role: usize| {
            let mut best = (None, likely.nobody[role]);
            for ((&word, _), values) in words().zip(&likely.words) {
                if values[role] > best.1 {
                    best = (Some(word), values[role]);
                }
            }
            best
        };
        let (actor, sure_of_actor) = if told.kind == EventType::Harm {
            (None, 1.0)
        } else {
            chosen(0)
        };
        if told.kind == EventType::Assault
            && actor.is_none_or(|actor| self.acting(actor) == Acting::No)
            && self.is_harm(told.word)
        {
            let harm = Told {
                kind: EventType::Harm,
                ..*told
            };
            return self.judge(heads, &harm, asked);
        }
        let (recipient, sure_of_recipient) = chosen(1);
        let whole = told.likely * statuses[status as usize] * sure_of_actor * sure_of_recipient;
        if whole < heads.least() {
            return None;
        }
        // What does not act acts for somebody that it names: "Norvanian airstrikes".
        let actor = actor.map(|head| self.someone(head, false, true).unwrap_or(head));
        let sure_of_actor = heads.calibrated(Of::Actor, sure_of_actor);
        let sure_of_recipient = heads.calibrated(Of::Recipient, sure_of_recipient);
        let actors = self.chosen(actor, sure_of_actor, None);
        let recipients = self.chosen(recipient, sure_of_recipient, actor);
        Some(Event {
            trigger: self.analysis.words[told.word].span,
            words: reading.trigger.clone(),
            clause: self.clause_of(&reading),
            polarity: self.polarity(&reading),
            status,
            actors,
            recipients,
            confidence: heads.calibrated(Of::Type, told.likely),
            rule,
            code: reading.code,
        })
    }

    /// The participant that a word heads, with those joined to it by "and".
    fn chosen(&self, head: Option<WordId>, sure: f32, not: Option<WordId>) -> Vec<Participant> {
        let Some(head) = head else {
            return Vec::new();
        };
        let mut heads = self.with_fellows(head);
        heads.retain(|&one| Some(one) != not);
        let mut all = self.participants(heads);
        for one in &mut all {
            one.confidence = sure;
        }
        all
    }

    /// What the tables read at the word where they tell the same kind of event, else a reading of the word alone.
    fn reading_for(&self, told: &Told, proposals: &Proposals) -> (Reading, &'static str) {
        let same = proposals
            .at(told.word)
            .find(|(_, reading)| reading.code.kind == told.kind);
        if let Some((_, reading)) = same {
            let mut reading = reading.clone();
            reading.trigger.sort_unstable();
            let rule = self.trigger(&reading).1;
            if told.kind == EventType::Harm {
                reading.code.mode = self.harm(told.word);
            }
            return (reading, rule);
        }
        let mut code = self.listed(told).unwrap_or_else(|| Code::of(told.kind));
        if told.kind == EventType::Harm {
            code.mode = self.harm(told.word);
        }
        let mut reading = self.bare(told.word, code);
        if let Some((_, other)) = proposals.at(told.word).next() {
            reading.carrier = other.carrier;
        }
        (reading, "learned")
    }

    /// The code of the lexicon's first row of this word that tells the kind of event.
    fn listed(&self, told: &Told) -> Option<Code> {
        let part = self.part(told.word)?;
        let entries = self.tables.lexicon.entries(&self.lemma(told.word)).iter();
        let mut codes = entries
            .filter(|entry| {
                entry.trigger.part == part && self.has_beside(told.word, &entry.trigger)
            })
            .map(|entry| &self.tables.lexicon.frame(entry).code);
        codes.find(|code| code.kind == told.kind).cloned()
    }

    /// Whether a word tells an accident, a disaster or the like, or a casualty that came of one: the sentence has a word for
    /// one, and none that tells an attack.
    fn is_harm(&self, word: WordId) -> bool {
        let casualty = |word: WordId| {
            self.tables
                .harms
                .get(&*self.lemma(word))
                .is_some_and(|mode| mode == CASUALTY)
        };
        let attack = |word: WordId| {
            let part = self.part(word);
            let entries = self.tables.lexicon.entries(&self.lemma(word)).iter();
            entries
                .filter(|entry| {
                    Some(entry.trigger.part) == part && self.has_beside(word, &entry.trigger)
                })
                .any(|entry| self.tables.lexicon.frame(entry).code.kind == EventType::Assault)
                && !casualty(word)
        };
        let mut words = self.analysis.sentence_of(word).words.clone();
        let told = casualty(word) || self.harms_of(word).is_some();
        told && self.harm(word).is_some() && !words.any(attack)
    }

    /// The mode of harm that a word tells.
    fn harms_of(&self, word: WordId) -> Option<&str> {
        let mode = self.tables.harms.get(&*self.lemma(word))?;
        (mode != CASUALTY).then_some(mode.as_str())
    }

    /// What the harm came of, by the words near the trigger: those of its sentence, the nearest first.
    fn harm(&self, word: WordId) -> Option<String> {
        let mut words: Vec<WordId> = self.analysis.sentence_of(word).words.clone().collect();
        words.sort_by_key(|&other| (other.abs_diff(word), other));
        words
            .into_iter()
            .find_map(|other| self.harms_of(other))
            .map(str::to_owned)
    }
}

/// The feature of a key of [`View::pair_features`] together with the event's type.
pub(crate) fn typed(key: u32, kind: EventType) -> u32 {
    key.wrapping_mul(31)
        .wrapping_add(kind as u32 + 1)
        .wrapping_mul(0x0100_0193)
}
