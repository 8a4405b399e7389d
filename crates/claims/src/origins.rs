//! Whose word the attestations of a claim rest on in the end.
//!
//! Two attestations have one origin where one of these rules joins them:
//!
//! * `one person`: their speakers are one person (same last name, no other first name, spellings allowed for);
//! * `one body`: their speakers are one body (the same noun, and no word that tells them apart);
//! * `speaks for`: a person is said to speak for, lead or belong to a body ("command spokesman Radek");
//! * `only holder`: a speaker is told by a part only ("the governor"), which one named person of the story has;
//! * `follows`: an outlet's own sentence comes straight after a source's words, in the same paragraph;
//! * `cites`: it is told on the word of an outlet or agency, whose own source is known;
//! * `agency`: it is told in an agency's name, and the agency's own source is known;
//! * `copied`: its words stand in an earlier report.
//!
//! What an outlet tells in its own voice, and what a speaker tells whom the text leaves unknown, is counted as an
//! origin only where nobody else is named as a source of the claim: nobody can tell where they have it from.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::judge::Told;
use crate::names::PersonName;
use crate::propositions::Proposition;
use crate::tables::Tables;
use crate::terms::Term;
use crate::voices::{Body, Voice};

/// Whose word an attestation rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The number of the origin in the story; the same for all attestations that share it.
    pub(crate) node: usize,
    /// What to call it: the best name of all that share it.
    pub name: String,
    /// The voice itself, as its report names it.
    pub voice: String,
    /// The rule that told.
    pub rule: &'static str,
    /// Whether nobody can tell where the words come from.
    pub(crate) weak: bool,
}

/// A proposition that supports or denies a claim, and whose word it is.
pub(crate) struct Attested<'p> {
    pub(crate) report: usize,
    /// An index into the report's voices.
    pub(crate) voice: Option<usize>,
    pub(crate) told: &'p Proposition,
}

/// The voices, outlets and agencies of a story, and which of them are one.
pub(crate) struct Origins<'s> {
    reports: &'s [Told],
    tables: &'s Tables,
    /// For each report the node of each of its voices.
    voices: Vec<Vec<usize>>,
    /// Nodes of outlets and agencies by their names in lower case.
    publishers: BTreeMap<String, usize>,
    /// For each report the node of its outlet.
    outlets: Vec<Option<usize>>,
    nodes: Vec<Node>,
}

struct Node {
    name: String,
    named: bool,
    person: bool,
    /// The node it was joined to.
    joined: usize,
    rule: &'static str,
}

impl<'s> Origins<'s> {
    pub(crate) fn new(reports: &'s [Told], tables: &'s Tables) -> Self {
        let mut origins = Self {
            reports,
            tables,
            voices: Vec::new(),
            publishers: BTreeMap::new(),
            outlets: Vec::new(),
            nodes: Vec::new(),
        };
        for told in reports {
            let outlet = told.outlet.as_deref().map(|name| origins.publisher(name));
            origins.outlets.push(outlet);
            for agency in &told.agencies {
                origins.publisher(agency);
            }
        }
        for told in reports {
            let nodes = told.testimony.voices.iter().map(|voice| {
                origins.nodes.push(Node {
                    name: voice.label.clone(),
                    named: voice.named,
                    person: voice.person,
                    joined: origins.nodes.len(),
                    rule: "told",
                });
                origins.nodes.len() - 1
            });
            let nodes = nodes.collect();
            origins.voices.push(nodes);
        }
        origins.join();
        origins
    }

    fn publisher(&mut self, name: &str) -> usize {
        let family = self.tables.family(name).to_owned();
        if let Some(&node) = self.publishers.get(&family.to_lowercase()) {
            return node;
        }
        let node = self.nodes.len();
        self.publishers.insert(family.to_lowercase(), node);
        self.nodes.push(Node {
            name: family,
            named: true,
            person: false,
            joined: node,
            rule: "told",
        });
        node
    }

    /// The voices of the story with their reports and nodes, those that are told in the same words once. What is told
    /// by a bare noun ("the ministry") is of its own report.
    fn distinct(&mut self) -> Vec<Heard<'s>> {
        let mut known: HashMap<&'s Voice, usize> = HashMap::new();
        let mut distinct = Vec::new();
        for (report, told) in self.reports.iter().enumerate() {
            for (number, voice) in told.testimony.voices.iter().enumerate() {
                let node = self.voices[report][number];
                if voice.vague {
                    continue;
                }
                let bare = !voice.person && voice.bodies.iter().all(|body| body.others.is_empty());
                match known.get(voice).filter(|_| !bare) {
                    Some(&first) => self.unite(first, node, "told"),
                    None => {
                        known.insert(voice, node);
                        distinct.push(Heard {
                            report,
                            node,
                            voice,
                        });
                    }
                }
            }
        }
        distinct
    }

    fn join(&mut self) {
        let all = self.distinct();
        self.join_persons(&all);
        self.join_bodies(&all);
        self.join_holders(&all);
    }

    fn join_persons(&mut self, all: &[Heard<'s>]) {
        let mut known: BTreeMap<char, Vec<(PersonName, usize)>> = BTreeMap::new();
        for heard in all.iter().filter(|heard| heard.voice.person) {
            let name = PersonName::new(&heard.voice.label);
            let Some(begins) = name.begins() else {
                continue;
            };
            let others = known.entry(begins).or_default();
            for (other, node) in others.iter() {
                if other.likeness(&name) > ONE_PERSON {
                    self.unite(*node, heard.node, "one person");
                }
            }
            others.push((name, heard.node));
        }
    }

    fn join_bodies(&mut self, all: &[Heard<'s>]) {
        let mut known: BTreeMap<Term, Vec<(&Heard<'s>, &'s Body)>> = BTreeMap::new();
        for heard in all {
            for body in &heard.voice.bodies {
                known.entry(body.head).or_default().push((heard, body));
            }
        }
        for bodies in known.values() {
            for (at, &(heard, body)) in bodies.iter().enumerate() {
                for &(other, its) in &bodies[at.saturating_sub(COMPARED)..at] {
                    let tell = tells(bodies, heard.report, body, its)
                        && tells(bodies, other.report, its, body);
                    if self.root(heard.node) != self.root(other.node) && body.is(its) && tell {
                        let person = heard.voice.person || other.voice.person;
                        let rule = if person { "speaks for" } else { "one body" };
                        self.unite(other.node, heard.node, rule);
                    }
                }
            }
        }
    }

    fn join_holders(&mut self, all: &[Heard<'s>]) {
        let mut holders: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
        for heard in all.iter().filter(|heard| heard.voice.person) {
            if let Some(part) = heard.voice.part {
                holders.entry(part).or_default().push(heard.node);
            }
        }
        for heard in all.iter().filter(|heard| !heard.voice.person) {
            let Some(holders) = heard.voice.part.and_then(|part| holders.get(&part)) else {
                continue;
            };
            let first = self.root(holders[0]);
            if holders.iter().all(|&node| self.root(node) == first) {
                self.unite(first, heard.node, "only holder");
            }
        }
    }

    fn root(&self, mut node: usize) -> usize {
        while self.nodes[node].joined != node {
            node = self.nodes[node].joined;
        }
        node
    }

    fn unite(&mut self, a: usize, b: usize, rule: &'static str) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        // The better name stays: a person's, then another's.
        let rank = |node: &Node| (node.person, node.named);
        let (kept, gone) = if rank(&self.nodes[b]) > rank(&self.nodes[a]) {
            (b, a)
        } else {
            (a, b)
        };
        self.nodes[gone].joined = kept;
        self.nodes[gone].rule = rule;
    }

    /// The origins of the attestations that support a claim: report and proposition of each, in the order of their
    /// publication.
    pub(crate) fn of(&self, attested: &[Attested<'_>]) -> Vec<Origin> {
        let mut found: Vec<Option<Origin>> = vec![None; attested.len()];
        // Those that name their source first; the others may lean on them.
        for (at, one) in attested.iter().enumerate() {
            found[at] = self.direct(one);
        }
        // An agency may be cited before its own report comes.
        for _ in 0..2 {
            for (at, one) in attested.iter().enumerate() {
                if found[at].as_ref().is_none_or(|origin| origin.weak) {
                    found[at] = Some(self.indirect(one, attested, &found));
                }
            }
        }
        found.into_iter().flatten().collect()
    }

    fn origin(&self, node: usize, rule: &'static str, weak: bool) -> Origin {
        let root = self.root(node);
        let rule = if rule == "told" {
            self.nodes[node].rule
        } else {
            rule
        };
        Origin {
            node: root,
            name: self.nodes[root].name.clone(),
            voice: self.nodes[node].name.clone(),
            rule,
            weak,
        }
    }

    fn direct(&self, one: &Attested<'_>) -> Option<Origin> {
        let report = one.report;
        if let Some(voice) = one.voice {
            let known = &self.reports[report].testimony.voices[voice];
            if known.vague || self.cited(known).is_some() {
                return None;
            }
            return Some(self.origin(self.voices[report][voice], "told", false));
        }
        let follows = one.told.follows?;
        let known = &self.reports[report].testimony.voices[follows];
        (!known.vague && self.cited(known).is_none())
            .then(|| self.origin(self.voices[report][follows], "follows", false))
    }

    fn indirect(
        &self,
        one: &Attested<'_>,
        attested: &[Attested<'_>],
        found: &[Option<Origin>],
    ) -> Origin {
        let (report, told) = (one.report, one.told);
        let here = &self.reports[report];
        let voice = one
            .voice
            .or(told.follows)
            .map(|voice| &here.testimony.voices[voice]);
        let cited = voice.and_then(|voice| self.cited(voice));
        let from = |publisher: usize| {
            let others = attested
                .iter()
                .zip(found)
                .filter(|(other, _)| other.report != report);
            others
                .filter(|(other, _)| self.outlets[other.report] == Some(publisher))
                .find_map(|(_, origin)| origin.as_ref().filter(|origin| !origin.weak))
        };
        if let Some(publisher) = cited {
            return match from(publisher) {
                Some(origin) => Origin {
                    rule: "cites",
                    ..origin.clone()
                },
                None => self.origin(publisher, "cites", false),
            };
        }
        // Words that stand in an earlier report have its origin.
        let copied = here.copied.iter().filter(|copied| {
            copied
                .spans
                .iter()
                .any(|span| span[0] <= told.span[0] && told.span[1] <= span[1])
        });
        for copied in copied {
            let earlier = attested
                .iter()
                .zip(found)
                .find(|(other, _)| self.reports[other.report].report == copied.earlier);
            if let Some((_, Some(origin))) = earlier {
                return Origin {
                    rule: "copied",
                    ..origin.clone()
                };
            }
        }
        for agency in &here.agencies {
            let publisher = self
                .publishers
                .get(&self.tables.family(agency).to_lowercase())
                .copied();
            if let Some(publisher) =
                publisher.filter(|&publisher| self.outlets[report] != Some(publisher))
            {
                return match from(publisher) {
                    Some(origin) => Origin {
                        rule: "agency",
                        ..origin.clone()
                    },
                    None => self.origin(publisher, "agency", true),
                };
            }
        }
        match self.outlets[report] {
            Some(outlet) => self.origin(outlet, "own voice", true),
            None => Origin {
                node: usize::MAX - report,
                name: "unknown outlet".into(),
                voice: "unknown outlet".into(),
                rule: "own voice",
                weak: true,
            },
        }
    }

    /// The outlet or agency that a voice is.
    fn cited(&self, voice: &Voice) -> Option<usize> {
        let label = voice.label.to_lowercase();
        let label = label
            .trim_start_matches("the ")
            .trim_end_matches("’s")
            .trim_end_matches("'s");
        let direct = self
            .publishers
            .get(&self.tables.family(label).to_lowercase());
        direct
            .or_else(|| self.publishers.get(label))
            .copied()
            .filter(|_| !voice.person)
    }
}

/// A voice, the report that it is heard in, and its node.
struct Heard<'s> {
    report: usize,
    node: usize,
    voice: &'s Voice,
}

/// Likeness of names from which on they are of one person.
const ONE_PERSON: f64 = 0.5;
/// Bodies of one noun that one is held against.
const COMPARED: usize = 128;

/// Whether a body told by its noun alone ("the ministry") can be taken for another: the one of its own report where
/// there is one, else the only one of the story. `bodies` are those of the noun.
fn tells(bodies: &[(&Heard<'_>, &Body)], report: usize, bare: &Body, other: &Body) -> bool {
    if !bare.others.is_empty() || other.others.is_empty() {
        return true;
    }
    let told = || bodies.iter().filter(|(_, body)| !body.others.is_empty());
    let mut own = told()
        .filter(|(heard, _)| heard.report == report)
        .peekable();
    if own.peek().is_some() {
        return own.all(|(_, body)| body.is(other));
    }
    told().all(|(_, body)| body.is(other))
}

/// The origins that count: those that are named, or, where none is, each publisher family that tells it.
pub(crate) fn counted(origins: &[Origin]) -> BTreeSet<usize> {
    let of = |weak: bool| {
        origins
            .iter()
            .filter(move |origin| origin.weak == weak)
            .map(|origin| origin.node)
    };
    let named: BTreeSet<usize> = of(false).collect();
    if named.is_empty() {
        of(true).collect()
    } else {
        named
    }
}
