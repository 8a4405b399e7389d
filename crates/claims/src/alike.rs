//! Which propositions of a story tell the same.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::figures::limits;
use crate::link::Likenesses;
use crate::pairs::PairJudge;
use crate::propositions::{Parts, Proposition, Testimony};
use crate::tables::Tables;
use crate::terms::Term;

/// Mean likelihood from which on groups of propositions are one. Chosen, with the next two, on 46 annotated stories, each by
/// a judge that had not learned from it, and on ten others.
const ALIKE: f64 = 0.4;
/// Mean likelihood from which on a clause that is left by itself tells what a group tells too.
const BESIDE: f64 = 0.33;
/// Likelihood from which on clauses of two reports tell one thing surely enough for their origins to confirm each other.
pub(crate) const CONFIRMS: f64 = 0.3;
/// Likelihood below which a clause tells nothing of another, to keep no more than is needed.
const TELLS: f64 = 0.1;
/// How alike a clause that is not so must be to what it denies: it takes more than to support.
const DENIES: f64 = 0.5;
/// How alike what somebody is said to deny must be to what is denied: never less than to support.
const DENIES_SAID: f64 = 0.35;
/// What the same predicate tells; all words, it too, tell the rest.
const PREDICATE: f64 = 0.1;
/// How alike the words of two propositions are where one names but people of somebody's: others tell whose.
const ANYBODY: f64 = 0.4;
/// Share of what most members of a group tell that a clause of another group must tell to tell it in passing: "two
/// people died in the attack on the mill" tells of the attack too. Chosen on ten annotated stories.
const IN_PASSING: f64 = 0.7;
/// Terms that most members of a group share, at least, where it can be told in passing.
const CORE: usize = 2;
/// Members of a group that a newcomer is held against.
pub(crate) const HELD: usize = 12;
/// Other propositions with one word in common that one is held against.
const COMPARED: usize = 64;
/// Propositions of one claim at most.
const MOST: usize = 2_000;
/// Days by which the days of two propositions of one thing may differ: reports confuse night and morning, and a day
/// may be that of the report.
const DAYS: i64 = 2;

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
    pub(crate) predicate: Term,
    pub(crate) words: Weighed,
    /// The same by how rare they are in news at large.
    pub(crate) rare: Weighed,
    /// With those of the clauses beside it.
    pub(crate) around: Weighed,
    pub(crate) parts: Parts,
    /// Least and most of its figures.
    pub(crate) figures: Vec<(f64, f64)>,
    pub(crate) years: Vec<u16>,
    /// How far from the top of its report, 0 to 1.
    pub(crate) at: f64,
    pub(crate) who: Vec<Term>,
    pub(crate) day: Option<i64>,
    anybody: bool,
    pub(crate) denied: bool,
    pub(crate) rejects: bool,
    none_of: Option<Term>,
}

/// What two lists of terms have in common.
pub(crate) struct Shared {
    /// How many terms.
    pub(crate) terms: usize,
    /// What they tell.
    pub(crate) weight: f64,
    /// The same as share of both, 0 to 1.
    pub(crate) cosine: f64,
    /// The same as share of the list that tells less.
    pub(crate) within: f64,
}

impl Weights {
    pub(crate) fn new<'p>(propositions: impl Iterator<Item = &'p Proposition>) -> Self {
        let mut known: HashMap<Term, u32> = HashMap::new();
        let mut count = 0.0;
        for proposition in propositions {
            count += 1.0;
            for term in words(proposition) {
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
        Weighed::new(terms, |term| of(&term))
    }

    /// A proposition of a testimony, by its place there.
    pub(crate) fn ready(&self, testimony: &Testimony, number: usize, tables: &Tables) -> Ready {
        let proposition = &testimony.propositions[number];
        let terms = words(proposition);
        let from = number.saturating_sub(1);
        let beside = testimony.propositions[from..]
            .iter()
            .take(2 + number - from);
        let mut around: Vec<Term> = beside.flat_map(words).collect();
        around.sort_unstable();
        around.dedup();
        Ready {
            predicate: proposition.predicate,
            rare: Weighed::new(&terms, |term| rarity(tables.common(term))),
            words: self.weigh(&terms),
            around: self.weigh(&around),
            parts: proposition.parts.clone(),
            figures: proposition.figures.iter().map(limits).collect(),
            years: proposition.years.clone(),
            at: (proposition.span[0] as f64 / TOP).min(1.0),
            who: proposition.who.clone(),
            day: proposition.day.as_deref().and_then(day_number),
            anybody: proposition.anybody,
            denied: proposition.denied,
            rejects: proposition.rejects,
            none_of: proposition.none_of,
        }
    }
}

impl Weighed {
    fn new(terms: &[Term], weight: impl Fn(Term) -> f64) -> Self {
        let terms: Vec<(Term, f64)> = terms.iter().map(|&term| (term, weight(term))).collect();
        let whole = terms.iter().map(|(_, weight)| weight).sum();
        Self { terms, whole }
    }

    /// How many terms.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// What a term tells, where it is one of these.
    pub(crate) fn tells(&self, sought: Term) -> Option<f64> {
        let at = self.terms.binary_search_by_key(&sought, |(term, _)| *term);
        at.ok().map(|at| self.terms[at].1)
    }

    /// The cosine of two lists of terms, 0 to 1.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        self.shared(other).cosine
    }

    /// What two lists of terms have in common.
    pub(crate) fn shared(&self, other: &Self) -> Shared {
        let (mut a, mut b) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        let (mut terms, mut weight) = (0, 0.0);
        while let (Some((x, tells)), Some((y, _))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                Ordering::Less => {
                    a.next();
                }
                Ordering::Greater => {
                    b.next();
                }
                Ordering::Equal => {
                    weight += tells;
                    terms += 1;
                    a.next();
                    b.next();
                }
            }
        }
        let share = |whole: f64| if whole > 0.0 { weight / whole } else { 0.0 };
        Shared {
            terms,
            weight,
            cosine: share((self.whole * other.whole).sqrt()),
            within: share(self.whole.min(other.whole)),
        }
    }
}

/// What a word tells by the number of reports of a thousand in which it stands.
fn rarity(reports: u32) -> f64 {
    (1001.0 / (1.0 + f64::from(reports))).ln()
}

/// Bytes from the top of a report within which the place of a clause tells.
const TOP: f64 = 1500.0;

/// The terms of a proposition in order.
fn words(proposition: &Proposition) -> Vec<Term> {
    let mut words = proposition.arguments.clone();
    words.push(proposition.predicate);
    words.sort_unstable();
    words.dedup();
    words
}

/// The number of a day written YYYY-MM-DD, counted from any.
pub(crate) fn day_number(day: &str) -> Option<i64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // From March on, so that the day that some years have more comes last (Fliegel and Van Flandern 1968).
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + day,
    )
}

impl Ready {
    /// Whether what two propositions tell can't be one: what one person does is not what another does, nor what
    /// happened on another day.
    fn are_two(&self, other: &Self) -> bool {
        let others = !self.who.is_empty()
            && !other.who.is_empty()
            && !self.who.iter().any(|who| other.who.contains(who));
        let apart = matches!((self.day, other.day), (Some(a), Some(b)) if (a - b).abs() > DAYS);
        others || apart
    }

    /// How likely it is that two propositions tell the same, 0 to 1.
    pub(crate) fn same(&self, other: &Self, judge: &PairJudge) -> f64 {
        if self.are_two(other) {
            return 0.0;
        }
        let likely = judge.likely(self, other);
        let somebody = self.predicate == other.predicate && (self.anybody || other.anybody);
        if somebody {
            likely.max(ANYBODY)
        } else {
            likely
        }
    }

    /// How alike two propositions are, 0 to 1.
    fn alike(&self, other: &Self) -> f64 {
        if self.are_two(other) {
            return 0.0;
        }
        let mut words = self.words.cosine(&other.words);
        let same = self.predicate == other.predicate;
        if same && (self.anybody || other.anybody) {
            words = words.max(ANYBODY);
        }
        let predicate = if same { PREDICATE } else { 0.0 };
        predicate + (1.0 - PREDICATE) * words
    }

    /// Whether one of two propositions denies the other: they have one predicate, and "no weapon was found" denies
    /// nothing but of a weapon.
    pub(crate) fn denies(&self, other: &Self) -> bool {
        let has = |none: Option<Term>, one: &Self| {
            none.is_none_or(|none| one.words.terms.iter().any(|(term, _)| *term == none))
        };
        let least = if self.rejects || other.rejects {
            DENIES_SAID
        } else {
            DENIES
        };
        self.predicate == other.predicate
            && has(self.none_of, other)
            && has(other.none_of, self)
            && self.alike(other) >= least
    }
}

/// What most members of a group have in common, what happened among it.
pub(crate) struct Core {
    words: Weighed,
    /// Predicates of members that most others tell too: a name alone ("the Nordan Air flight") tells of nothing.
    predicates: Vec<Term>,
    denied: bool,
    who: Vec<Term>,
    day: Option<i64>,
}

impl Core {
    /// The core of a group; `None` where its members share too little.
    pub(crate) fn of(group: &[&Ready]) -> Option<Self> {
        let mut known: BTreeMap<Term, (usize, f64)> = BTreeMap::new();
        for (term, weight) in group.iter().flat_map(|one| &one.words.terms) {
            known.entry(*term).or_insert((0, *weight)).0 += 1;
        }
        let terms: Vec<(Term, f64)> = known
            .into_iter()
            .filter(|(_, (members, _))| 2 * members > group.len())
            .map(|(term, (_, weight))| (term, weight))
            .collect();
        let whole = terms.iter().map(|(_, weight)| weight).sum();
        let is_core = |sought: Term| terms.iter().any(|(term, _)| *term == sought);
        let predicates = group.iter().map(|one| one.predicate);
        let predicates: Vec<Term> = predicates.filter(|&one| is_core(one)).collect();
        let mut days = group.iter().filter_map(|one| one.day);
        (terms.len() >= CORE && !predicates.is_empty()).then(|| Self {
            words: Weighed { terms, whole },
            predicates,
            denied: group.first().is_some_and(|one| one.denied),
            who: group.iter().flat_map(|one| one.who.clone()).collect(),
            day: days.next(),
        })
    }

    /// The weightiest terms, of which one is in whatever tells this.
    pub(crate) fn needed(&self) -> Vec<Term> {
        let mut terms = self.words.terms.clone();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut left = self.words.whole;
        let needed = terms.iter().take_while(|(_, weight)| {
            let can_miss_all_before = left >= IN_PASSING * self.words.whole;
            left -= weight;
            can_miss_all_before
        });
        needed.map(|(term, _)| *term).collect()
    }

    /// Whether a proposition of another group tells this in passing.
    pub(crate) fn is_told_by(&self, other: &Ready) -> bool {
        let others = !self.who.is_empty()
            && !other.who.is_empty()
            && !other.who.iter().any(|who| self.who.contains(who));
        let apart = matches!((self.day, other.day), (Some(a), Some(b)) if (a - b).abs() > DAYS);
        if self.denied != other.denied || other.rejects || others || apart {
            return false;
        }
        let told = |term: &Term| {
            let at = other
                .words
                .terms
                .binary_search_by_key(term, |(term, _)| *term);
            at.is_ok()
        };
        let shared = self.words.terms.iter().filter(|(term, _)| told(term));
        let happens = self.predicates.iter().any(told);
        happens && shared.map(|(_, weight)| weight).sum::<f64>() >= IN_PASSING * self.words.whole
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

/// The propositions that have each term, in order.
pub(crate) fn by_term(propositions: &[Ready]) -> BTreeMap<Term, Vec<usize>> {
    let mut found: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (number, proposition) in propositions.iter().enumerate() {
        for (term, _) in &proposition.words.terms {
            found.entry(*term).or_default().push(number);
        }
    }
    found
}

/// The propositions that tell the same, and how likely others tell that too.
pub(crate) struct Groups {
    /// Each group in order.
    pub(crate) groups: Vec<Vec<usize>>,
    /// For each proposition those left by themselves that may tell the same, and how likely.
    likely: Vec<Vec<(usize, f64)>>,
}

impl Groups {
    /// What was left by itself and likely tells what a group tells, in order.
    pub(crate) fn beside(&self, group: &[usize]) -> Vec<usize> {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for &(other, likely) in group.iter().flat_map(|&member| &self.likely[member]) {
            *sums.entry(other).or_default() += likely;
        }
        let least = BESIDE * group.len() as f64;
        let beside = sums
            .into_iter()
            .filter(|(other, sum)| *sum >= least && group.binary_search(other).is_err());
        beside.map(|(other, _)| other).collect()
    }
}

/// Groups propositions.
///
/// Two groups become one where their members likely tell the same on the whole. What says that something is so is grouped
/// apart from what says that it is not, and what rejects another's word is left by itself: a denial, which often speaks of
/// several things, would tie them together.
pub(crate) fn groups(propositions: &[Ready], judge: &PairJudge) -> Groups {
    let mut likenesses = Likenesses::new(propositions.len());
    let mut likely: Vec<Vec<(usize, f64)>> = vec![Vec::new(); propositions.len()];
    let mut having: HashMap<(bool, Term), Vec<usize>> = HashMap::new();
    for (a, proposition) in propositions.iter().enumerate() {
        if proposition.rejects {
            continue;
        }
        let mut others: Vec<usize> = Vec::new();
        for (term, _) in &proposition.words.terms {
            let known = having.entry((proposition.denied, *term)).or_default();
            others.extend(&known[known.len().saturating_sub(COMPARED)..]);
            known.push(a);
        }
        others.sort_unstable();
        others.dedup();
        for b in others {
            let same = propositions[b].same(proposition, judge);
            likenesses.set(b, a, same);
            if same >= TELLS {
                likely[a].push((b, same));
                likely[b].push((a, same));
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, group) in likenesses.grouped(ALIKE, MOST).into_iter().enumerate() {
        groups.entry(group).or_default().push(number);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    let lone = groups.iter().filter(|group| group.len() == 1).flatten();
    let lone: BTreeSet<usize> = lone.copied().collect();
    for others in &mut likely {
        others.retain(|(other, _)| lone.contains(other));
    }
    Groups { groups, likely }
}

#[cfg(test)]
mod tests {
    use super::day_number;

    #[test]
    fn days_are_counted() {
        let apart = |a: &str, b: &str| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(apart("2026-02-27", "2026-03-02"), 3);
        assert_eq!(apart("2024-02-28", "2024-03-01"), 2);
        assert_eq!(apart("2025-12-31", "2026-01-01"), 1);
        assert_eq!(day_number("2026-W09"), None);
    }
}
