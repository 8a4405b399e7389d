//! Which reports are on the same happening.
//!
//! A report is the words of its headline, counted thrice, and of its first [`LOOKED_AT`] words, each weighed by how
//! rare it is: in the ledger, and in news at large as far as the ledger is small (`data/claims/common.tsv`). Two
//! reports are alike as the cosine of these words, the less the more days lie between them. Stories are groups of
//! reports whose mean likeness, each with each, is at least [`SAME_STORY`] (average link).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::link::Likenesses;
use crate::tables::Tables;
use crate::terms::{Term, stem_term};

/// Words of a report that are looked at: what it is on stands at its top.
const LOOKED_AT: usize = 400;
/// How often a word of the headline counts.
const HEADLINE: usize = 3;
/// Topics that are kept of a report.
const KEPT: usize = 160;
/// Reports of news at large by which a ledger is held to be larger than it is, so that the first ones are weighed
/// rightly too.
const AT_LARGE: f64 = 200.0;
/// A share for reports not yet seen (Spärck Jones 1972): what is added to their number and to that of a word.
const UNSEEN: f64 = 50.0;
/// See [`UNSEEN`].
const PRIOR: f64 = 0.5;
/// A word in so many of a thousand reports tells nothing of what one is on.
const EMPTY: u32 = 450;
/// Days after which two reports are half as like: a guess that held on three corpora of stories.
const FADES: f64 = 60.0;

/// How alike the reports of a story must be on the whole. Chosen on three corpora of stories together: from 0.05 to
/// 0.08 the mean of their B3 F1 is the same to 0.01.
pub const SAME_STORY: f64 = 0.065;
/// Reports that a story holds at most: one that goes on for longer goes on as another, so that what a report costs
/// does not grow with it.
pub const MOST: usize = 400;

/// A word that a report is on, and how often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// The word.
    pub term: Term,
    /// How often, those of the headline thrice; 255 at most.
    pub count: u8,
}

/// What a report is on, in the order of the terms.
pub fn topics(
    title: Option<&str>,
    text: &str,
    outlet: Option<&str>,
    tables: &Tables,
) -> Vec<Topic> {
    let mut counts: BTreeMap<Term, usize> = BTreeMap::new();
    // Who publishes it tells nothing of what it is on.
    let outlet: Vec<String> = words(outlet.unwrap_or_default()).collect();
    let mut add = |word: String, times: usize| {
        if word.chars().count() < 2 || outlet.contains(&word) {
            return;
        }
        let term = stem_term(&word);
        if tables.common(term) < EMPTY {
            *counts.entry(term).or_default() += times;
        }
    };
    words(text).take(LOOKED_AT).for_each(|word| add(word, 1));
    words(title.unwrap_or_default()).for_each(|word| add(word, HEADLINE));
    let mut ranked: Vec<(Term, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(term, count)| (Reverse(count), tables.common(term), term));
    ranked.truncate(KEPT);
    let mut topics: Vec<Topic> = ranked
        .into_iter()
        .map(|(term, count)| Topic {
            term,
            count: u8::try_from(count).unwrap_or(u8::MAX),
        })
        .collect();
    topics.sort_unstable();
    topics
}

/// The words of a text in lower case, without possessive endings.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| {
            word.split(['\'', '’'])
                .next()
                .unwrap_or_default()
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
}

/// How much a topic tells that `known` of the ledger's `reports` reports have: the fewer, the more.
pub fn weight(topic: Topic, known: i64, reports: i64, tables: &Tables) -> f64 {
    let at_large = f64::from(tables.common(topic.term)) / 1000.0 * AT_LARGE;
    let rare = (reports as f64 + AT_LARGE + UNSEEN) / (known as f64 + at_large + PRIOR);
    // Squared: reports made by one pattern (of earthquakes, of shootings) share most of their words.
    (1.0 + f64::from(topic.count.max(1)).ln()) * rare.ln().max(0.0).powi(2)
}

/// What a report is on, ready to be held against others.
#[derive(Clone, Debug, Default)]
pub struct OnTopics {
    /// Terms in order with their weights; the whole has length 1.
    terms: Vec<(Term, f64)>,
    /// The day of publication, counted from any day.
    pub day: Option<f64>,
}

impl OnTopics {
    /// From topics in the order of their terms, with their weights.
    pub fn new(weighed: impl IntoIterator<Item = (Topic, f64)>, day: Option<f64>) -> Self {
        let mut terms: Vec<(Term, f64)> = weighed
            .into_iter()
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(topic, weight)| (topic.term, weight))
            .collect();
        let length = terms
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f64>()
            .sqrt();
        terms.iter_mut().for_each(|(_, weight)| *weight /= length);
        Self { terms, day }
    }

    /// Terms by what they tell, the most first.
    pub fn most_telling(&self) -> Vec<(Term, f64)> {
        let mut terms = self.terms.clone();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms
    }

    /// How alike two reports are, 0 to 1: the cosine of their topics, less by the days between them.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        let mut shared = 0.0;
        while let (Some((x, weight)), Some((y, other))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += weight * other;
                    a.next();
                    b.next();
                }
            }
        }
        shared * self.near(other)
    }

    /// 1 for one day, the less the more days lie between.
    fn near(&self, other: &Self) -> f64 {
        let apart = match (self.day, other.day) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => 0.0,
        };
        1.0 / (1.0 + apart / FADES)
    }
}

/// The groups of reports whose mean likeness is at least [`SAME_STORY`]: for each report the number of one of its
/// group. `together` are pairs that are of one group whatever they tell (versions of one report). The outcome does not
/// depend on the order of the reports but where two pairs of groups are exactly as like.
pub fn cluster(reports: &[OnTopics], together: &[(usize, usize)]) -> Vec<usize> {
    let mut likenesses = Likenesses::new(reports.len());
    // Only reports that share a word can be alike.
    let mut having: BTreeMap<Term, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for &(term, weight) in &report.terms {
            let others = having.entry(term).or_default();
            for &(other, its) in others.iter() {
                *shared.entry(other).or_default() += weight * its;
            }
            others.push((at, weight));
        }
        for (other, cosine) in shared {
            likenesses.set(at, other, cosine * report.near(&reports[other]));
        }
    }
    for &(a, b) in together {
        likenesses.tie(a, b);
    }
    likenesses.grouped(SAME_STORY, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(title: &str, text: &str, day: f64, tables: &Tables) -> OnTopics {
        let topics = topics(Some(title), text, None, tables);
        OnTopics::new(
            topics
                .into_iter()
                .map(|topic| (topic, weight(topic, 1, 4, tables))),
            Some(day),
        )
    }

    #[test]
    fn one_happening_is_one_story_whoever_is_quoted() {
        let tables = Tables::new().unwrap();
        let reports = [
            on(
                "Silvercoin falls below 800",
                "Silvercoin fell below 800 crowns on Tuesday after banker Ole Krag called it a bubble.",
                0.0,
                &tables,
            ),
            on(
                "Silvercoin is getting smashed",
                "The price of silvercoin dropped under 800 crowns on the Kronex exchange, Greg Hale of Axi said.",
                1.0,
                &tables,
            ),
            on(
                "Ferry runs aground off Vesby",
                "The ferry Alma ran aground off Vesby with 80 passengers, the coastguard said.",
                0.0,
                &tables,
            ),
            on(
                "Silvercoin slump goes on",
                "Silvercoin slid further below 800 crowns, data from the exchange showed.",
                40.0,
                &tables,
            ),
        ];
        assert_eq!(cluster(&reports, &[]), [0, 0, 2, 0]);
        let turned: Vec<OnTopics> = reports.iter().rev().cloned().collect();
        assert_eq!(cluster(&turned, &[]), [0, 1, 0, 0]);
        assert_eq!(
            cluster(&reports, &[(2, 3)])[2],
            cluster(&reports, &[(2, 3)])[3]
        );
    }
}
