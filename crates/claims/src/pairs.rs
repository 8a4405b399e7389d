//! Whether two clauses of one story tell the same: what of them agrees, and a logistic regression over that.
//!
//! *Examples*: "a van hit the fence" and "the fence was hit by a van" have their predicate and both sides in common;
//! "police closed the road" and "police searched the road" have two rare words in common and tell two things.
//!
//! The weights are made by `train/claims.py` from annotated stories (`train/gold/stories.jsonl`).

use sayso_tables::{Definition, Own, Table, TableError, record};

use crate::alike::Ready;
use crate::terms::Term;

record! {
    /// What an agreement of two clauses weighs.
    struct Weight key [agreement, from] {
        /// What agrees, or differs; `bias` stands for any two clauses.
        agreement: String,
        /// From where on it weighs, in hundredths.
        from: u32,
        /// What each unit above that weighs, in log odds.
        weight: f64,
    }
}

const WEIGHTS: Table<Weight> = Table::new(
    "claims/pairs.tsv",
    include_str!("../../../data/claims/pairs.tsv"),
);

/// The table of weights.
pub(crate) const TABLE: Definition = WEIGHTS.definition();

/// The weights of what agrees.
#[derive(Clone, Debug, Default)]
pub(crate) struct PairJudge {
    bias: f64,
    /// The place of what agrees, from where on it weighs, and what.
    weights: Vec<(usize, f64, f64)>,
}

impl PairJudge {
    /// The weights that come with Sayso, and a user's.
    pub(crate) fn new(own: &Own) -> Result<Self, TableError> {
        let mut judge = Self::default();
        for row in own.rows(&WEIGHTS)? {
            if row.agreement == "bias" {
                judge.bias = row.weight;
                continue;
            }
            let Some(at) = NAMES.iter().position(|name| *name == row.agreement) else {
                return Err(row.wrong("agreement", format!("`{}` is not looked at", row.agreement)));
            };
            judge
                .weights
                .push((at, f64::from(row.from) / 100.0, row.weight));
        }
        judge.weights.sort_by(|a, b| {
            (a.0, a.1)
                .partial_cmp(&(b.0, b.1))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        Ok(judge)
    }

    /// How likely it is that two clauses tell the same, 0 to 1.
    pub(crate) fn likely(&self, a: &Ready, b: &Ready) -> f64 {
        let agree = agreements(a, b);
        let mut odds = self.bias;
        for &(at, from, weight) in &self.weights {
            odds += (agree[at] - from).max(0.0) * weight;
        }
        // The logistic function by multiplications alone: the same on every machine.
        let mut power = 1.0 - odds.clamp(-ODDS, ODDS) / 1024.0;
        for _ in 0..10 {
            power *= power;
        }
        1.0 / (1.0 + power)
    }
}

/// Log odds beyond which nothing more is told.
const ODDS: f64 = 20.0;

/// What is looked at, in the order of [`agreements`].
pub(crate) const NAMES: [&str; 36] = [
    "words",
    "rare words",
    "words within",
    "rare words within",
    "words shared",
    "rare words shared",
    "terms shared",
    "predicate",
    "predicate tells",
    "predicate rare",
    "predicate within",
    "predicates within",
    "agent",
    "other agent",
    "patient",
    "other patient",
    "agent is patient",
    "places",
    "other places",
    "names",
    "other names",
    "who",
    "other who",
    "day",
    "other day",
    "far day",
    "other polarity",
    "rejects",
    "figures",
    "other figures",
    "other years",
    "shorter",
    "longer",
    "around",
    "first",
    "second",
];

/// Days from which on two days are of two things.
const FAR: i64 = 2;

/// What agrees in two clauses.
pub(crate) fn agreements(a: &Ready, b: &Ready) -> [f64; NAMES.len()] {
    let words = a.words.shared(&b.words);
    let rare = a.rare.shared(&b.rare);
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    let same = a.predicate == b.predicate;
    let a_in_b = b.words.tells(a.predicate).is_some();
    let b_in_a = a.words.tells(b.predicate).is_some();
    let (agent, other_agent) = sides(&a.parts.agent, &b.parts.agent);
    let (patient, other_patient) = sides(&a.parts.patient, &b.parts.patient);
    let crossed =
        sides(&a.parts.agent, &b.parts.patient).0 + sides(&a.parts.patient, &b.parts.agent).0;
    let (places, other_places) = sides(&a.parts.places, &b.parts.places);
    let (names, other_names) = sides(&a.parts.names, &b.parts.names);
    let (who, other_who) = sides(&a.who, &b.who);
    let apart = a.day.zip(b.day).map(|(a, b)| (a - b).abs());
    let equal = |x: &(f64, f64)| b.figures.contains(x);
    let counted = !a.figures.is_empty() && !b.figures.is_empty();
    let equals = a.figures.iter().any(equal);
    let years = !a.years.is_empty()
        && !b.years.is_empty()
        && !a.years.iter().any(|year| b.years.contains(year));
    let (first, second) = (a.at.min(b.at), a.at.max(b.at));
    let (shorter, longer) = (
        a.words.len().min(b.words.len()),
        a.words.len().max(b.words.len()),
    );
    [
        words.cosine,
        rare.cosine,
        words.within,
        rare.within,
        words.weight / 10.0,
        rare.weight / 10.0,
        (words.terms as f64).min(6.0) / 6.0,
        flag(same),
        flag(same) * a.words.tells(a.predicate).unwrap_or(0.0) / 5.0,
        flag(same) * a.rare.tells(a.predicate).unwrap_or(0.0) / 7.0,
        flag(!same && (a_in_b || b_in_a)),
        flag(!same && a_in_b && b_in_a),
        agent,
        other_agent,
        patient,
        other_patient,
        crossed.min(1.0),
        places,
        other_places,
        names,
        other_names,
        who,
        other_who,
        flag(apart == Some(0)),
        flag(apart.is_some_and(|days| days > 0)),
        flag(apart.is_some_and(|days| days > FAR)),
        flag(a.denied != b.denied),
        flag(a.rejects || b.rejects),
        flag(equals),
        flag(counted && !equals),
        flag(years),
        (shorter as f64).min(12.0) / 12.0,
        (longer as f64).min(20.0) / 20.0,
        a.around.shared(&b.around).cosine,
        first,
        second,
    ]
}

/// Whether two sides that are both told have a word in common, and whether they have none.
fn sides(a: &[Term], b: &[Term]) -> (f64, f64) {
    if a.is_empty() || b.is_empty() {
        return (0.0, 0.0);
    }
    if a.iter().any(|term| b.contains(term)) {
        (1.0, 0.0)
    } else {
        (0.0, 1.0)
    }
}

/// Two clauses of different reports, for learning from.
pub struct Pair {
    /// The places of their reports in the story.
    pub reports: [usize; 2],
    /// Their places in the reports' testimonies.
    pub numbers: [usize; 2],
    /// What agrees, in the order of [`names`].
    pub agree: Vec<f64>,
}

/// What is looked at of two clauses.
pub fn names() -> &'static [&'static str] {
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_of_what_is_looked_at() {
        let own = |rows: &str| Own::of("claims/pairs.tsv", rows);
        let wrong = PairJudge::new(&own("agreement\tfrom\tweight\nmoon\t0\t1\n"));
        assert!(
            wrong
                .err()
                .unwrap()
                .to_string()
                .contains("`moon` is not looked at")
        );
        let judge = PairJudge::new(&Own::default()).unwrap();
        let known = |name: &str| judge.weights.iter().any(|(at, ..)| NAMES[*at] == name);
        assert!(judge.bias < 0.0 && known("words") && known("agent"));
    }
}
