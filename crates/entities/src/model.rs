//! The model that chooses among candidates: a weight for each feature and class of mention.

use std::collections::HashMap;

use sayso_tables::{Own, Row, Table, TableError, parse, record};

use crate::features::Feature;
use crate::forms::Class;

record! {
    /// What a feature weighs.
    pub(crate) struct Weight key [class, feature] {
        /// The class of mentions, or `every`.
        class: String,
        /// The feature of a mention and a candidate.
        feature: String,
        /// What it weighs.
        weight: f32,
    }
}

pub(crate) const WEIGHTS: Table<Weight> = Table::new(
    "entities/weights.tsv",
    include_str!("../../../data/entities/weights.tsv"),
);
/// The class whose weights count for every mention.
const EVERY: &str = "every";

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

    /// A model from rows of class, feature and weight alone. Features that it does not name weigh nothing.
    ///
    /// # Errors
    /// Where a class or feature is none, or a weight is no finite number.
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
        for row in rows {
            let feature = *features
                .get(row.feature.as_str())
                .ok_or_else(|| row.wrong("feature", format!("`{}` is no feature", row.feature)))?;
            if row.class == EVERY {
                every[feature as usize] = row.weight;
                continue;
            }
            let class = Class::ALL.iter().position(|of| row.class == of.as_str());
            let class = class.ok_or_else(|| {
                row.wrong("class", format!("`{}` is no class of mentions", row.class))
            })?;
            weights[class][feature as usize] = row.weight;
        }
        for class in &mut weights {
            for (weight, every) in class.iter_mut().zip(&every) {
                *weight += every;
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
            ("he\tsame_sentence\tmuch", "is no number"),
            ("he\tluck\t1", "no feature"),
            ("ye\tnamed\t1", "no class"),
            ("he", "is empty"),
        ] {
            let rows = format!("class\tfeature\tweight\n{row}\n");
            let error = Model::read(&rows).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.what.contains(what), "{error}");
        }
    }
}
