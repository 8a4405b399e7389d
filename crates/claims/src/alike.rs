//! Which propositions of a story tell the same.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use crate::propositions::Proposition;
use crate::terms::Term;

/// How alike two propositions are, 0 to 1, from which on they are one.
pub(crate) const ALIKE: f64 = 0.52;
/// How alike a denial must be to what it denies.
pub(crate) const DENIES: f64 = 0.47;
/// What the same predicate tells; the arguments tell the rest.
const PREDICATE: f64 = 0.4;
/// How alike the arguments of two propositions are where one names but people of somebody's: others tell whose.
const ANYBODY: f64 = 0.25;
/// Mean likeness of the members of two groups that become one.
const MEAN: f64 = 0.42;
/// Members of a group that a newcomer is held against.
pub(crate) const HELD: usize = 12;
/// Other propositions of the same predicate that one is held against.
const COMPARED: usize = 256;

/// How much each term tells in one story: the rarer, the more.
pub(crate) struct Weights {
    count: f64,
    known: HashMap<Term, u32>,
}

/// Terms with what each tells, in order, and what they tell in all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighed {
    terms: Vec<(Term, f64)>,
    whole: f64,
}

/// A proposition ready to be held against others.
pub(crate) struct Ready {
    predicate: Term,
    arguments: Weighed,
    anybody: bool,
    denied: bool,
    rejects: bool,
}

impl Weights {
    pub(crate) fn new<'p>(propositions: impl Iterator<Item = &'p Proposition>) -> Self {
        let mut known: HashMap<Term, u32> = HashMap::new();
        let mut count = 0.0;
        for proposition in propositions {
            count += 1.0;
            for &term in &proposition.arguments {
                *known.entry(term).or_default() += 1;
            }
        }
        Self { count, known }
    }

    /// Terms in order, each with what it tells.
    pub(crate) fn weigh(&self, terms: &[Term]) -> Weighed {
        let of = |term: &Term| {
            let known = self.known.get(term).copied().unwrap_or(1);
            (1.0 + self.count / f64::from(known)).ln()
        };
        let terms: Vec<(Term, f64)> = terms.iter().map(|term| (*term, of(term))).collect();
        let whole = terms.iter().map(|(_, weight)| weight).sum();
        Weighed { terms, whole }
    }

    pub(crate) fn ready(&self, proposition: &Proposition) -> Ready {
        Ready {
            predicate: proposition.predicate,
            arguments: self.weigh(&proposition.arguments),
            anybody: proposition.anybody,
            denied: proposition.denied,
            rejects: proposition.rejects,
        }
    }
}

impl Weighed {
    /// The cosine of two lists of terms, 0 to 1.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        let mut shared = 0.0;
        while let (Some((x, weight)), Some((y, _))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                Ordering::Less => {
                    a.next();
                }
                Ordering::Greater => {
                    b.next();
                }
                Ordering::Equal => {
                    shared += weight;
                    a.next();
                    b.next();
                }
            }
        }
        let whole = (self.whole * other.whole).sqrt();
        if whole > 0.0 { shared / whole } else { 0.0 }
    }
}

impl Ready {
    /// How alike two propositions are, 0 to 1; nothing without the same predicate.
    pub(crate) fn alike(&self, other: &Self) -> f64 {
        if self.predicate != other.predicate {
            return 0.0;
        }
        let mut arguments = self.arguments.cosine(&other.arguments);
        if self.anybody || other.anybody {
            arguments = arguments.max(ANYBODY);
        }
        PREDICATE + (1.0 - PREDICATE) * arguments
    }
}

/// The propositions of each predicate, in order.
pub(crate) fn by_predicate(propositions: &[Ready]) -> BTreeMap<Term, Vec<usize>> {
    let mut found: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (number, proposition) in propositions.iter().enumerate() {
        found.entry(proposition.predicate).or_default().push(number);
    }
    found
}

/// Groups the propositions that tell the same, each group in order.
///
/// The likest pairs come first, two groups becoming one where their members are alike on the whole. What says that
/// something is so and what says that it is not are grouped apart and joined in the end, and what rejects another's
/// word is left by itself: else a denial, which often speaks of several things, would tie them together.
pub(crate) fn groups(propositions: &[Ready]) -> Vec<Vec<usize>> {
    let mut by_predicate = by_predicate(propositions);
    for members in by_predicate.values_mut() {
        members.retain(|&number| !propositions[number].rejects);
    }
    let mut pairs: Vec<(bool, f64, usize, usize)> = Vec::new();
    for members in by_predicate.values() {
        for (at, &a) in members.iter().enumerate() {
            for &b in &members[at.saturating_sub(COMPARED)..at] {
                let alike = propositions[a].alike(&propositions[b]);
                if alike >= ALIKE {
                    let opposite = propositions[a].denied != propositions[b].denied;
                    pairs.push((opposite, alike, b, a));
                }
            }
        }
    }
    pairs.sort_by(|x, y| {
        let likest = y.1.total_cmp(&x.1);
        x.0.cmp(&y.0).then(likest).then((x.2, x.3).cmp(&(y.2, y.3)))
    });
    let mut group_of: Vec<usize> = (0..propositions.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..propositions.len()).map(|number| vec![number]).collect();
    for (_, _, a, b) in pairs {
        let (a, b) = (group_of[a], group_of[b]);
        if a == b || mean(&groups[a], &groups[b], propositions) < MEAN {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        for &number in &moved {
            group_of[number] = a;
        }
        groups[a].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

fn mean(a: &[usize], b: &[usize], propositions: &[Ready]) -> f64 {
    let pairs = || {
        let held = a.iter().take(HELD);
        held.flat_map(|&x| b.iter().take(HELD).map(move |&y| (x, y)))
    };
    let alike = pairs().map(|(x, y)| propositions[x].alike(&propositions[y]));
    alike.sum::<f64>() / pairs().count() as f64
}
