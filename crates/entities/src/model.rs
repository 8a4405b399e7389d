//! The model that chooses among candidates: a weight for each feature and class of mention, and a small hidden layer
//! over all features, whose units tell what holds of several features together.

use std::collections::HashMap;

use sayso_tables::{Own, Row, Table, TableError, parse, record};

use crate::features::Feature;
use crate::forms::Class;

record! {
    /// What a feature weighs.
    pub(crate) struct Weight key [class, feature] {
        /// The class of mentions, `every`, or `hidden` for the weights into the hidden layer.
        class: String,
        /// The feature of a mention and a candidate; in the hidden layer `bias` and `output` too.
        feature: String,
        /// What it weighs; in the hidden layer for each unit, split by spaces.
        weight: String,
    }
}

pub(crate) const WEIGHTS: Table<Weight> = Table::new(
    "entities/weights.tsv",
    include_str!("../../../data/entities/weights.tsv"),
);
/// The class whose weights count for every mention.
const EVERY: &str = "every";
/// In place of a class: a feature's weights into the hidden layer, one for each unit.
const HIDDEN: &str = "hidden";
/// In place of a feature: what is added to each unit, and the weight of each in the score.
const BIAS: &str = "bias";
const OUTPUT: &str = "output";

/// A model over features of a mention and a candidate.
#[derive(Clone, Debug)]
pub struct Model {
    /// By class, then by feature.
    weights: Vec<Vec<f32>>,
    /// By feature, then by unit; empty for a feature that the layer does not read.
    hidden: Vec<Vec<f32>>,
    /// By unit.
    bias: Vec<f32>,
    output: Vec<f32>,
}

impl Model {
    /// The model that comes with Sayso.
    ///
    /// # Errors
    /// Where its table is damaged (the tests rule that out).
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's weights in place of those of the same class and feature.
    ///
    /// # Errors
    /// As [`Model::read`].
    pub fn with(own: &Own) -> Result<Self, TableError> {
        Self::of(&own.rows(&WEIGHTS)?)
    }

    /// A model from rows of class, feature and weight alone. Features that it does not name weigh nothing. Rows of the
    /// class `hidden` have the weights of all units, split by spaces; its feature may be `bias` or `output`.
    ///
    /// # Errors
    /// Where a class or feature is none, a weight is no finite number, or a row of the hidden layer has other units
    /// than the rows before.
    pub fn read(source: &str) -> Result<Self, TableError> {
        Self::of(&parse("weights", source)?)
    }

    fn of(rows: &[Row<Weight>]) -> Result<Self, TableError> {
        let features: HashMap<&str, Feature> = Feature::ALL
            .iter()
            .map(|&feature| (feature.as_str(), feature))
            .collect();
        let mut every = vec![0.0; Feature::ALL.len()];
        let mut weights = vec![vec![0.0; Feature::ALL.len()]; Class::ALL.len()];
        let mut hidden = vec![Vec::new(); Feature::ALL.len()];
        let (mut bias, mut output) = (Vec::new(), Vec::new());
        let mut width = None;
        for row in rows {
            let known = || {
                let feature = features.get(row.feature.as_str()).copied();
                feature
                    .ok_or_else(|| row.wrong("feature", format!("`{}` is no feature", row.feature)))
            };
            let numbers: Vec<f32> = row
                .weight
                .split(' ')
                .map(|word| number(row, word))
                .collect::<Result<_, _>>()?;
            if row.class == HIDDEN {
                let wanted = *width.get_or_insert(numbers.len());
                if numbers.len() != wanted {
                    let what = format!("{} units where other rows have {wanted}", numbers.len());
                    return Err(row.wrong("weight", what));
                }
                match row.feature.as_str() {
                    BIAS => bias = numbers,
                    OUTPUT => output = numbers,
                    _ => hidden[known()? as usize] = numbers,
                }
                continue;
            }
            let feature = known()?;
            let [weight] = numbers[..] else {
                return Err(row.wrong("weight", "wants one number".to_owned()));
            };
            if row.class == EVERY {
                every[feature as usize] = weight;
                continue;
            }
            let class = Class::ALL.iter().position(|of| row.class == of.as_str());
            let class = class.ok_or_else(|| {
                row.wrong("class", format!("`{}` is no class of mentions", row.class))
            })?;
            weights[class][feature as usize] = weight;
        }
        if let Some(row) = rows.last().filter(|_| bias.len() != output.len()) {
            let what = "the hidden layer wants both a bias and an output".to_owned();
            return Err(row.wrong("weight", what));
        }
        for class in &mut weights {
            for (weight, every) in class.iter_mut().zip(&every) {
                *weight += every;
            }
        }
        Ok(Self {
            weights,
            hidden,
            bias,
            output,
        })
    }

    /// The score of a candidate by its features.
    pub(crate) fn score(&self, class: Class, features: &[Feature]) -> f32 {
        let weights = &self.weights[class as usize];
        let plain: f32 = features
            .iter()
            .map(|&feature| weights[feature as usize])
            .sum();
        let mut units = self.bias.clone();
        for &feature in features {
            for (unit, weight) in units.iter_mut().zip(&self.hidden[feature as usize]) {
                *unit += weight;
            }
        }
        let hidden: f32 = units
            .iter()
            .zip(&self.output)
            .map(|(unit, weight)| unit.max(0.0) * weight)
            .sum();
        plain + hidden
    }
}

fn number(row: &Row<Weight>, word: &str) -> Result<f32, TableError> {
    let parsed: Option<f32> = word.parse().ok();
    parsed
        .filter(|weight| weight.is_finite())
        .ok_or_else(|| row.wrong("weight", format!("`{word}` is no number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_weights_are_sound() {
        assert!(Model::new().is_ok());
    }

    #[test]
    fn bad_rows_are_named() {
        for (row, what) in [
            ("he\tsame_sentence\tmuch", "is no number"),
            ("he\tluck\t1", "no feature"),
            ("ye\tnamed\t1", "no class"),
            ("he", "is empty"),
            ("hidden\tnamed\t1 x", "is no number"),
            ("hidden\tbias\t1 2", "both a bias"),
        ] {
            let rows = format!("class\tfeature\tweight\n{row}\n");
            let error = Model::read(&rows).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.what.contains(what), "{error}");
        }
    }
}
