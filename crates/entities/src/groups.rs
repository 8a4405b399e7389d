//! *What it does*: tells who the persons of a group are, and which group a family's name means.
//!
//! *Example*: "Ada and Per Lee … the Lees".

use std::collections::HashMap;

use sayso_analysis::{Deprel, Tree, WordId};

use crate::EntityKind;
use crate::chains::{ChainId, Chains};
use crate::forms::Class;
use crate::voices::Voices;

/// Groups that are candidates wherever they are named.
const WIDELY: usize = 6;
/// How sure it is that "we" are the speakers.
const SPEAKERS: f32 = 0.75;

/// Tells chains of several persons who each of them is.
pub(crate) fn fill_members(
    chains: &mut Chains<'_>,
    tree: &Tree<'_>,
    by_head: &HashMap<WordId, usize>,
) {
    for id in 0..chains.all.len() {
        if chains.all[id].plural != Some(true) {
            continue;
        }
        let Some(&first) = chains.all[id].mentions.first() else {
            continue;
        };
        let head = chains.found[first].head;
        let heads = std::iter::once(head).chain(tree.by(head, Deprel::Conj));
        let members = heads
            .filter_map(|head| by_head.get(&head))
            .filter_map(|&at| chains.chain_of(at))
            .filter(|&member| member != id);
        let members: Vec<ChainId> = members.collect();
        if members.len() > 1 {
            chains.all[id].members = members;
        }
    }
}

/// "The Lees" are the Lees who stand joined by "and".
pub(crate) fn join_families(chains: &mut Chains<'_>) {
    let families: Vec<ChainId> = (0..chains.all.len())
        .filter(|&id| {
            chains.all[id].plural == Some(true)
                && chains.all[id].members.is_empty()
                && chains.all[id].name_words.len() == 1
        })
        .collect();
    for family in families {
        let Some(surname) = chains.all[family].name_words[0]
            .strip_suffix('s')
            .map(str::to_owned)
        else {
            continue;
        };
        let of_family = |member: &ChainId| chains.all[*member].name_words.last() == Some(&surname);
        let group = (0..chains.all.len()).find(|&id| chains.all[id].members.iter().any(of_family));
        if let Some(group) = group {
            chains.merge(group, family, "name");
        }
    }
}

/// The named chains of several persons, those mentioned most first.
pub(crate) fn named(chains: &Chains<'_>) -> Vec<ChainId> {
    let several = |id: &ChainId| {
        chains.all[*id].named
            && chains.all[*id].plural == Some(true)
            && chains.all[*id].kind == Some(EntityKind::Person)
    };
    let mut list: Vec<ChainId> = (0..chains.all.len()).filter(several).collect();
    list.sort_by_key(|&id| (std::cmp::Reverse(chains.all[id].mentions.len()), id));
    list.truncate(WIDELY);
    list
}

/// "We" in the report's own voice is the one named group whose members all speak in it.
pub(crate) fn join_speakers(chains: &mut Chains<'_>, several: &[ChainId], voices: &Voices) {
    let found = chains.found;
    let speaks = |member: &ChainId| {
        let mentions = &chains.all[*member].first_person;
        mentions
            .iter()
            .any(|&at| found[at].class == Class::I && voices.of(found[at].head) == 0)
    };
    let speaking = several.iter().filter(|&&group| {
        let members = &chains.all[group].members;
        members.len() > 1 && members.iter().all(speaks)
    });
    let Ok([group]) = <[ChainId; 1]>::try_from(speaking.copied().collect::<Vec<_>>()) else {
        return;
    };
    for (at, mention) in found.iter().enumerate() {
        if mention.class == Class::We && chains.of[at].is_none() && voices.of(mention.head) == 0 {
            chains.join(at, group, "speakers", SPEAKERS);
        }
    }
}
