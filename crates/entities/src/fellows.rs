//! *What it finds*: in a speech to "my fellow citizens", whom "we" means: the people that the
//! speaker belongs to, if the speech names it.
//!
//! *Example*: "My fellow citizens, we have a choice. … Norwegians have never been afraid."
//!
//! *What it leaves alone*: quotations, "fellow" of a profession, and speeches that name no
//! people.

use crate::lang::PEOPLE;
use sayso_analysis::{Analysis, Deprel, Tree};
use sayso_bodies::Bodies;

use crate::chains::{ChainId, Chains};
use crate::forms::Class;
use crate::voices::Voices;
use crate::{EntityKind, Form};

/// How sure the rule is.
const SURE: f32 = 0.7;

/// Puts "my fellow citizens" and the "we" of the same voice into the chain of the people.
pub(crate) fn join(
    analysis: &Analysis,
    tree: &Tree<'_>,
    voices: &Voices,
    bodies: &Bodies,
    chains: &mut Chains<'_>,
) {
    let found = chains.found;
    let fellow = |at: &usize| {
        let mention = &found[*at];
        let people =
            PEOPLE.has(mention.lemma.as_str()) || bodies.country_of_people(&mention.name).is_some();
        mention.plural
            && people
            && tree
                .by(mention.head, Deprel::Amod)
                .any(|id| analysis.words[id].lemma == "fellow")
    };
    let addressed: Vec<usize> = (0..found.len()).filter(fellow).collect();
    let Some(&first) = addressed.first() else {
        return;
    };
    let voice = voices.of(found[first].head);
    let Some(people) = chains
        .chain_of(first)
        .or_else(|| people_named(bodies, chains))
    else {
        return;
    };
    for (at, mention) in found.iter().enumerate() {
        if chains.of[at].is_some() || voices.of(mention.head) != voice {
            continue;
        }
        let we = mention.form == Form::Pronoun && mention.class == Class::We;
        if we || addressed.contains(&at) {
            chains.join(at, people, "fellows", SURE);
        }
    }
}

/// The people of a country that the text names most, by its plural.
fn people_named(bodies: &Bodies, chains: &Chains<'_>) -> Option<ChainId> {
    let people = |id: &ChainId| {
        let chain = &chains.all[*id];
        chain.kind == Some(EntityKind::Person)
            && chain.plural == Some(true)
            && bodies.country_of_people(&chain.name).is_some()
    };
    (0..chains.all.len())
        .filter(people)
        .max_by_key(|&id| (chains.all[id].mentions.len(), std::cmp::Reverse(id)))
}
