//! The model that chooses among candidates: a weight for each feature and class of mention, and a small hidden layer
//! over all features, whose units tell what holds of several features together.

use std::collections::HashMap;

use thiserror::Error;

use crate::features::Feature;
use crate::forms::Class;

const WEIGHTS: &str = include_str!("../../../data/entities/weights.tsv");
/// The class whose weights count for every mention.
const EVERY: &str = "every";
/// In place of a class: a feature's weights into the hidden layer, one for each unit.
const HIDDEN: &str = "hidden";
/// In place of a feature: what is added to each unit, and the weight of each in the score.
const BIAS: &str = "bias";
const OUTPUT: &str = "output";

/// What is wrong with a table of weights.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("weights, line {line}: {what}")]
pub struct ModelError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

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
    pub fn new() -> Result<Self, ModelError> {
        Self::read(WEIGHTS)
    }

    /// A model from rows of class, feature and weight; a header line first. Features that it
    /// does not name weigh nothing. Rows of the class `hidden` have the weights of all units, split
    /// by spaces; its feature may be `bias` or `output`.
    ///
    /// # Errors
    /// Where a class or feature is none, a weight is no finite number, or a row of the hidden layer has other units
    /// than the rows before.
    pub fn read(source: &str) -> Result<Self, ModelError> {
        let features: HashMap<&str, Feature> = Feature::ALL
            .iter()
            .map(|&feature| (feature.as_str(), feature))
            .collect();
        let mut model = Self {
            weights: vec![vec![0.0; Feature::ALL.len()]; Class::ALL.len()],
            hidden: vec![Vec::new(); Feature::ALL.len()],
            bias: Vec::new(),
            output: Vec::new(),
        };
        let lines = source
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let mut width = None;
        for (at, line) in lines.skip(1) {
            let wrong = |what: String| ModelError { line: at + 1, what };
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, feature, weight] = fields[..] else {
                return Err(wrong("wants class, feature and weight".to_owned()));
            };
            let number = |weight: &str| {
                let parsed: Option<f32> = weight.parse().ok();
                parsed
                    .filter(|weight| weight.is_finite())
                    .ok_or_else(|| wrong(format!("`{weight}` is no weight")))
            };
            let known = |feature: &str| {
                let known = features.get(feature).copied();
                known.ok_or_else(|| wrong(format!("`{feature}` is no feature")))
            };
            if class == HIDDEN {
                let units: Vec<f32> = weight.split(' ').map(number).collect::<Result<_, _>>()?;
                let wanted = *width.get_or_insert(units.len());
                if units.len() != wanted {
                    let found = units.len();
                    return Err(wrong(format!(
                        "{found} units where other rows have {wanted}"
                    )));
                }
                match feature {
                    BIAS => model.bias = units,
                    OUTPUT => model.output = units,
                    feature => model.hidden[known(feature)? as usize] = units,
                }
                continue;
            }
            let (feature, weight) = (known(feature)?, number(weight)?);
            let mut counts = class == EVERY;
            for (row, of) in model.weights.iter_mut().zip(Class::ALL) {
                if class == EVERY || class == of.as_str() {
                    row[feature as usize] += weight;
                    counts = true;
                }
            }
            if !counts {
                return Err(wrong(format!("`{class}` is no class of mentions")));
            }
        }
        if model.bias.len() != model.output.len() {
            let what = "the hidden layer wants both a bias and an output".to_owned();
            let line = source.lines().count();
            return Err(ModelError { line, what });
        }
        Ok(model)
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
            ("he\tsame_sentence\tmuch", "no weight"),
            ("he\tluck\t1", "no feature"),
            ("ye\tnamed\t1", "no class"),
            ("he", "wants class"),
            ("hidden\tnamed\t1 x", "no weight"),
            ("hidden\tbias\t1 2", "both a bias"),
        ] {
            let error = Model::read(&format!("class\tfeature\tweight\n{row}\n")).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.what.contains(what), "{error}");
        }
    }
}
