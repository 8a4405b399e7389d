//! The claims of figures.

use std::collections::BTreeMap;

use super::{Claim, ClaimKind, Item, Judge, Role, Vote};
use crate::alike::{HELD, Weights};
use crate::figures::{InClause, compatible, is_of_something, same_thing, size, why_apart};
use crate::propositions::FigureTold;
use crate::status::value;

impl<'s> Judge<'s> {
    pub(super) fn figures(&self) -> Vec<Claim> {
        let all = self.counted();
        let vouchers: Vec<(Item<'s>, Item<'s>)> = self.vouchers();
        let mut claims = Vec::new();
        let mut tell: Vec<&FigureTold> = Vec::new();
        for group in figure_groups(&all, &self.weights) {
            let mut votes = self.figure_votes(&all, &group);
            for (voucher, vouched) in &vouchers {
                let holds = |&member: &usize| all[member].item.is(vouched);
                if group.iter().any(holds) {
                    votes.push(Vote::of(*voucher, Role::Supports));
                }
            }
            if let Some(claim) = self.claim(ClaimKind::Figure, votes) {
                claims.push(claim);
                tell.push(all[group[0]].told);
            }
        }
        for (at, claim) in claims.iter_mut().enumerate() {
            let others = tell.iter().enumerate().filter(|(other, _)| *other != at);
            let apart = others.filter_map(|(_, other)| Some((why_apart(tell[at], other)?, other)));
            claim.reasons.extend(
                apart
                    .take(APART)
                    .map(|(why, other)| format!("not comparable with {}: {why}", value(other))),
            );
        }
        claims
    }

    fn counted(&self) -> Vec<Counted<'s>> {
        let each = self.items.iter().flat_map(|&item| {
            let figures = item.told.figures.iter().enumerate();
            figures.map(move |(number, told)| Counted { item, number, told })
        });
        each.filter(|counted| is_of_something(counted.told))
            .collect()
    }

    /// Propositions that vouch for a figure told before them, with that figure's.
    fn vouchers(&self) -> Vec<(Item<'s>, Item<'s>)> {
        let confirm = self.items.iter().filter(|item| item.told.confirms);
        confirm
            .filter_map(|&item| {
                let before = self.items.iter().rev().find(|other| {
                    other.report == item.report
                        && other.told.span < item.told.span
                        && other.told.figures.iter().any(is_of_something)
                });
                Some((item, *before?))
            })
            .collect()
    }

    /// The votes of a group of figures: of several of one voice in a report only the largest is of the whole.
    fn figure_votes(&self, all: &[Counted<'s>], group: &[usize]) -> Vec<Vote<'s>> {
        let is_part = |number: usize| {
            let figure = &all[number];
            group.iter().any(|&at| {
                let other = &all[at];
                let same = other.item.report == figure.item.report
                    && other.item.told.voice == figure.item.told.voice;
                let (size, own) = (size(other.told), size(figure.told));
                same && (size > own || size == own && at < number)
            })
        };
        let whole = group.iter().filter(|&&number| !is_part(number));
        whole
            .map(|&number| {
                let figure = &all[number];
                let correction = self.story[figure.item.report].testimony.correction;
                let otherwise = group.iter().any(|&at| {
                    all[at].item.report < figure.item.report
                        && !compatible(all[at].told, figure.told)
                });
                let corrects = (correction || figure.item.told.corrects) && otherwise;
                // Who denies something of "the 12 men" does not deny that they are 12.
                let role = if corrects {
                    Role::Corrects
                } else if figure.item.told.denied && !figure.told.definite {
                    Role::Denies
                } else {
                    Role::Supports
                };
                Vote {
                    figure: Some(figure.number),
                    ..Vote::of(figure.item, role)
                }
            })
            .collect()
    }
}

/// A figure of a story.
struct Counted<'s> {
    item: Item<'s>,
    number: usize,
    told: &'s FigureTold,
}

/// Groups the figures that are of the same thing.
fn figure_groups(all: &[Counted<'_>], weights: &Weights) -> Vec<Vec<usize>> {
    let ready: Vec<InClause<'_>> = all
        .iter()
        .map(|counted| InClause::new(counted.told, counted.item.told, weights))
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_sort: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, figure) in ready.iter().enumerate() {
        let of_sort = by_sort.entry(figure.sort()).or_default();
        let joins = |&&group: &&usize| {
            let mut held = groups[group].iter().take(HELD);
            held.any(|&member| same_thing(&ready[member], figure))
        };
        match of_sort.iter().find(joins) {
            Some(&group) => groups[group].push(at),
            None => {
                of_sort.push(groups.len());
                groups.push(vec![at]);
            }
        }
    }
    groups
}

/// Other figures that are named as not comparable.
const APART: usize = 3;
