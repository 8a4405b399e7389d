//! On how many independent origins a claim rests.

use std::collections::BTreeMap;

use super::{Attestation, ClaimKind, Judge};
use crate::alike::{CONFIRMS, Ready};
use crate::origins::Range;

impl Judge<'_> {
    /// The range of independent origins of supports. Of a happening, two that are surely two count so only where a clause
    /// of one likely tells what a clause of the other tells in another report: a claim also holds what only resembles the
    /// rest, a report's own clauses most of all. Figures are of one thing by what they count, and who puts claims
    /// together has decided.
    pub(super) fn independent(&self, kind: ClaimKind, supports: &[&Attestation]) -> Range {
        let origins = supports.iter().map(|one| &one.origin);
        if kind == ClaimKind::Figure || self.decided {
            return self.origins.range(origins, |_, _| true);
        }
        let mut told: BTreeMap<usize, Vec<(usize, Ready)>> = BTreeMap::new();
        for one in supports {
            let node = one.origin.node;
            if told.len() >= ORIGINS && !told.contains_key(&node) {
                continue;
            }
            let clauses = told.entry(node).or_default();
            if clauses.len() < CLAUSES {
                let testimony = &self.story[one.report].testimony;
                let ready = self.weights.ready(testimony, one.proposition, self.tables);
                clauses.push((one.report, ready));
            }
        }
        let likely = |x: &(usize, Ready), y: &(usize, Ready)| {
            x.0 != y.0 && x.1.same(&y.1, &self.tables.pairs) >= CONFIRMS
        };
        let tell_one = |a: usize, b: usize| match (told.get(&a), told.get(&b)) {
            (Some(a), Some(b)) => a.iter().any(|x| b.iter().any(|y| likely(x, y))),
            _ => false,
        };
        self.origins.range(origins, tell_one)
    }
}

/// Why two origins are not counted as two.
pub(super) fn unlike((a, b): (String, String)) -> String {
    format!("what {a} and {b} tell is too unlike to confirm each other")
}

/// Origins of a claim whose clauses are held against each other, those told first, and clauses of each.
const ORIGINS: usize = 24;
const CLAUSES: usize = 4;
