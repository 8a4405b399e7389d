//! A figure through time as bars for the terminal.

use std::fmt::Write as _;

use sayso::FigureRow;
use sayso::figures::Extent;
use sayso_ledger::Hit;

use super::figures::value;
use super::sheet::{cut, written};

/// Characters of the longest bar.
const LONGEST: f64 = 40.0;

/// A bar for each total of the unit and kind that most have: only these can stand beside each other. Solid up to
/// the least that the text says, light up to the most. Nothing where there are not two.
pub(super) fn chart(found: &[Hit<FigureRow>]) -> String {
    let alike = |a: &Hit<FigureRow>, b: &Hit<FigureRow>| {
        (&a.row.unit, &a.row.per, a.row.kind) == (&b.row.unit, &b.row.per, b.row.kind)
    };
    let totals: Vec<&Hit<FigureRow>> = found
        .iter()
        .filter(|figure| {
            figure.row.extent == Extent::Total && most(figure).is_some_and(|most| most > 0.0)
        })
        .collect();
    // Of equally many the first in time.
    let common = totals
        .iter()
        .rev()
        .max_by_key(|figure| totals.iter().filter(|other| alike(figure, other)).count());
    let Some(common) = common else {
        return String::new();
    };
    let shown: Vec<&&Hit<FigureRow>> = totals
        .iter()
        .filter(|figure| alike(figure, common))
        .collect();
    if shown.len() < 2 {
        return String::new();
    }
    let top = shown
        .iter()
        .filter_map(|figure| most(figure))
        .fold(0.0, f64::max);
    let mut drawn = format!("\n{}\n", common.row.kind);
    for figure in shown {
        let length = |value: f64| (value.max(0.0) / top * LONGEST).round() as usize;
        let solid = length(least(figure).unwrap_or(0.0));
        let light = length(most(figure).unwrap_or(0.0)).saturating_sub(solid);
        let _ = writeln!(
            drawn,
            "{:10}  {:20}  {}{} {}",
            written(figure.day),
            cut(&figure.words.who, 20),
            "█".repeat(solid),
            "░".repeat(light),
            cut(&value(figure), 20)
        );
    }
    drawn
}

fn least(figure: &Hit<FigureRow>) -> Option<f64> {
    figure.row.low.or(figure.row.best).or(figure.row.high)
}

fn most(figure: &Hit<FigureRow>) -> Option<f64> {
    figure.row.high.or(figure.row.best).or(figure.row.low)
}
