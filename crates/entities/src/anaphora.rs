//! Choosing for each pronoun and description the chain it is of, or none.
//!
//! Third persons and descriptions come first, in the order of the text; then the first and
//! second person, for whom who speaks must be known. The candidates are bounded, so that the
//! work grows with the length of the text and no faster.

use std::collections::{HashMap, HashSet};

use sayso_analysis::{Analysis, Tree, WordId};
use sayso_text::Span;

use crate::appositions::{Ties, follow, heads};
use crate::chains::{Chain, ChainId, Chains};
use crate::describe::{Scene, Standing, describe, nearest};
use crate::eligible::may_be;
use crate::features::Feature;
use crate::forms::Class;
use crate::mentions::{Found, Position};
use crate::nobody::{Void, describe_nobody};
use crate::nounphrase::Definiteness;
use crate::standing::{stand, survey};
use crate::voices::Voices;
use crate::{EntityKind, Form, Model, Tables, groups, headline, kin};

/// Mentions looked back over for candidates.
const REACH: usize = 80;
/// Mentions of a paragraph that are settled together at most.
const UNIT: usize = 200;
/// Candidates at most.
const MOST: usize = 24;
/// A choice less likely than this is not made: null rather than wrong. Measured on 48 annotated articles that the ranking
/// was not trained on: of 43 pronouns and descriptions below it 18 would be wrong, of 647 above it one in twelve is.
const LEAST: f32 = 0.4;
/// Persons who are candidates for the first and second person wherever they are named.
const WIDELY: usize = 6;

/// One choice the model had, for training it and for showing why.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The mention.
    pub span: Span,
    /// Its head.
    pub head: WordId,
    /// The class of its weights.
    pub class: &'static str,
    /// The candidates.
    pub options: Vec<Candidate>,
    /// The features of choosing nobody.
    pub nobody: Vec<&'static str>,
}

/// One candidate of a choice.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The name mentions of the candidate.
    pub names: Vec<Span>,
    /// Heads of its mentions.
    pub heads: Vec<WordId>,
    /// Its features.
    pub features: Vec<&'static str>,
}

/// What is needed beside the chains.
pub(crate) struct Setting<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) tables: &'a Tables,
    pub(crate) model: &'a Model,
    pub(crate) voices: &'a Voices,
    pub(crate) ties: &'a Ties,
}

/// A mention left open with its candidates and their probabilities.
pub(crate) type Open = (usize, Vec<(ChainId, f32)>);

/// Resolves what has no chain yet; gives what stays open. `observe` sees every choice.
pub(crate) fn resolve(
    setting: &Setting<'_>,
    chains: &mut Chains<'_>,
    mut observe: Option<&mut dyn FnMut(Choice)>,
) -> Vec<Open> {
    let found = chains.found;
    let by_head = heads(found);
    let speakers =
        |chains: &Chains<'_>, head: WordId| by_head.get(&head).and_then(|&at| chains.chain_of(at));
    let mut most_named: Vec<ChainId> = (0..chains.all.len())
        .filter(|&id| {
            chains.all[id].kind == Some(EntityKind::Person) && chains.all[id].plural != Some(true)
        })
        .collect();
    most_named.sort_by_key(|&id| (std::cmp::Reverse(chains.all[id].mentions.len()), id));
    groups::fill_members(chains, setting.tree, &by_head);
    groups::join_families(chains);
    let several: Vec<ChainId> = groups::named(chains);
    let questions = questions(setting.text, setting.analysis);
    let own: Vec<Class> = found
        .iter()
        .filter(|mention| mention.personal.is_some() && setting.voices.of(mention.head) == 0)
        .map(|mention| mention.class)
        .collect();
    let many_speak = own.iter().filter(|class| class.is_of_speech()).count() * 4 > own.len().max(8);
    let opening = setting
        .analysis
        .sentences
        .iter()
        .take_while(|sentence| sentence.paragraph == 0)
        .count()
        .max(1);
    let declared = |mention: usize| setting.ties.to_first_person(found, mention);
    let scene = Scene {
        text: setting.text,
        analysis: setting.analysis,
        tree: setting.tree,
        tables: setting.tables,
        voices: setting.voices,
        speakers: &speakers,
        most_named: &most_named,
        top_body: most_mentioned(chains, |chain| chain.kind == Some(EntityKind::Organisation)),
        top_group: several.first().copied(),
        declared: &declared,
        opening,
        questions: &questions,
        many_speak,
    };
    let mut pass = Pass {
        setting,
        scene: &scene,
        by_word: HashMap::new(),
        latest: HashMap::new(),
        open: Vec::new(),
        left: HashSet::new(),
        several: &several,
    };
    for at in 0..found.len() {
        kin::teach(setting.analysis, chains, at);
    }
    for id in 0..chains.all.len() {
        pass.learn(chains, id);
    }
    let heading = headline::paragraphs(setting.text, setting.analysis);
    for order in [Order::Third, Order::Speech, Order::We] {
        if order == Order::We {
            groups::join_speakers(chains, &several, setting.voices);
        }
        for at in 0..found.len() {
            if chains.of[at].is_some() {
                pass.note(found, at, chains.chain_of(at));
                continue;
            }
            // A headline takes up what the report names below it.
            if found[at].paragraph < heading && !found[at].class.is_pronoun() {
                continue;
            }
            if Order::of(found[at].class) == order
                && !pass.left.contains(&at)
                && !follows(setting.ties, chains, at)
            {
                pass.settle(chains, at, &mut observe);
            }
        }
    }
    headline::join(setting.tables, chains, heading);
    // What was tied to something that stayed open stands for itself.
    for (at, mention) in found.iter().enumerate() {
        if chains.of[at].is_none() && mention.form != Form::Pronoun {
            chains.open(at, "description", 0.5);
        }
    }
    pass.open.sort_by_key(|(at, _)| *at);
    pass.open
}

/// The named chain with most mentions among those that pass.
fn most_mentioned(chains: &Chains<'_>, pass: impl Fn(&Chain) -> bool) -> Option<ChainId> {
    let fitting = (0..chains.all.len()).filter(|&id| chains.all[id].named && pass(&chains.all[id]));
    fitting.max_by_key(|&id| (chains.all[id].mentions.len(), std::cmp::Reverse(id)))
}

/// Whether each paragraph ends with a question.
fn questions(text: &str, analysis: &Analysis) -> Vec<bool> {
    analysis
        .paragraphs
        .iter()
        .map(|paragraph| {
            paragraph
                .span
                .slice(text)
                .trim_end_matches(['"', '”', ' '])
                .ends_with('?')
        })
        .collect()
}

/// Whether a mention waits for the one that it is tied to.
fn follows(ties: &Ties, chains: &Chains<'_>, at: usize) -> bool {
    ties.leader.get(&at).is_some_and(|&leader| {
        chains.of[leader].is_none() && chains.found[leader].form == Form::Pronoun
    })
}

/// The order in which mentions are settled: who speaks must be known for "you" and "we".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Third,
    Speech,
    We,
}

impl Order {
    fn of(class: Class) -> Self {
        match class {
            Class::I | Class::You => Self::Speech,
            Class::We => Self::We,
            _ => Self::Third,
        }
    }
}

struct Pass<'a> {
    setting: &'a Setting<'a>,
    scene: &'a Scene<'a>,
    /// Chains by the words of their names, offices and descriptions.
    by_word: HashMap<String, Vec<ChainId>>,
    /// The last pronoun of each class and what it was resolved to.
    latest: HashMap<Class, (usize, Option<ChainId>)>,
    open: Vec<Open>,
    /// The mentions left open.
    left: HashSet<usize>,
    /// Chains of several persons that have a name.
    several: &'a [ChainId],
}

impl Pass<'_> {
    /// Makes a chain findable by its words.
    fn learn(&mut self, chains: &Chains<'_>, id: ChainId) {
        let chain = &chains.all[id];
        for word in chain
            .offices
            .iter()
            .chain(&chain.lemmas)
            .chain(&chain.name_words)
        {
            match self.by_word.get_mut(word) {
                Some(list) => {
                    if list.last() != Some(&id) {
                        list.retain(|&other| other != id);
                        if list.len() >= MOST {
                            list.remove(0);
                        }
                        list.push(id);
                    }
                }
                None => {
                    self.by_word.insert(word.clone(), vec![id]);
                }
            }
        }
    }

    fn note(&mut self, found: &[Found], at: usize, chain: Option<ChainId>) {
        if found[at].form == Form::Pronoun {
            self.latest.insert(found[at].class, (at, chain));
        }
    }

    fn settle(
        &mut self,
        chains: &mut Chains<'_>,
        at: usize,
        observe: &mut Option<&mut dyn FnMut(Choice)>,
    ) {
        let mention = &chains.found[at];
        let newcomer =
            !mention.class.is_pronoun() && mention.definiteness == Definiteness::Indefinite;
        if newcomer {
            self.begin(chains, at);
            return;
        }
        let unit = self.unit(chains, at);
        let mut candidates: Vec<ChainId> = Vec::new();
        for &member in &unit {
            for id in self.candidates(chains, member) {
                if !candidates.contains(&id) && candidates.len() < MOST {
                    candidates.push(id);
                }
            }
        }
        // The last score is nobody's.
        let mut scores = vec![0.0; candidates.len() + 1];
        let class = mention.class;
        for &member in &unit {
            let described = self.describe(chains, member, &candidates);
            let mut nobody = Vec::new();
            describe_nobody(
                self.scene,
                chains,
                member,
                self.void(chains, member, &candidates),
                &mut nobody,
            );
            nobody.extend_from_slice(survey(self.scene, chains, member, &candidates).own());
            if let Some(observe) = observe {
                observe(choice(chains, member, &candidates, &described, &nobody));
            }
            for (score, features) in scores.iter_mut().zip(described.iter().chain([&nobody])) {
                *score += self.setting.model.score(class, features) / unit.len() as f32;
            }
        }
        let shares = softmax(&scores);
        let best =
            (0..candidates.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a)));
        let best =
            best.filter(|&best| shares[best] >= LEAST && shares[best] > shares[candidates.len()]);
        for member in unit {
            match best {
                Some(best) => {
                    chains.join(member, candidates[best], "model", shares[best]);
                    kin::teach(self.setting.analysis, chains, member);
                    self.note(chains.found, member, Some(candidates[best]));
                    follow(
                        chains,
                        self.setting.ties,
                        member,
                        candidates[best],
                        shares[best],
                    );
                }
                None if class.is_pronoun() => {
                    self.note(chains.found, member, None);
                    let likely = candidates.iter().copied().zip(shares.iter().copied());
                    let mut ranked: Vec<(ChainId, f32)> =
                        likely.filter(|(_, share)| *share >= 0.01).collect();
                    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                    ranked.truncate(5);
                    self.open.push((member, ranked));
                    self.left.insert(member);
                }
                None => self.begin(chains, member),
            }
        }
        if let Some(best) = best {
            self.learn(chains, candidates[best]);
        }
    }

    /// The mentions that are settled together: in the first person, all of one speaker's in a
    /// paragraph are of one.
    fn unit(&self, chains: &Chains<'_>, at: usize) -> Vec<usize> {
        let mention = &chains.found[at];
        if !matches!(mention.class, Class::I | Class::We) {
            return vec![at];
        }
        let voice = self.scene.voices.of(mention.head);
        let reach = (at + UNIT).min(chains.found.len());
        // "We" is the same throughout a text, "I" throughout a turn.
        let whole = mention.class == Class::We && voice == 0;
        let paragraph = (at..if whole { chains.found.len() } else { reach })
            .take_while(|&other| whole || chains.found[other].paragraph == mention.paragraph);
        let same = |&other: &usize| {
            let found = &chains.found[other];
            found.class == mention.class
                && chains.of[other].is_none()
                && self.scene.voices.of(found.head) == voice
        };
        paragraph.filter(same).take(UNIT).collect()
    }

    /// A description of someone new.
    fn begin(&mut self, chains: &mut Chains<'_>, at: usize) {
        let chain = chains.open(at, "description", 1.0);
        follow(chains, self.setting.ties, at, chain, 0.9);
        self.learn(chains, chain);
    }

    /// Chains in reach, the nearest first.
    fn candidates(&self, chains: &Chains<'_>, at: usize) -> Vec<ChainId> {
        let mention = &chains.found[at];
        let mut list: Vec<ChainId> = Vec::new();
        let voices = self.scene.voices;
        let speaker = voices
            .speaker(mention.head)
            .and_then(|head| (self.scene.speakers)(chains, head));
        // Who speaks is "I" in the speech, and somebody else is "he".
        let somebody_else =
            matches!(mention.class, Class::He | Class::She) && voices.of(mention.head) != 0;
        let add = |id: ChainId, list: &mut Vec<ChainId>| {
            if list.len() < MOST
                && !list.contains(&id)
                && !(somebody_else && speaker == Some(id))
                && may_be(mention, &chains.all[id])
                && !self.within(chains, at, id)
            {
                list.push(id);
            }
        };
        if let Some(speaker) = speaker {
            add(speaker, &mut list);
        }
        for other in (at.saturating_sub(REACH)..at).rev() {
            if let Some(id) = chains.chain_of(other) {
                add(id, &mut list);
            }
        }
        if mention.class.is_of_speech() {
            for other in at + 1..(at + REACH / 2).min(chains.found.len()) {
                if let Some(id) = chains.chain_of(other).filter(|&id| chains.all[id].named) {
                    add(id, &mut list);
                }
            }
            for &id in self.scene.most_named.iter().take(WIDELY) {
                add(id, &mut list);
            }
            if mention.class != Class::I {
                for &id in self.several {
                    add(id, &mut list);
                }
            }
        }
        if !mention.class.is_pronoun() {
            let words = mention.offices.iter().chain([&mention.lemma]);
            for id in words.filter_map(|word| self.by_word.get(word)).flatten() {
                if chains.all[*id]
                    .mentions
                    .first()
                    .is_some_and(|&first| first < at)
                {
                    add(*id, &mut list);
                }
            }
        }
        list
    }

    /// Whether a mention of the chain holds this one or is held by it ("his wife" is not "his").
    fn within(&self, chains: &Chains<'_>, at: usize, id: ChainId) -> bool {
        let mention = &chains.found[at];
        let chain = &chains.all[id];
        let from = chain.mentions.partition_point(|&other| other + 12 < at);
        chain.mentions[from..]
            .iter()
            .take_while(|&&other| other <= at + 12)
            .any(|&other| {
                let words = &chains.found[other].words;
                words.start < mention.words.end
                    && mention.words.start < words.end
                    && self.setting.ties.leader.get(&at) != Some(&other)
            })
    }

    fn describe(
        &self,
        chains: &Chains<'_>,
        at: usize,
        candidates: &[ChainId],
    ) -> Vec<Vec<Feature>> {
        let found = chains.found;
        let same_class = self
            .latest
            .get(&found[at].class)
            .filter(|(other, _)| *other < at)
            .and_then(|(_, chain)| *chain);
        let last_of = |class: Class| {
            self.latest
                .get(&class)
                .filter(|(other, _)| *other < at)
                .map(|(other, chain)| (*other, *chain))
        };
        let spoke = [Class::I, Class::We]
            .into_iter()
            .filter_map(last_of)
            .max_by_key(|(other, _)| *other)
            .and_then(|(_, chain)| chain);
        let addressed = last_of(Class::You).and_then(|(_, chain)| chain);
        let mut by_distance: Vec<(usize, ChainId)> = candidates
            .iter()
            .map(|&id| {
                (
                    nearest(&chains.all[id], at).map_or(usize::MAX, |near| at.abs_diff(near)),
                    id,
                )
            })
            .collect();
        by_distance.sort_unstable();
        let first_subject = by_distance
            .iter()
            .find(|(_, id)| {
                nearest(&chains.all[*id], at)
                    .is_some_and(|near| near < at && found[near].role == Position::Subject)
            })
            .map(|(_, id)| *id);
        let count = |id: ChainId| chains.all[id].mentions.partition_point(|&other| other < at);
        let counts: Vec<usize> = candidates.iter().map(|&id| count(id)).collect();
        let field = survey(self.scene, chains, at, candidates);
        candidates
            .iter()
            .map(|&id| {
                let own = count(id);
                let standing = Standing {
                    nearer: by_distance
                        .iter()
                        .position(|(_, other)| *other == id)
                        .unwrap_or(candidates.len()),
                    first_subject: first_subject == Some(id),
                    nearest_same_class: same_class == Some(id),
                    spoke_last: spoke == Some(id),
                    addressed_last: addressed == Some(id),
                    outdone: counts.iter().filter(|&&other| other > own).count(),
                    recent: own
                        - chains.all[id]
                            .mentions
                            .partition_point(|&other| other + 12 < at),
                };
                let mut features = Vec::with_capacity(64);
                describe(self.scene, chains, at, id, standing, &mut features);
                stand(self.scene, chains, at, id, &field, &mut features);
                features
            })
            .collect()
    }

    fn void(&self, chains: &Chains<'_>, at: usize, candidates: &[ChainId]) -> Void {
        let mention = &chains.found[at];
        let latest = self
            .latest
            .get(&mention.class)
            .filter(|(other, chain)| *other < at && chain.is_none());
        Void {
            before: latest.is_some(),
            before_here: latest
                .is_some_and(|(other, _)| chains.found[*other].paragraph == mention.paragraph),
            fitting: candidates.len(),
            namesakes: candidates
                .iter()
                .any(|&id| chains.all[id].lemmas.contains(&mention.lemma)),
        }
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

fn choice(
    chains: &Chains<'_>,
    at: usize,
    candidates: &[ChainId],
    described: &[Vec<Feature>],
    nobody: &[Feature],
) -> Choice {
    let names = |features: &[Feature]| features.iter().map(|feature| feature.as_str()).collect();
    let option = |(&id, features): (&ChainId, &Vec<Feature>)| {
        let mentions = chains.all[id]
            .mentions
            .iter()
            .map(|&mention| &chains.found[mention]);
        Candidate {
            names: mentions
                .clone()
                .filter(|found| found.form == Form::Name)
                .map(|found| found.span)
                .collect(),
            heads: mentions.map(|found| found.head).collect(),
            features: names(features),
        }
    };
    Choice {
        span: chains.found[at].span,
        head: chains.found[at].head,
        class: chains.found[at].class.as_str(),
        options: candidates.iter().zip(described).map(option).collect(),
        nobody: names(nobody),
    }
}
