//! Average-link grouping over sparse likenesses: what was not compared is not alike.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Likenesses as whole numbers: sums of them don't depend on the order of adding up.
const SCALE: f64 = 1e9;

/// Things and how alike each two of them are.
pub(crate) struct Likenesses {
    alike: Vec<BTreeMap<usize, u64>>,
    groups: Vec<Vec<usize>>,
    of: Vec<usize>,
}

impl Likenesses {
    /// So many things, none like another.
    pub(crate) fn new(things: usize) -> Self {
        Self {
            alike: vec![BTreeMap::new(); things],
            groups: (0..things).map(|at| vec![at]).collect(),
            of: (0..things).collect(),
        }
    }

    /// That two are alike, 0 to 1.
    pub(crate) fn set(&mut self, a: usize, b: usize, likeness: f64) {
        let likeness = (likeness * SCALE) as u64;
        if a != b && likeness > 0 {
            self.alike[a].insert(b, likeness);
            self.alike[b].insert(a, likeness);
        }
    }

    /// That two are of one group whatever their likeness.
    pub(crate) fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if a != b {
            self.join(a, b);
        }
    }

    /// Groups of at most `most` whose mean likeness, each with each, is at least `least`, the likest first: for each
    /// thing the number of one of its group.
    pub(crate) fn grouped(mut self, least: f64, most: usize) -> Vec<usize> {
        let least = (least * SCALE) as u64;
        let mut heap: BinaryHeap<(u64, Reverse<(usize, usize)>)> = BinaryHeap::new();
        for a in 0..self.alike.len() {
            for &b in self.alike[a].keys().filter(|&&b| b > a) {
                let mean = self.mean(a, b);
                if mean >= least {
                    heap.push((mean, Reverse((a, b))));
                }
            }
        }
        while let Some((mean, Reverse((a, b)))) = heap.pop() {
            // What changed since was put in again.
            let stale = !self.alike[a].contains_key(&b) || self.mean(a, b) != mean;
            if stale || self.groups[a].len() + self.groups[b].len() > most {
                continue;
            }
            self.join(a, b);
            for &other in self.alike[a].keys() {
                let mean = self.mean(a, other);
                if mean >= least {
                    heap.push((mean, Reverse((a.min(other), a.max(other)))));
                }
            }
        }
        self.of
    }

    fn mean(&self, a: usize, b: usize) -> u64 {
        let pairs = (self.groups[a].len() * self.groups[b].len()) as u64;
        self.alike[a].get(&b).map_or(0, |sum| sum / pairs.max(1))
    }

    /// Puts group `b` to group `a`, with what the others have in common with it.
    fn join(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.groups[b]);
        for &thing in &moved {
            self.of[thing] = a;
        }
        self.groups[a].extend(moved);
        for (other, sum) in std::mem::take(&mut self.alike[b]) {
            self.alike[other].remove(&b);
            if other != a {
                *self.alike[a].entry(other).or_default() += sum;
                *self.alike[other].entry(a).or_default() += sum;
            }
        }
    }
}
