//! Which reports are on the same happening.

use std::collections::BTreeMap;

use sayso::Reading;
use sayso_analysis::Upos;

use crate::tables::Tables;
use crate::terms::{Term, term};

/// Words of a report that are looked at: what it is on stands at its top.
const LOOKED_AT: usize = 400;
/// Topics that are kept of a report.
const KEPT: usize = 48;

/// What a report is on: a noun or a part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// The word.
    pub term: Term,
    /// Whether it is of a name: that tells more.
    pub named: bool,
}

/// What a reading is on, in the order of the terms.
pub fn topics(reading: &Reading<'_>, tables: &Tables) -> Vec<Topic> {
    let _scope = tables.enter();
    let mut counts: BTreeMap<Term, (usize, bool)> = BTreeMap::new();
    // Who publishes it tells nothing of what it is on.
    let outlet = reading.report.outlet.as_deref().unwrap_or_default();
    let outlet: Vec<&str> = outlet.split_whitespace().collect();
    for word in reading.analysis.words.iter().take(LOOKED_AT) {
        let named = word.upos == Upos::Propn;
        let own = named && outlet.contains(&word.span.slice(&reading.report.text));
        if own || !named && word.upos != Upos::Noun || word.lemma.chars().count() < 3 {
            continue;
        }
        let count = counts.entry(term(tables, &word.lemma).term).or_default();
        count.0 += 1;
        count.1 |= named;
    }
    let mut ranked: Vec<(Term, usize, bool)> = counts
        .into_iter()
        .map(|(term, (count, named))| (term, count, named))
        .collect();
    ranked.sort_by_key(|&(term, count, named)| (std::cmp::Reverse((named, count)), term));
    ranked.truncate(KEPT);
    let mut topics: Vec<Topic> = ranked
        .into_iter()
        .map(|(term, _, named)| Topic { term, named })
        .collect();
    topics.sort_unstable();
    topics
}

/// How much a topic tells that `known` of `reports` reports have: the fewer, the more (inverse document frequency,
/// Spärck Jones 1972, with a share for reports not yet seen).
pub fn weight(topic: Topic, known: i64, reports: i64) -> f64 {
    let (prior, unseen) = if topic.named {
        (0.5, 50.0)
    } else {
        (5.0, 50.0)
    };
    ((reports as f64 + unseen) / (known as f64 + prior))
        .ln()
        .max(0.0)
}

/// How alike a report and a story must be, by the cosine of their topics, for the report to be of the story.
pub const SAME_STORY: f64 = 0.13;
