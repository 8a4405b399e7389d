//! Clauses side by side, for learning from.

use super::{Item, Story, items};
use crate::alike::{Ready, Weights};
use crate::pairs::{Pair, agreements};
use crate::tables::Tables;

/// The clauses of different reports of a story that have a word in common, with what agrees in them.
pub fn compared(story: &Story, tables: &Tables) -> Vec<Pair> {
    let _scope = tables.enter();
    let items = items(story);
    let weights = Weights::new(items.iter().map(|item| item.told));
    let tells = |item: &&Item<'_>| !item.told.arguments.is_empty() && !item.told.confirms;
    let told: Vec<Item<'_>> = items.iter().filter(tells).copied().collect();
    let ready = |item: &Item<'_>| weights.ready(&story[item.report].testimony, item.number, tables);
    let ready: Vec<Ready> = told.iter().map(ready).collect();
    let mut pairs = Vec::new();
    for (b, second) in told.iter().enumerate() {
        for (a, first) in told[..b].iter().enumerate() {
            if first.report != second.report && ready[a].words.shared(&ready[b].words).terms > 0 {
                pairs.push(Pair {
                    reports: [first.report, second.report],
                    numbers: [first.number, second.number],
                    agree: agreements(&ready[a], &ready[b]).to_vec(),
                });
            }
        }
    }
    pairs
}
