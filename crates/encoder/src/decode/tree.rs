use std::ops::Range;

use sayso_analysis::Deprel;

use super::{Heads, best, bucket};
use crate::kernel::{Isa, Quantised, quantise_rows};
use crate::model::Model;

/// Scores of a sentence: `[dependent][slot]`, slot 0 the root, slot 1 + w word w.
struct Scores {
    size: usize,
    values: Vec<f32>,
}

impl Scores {
    fn of(&self, dependent: usize, slot: usize) -> f32 {
        self.values[dependent * (self.size + 1) + slot]
    }

    fn row(&self, dependent: usize) -> &[f32] {
        &self.values[dependent * (self.size + 1)..(dependent + 1) * (self.size + 1)]
    }
}

/// Room that the sentences of one passage share.
#[derive(Default)]
pub(crate) struct ParseRoom {
    floats: Vec<f32>,
    quantised: Quantised,
    turned: Vec<f32>,
}

/// Heads and relations of every word: for each sentence the best tree with one root (Chu and Liu
/// 1965, Edmonds 1967), then the best relation of each word to its head.
pub(crate) fn parse(
    isa: Isa,
    model: &Model,
    heads: &Heads<'_>,
    sentences: &[Range<usize>],
) -> Vec<(Option<usize>, Deprel)> {
    let mut room = ParseRoom::default();
    let turned = turn_dependents(isa, model, heads, &mut room);
    let mut parents: Vec<Option<usize>> = vec![None; heads.len()];
    for sentence in sentences {
        let scores = score(model, heads, sentence, &turned);
        for (word, slot) in best_tree(&scores).into_iter().enumerate() {
            parents[sentence.start + word] = slot.checked_sub(1).map(|head| sentence.start + head);
        }
    }
    relate(isa, model, heads, &parents, &mut room)
}

/// The dependents' vectors times the biaffine weights, for all words at once.
fn turn_dependents(isa: Isa, model: &Model, heads: &Heads<'_>, room: &mut ParseRoom) -> Vec<f32> {
    let layout = heads.layout;
    room.floats.clear();
    for word in 0..heads.len() {
        room.floats.extend(
            heads
                .of(word, &layout.arc_dependent)
                .iter()
                .map(|x| x.max(0.0)),
        );
    }
    quantise_rows(
        isa,
        &room.floats,
        layout.arc_dependent.len(),
        &mut room.quantised,
    );
    model.arc.apply(isa, &room.quantised, &mut room.turned);
    std::mem::take(&mut room.turned)
}

fn score(model: &Model, heads: &Heads<'_>, sentence: &Range<usize>, turned: &[f32]) -> Scores {
    let layout = heads.layout;
    let width = layout.arc_head.len();
    let size = sentence.len();
    let mut candidates: Vec<f32> = Vec::with_capacity((size + 1) * width);
    let root = heads.mark(sentence.start, &layout.arc_head);
    candidates.extend(root.iter().map(|x| x.max(0.0)));
    for word in sentence.clone() {
        candidates.extend(heads.of(word, &layout.arc_head).iter().map(|x| x.max(0.0)));
    }
    let own: Vec<f32> = candidates
        .chunks_exact(width)
        .map(|head| dot(head, &model.arc_bias))
        .collect();
    let mut values = Vec::with_capacity(size * (size + 1));
    for dependent in 0..size {
        let turned = &turned[(sentence.start + dependent) * width..][..width];
        for slot in 0..=size {
            let near = if slot == 0 {
                0.0
            } else {
                model.arc_distance[bucket(slot as isize - 1 - dependent as isize)]
            };
            values.push(
                dot(turned, &candidates[slot * width..(slot + 1) * width]) + own[slot] + near,
            );
        }
        values[dependent * (size + 1) + dependent + 1] = f32::MIN;
    }
    Scores { size, values }
}

/// A dot product in 16 lanes (the compiler keeps the order of sums).
#[inline]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

fn relate(
    isa: Isa,
    model: &Model,
    heads: &Heads<'_>,
    parents: &[Option<usize>],
    room: &mut ParseRoom,
) -> Vec<(Option<usize>, Deprel)> {
    let layout = heads.layout;
    room.floats.clear();
    for (word, parent) in parents.iter().enumerate() {
        let head = match parent {
            Some(parent) => heads.of(*parent, &layout.relation_head),
            None => heads.mark(word, &layout.relation_head),
        };
        let dependent = heads.of(word, &layout.relation_dependent);
        room.floats
            .extend(dependent.iter().zip(head).map(|(a, b)| (a + b).max(0.0)));
    }
    quantise_rows(
        isa,
        &room.floats,
        layout.relation_dependent.len(),
        &mut room.quantised,
    );
    let mut logits = Vec::new();
    model.relation.apply(isa, &room.quantised, &mut logits);
    let labels = model.relation.outputs();
    let root = Deprel::ALL
        .iter()
        .position(|&label| label == Deprel::Root)
        .unwrap_or(0);
    parents
        .iter()
        .zip(logits.chunks_exact_mut(labels))
        .map(|(parent, logits)| {
            if parent.is_none() {
                return (None, Deprel::Root);
            }
            logits[root] = f32::MIN;
            (*parent, Deprel::ALL[best(logits)])
        })
        .collect()
}

/// The best tree over the scores: the head slot of each word (0 the root), one word alone at the root.
fn best_tree(scores: &Scores) -> Vec<usize> {
    let greedy: Vec<usize> = (0..scores.size)
        .map(|word| best(scores.row(word)))
        .collect();
    let roots: Vec<usize> = (0..scores.size).filter(|&word| greedy[word] == 0).collect();
    if roots.len() == 1 && find_cycle(&greedy).is_none() {
        return greedy;
    }
    // Try each likely root: those that the greedy choice took, else the likeliest.
    let candidates = if roots.is_empty() {
        let by_root: Vec<f32> = (0..scores.size).map(|word| scores.of(word, 0)).collect();
        vec![best(&by_root)]
    } else {
        roots
    };
    let mut found: Option<(f32, Vec<usize>)> = None;
    for root in candidates.into_iter().take(8) {
        let tree = tree_with_root(scores, root);
        let total: f32 = tree
            .iter()
            .enumerate()
            .map(|(word, &slot)| scores.of(word, slot))
            .sum();
        if found.as_ref().is_none_or(|(best, _)| total > *best) {
            found = Some((total, tree));
        }
    }
    found.map_or(greedy, |(_, tree)| tree)
}

/// The best tree in which `root` alone hangs from the root.
fn tree_with_root(scores: &Scores, root: usize) -> Vec<usize> {
    let size = scores.size;
    // A node for each word; `edges[node][other]`: the score of `other` as head, words only.
    let mut edges = vec![f32::MIN; size * size];
    for word in 0..size {
        for head in 0..size {
            if word != root && word != head {
                edges[word * size + head] = scores.of(word, head + 1);
            }
        }
    }
    let mut heads = edmonds(&edges, size, root);
    for head in &mut heads {
        *head += 1;
    }
    heads[root] = 0;
    heads
}

/// Maximum spanning arborescence from `root`, by contracting cycles.
fn edmonds(edges: &[f32], size: usize, root: usize) -> Vec<usize> {
    let mut heads: Vec<usize> = (0..size)
        .map(|node| {
            if node == root {
                root
            } else {
                best(&edges[node * size..(node + 1) * size])
            }
        })
        .collect();
    let slots: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(node, &head)| if node == root { 0 } else { head + 1 })
        .collect();
    let Some(cycle) = find_cycle(&slots) else {
        return heads;
    };

    // Contract the cycle into one node, the last of the smaller graph.
    let inside: Vec<bool> = (0..size).map(|node| cycle.contains(&node)).collect();
    let outside: Vec<usize> = (0..size).filter(|&node| !inside[node]).collect();
    let small = outside.len() + 1;
    let knot = small - 1;
    let mut contracted = vec![f32::MIN; small * small];
    let mut enters = vec![cycle[0]; small];
    let mut leaves = vec![cycle[0]; small];
    for (new, &node) in outside.iter().enumerate() {
        for (other, &head) in outside.iter().enumerate() {
            contracted[new * small + other] = edges[node * size + head];
        }
        for &member in &cycle {
            if edges[node * size + member] > contracted[new * small + knot] {
                contracted[new * small + knot] = edges[node * size + member];
                leaves[new] = member;
            }
            let gain = edges[member * size + node] - edges[member * size + heads[member]];
            if gain > contracted[knot * small + new] {
                contracted[knot * small + new] = gain;
                enters[new] = member;
            }
        }
    }
    let new_root = outside.iter().position(|&node| node == root).unwrap_or(0);
    let solved = edmonds(&contracted, small, new_root);
    for (new, &node) in outside.iter().enumerate() {
        if node != root {
            heads[node] = if solved[new] == knot {
                leaves[new]
            } else {
                outside[solved[new]]
            };
        }
    }
    let entry = solved[knot];
    heads[enters[entry]] = outside[entry];
    heads
}

/// A cycle among head slots (0 the root), if there is one.
fn find_cycle(slots: &[usize]) -> Option<Vec<usize>> {
    let mut state = vec![0u32; slots.len()];
    for start in 0..slots.len() {
        let mark = start as u32 + 1;
        let mut node = start;
        loop {
            if state[node] == mark {
                let mut cycle = vec![node];
                let mut next = slots[node] - 1;
                while next != node {
                    cycle.push(next);
                    next = slots[next] - 1;
                }
                return Some(cycle);
            }
            if state[node] != 0 || slots[node] == 0 {
                break;
            }
            state[node] = mark;
            node = slots[node] - 1;
        }
        state[start] = mark;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(size: usize, values: &[f32], slots: &[usize]) -> f32 {
        slots
            .iter()
            .enumerate()
            .map(|(word, slot)| values[word * (size + 1) + slot])
            .sum()
    }

    /// The best single-rooted tree by trying them all.
    fn by_force(size: usize, values: &[f32]) -> f32 {
        let mut best = f32::MIN;
        for code in 0..(size + 1).pow(size as u32) {
            let slots: Vec<usize> = (0..size)
                .map(|word| code / (size + 1).pow(word as u32) % (size + 1))
                .collect();
            let loose = slots
                .iter()
                .enumerate()
                .any(|(word, &slot)| slot == word + 1);
            if !loose
                && slots.iter().filter(|&&slot| slot == 0).count() == 1
                && find_cycle(&slots).is_none()
            {
                best = best.max(total(size, values, &slots));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn finds_trees(values in proptest::collection::vec(-9f32..9.0, 20)) {
            let mut values = values;
            for word in 0..4 {
                values[word * 5 + word + 1] = f32::MIN;
            }
            let slots = best_tree(&Scores { size: 4, values: values.clone() });
            prop_assert_eq!(slots.iter().filter(|&&slot| slot == 0).count(), 1);
            prop_assert!(find_cycle(&slots).is_none());
            let force = by_force(4, &values);
            // Roots that the greedy choice did not take are not tried.
            prop_assert!(total(4, &values, &slots) <= force + 1e-3);
        }
    }

    #[test]
    fn breaks_a_cycle() {
        // Two words that each want the other, the first a little less.
        let values = vec![1.0, f32::MIN, 5.0, 0.0, 6.0, f32::MIN];
        assert_eq!(best_tree(&Scores { size: 2, values }), [0, 1]);
    }
}
