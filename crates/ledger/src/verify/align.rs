//! Puts a wording beside the stretch of another text that is most like it, word by word.

use super::wording::{Part, Placed};

/// Words of a wording and of the text it is sought in that are compared at most.
const MOST: usize = 400;
const MOST_OTHER: usize = 20_000;
/// Words of the other text that one inserted word may stand for.
const STANDS_FOR: usize = 3;

/// One step of an alignment: indexes into the wording and into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word.
    Same(usize, usize),
    /// Another word.
    Changed(usize, usize),
    /// A word that the other does not have.
    Added(usize),
    /// A word of the other that is missing.
    Missing(usize),
    /// A word of the other that an ellipsis or inserted words stand for.
    LeftOut(usize),
    /// An ellipsis or inserted word.
    Mark,
}

/// A wording beside the stretch most like it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    pub(super) steps: Vec<Step>,
    /// Words that are the same.
    pub(super) same: usize,
    /// Of these, those that tell something by themselves.
    pub(super) telling: usize,
    /// Words that are changed, added or missing.
    pub(super) different: usize,
}

impl Alignment {
    /// Share of the words that are the same, 0..=1.
    pub(super) fn likeness(&self) -> f64 {
        self.same as f64 / (self.same + self.different).max(1) as f64
    }

    /// Whether no word differs.
    pub(super) fn is_exact(&self) -> bool {
        self.different == 0 && self.same > 0
    }

    /// Whether it has words that the other does not have at all.
    pub(super) fn adds(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Added(_)))
    }

    /// The range of the other's words that it lies beside.
    pub(super) fn beside(&self) -> Option<std::ops::Range<usize>> {
        let other = |step: &Step| match step {
            Step::Same(_, at) | Step::Changed(_, at) | Step::Missing(at) => Some(*at),
            _ => None,
        };
        let first = self.steps.iter().find_map(other)?;
        let last = self.steps.iter().rev().find_map(other)?;
        Some(first..last + 1)
    }
}

/// The alignment of a wording with the stretch of `other` that is most like it (Sellers 1980: what lies before and
/// after the stretch costs nothing).
pub(super) fn align(wording: &[Placed], other: &[Placed]) -> Alignment {
    let wording = &wording[..wording.len().min(MOST)];
    let other = &other[..other.len().min(MOST_OTHER)];
    let costs = Costs::of(wording, other);
    let mut steps = costs.steps(wording, other);
    steps.reverse();
    let mut found = Alignment {
        steps,
        ..Alignment::default()
    };
    for step in &found.steps {
        match *step {
            Step::Same(at, _) => {
                found.same += 1;
                found.telling += usize::from(!wording[at].small);
            }
            Step::Changed(..) | Step::Added(_) | Step::Missing(_) => found.different += 1,
            Step::LeftOut(_) | Step::Mark => {}
        }
    }
    found
}

fn same(a: Part, b: Part) -> bool {
    a == b && matches!(a, Part::Word(_) | Part::Figure)
}

/// The least cost of each beginning of the wording at each place of the other.
struct Costs {
    width: usize,
    cells: Vec<u16>,
}

impl Costs {
    fn of(wording: &[Placed], other: &[Placed]) -> Self {
        let width = other.len() + 1;
        let mut costs = Self {
            width,
            cells: vec![0; width * (wording.len() + 1)],
        };
        for row in 1..=wording.len() {
            for column in 0..width {
                let least = moves(wording, other, row, column)
                    .map(|(_, (from_row, from_column), cost)| {
                        costs.at(from_row, from_column) + cost
                    })
                    .min();
                costs.cells[row * width + column] = least.unwrap_or(u16::MAX / 2);
            }
        }
        costs
    }

    fn at(&self, row: usize, column: usize) -> u16 {
        self.cells[row * self.width + column]
    }

    /// The steps of the cheapest way, last first.
    fn steps(&self, wording: &[Placed], other: &[Placed]) -> Vec<Step> {
        let mut row = wording.len();
        // Of equals the last: there a changed word lies beside the one it was changed from.
        let mut column = (0..self.width)
            .rev()
            .min_by_key(|&column| self.at(row, column))
            .unwrap_or(0);
        let mut steps = Vec::new();
        while row > 0 {
            let here = self.at(row, column);
            let way =
                moves(wording, other, row, column).find(|(_, (from_row, from_column), cost)| {
                    self.at(*from_row, *from_column) + cost == here
                });
            let Some((made, from, _)) = way else { break };
            if matches!(wording[row - 1].part, Part::Inserted) {
                steps.extend((from.1..column).rev().map(Step::LeftOut));
            }
            steps.push(made);
            (row, column) = from;
        }
        steps
    }
}

/// A step, the cell it comes from, and what it costs.
type Way = (Step, (usize, usize), u16);

/// The ways to a cell, the best liked first: the step, the cell it comes from, and what it costs.
fn moves<'p>(
    wording: &'p [Placed],
    other: &'p [Placed],
    row: usize,
    column: usize,
) -> impl Iterator<Item = (Step, (usize, usize), u16)> + 'p {
    let part = wording[row - 1].part;
    let beside = (column > 0).then(|| {
        if same(part, other[column - 1].part) {
            (Step::Same(row - 1, column - 1), (row - 1, column - 1), 0)
        } else {
            (Step::Changed(row - 1, column - 1), (row - 1, column - 1), 1)
        }
    });
    let missing = |cost: u16| {
        let step = if cost == 0 {
            Step::LeftOut(column.wrapping_sub(1))
        } else {
            Step::Missing(column.wrapping_sub(1))
        };
        (column > 0).then_some((step, (row, column.wrapping_sub(1)), cost))
    };
    let found: [Option<Way>; 4] = match part {
        Part::Word(_) | Part::Figure => [
            beside,
            Some((Step::Added(row - 1), (row - 1, column), 1)),
            missing(1),
            None,
        ],
        Part::Gap => [
            Some((Step::Mark, (row - 1, column), 0)),
            missing(0),
            None,
            None,
        ],
        Part::Inserted => {
            let mut ways = [None; STANDS_FOR + 1];
            for (words, way) in ways.iter_mut().enumerate() {
                *way = column
                    .checked_sub(words)
                    .map(|from| (Step::Mark, (row - 1, from), 0));
            }
            ways
        }
    };
    found.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sayso::Span;

    use super::super::wording::wording;
    use super::*;

    fn placed(text: &str) -> Vec<Placed> {
        wording(text, &[Span::at(text, 0..text.len())])
    }

    fn aligned(text: &str, other: &str) -> Alignment {
        align(&placed(text), &placed(other))
    }

    const SAID: &str =
        "She said that we have at least 14 dead and we have not reached Lower Orlen yet, though.";

    #[test]
    fn the_same_words_are_exact() {
        assert!(aligned("We have at least 14 dead", SAID).is_exact());
        assert!(aligned("we have … not reached Lower Orlen", SAID).is_exact());
        assert!(aligned("[The rescuers] have not reached [the hamlet]", SAID).is_exact());
        assert!(aligned("[W]e have not reached", SAID).is_exact());
    }

    #[test]
    fn each_change_is_told() {
        let found = aligned("we have at least 40 dead", SAID);
        assert_eq!((found.same, found.different), (5, 1));
        assert_eq!(found.beside(), Some(3..9));
        let found = aligned("we have reached Lower Orlen", SAID);
        assert!(matches!(
            found.steps[..],
            [_, _, Step::Missing(_), Step::Same(..), _, _]
        ));
        let found = aligned("we have certainly not reached", SAID);
        assert_eq!(found.steps[2], Step::Added(2));
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert!(!aligned("", SAID).is_exact());
        assert_eq!(aligned("“…”", "").beside(), None);
        assert!(aligned("quite other", SAID).likeness() < 0.1);
    }

    proptest! {
        #[test]
        fn parts_stand_in_order(a in "([a-d ]|\\[|\\]|…|\\.\\.\\.){0,30}", b in "([a-d ]|…){0,40}") {
            let (left, right) = (placed(&a), placed(&b));
            let found = align(&left, &right);
            let mut next = (0, None);
            for step in found.steps {
                let (own, other) = match step {
                    Step::Same(own, other) | Step::Changed(own, other) => (Some(own), Some(other)),
                    Step::Added(own) => (Some(own), None),
                    Step::Missing(other) | Step::LeftOut(other) => (None, Some(other)),
                    Step::Mark => (None, None),
                };
                if let Some(own) = own {
                    prop_assert!(next.0 <= own && own < left.len());
                    next.0 = own + 1;
                }
                if let Some(other) = other {
                    prop_assert!(next.1.is_none_or(|last| other == last + 1) && other < right.len());
                    next.1 = Some(other);
                }
            }
        }
    }
}
