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

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::Told;
use crate::names::same_person;
use crate::propositions::Proposition;
use crate::tables::Tables;
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

/// The voices, outlets and agencies of a story, and which of them are one.
pub(crate) struct Origins<'s> {
    reports: &'s [Told],
    tables: &'s Tables,
    /// For each report the node of each of its voices.
    voices: Vec<Vec<usize>>,
    /// Nodes of outlets and agencies by their names in lower case.
    publishers: BTreeMap<String, usize>,
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
            nodes: Vec::new(),
        };
        for told in reports {
            for name in told.outlet.iter().chain(&told.agencies) {
                origins.publisher(name);
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

    fn all_voices(&self) -> Vec<(usize, usize, &'s Voice)> {
        let mut all = Vec::new();
        for (report, told) in self.reports.iter().enumerate() {
            for (number, voice) in told.testimony.voices.iter().enumerate() {
                all.push((report, self.voices[report][number], voice));
            }
        }
        all
    }

    fn join(&mut self) {
        let all = self.all_voices();
        for (at, &(report, node, voice)) in all.iter().enumerate() {
            for &(other_report, other_node, other) in &all[..at] {
                if let Some(rule) = self.one(&all, (report, voice), (other_report, other)) {
                    self.unite(other_node, node, rule);
                }
            }
        }
        for &(_, node, voice) in &all {
            let Some(part) = voice.part.filter(|_| !voice.person) else {
                continue;
            };
            let holders: Vec<_> = all
                .iter()
                .filter(|(.., other)| other.person && other.part == Some(part))
                .collect();
            let first = holders.first().map(|&&(_, node, _)| self.root(node));
            if let Some(first) = first.filter(|&first| {
                holders
                    .iter()
                    .all(|&&(_, node, _)| self.root(node) == first)
            }) {
                self.unite(first, node, "only holder");
            }
        }
    }

    /// The rule by which two voices are one, or speak for one body.
    fn one(
        &self,
        all: &[(usize, usize, &Voice)],
        (report_a, a): (usize, &Voice),
        (report_b, b): (usize, &Voice),
    ) -> Option<&'static str> {
        if a.vague || b.vague {
            return None;
        }
        if a.person && b.person && same_person(&a.label, &b.label) {
            return Some("one person");
        }
        let one_body = a.bodies.iter().any(|x| {
            b.bodies
                .iter()
                .any(|y| x.is(y) && tells(all, report_a, x, y) && tells(all, report_b, y, x))
        });
        match (one_body, a.person || b.person) {
            (true, true) => Some("speaks for"),
            (true, false) => Some("one body"),
            _ => None,
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
    pub(crate) fn of(&self, attested: &[(usize, &Proposition)]) -> Vec<Origin> {
        let mut found: Vec<Option<Origin>> = vec![None; attested.len()];
        // Those that name their source first; the others may lean on them.
        for (at, &(report, told)) in attested.iter().enumerate() {
            found[at] = self.direct(report, told);
        }
        // An agency may be cited before its own report comes.
        for _ in 0..2 {
            for (at, &(report, told)) in attested.iter().enumerate() {
                if found[at].as_ref().is_none_or(|origin| origin.weak) {
                    found[at] = Some(self.indirect(report, told, attested, &found));
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

    fn direct(&self, report: usize, told: &Proposition) -> Option<Origin> {
        if let Some(voice) = told.voice {
            let known = &self.reports[report].testimony.voices[voice];
            if known.vague || self.cited(known).is_some() {
                return None;
            }
            return Some(self.origin(self.voices[report][voice], "told", false));
        }
        let follows = told.follows?;
        let known = &self.reports[report].testimony.voices[follows];
        (!known.vague && self.cited(known).is_none())
            .then(|| self.origin(self.voices[report][follows], "follows", false))
    }

    fn indirect(
        &self,
        report: usize,
        told: &Proposition,
        attested: &[(usize, &Proposition)],
        found: &[Option<Origin>],
    ) -> Origin {
        let here = &self.reports[report];
        let voice = told
            .voice
            .or(told.follows)
            .map(|voice| &here.testimony.voices[voice]);
        let cited = voice.and_then(|voice| self.cited(voice));
        let from = |publisher: usize| {
            let known = attested
                .iter()
                .zip(found)
                .filter(|&(&(other, _), _)| other != report);
            known
                .filter(|((other, _), _)| self.outlet_of(*other) == Some(publisher))
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
                .find(|((other, _), _)| self.reports[*other].report == copied.earlier);
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
                publisher.filter(|&publisher| self.outlet_of(report) != Some(publisher))
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
        match self.outlet_of(report) {
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

    fn outlet_of(&self, report: usize) -> Option<usize> {
        let outlet = self.reports[report].outlet.as_deref()?;
        self.publishers
            .get(&self.tables.family(outlet).to_lowercase())
            .copied()
    }
}

/// Whether a body told by its noun alone ("the ministry") can be taken for another: the one of its own report where
/// there is one, else the only one of the story.
fn tells(all: &[(usize, usize, &Voice)], report: usize, bare: &Body, other: &Body) -> bool {
    if !bare.others.is_empty() || other.others.is_empty() {
        return true;
    }
    let alike = |body: &&Body| body.head == bare.head && !body.others.is_empty();
    let bodies = |own: bool| {
        all.iter()
            .filter(move |(of, ..)| !own || *of == report)
            .flat_map(|(.., voice)| &voice.bodies)
            .filter(alike)
    };
    if bodies(true).next().is_some() {
        return bodies(true).all(|body| body.is(other));
    }
    bodies(false).all(|body| body.is(other))
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
