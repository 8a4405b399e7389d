//! *What it finds*: mentions that the syntax itself ties to one entity: appositions, descriptions
//! with a name inside, predicates.
//!
//! *Example*: "Ada Lee, the mayor"; "wikiHow founder Jack Herrick"; "I’m Ada Lee"; "she is the
//! mayor".
//!
//! *What it leaves alone*: lists, negated predicates, and what differs in kind or number.

use std::collections::HashMap;

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};

use crate::chains::Chains;
use crate::mentions::Found;
use crate::nounphrase::Definiteness;
use crate::{EntityKind, Form, predicates};

/// Mentions that take the chain of another.
pub(crate) struct Ties {
    /// For each mention, those that follow it.
    followers: HashMap<usize, Vec<usize>>,
    /// For each mention that follows, the one followed.
    pub(crate) leader: HashMap<usize, usize>,
}

impl Ties {
    /// The mentions tied to one.
    pub(crate) fn followers(&self, mention: usize) -> &[usize] {
        self.followers.get(&mention).map_or(&[], Vec::as_slice)
    }

    /// Whether a mention is tied to one in the first person.
    pub(crate) fn to_first_person(&self, found: &[Found], mention: usize) -> bool {
        let first = |other: &usize| {
            matches!(
                found[*other].class,
                crate::forms::Class::I | crate::forms::Class::We
            )
        };
        self.followers(mention).iter().any(first) || self.leader.get(&mention).is_some_and(first)
    }

    fn add(&mut self, leader: usize, follower: usize) {
        if leader != follower
            && !self.leader.contains_key(&follower)
            && self.leader.get(&leader) != Some(&follower)
        {
            self.leader.insert(follower, leader);
            self.followers.entry(leader).or_default().push(follower);
        }
    }
}

/// Finds the ties and puts the followers of names into their chains.
pub(crate) fn tie(analysis: &Analysis, tree: &Tree<'_>, chains: &mut Chains<'_>) -> Ties {
    let found = chains.found;
    let by_head = heads(found);
    let mut ties = Ties {
        followers: HashMap::new(),
        leader: HashMap::new(),
    };
    for (at, mention) in found.iter().enumerate() {
        if by_head.get(&mention.head) != Some(&at) {
            continue;
        }
        let name = |at: usize| chains.of[at].is_some();
        for child in tree.children(mention.head) {
            let Some(&other) = by_head.get(&child) else {
                continue;
            };
            let tied = match analysis.words[child].deprel {
                Deprel::Appos => agree(mention, &found[other], true),
                // "founder Jack Herrick": the name hangs flat on the noun.
                Deprel::Flat | Deprel::NmodDesc => {
                    agree(mention, &found[other], true) && (name(at) || name(other))
                }
                _ => false,
            };
            if tied && !(name(at) && name(other)) {
                if name(other) {
                    ties.add(other, at)
                } else {
                    ties.add(at, other)
                }
            }
        }
        // "his wife Ada Lee": the syntax may miss what stands side by side.
        if let Some(other) = beside(analysis, found, &by_head, at)
            && !name(other)
            && name(at)
            && agree(&found[other], mention, true)
        {
            ties.add(at, other);
        }
        if let Some(&other) =
            name_given(analysis, tree, mention.head).and_then(|name| by_head.get(&name))
            && name(other)
            && !name(at)
            && agree(mention, &found[other], true)
        {
            ties.add(other, at);
        }
        if let Some(subject) = predicates::described(analysis, tree, mention.head)
            .and_then(|subject| by_head.get(&subject))
            && agree(&found[*subject], mention, false)
        {
            match (name(*subject), name(at)) {
                (true, true) => {}
                (false, true) => ties.add(at, *subject),
                _ => ties.add(*subject, at),
            }
        }
    }
    for at in 0..found.len() {
        if let Some(chain) = chains.chain_of(at) {
            follow(chains, &ties, at, chain, 0.95);
        }
    }
    ties
}

/// Puts all that follows a mention into its chain.
pub(crate) fn follow(
    chains: &mut Chains<'_>,
    ties: &Ties,
    leader: usize,
    chain: usize,
    confidence: f32,
) {
    let mut stack = vec![leader];
    while let Some(at) = stack.pop() {
        for &follower in ties.followers(at) {
            if chains.of[follower].is_none() {
                chains.join(follower, chain, "apposition", confidence);
                stack.push(follower);
            }
        }
    }
}

/// The mention that each word heads, the narrowest where several share a head.
pub(crate) fn heads(found: &[Found]) -> HashMap<WordId, usize> {
    let mut heads: HashMap<WordId, usize> = HashMap::new();
    for (at, mention) in found.iter().enumerate() {
        let narrower = heads
            .get(&mention.head)
            .is_none_or(|&other| mention.words.len() < found[other].words.len());
        if narrower {
            heads.insert(mention.head, at);
        }
    }
    heads
}

fn agree(one: &Found, other: &Found, apposition: bool) -> bool {
    let same_kind = match (one.kind, other.kind) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let people = |mention: &Found| {
        matches!(
            mention.kind,
            Some(EntityKind::Person | EntityKind::Organisation) | None
        )
    };
    let addressed = !one.class.is_pronoun() || !apposition;
    let gender = !matches!((one.gender, other.gender), (Some(a), Some(b)) if a != b);
    let number = one.plural == other.plural
        || one
            .personal
            .is_some_and(|personal| personal.class == crate::forms::Class::You);
    same_kind
        && people(one)
        && people(other)
        && addressed
        && gender
        && number
        && other.form != Form::Pronoun
}

/// The possessed description right before a person's name ("his wife Ada Lee").
fn beside(
    analysis: &Analysis,
    found: &[Found],
    by_head: &HashMap<WordId, usize>,
    name: usize,
) -> Option<usize> {
    let mention = &found[name];
    if mention.form != Form::Name || mention.kind != Some(EntityKind::Person) {
        return None;
    }
    let before = mention.words.start.checked_sub(1)?;
    let &other = by_head.get(&before)?;
    let description = &found[other];
    let same_sentence = description.sentence == mention.sentence;
    let possessed = is_possessed(analysis, description);
    (same_sentence && possessed && description.form == Form::Nominal).then_some(other)
}

fn is_possessed(analysis: &Analysis, description: &Found) -> bool {
    description.definiteness == Definiteness::Possessed
        && analysis.words[description.head].upos == Upos::Noun
}

/// The name in "a girl named Ada".
fn name_given(analysis: &Analysis, tree: &Tree<'_>, head: WordId) -> Option<WordId> {
    let named = tree
        .by(head, Deprel::Acl)
        .find(|&verb| matches!(analysis.words[verb].lemma.as_str(), "name" | "call"))?;
    tree.children(named)
        .find(|&child| matches!(analysis.words[child].deprel, Deprel::Xcomp | Deprel::Obj))
}
