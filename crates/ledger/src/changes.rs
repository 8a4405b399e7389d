//! What a later version of a report changed.

use sayso::Span;

use crate::passages::Passage;
use crate::words::Word;

/// A stretch taken out of the earlier version, put into the later one, or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) removed: Option<Span>,
    pub(crate) added: Option<Span>,
}

/// The changes of words between two versions, given the runs of words that they share. A paragraph that moved is
/// taken out in one place and put in at another.
pub(crate) fn changes(later: &[Word], earlier: &[Word], runs: &[Passage]) -> Vec<Change> {
    let mut kept = in_both_orders(runs);
    // What the two begin and end with alike, however short.
    let end = Passage {
        start: later.len(),
        end: later.len(),
        earlier_start: earlier.len(),
        earlier_end: earlier.len(),
        same: 0,
    };
    kept.push(end);
    let (mut at, mut earlier_at) = (0, 0);
    let mut changes = Vec::new();
    for run in kept {
        let (added, removed) = (
            &later[at..run.start],
            &earlier[earlier_at..run.earlier_start],
        );
        let same = added
            .iter()
            .zip(removed)
            .take_while(|(a, b)| a.hash == b.hash)
            .count();
        let (added, removed) = (&added[same..], &removed[same..]);
        let tail = added
            .iter()
            .rev()
            .zip(removed.iter().rev())
            .take_while(|(a, b)| a.hash == b.hash)
            .count();
        let change = Change {
            removed: cover(&removed[..removed.len() - tail]),
            added: cover(&added[..added.len() - tail]),
        };
        if change.removed.is_some() || change.added.is_some() {
            changes.push(change);
        }
        (at, earlier_at) = (run.end, run.earlier_end);
    }
    changes
}

fn cover(words: &[Word]) -> Option<Span> {
    Some(words.first()?.span.cover(words.last()?.span))
}

/// The runs that come in the same order in both texts, as many words as can be: the others have moved.
fn in_both_orders(runs: &[Passage]) -> Vec<Passage> {
    // Words kept by the best chain that ends with each run, and the run before it in that chain.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    for (number, run) in runs.iter().enumerate() {
        let before = (number.saturating_sub(LOOK_BACK)..number)
            .filter(|&other| runs[other].earlier_end <= run.earlier_start)
            .max_by_key(|&other| best[other].0);
        best.push((before.map_or(0, |other| best[other].0) + run.same, before));
    }
    let mut at = (0..runs.len()).max_by_key(|&run| best[run].0);
    let mut kept = Vec::new();
    while let Some(run) = at {
        kept.push(runs[run]);
        at = best[run].1;
    }
    kept.reverse();
    kept
}

/// Runs before one that are tried as its neighbour: a bound on the work for very long reports.
const LOOK_BACK: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passages::runs;
    use crate::words::words;

    fn told(later: &str, earlier: &str) -> Vec<(String, String)> {
        let (a, b) = (words(later), words(earlier));
        let cut = |text: &str, span: Option<Span>| {
            span.map(|span| span.slice(text).to_owned())
                .unwrap_or_default()
        };
        changes(&a, &b, &runs(&a, &b))
            .into_iter()
            .map(|change| (cut(earlier, change.removed), cut(later, change.added)))
            .collect()
    }

    #[test]
    fn a_changed_number_is_told() {
        let earlier = "Rescuers had found 14 people dead in the silo by noon, the fire chief said.";
        let later = "Rescuers had found 19 people dead in the silo by noon, the fire chief said. He will speak again.";
        assert_eq!(
            told(later, earlier),
            [
                ("14".to_owned(), "19".to_owned()),
                (String::new(), "He will speak again".to_owned())
            ]
        );
        assert!(told(earlier, earlier).is_empty());
    }

    #[test]
    fn nothing_in_common_is_one_change() {
        assert_eq!(
            told("Snow fell.", "The bridge opened."),
            [("The bridge opened".to_owned(), "Snow fell".to_owned())]
        );
        assert_eq!(told("", "Gone."), [("Gone".to_owned(), String::new())]);
    }
}
