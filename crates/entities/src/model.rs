//! The model that chooses among candidates: a weight for each feature and class of mention.

use std::collections::HashMap;

use thiserror::Error;

use crate::features::Feature;
use crate::forms::Class;

const WEIGHTS: &str = include_str!("../../../data/entities/weights.tsv");
/// The class whose weights count for every mention.
const EVERY: &str = "every";

/// What is wrong with a table of weights.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("weights, line {line}: {what}")]
pub struct ModelError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

/// A linear model over features of a mention and a candidate.
#[derive(Clone, Debug)]
pub struct Model {
    /// By class, then by feature.
    weights: Vec<Vec<f32>>,
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
    /// does not name weigh nothing.
    ///
    /// # Errors
    /// Where a class or feature is none, or a weight is no finite number.
    pub fn read(source: &str) -> Result<Self, ModelError> {
        let features: HashMap<&str, Feature> = Feature::ALL
            .iter()
            .map(|&feature| (feature.as_str(), feature))
            .collect();
        let mut weights = vec![vec![0.0; Feature::ALL.len()]; Class::ALL.len()];
        let lines = source
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        for (at, line) in lines.skip(1) {
            let wrong = |what: String| ModelError { line: at + 1, what };
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, feature, weight] = fields[..] else {
                return Err(wrong("wants class, feature and weight".to_owned()));
            };
            let feature = *features
                .get(feature)
                .ok_or_else(|| wrong(format!("`{feature}` is no feature")))?;
            let weight: f32 = weight
                .parse()
                .ok()
                .filter(|weight: &f32| weight.is_finite())
                .ok_or_else(|| wrong(format!("`{weight}` is no weight")))?;
            let mut known = class == EVERY;
            for (row, of) in weights.iter_mut().zip(Class::ALL) {
                if class == EVERY || class == of.as_str() {
                    row[feature as usize] += weight;
                    known = true;
                }
            }
            if !known {
                return Err(wrong(format!("`{class}` is no class of mentions")));
            }
        }
        Ok(Self { weights })
    }

    /// The score of a candidate by its features.
    pub(crate) fn score(&self, class: Class, features: &[Feature]) -> f32 {
        let weights = &self.weights[class as usize];
        features
            .iter()
            .map(|&feature| weights[feature as usize])
            .sum()
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
        ] {
            let error = Model::read(&format!("class\tfeature\tweight\n{row}\n")).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.what.contains(what), "{error}");
        }
    }
}
