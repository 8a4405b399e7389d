//! What training needs of a report: the words that may tell events, and who may take part in them, with the features
//! that the heads are told.

use sayso_analysis::{Analysis, WordId};
use sayso_bodies::Bodies;
use sayso_entities::{Entities, EntityId};
use sayso_text::Span;

use crate::Tables;
use crate::codes::{EventType, Status};
use crate::phrase::View;

/// A word that may tell an event.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The word.
    pub word: WordId,
    /// What the head of triggers is told.
    pub features: Vec<u32>,
    /// What the head of statuses is told.
    pub status: Vec<u32>,
    /// The type that the rules alone make an event of at this word.
    pub ruled: Option<EventType>,
    /// The status by the rules.
    pub ruled_status: Status,
    /// Who may take part.
    pub pairs: Vec<Pair>,
}

/// A word that may head the phrase of a participant.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The word.
    pub word: WordId,
    /// What goes together with the event's type.
    pub keys: [u32; 2],
    /// What the head of participants is told.
    pub features: Vec<u32>,
}

/// The participant that a word would head.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The head.
    pub word: WordId,
    /// Its words.
    pub span: Span,
    /// Its entity.
    pub entity: Option<EntityId>,
}

/// The words of a report that may tell events, with what is known of them, and all who may take part.
pub fn probe(
    text: &str,
    analysis: &Analysis,
    entities: &Entities,
    bodies: &Bodies,
    tables: &Tables,
) -> (Vec<Probe>, Vec<Candidate>) {
    let view = View {
        text,
        analysis,
        tree: analysis.tree(),
        entities,
        bodies,
        tables,
    };
    let (mut probes, mut candidates) = (Vec::new(), Vec::new());
    for sentence in &analysis.sentences {
        let proposals = view.proposals(sentence);
        let parties = view.parties_of(sentence);
        for word in sentence
            .words
            .clone()
            .filter(|&word| view.may_trigger(word))
        {
            let found = proposals.at(word).next();
            let ruled = found
                .filter(|(at, reading)| proposals.kept[*at] && view.trigger(reading).0 == word)
                .map(|(_, reading)| reading.code.kind);
            let reading = match found {
                Some((_, reading)) => reading.clone(),
                None => view.bare(word, crate::codes::Code::of(EventType::Harm)),
            };
            let pairs = parties.words().filter(|&other| other != word).map(|other| {
                let (keys, features) = view.pair_features(word, other, &proposals, &parties);
                Pair {
                    word: other,
                    keys,
                    features,
                }
            });
            probes.push(Probe {
                word,
                features: view.trigger_features(word, &proposals),
                status: view.status_features(&reading),
                ruled,
                ruled_status: view.status(&reading),
                pairs: pairs.collect(),
            });
        }
        candidates.extend(parties.words().filter_map(|word| {
            let one = view.participant(word)?;
            Some(Candidate {
                word,
                span: one.span,
                entity: one.entity,
            })
        }));
    }
    (probes, candidates)
}
