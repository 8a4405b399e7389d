//! Whose word the attestations of a claim rest on in the end.
//!
//! Two attestations have one origin where one of these rules joins them:
//!
//! * `one person`: their speakers are one person (same last name, no other first name, spellings allowed for);
//! * `one body`: their speakers are one body (the same noun, and no word that tells them apart);
//! * `only holder`: a speaker is told by an office only ("the governor"), which one named person of the report, or of
//!   the story, holds in that body;
//! * `follows`: an outlet's own sentence comes straight after a source's words, in the same paragraph;
//! * `cites`: it is told on the word of an outlet or agency, whose own source is known;
//! * `agency`: it is told in an agency's name, and the agency's own source is known;
//! * `copied`: its words stand in an earlier report;
//! * `not named`: it is the word of somebody whom the text leaves unknown.
//!
//! Persons of unlike names are two, and no chain of other names makes them one. How many origins are independent is a
//! range. Surely different are persons of unlike names, and bodies, that have no body in common; who speaks for a body
//! is of its side. "Officials" of two reports, an outlet's own voice and an agency's may be one with any other: they
//! add to the most, and to the least only where there is nobody else. Two that are surely different add to the least
//! only where clauses of both, in different reports, likely tell the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::judge::Told;
use crate::names::{PersonName, same_body, same_person};
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

impl Origin {
    /// Whether two attestations of one story rest on one origin.
    pub fn is(&self, other: &Self) -> bool {
        self.node == other.node
    }

    /// Whether somebody is named whose word it is, not the outlet's own voice.
    pub fn is_sourced(&self) -> bool {
        !self.weak
    }
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
    nodes: Vec<Node<'s>>,
}

struct Node<'s> {
    name: String,
    /// The body whose spokesman it is.
    spokes: Option<&'s str>,
    /// Whether it is some of a body's people, shown by their own words.
    people: bool,
    named: bool,
    person: bool,
    /// Whether it is an outlet or an agency: where these have it from is not told.
    publisher: bool,
    /// Whether it may be one with others of its sort.
    anonymous: bool,
    /// Whether any body may be called so.
    generic: bool,
    /// The bodies of all that were joined to it.
    bodies: Vec<&'s Body>,
    /// The names of the persons among them.
    persons: Vec<String>,
    /// The reports that it is heard in.
    reports: BTreeSet<usize>,
    /// The node it was joined to.
    joined: usize,
    rule: &'static str,
}

impl Node<'_> {
    /// What it is shown as. A spokesman speaks for his body, and nobody's name is hidden behind it: "Ivo Lind (coastguard)";
    /// one without a name is shown as the body where that has one.
    fn shown(&self) -> String {
        let Some(body) = self.spokes.filter(|body| self.name != **body) else {
            return self.name.clone();
        };
        let is_name = |words: &str| {
            let mut words = words
                .split(' ')
                .filter(|word| !["The", "A", "An"].contains(word));
            words.any(|word| word.starts_with(char::is_uppercase))
        };
        if is_name(&self.name) && !self.name.contains(body) {
            format!("{} ({body})", self.name)
        } else if is_name(body) {
            body.to_owned()
        } else {
            self.name.clone()
        }
    }
}

/// How many independent origins a claim has.
pub(crate) struct Range {
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// Two that are not counted as two, since what they tell is not surely one.
    pub(crate) unlike: Option<(String, String)>,
}

/// What can be told of two voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// One, or one speaks for the other.
    Same,
    /// Two.
    Different,
    /// Nothing tells.
    Unknown,
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
        for (report, told) in reports.iter().enumerate() {
            let nodes = told.testimony.voices.iter().map(|voice| {
                origins.nodes.push(Node {
                    name: voice.label.clone(),
                    spokes: voice.spokes.as_deref(),
                    people: voice.people,
                    named: voice.named,
                    person: voice.person,
                    publisher: voice.outlet,
                    anonymous: voice.anonymous || voice.vague,
                    generic: voice.generic,
                    bodies: voice.bodies.iter().collect(),
                    persons: voice
                        .person
                        .then(|| voice.label.clone())
                        .into_iter()
                        .collect(),
                    reports: BTreeSet::from([report]),
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
            spokes: None,
            people: false,
            named: true,
            person: false,
            publisher: true,
            anonymous: false,
            generic: false,
            bodies: Vec::new(),
            persons: Vec::new(),
            reports: BTreeSet::new(),
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
                let bare = voice.anonymous
                    || !voice.person && voice.bodies.iter().all(|body| body.others.is_empty());
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
        self.join_names(&all);
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

    /// "Nordan" is Nordan Air.
    fn join_names(&mut self, all: &[Heard<'s>]) {
        let named = |heard: &&Heard<'s>| {
            heard.voice.named && !heard.voice.person && heard.voice.part.is_none()
        };
        let named: Vec<&Heard<'s>> = all.iter().filter(named).take(COMPARED).collect();
        for (at, heard) in named.iter().enumerate() {
            for other in &named[..at] {
                if same_body(&heard.voice.label, &other.voice.label) {
                    self.unite(other.node, heard.node, "one body");
                }
            }
        }
    }

    fn join_bodies(&mut self, all: &[Heard<'s>]) {
        let mut known: BTreeMap<Term, Vec<(&Heard<'s>, &'s Body)>> = BTreeMap::new();
        // Who speaks for a body keeps his name: two persons are never one by their body.
        for heard in all
            .iter()
            .filter(|heard| !heard.voice.person && !heard.voice.anonymous)
        {
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
                        self.unite(other.node, heard.node, "one body");
                    }
                }
            }
        }
    }

    /// "The mayor" is who is named as mayor: in the same report, else in the story where there is one only.
    fn join_holders(&mut self, all: &[Heard<'s>]) {
        let mut holders: BTreeMap<Term, Vec<&Heard<'s>>> = BTreeMap::new();
        for heard in all.iter().filter(|heard| heard.voice.person) {
            if let Some(part) = heard.voice.part {
                holders.entry(part).or_default().push(heard);
            }
        }
        for heard in all {
            let voice = heard.voice;
            if voice.person || voice.anonymous || !voice.holds {
                continue;
            }
            let Some(holders) = voice.part.and_then(|part| holders.get(&part)) else {
                continue;
            };
            // A part is held in a body: the mayor of one town is not the mayor of another.
            let fits = |holder: &&&Heard<'s>| {
                voice.bodies.is_empty()
                    || holder.voice.bodies.is_empty()
                    || share(voice.bodies.iter(), holder.voice.bodies.iter())
            };
            let own: Vec<&&Heard<'s>> = holders
                .iter()
                .filter(|holder| holder.report == heard.report)
                .filter(fits)
                .collect();
            let fitting = if own.is_empty() {
                holders.iter().filter(fits).collect()
            } else {
                own
            };
            let Some(first) = fitting.first().map(|holder| self.root(holder.node)) else {
                continue;
            };
            if fitting.iter().all(|holder| self.root(holder.node) == first) {
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
        if a == b || self.are_two(a, b) {
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
        let bodies = std::mem::take(&mut self.nodes[gone].bodies);
        let persons = std::mem::take(&mut self.nodes[gone].persons);
        let reports = std::mem::take(&mut self.nodes[gone].reports);
        let anonymous = self.nodes[gone].anonymous;
        let generic = self.nodes[gone].generic;
        let spokes = self.nodes[gone].spokes;
        let node = &mut self.nodes[kept];
        node.spokes = node.spokes.or(spokes);
        for body in bodies {
            if !node.bodies.contains(&body) {
                node.bodies.push(body);
            }
        }
        for person in persons {
            if !node.persons.contains(&person) {
                node.persons.push(person);
            }
        }
        node.reports.extend(reports);
        node.anonymous &= anonymous;
        node.generic &= generic;
    }

    /// Whether two joined voices have persons of unlike names: no chain of other names makes them one.
    fn are_two(&self, a: usize, b: usize) -> bool {
        let names = |node: usize| self.nodes[node].persons.iter();
        names(a).any(|name| names(b).any(|other| !same_person(name, other)))
    }

    /// Whether two voices, each by its report and place there, are one.
    pub(crate) fn are_one(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let node = |(report, voice): (usize, usize)| self.root(self.voices[report][voice]);
        node(a) == node(b)
    }

    /// What can be told of two origins.
    pub(crate) fn identity(&self, a: usize, b: usize) -> Identity {
        let (Some(x), Some(y)) = (self.nodes.get(a), self.nodes.get(b)) else {
            return Identity::Unknown;
        };
        if a == b {
            return Identity::Same;
        }
        if x.publisher || y.publisher || x.anonymous || y.anonymous {
            return Identity::Unknown;
        }
        if share(x.bodies.iter().copied(), y.bodies.iter().copied()) {
            let own_word = x.spokes.is_none() || y.spokes.is_none();
            return if x.person && y.person && own_word {
                Identity::Unknown
            } else {
                Identity::Same
            };
        }
        // "The agency" may be any body, and who is named without one may be of it.
        let may_be = |one: &Node<'_>, other: &Node<'_>| {
            one.generic && (!other.person || other.bodies.is_empty())
        };
        if may_be(x, y) || may_be(y, x) {
            return Identity::Unknown;
        }
        // Who is named without a body may be of the body that another report names.
        let unplaced = |one: &Node<'_>, other: &Node<'_>| {
            one.bodies.is_empty() && !other.person && one.reports.is_disjoint(&other.reports)
        };
        if unplaced(x, y) || unplaced(y, x) {
            return Identity::Unknown;
        }
        Identity::Different
    }

    /// How many independent origins there are at least, each surely another than the others and telling one thing with one of
    /// them, and at most.
    pub(crate) fn range<'o>(
        &self,
        origins: impl Iterator<Item = &'o Origin>,
        tell_one: impl Fn(usize, usize) -> bool,
    ) -> Range {
        let named: BTreeMap<usize, &str> = origins
            .map(|origin| (origin.node, origin.name.as_str()))
            .collect();
        let mut nodes: Vec<usize> = named.keys().copied().collect();
        // Those whose name and body are known first: the others are held against them.
        let rank = |&node: &usize| {
            let node = self.nodes.get(node);
            std::cmp::Reverse(node.map_or((false, false), |node| {
                (node.person, !node.bodies.is_empty())
            }))
        };
        nodes.sort_by_key(rank);
        let are_two = |a: usize, b: usize| self.identity(a, b) == Identity::Different;
        let two = |&a: &usize| {
            let mut others = nodes.iter();
            others.any(|&b| are_two(a, b) && tell_one(a, b))
        };
        let mut sure: Vec<usize> = nodes.iter().copied().find(two).into_iter().collect();
        if !sure.is_empty() {
            for &node in &nodes {
                let others = sure.iter().all(|&other| are_two(other, node));
                if others && sure.iter().any(|&other| tell_one(other, node)) {
                    sure.push(node);
                }
            }
        }
        let mut unlike = None;
        if sure.is_empty() {
            let other = |&a: &usize| nodes.iter().find(|&&b| are_two(a, b)).map(|&b| (a, b));
            let pair = nodes.iter().find_map(other);
            unlike = pair.map(|(a, b)| (named[&a].to_owned(), named[&b].to_owned()));
        }
        let mut sides: Vec<usize> = Vec::new();
        for &node in &nodes {
            let same = |&other: &usize| self.identity(other, node) == Identity::Same;
            if !sides.iter().any(same) {
                sides.push(node);
            }
        }
        Range {
            least: sure.len().max(nodes.len().min(1)),
            most: sides.len(),
            unlike,
        }
    }

    /// The origins of the attestations that support a claim: report and proposition of each, in the order of their
    /// publication.
    pub(crate) fn of(&self, attested: &[Attested<'_>]) -> Vec<Origin> {
        let mut found: Vec<Option<Origin>> = vec![None; attested.len()];
        // Those that name their source first; the others may lean on them.
        for (at, one) in attested.iter().enumerate() {
            found[at] = self.direct(one);
        }
        for (at, one) in attested.iter().enumerate() {
            if let Some(origin) = self.copied(one, attested, &found) {
                found[at] = Some(origin);
            }
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
        // Officials of a body are of its side, but not the body.
        let shown = if self.nodes[node].people {
            &self.nodes[node]
        } else {
            &self.nodes[root]
        };
        Origin {
            node: root,
            name: shown.shown(),
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

    /// The origin of the words that stand in an earlier report.
    fn copied(
        &self,
        one: &Attested<'_>,
        attested: &[Attested<'_>],
        found: &[Option<Origin>],
    ) -> Option<Origin> {
        let span = one.told.span;
        let within = |copied: &[usize; 2]| copied[0] <= span[0] && span[1] <= copied[1];
        let copied = self.reports[one.report].copied.iter();
        let mut copied = copied.filter(|copied| copied.spans.iter().any(within));
        copied.find_map(|copied| {
            let mut known = attested.iter().zip(found);
            // The same clause of the earlier report, not another that tells the same.
            let (_, origin) = known.find(|(other, _)| {
                self.reports[other.report].report == copied.earlier
                    && other.told.predicate == one.told.predicate
                    && other.told.arguments == one.told.arguments
            })?;
            Some(Origin {
                rule: "copied",
                ..origin.clone()?
            })
        })
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
        if let Some(origin) = self.copied(one, attested, found) {
            return origin;
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
        // Who is left unknown is somebody, but not the outlet.
        if let Some(voice) = one.voice {
            return self.origin(self.voices[report][voice], "not named", true);
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

/// Whether two lists have one body in common.
fn share<'b>(
    mut a: impl Iterator<Item = &'b Body>,
    b: impl Iterator<Item = &'b Body> + Clone,
) -> bool {
    a.any(|body| b.clone().any(|other| body.is(other)))
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
