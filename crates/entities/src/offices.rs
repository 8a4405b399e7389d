//! *What it finds*: who "the minister" or "the Norwegian prime minister" is: the last before it
//! in the text with that office, or who holds the office on the report's day.
//!
//! *Example*: "Foreign Minister Lars Aasen … the minister"; "the Norwegian prime minister" where
//! no name stands.
//!
//! *What it leaves alone*: former and future holders, "a minister", "his minister", and offices
//! of a country or body that the registry does not know.

use crate::lang::NOT_NOW;
use sayso_analysis::{Analysis, Deprel, Tree, WordId};
use sayso_bodies::{Bodies, Day, Holder};

use crate::chains::{Chain, ChainId, Chains};
use crate::mentions::Found;
use crate::nounphrase::{Definiteness, near};
use crate::{EntityKind, Form};

/// How sure the rule is of a person of the text, and of one of the registry.
const OF_THE_TEXT: f32 = 0.9;
const OF_THE_REGISTRY: f32 = 0.8;

/// What the rule reads.
pub(crate) struct Desk<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) bodies: &'a Bodies,
    pub(crate) published: Option<Day>,
}

/// Joins descriptions by office to their holders.
pub(crate) fn join(desk: &Desk<'_>, chains: &mut Chains<'_>) {
    let found = chains.found;
    // Looked through for each description: only who has an office.
    let mut holders: Vec<ChainId> = (0..chains.all.len())
        .filter(|&id| {
            chains.all[id].kind == Some(EntityKind::Person) && !chains.all[id].offices.is_empty()
        })
        .collect();
    for (at, mention) in found.iter().enumerate() {
        if chains.of[at].is_some()
            || mention.offices.is_empty()
            || mention.plural
            || !mention.name.is_empty()
        {
            continue;
        }
        let definite =
            matches!(mention.definiteness, Definiteness::Definite) || mention.form == Form::Name;
        let country_possesses =
            mention.definiteness == Definiteness::Possessed && mention.country.is_some();
        if !(definite || country_possesses) || is_modified(desk, mention.head) {
            continue;
        }
        let of = of_what(desk, mention);
        if matches!(of, Of::Unknown) {
            continue;
        }
        if let Some(chain) = in_text(chains, &holders, at, &of) {
            chains.join(at, chain, "office", OF_THE_TEXT);
        } else if let Some(holder) = in_registry(desk, mention, &of) {
            let known = (0..chains.all.len()).find(|&id| {
                chains.all[id].kind == Some(EntityKind::Person)
                    && chains.all[id].name == holder.name
            });
            let chain = match known {
                Some(chain) => {
                    chains.join(at, chain, "office", OF_THE_REGISTRY);
                    chain
                }
                None => chains.open(at, "office", OF_THE_REGISTRY),
            };
            if !holders.contains(&chain) {
                holders.push(chain);
            }
            let chain = &mut chains.all[chain];
            chain.name.clone_from(&holder.name);
            chain.from_registry = true;
            chain.gender = chain.gender.or(holder.gender);
            chain.kind = Some(EntityKind::Person);
        }
    }
}

/// Whose office a phrase says it is.
enum Of {
    /// It does not say.
    Unsaid,
    /// A country's, by code.
    Country(String),
    /// A body's, by name.
    Body(String),
    /// Of something that the registry does not know.
    Unknown,
}

fn of_what(desk: &Desk<'_>, mention: &Found) -> Of {
    let phrase = desk.tree.by(mention.head, Deprel::Nmod).next();
    let Some(phrase) = phrase else {
        return mention.country.clone().map_or(Of::Unsaid, Of::Country);
    };
    let Some(span) = desk
        .analysis
        .span_of(near(desk.analysis, desk.tree, phrase))
    else {
        return Of::Unknown;
    };
    let words = span.slice(desk.text);
    if let Some(country) = desk.bodies.country_named(words) {
        return Of::Country(country.code.clone());
    }
    desk.bodies
        .body(words)
        .map_or(Of::Unknown, |body| Of::Body(body.name))
}

fn is_modified(desk: &Desk<'_>, head: WordId) -> bool {
    let word = |id: WordId| &desk.analysis.words[id];
    if matches!(
        word(head).deprel,
        Deprel::Compound | Deprel::Appos | Deprel::NmodDesc | Deprel::Flat
    ) {
        return true;
    }
    desk.tree
        .children(head)
        .any(|child| match word(child).deprel {
            Deprel::Acl
            | Deprel::AclRelcl
            | Deprel::Appos
            | Deprel::Flat
            | Deprel::Conj
            | Deprel::Cop => true,
            Deprel::Amod | Deprel::Compound | Deprel::Advmod => {
                NOT_NOW.has(word(child).lemma.to_lowercase().as_str())
            }
            _ => false,
        })
}

/// The person of the text with the office, named last before the mention.
fn in_text(chains: &Chains<'_>, holders: &[ChainId], at: usize, of: &Of) -> Option<ChainId> {
    let mention = &chains.found[at];
    let holds = |chain: &Chain| {
        let office = mention
            .offices
            .iter()
            .any(|office| chain.offices.contains(office));
        let gender = !matches!((mention.gender, chain.gender), (Some(a), Some(b)) if a != b);
        let country = match of {
            Of::Country(code) => chain.country.as_ref() == Some(code),
            Of::Unsaid => true,
            Of::Body(_) | Of::Unknown => false,
        };
        office
            && gender
            && country
            && chain.kind == Some(EntityKind::Person)
            && chain.plural != Some(true)
            && !chain.name.is_empty()
    };
    let last = |chain: &Chain| {
        chain
            .mentions
            .iter()
            .rev()
            .find(|&&other| other < at)
            .copied()
    };
    let mut fitting: Vec<(usize, ChainId)> = holders
        .iter()
        .filter(|&&id| holds(&chains.all[id]))
        .filter_map(|&id| Some((last(&chains.all[id])?, id)))
        .collect();
    fitting.sort_unstable();
    let &(latest, id) = fitting.last()?;
    // "The president of Navarre met the president of Sorland. The president said": it can't be told which.
    let rival =
        fitting.iter().rev().nth(1).is_some_and(|&(other, _)| {
            chains.found[other].sentence == chains.found[latest].sentence
        });
    (!rival).then_some(id)
}

fn in_registry<'d>(desk: &'d Desk<'_>, mention: &Found, of: &Of) -> Option<&'d Holder> {
    let of = match of {
        Of::Country(code) => code,
        Of::Body(name) => name,
        Of::Unsaid | Of::Unknown => return None,
    };
    // The longest office first: "prime minister" before "minister".
    mention
        .offices
        .iter()
        .rev()
        .find_map(|office| desk.bodies.holder(of, office, desk.published))
}
