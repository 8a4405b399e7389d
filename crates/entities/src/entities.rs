//! From chains to what readers see.

use crate::chains::{Chain, Chains};
use crate::mentions::Found;
use crate::{Entities, Entity, EntityId, EntityKind, Form, Mention, Unresolved};

/// Makes entities of the chains, in the order of their first mentions.
pub(crate) fn collect(
    text: &str,
    chains: &Chains<'_>,
    open: &[(usize, Vec<(usize, f32)>)],
) -> Entities {
    let mut order: Vec<usize> = (0..chains.all.len())
        .filter(|&id| !chains.all[id].mentions.is_empty())
        .collect();
    order.sort_by_key(|&id| chains.all[id].mentions[0]);
    let mut place: Vec<EntityId> = vec![0; chains.all.len()];
    let mut entities = Vec::with_capacity(order.len());
    let (mut heads, mut names) = (Vec::new(), Vec::new());
    for (id, &chain) in order.iter().enumerate() {
        place[chain] = id;
        let entity = entity(text, chains, &chains.all[chain]);
        for (at, &mention) in chains.all[chain].mentions.iter().enumerate() {
            let found = &chains.found[mention];
            heads.push((found.head, found.words.len(), id, at));
            if found.form == Form::Name {
                names.push((found.words.clone(), id, at));
            }
        }
        entities.push(entity);
    }
    heads.sort_unstable();
    names.sort_unstable_by_key(|(words, id, at)| {
        (words.start, std::cmp::Reverse(words.end), *id, *at)
    });
    let heads = heads
        .into_iter()
        .map(|(head, _, entity, mention)| (head, entity, mention))
        .collect();
    let unresolved = open
        .iter()
        .filter(|(at, _)| chains.of[*at].is_none())
        .map(|(at, candidates)| {
            let found = &chains.found[*at];
            let candidates = candidates
                .iter()
                .filter(|(chain, _)| !chains.all[*chain].mentions.is_empty());
            Unresolved {
                span: found.span,
                head: found.head,
                form: found.form,
                candidates: candidates
                    .map(|&(chain, share)| (place[chain], share))
                    .collect(),
            }
        })
        .collect();
    Entities {
        entities,
        unresolved,
        heads,
        names,
    }
}

fn entity(text: &str, chains: &Chains<'_>, chain: &Chain) -> Entity {
    let mentions: Vec<Mention> = chain
        .mentions
        .iter()
        .map(|&at| {
            let (found, place) = (&chains.found[at], chains.of[at]);
            Mention {
                span: found.span,
                head: found.head,
                form: found.form,
                confidence: place.map_or(1.0, |place| place.confidence),
                rule: place.map_or("name", |place| place.rule),
            }
        })
        .collect();
    let sum: f32 = mentions.iter().map(|mention| mention.confidence).sum();
    Entity {
        name: name(text, chains, chain),
        kind: chain.kind.unwrap_or(EntityKind::Person),
        named: chain.named,
        country: chain.country.clone(),
        office: chain.title.clone().or_else(|| {
            chain
                .offices
                .iter()
                .max_by_key(|office| office.len())
                .cloned()
        }),
        from_registry: chain.from_registry,
        confidence: sum / mentions.len() as f32,
        mentions,
    }
}

/// The fullest name; without one, the words of the first name-like mention or description.
fn name(text: &str, chains: &Chains<'_>, chain: &Chain) -> String {
    if !chain.name.is_empty() {
        return chain.name.clone();
    }
    let found = || chain.mentions.iter().map(|&at| &chains.found[at]);
    let telling: Option<&Found> = found()
        .find(|found| found.form == Form::Name)
        .or_else(|| found().find(|found| found.form == Form::Nominal))
        .or_else(|| found().next());
    telling.map_or_else(String::new, |found| {
        let words: Vec<&str> = found.span.slice(text).split_whitespace().collect();
        without_possessive(&words.join(" ")).to_owned()
    })
}

/// "the pilots" of "the pilots’".
fn without_possessive(name: &str) -> &str {
    ["’s", "'s", "’", "'"]
        .iter()
        .find_map(|mark| name.strip_suffix(mark))
        .unwrap_or(name)
}
