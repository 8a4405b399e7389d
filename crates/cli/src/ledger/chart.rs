//! A figure through time as bars for the terminal.

use std::fmt::Write as _;

use sayso_ledger::FigureFound;

use super::figures::value;
use super::sheet::cut;

/// Characters of the longest bar.
const LONGEST: f64 = 40.0;

/// A bar for each total of the unit and kind that most have: only these can stand beside each other. Solid up to
/// the least that the text says, light up to the most. Nothing where there are not two.
pub(super) fn chart(found: &[FigureFound]) -> String {
    let alike =
        |a: &FigureFound, b: &FigureFound| a.unit == b.unit && a.per == b.per && a.kind == b.kind;
    let totals: Vec<&FigureFound> = found
        .iter()
        .filter(|figure| figure.extent == "total" && most(figure).is_some_and(|most| most > 0.0))
        .collect();
    // Of equally many the first in time.
    let common = totals
        .iter()
        .rev()
        .max_by_key(|figure| totals.iter().filter(|other| alike(figure, other)).count());
    let Some(common) = common else {
        return String::new();
    };
    let shown: Vec<&&FigureFound> = totals
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
    let mut drawn = format!("\n{}\n", common.kind);
    for figure in shown {
        let length = |value: f64| (value.max(0.0) / top * LONGEST).round() as usize;
        let solid = length(least(figure).unwrap_or(0.0));
        let light = length(most(figure).unwrap_or(0.0)).saturating_sub(solid);
        let _ = writeln!(
            drawn,
            "{:10}  {:20}  {}{} {}",
            figure.day.as_deref().unwrap_or(""),
            cut(&figure.source, 20),
            "█".repeat(solid),
            "░".repeat(light),
            cut(&value(figure), 20)
        );
    }
    drawn
}

fn least(figure: &FigureFound) -> Option<f64> {
    figure.low.or(figure.best).or(figure.high)
}

fn most(figure: &FigureFound) -> Option<f64> {
    figure.high.or(figure.best).or(figure.low)
}
