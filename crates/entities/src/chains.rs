//! Chains: mentions that are of one entity, and what they together tell of it.

use sayso_bodies::{BodyKind, Gender};

use crate::forms::Class;
use crate::mentions::Found;
use crate::{EntityKind, Form};

/// A chain's place in [`Chains::all`].
pub(crate) type ChainId = usize;

/// Mentions of one entity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// Indexes of its mentions, sorted.
    pub(crate) mentions: Vec<usize>,
    pub(crate) kind: Option<EntityKind>,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: Option<bool>,
    /// Whether a mention is a name.
    pub(crate) named: bool,
    /// The fullest name, or the registry's.
    pub(crate) name: String,
    pub(crate) from_registry: bool,
    /// The words of its names in lower case.
    pub(crate) name_words: Vec<String>,
    /// Offices in lower case by which it can be taken up.
    pub(crate) offices: Vec<String>,
    /// The fullest title before a name of it, or the registry's office.
    pub(crate) title: Option<String>,
    /// Heads of its descriptions.
    pub(crate) lemmas: Vec<String>,
    pub(crate) country: Option<String>,
    /// What the registry says it is.
    pub(crate) body: Option<BodyKind>,
    /// Mentions in the first and in the second person, sorted.
    pub(crate) first_person: Vec<usize>,
    pub(crate) second_person: Vec<usize>,
    /// Of persons joined by "and", the chains of each.
    pub(crate) members: Vec<ChainId>,
}

/// Why a mention is in its chain, and how surely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) chain: ChainId,
    pub(crate) rule: &'static str,
    pub(crate) confidence: f32,
}

/// All chains of a report.
pub(crate) struct Chains<'f> {
    pub(crate) found: &'f [Found],
    pub(crate) all: Vec<Chain>,
    /// The chain of each mention.
    pub(crate) of: Vec<Option<Place>>,
}

impl<'f> Chains<'f> {
    pub(crate) fn new(found: &'f [Found]) -> Self {
        Self {
            found,
            all: Vec::new(),
            of: vec![None; found.len()],
        }
    }

    /// A chain of one mention.
    pub(crate) fn open(&mut self, mention: usize, rule: &'static str, confidence: f32) -> ChainId {
        self.all.push(Chain::default());
        let chain = self.all.len() - 1;
        self.join(mention, chain, rule, confidence);
        chain
    }

    /// Puts a mention that has no chain yet into one.
    pub(crate) fn join(
        &mut self,
        mention: usize,
        chain: ChainId,
        rule: &'static str,
        confidence: f32,
    ) {
        debug_assert!(
            self.of[mention].is_none(),
            "a mention is put into one chain only"
        );
        self.of[mention] = Some(Place {
            chain,
            rule,
            confidence,
        });
        let found = &self.found[mention];
        let target = &mut self.all[chain];
        insert(&mut target.mentions, mention);
        match found.class {
            Class::I | Class::We => insert(&mut target.first_person, mention),
            Class::You => insert(&mut target.second_person, mention),
            _ => {}
        }
        target.learn(found);
    }

    /// Puts all mentions of one chain into another.
    pub(crate) fn merge(&mut self, from: ChainId, into: ChainId, rule: &'static str) {
        if from == into {
            return;
        }
        let old = std::mem::take(&mut self.all[from]);
        self.all[into].members.extend(old.members);
        for mention in old.mentions {
            let confidence = self.of[mention].map_or(1.0, |place| place.confidence);
            self.of[mention] = None;
            self.join(mention, into, rule, confidence);
        }
    }

    pub(crate) fn chain_of(&self, mention: usize) -> Option<ChainId> {
        self.of[mention].map(|place| place.chain)
    }
}

impl Chain {
    /// Takes over what a mention tells.
    fn learn(&mut self, found: &Found) {
        self.named |= found.form == Form::Name;
        // A pronoun's kind is the reader's guess; a name's is better.
        if self.kind.is_none() || (found.body.is_some() && found.form == Form::Name) {
            self.kind = found.kind;
        }
        self.gender = self.gender.or(found.gender);
        let tells_number = found.class.is_pronoun()
            && !matches!(found.class, Class::You | Class::They)
            || !found.class.is_pronoun();
        if tells_number && self.plural.is_none() {
            self.plural = Some(found.plural);
        }
        if !found.name.is_empty() {
            if found.name.len() > self.name.len() && !self.from_registry {
                self.name.clone_from(&found.name);
            }
            for word in found.name.split_whitespace() {
                add(&mut self.name_words, &word.to_lowercase());
            }
        } else if found.form == Form::Nominal || found.form == Form::Name {
            add(&mut self.lemmas, &found.lemma);
        }
        if let Some(body) = &found.body {
            self.body = self.body.or(Some(body.kind));
        }
        for office in &found.offices {
            add(&mut self.offices, office);
        }
        if found.title.as_ref().map_or(0, String::len) > self.title.as_ref().map_or(0, String::len)
        {
            self.title.clone_from(&found.title);
        }
        if self.country.is_none() {
            self.country.clone_from(&found.country);
        }
    }

    /// Makes a description of the chain known that no mention gives.
    pub(crate) fn learn_lemma(&mut self, lemma: &str) {
        add(&mut self.lemmas, lemma);
    }
}

fn add(list: &mut Vec<String>, word: &str) {
    // A chain of a million mentions must not grow its words without bound.
    if list.len() < 24 && !list.iter().any(|other| other == word) {
        list.push(word.to_owned());
    }
}

fn insert(list: &mut Vec<usize>, mention: usize) {
    let at = list.partition_point(|&other| other < mention);
    if list.get(at) != Some(&mention) {
        list.insert(at, mention);
    }
}
