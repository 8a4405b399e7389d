use sayso::FigureRow;
use sayso::rows::Hit;
use schemars::JsonSchema;
use serde::Deserialize;

use super::hits::Asked;
use crate::{Ledger, LedgerError};

/// Which figures are asked for.
#[derive(Clone, Debug, Deserialize, JsonSchema, clap::Args)]
#[serde(deny_unknown_fields)]
pub struct FigureQuery {
    /// Words of what is counted or measured, of its kind (killed, money…) or its unit, or of its sentence
    #[arg(long, value_name = "WORDS")]
    #[schemars(length(min = 1, max = 500), regex(pattern = r"\S"))]
    pub of: String,
    /// How many figures at most, of the reports added last
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

impl Ledger {
    /// The figures that meet a query, through time; those of no known day come first. At a limit those of the
    /// reports added last are taken.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn figures(
        &self,
        query: &FigureQuery,
    ) -> std::result::Result<Vec<Hit<FigureRow>>, LedgerError> {
        let asked = asked(query);
        let mut found = asked
            .hits::<FigureRow>(&self.file, query.limit, 0)
            .map_err(|error| self.failed(&error))?;
        found.reverse();
        found.sort_by_key(|hit| hit.day);
        self.unaltered(found.iter().map(|hit| hit.report))?;
        Ok(found)
    }

    /// How many figures meet a query, whatever its limit.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_figures(&self, query: &FigureQuery) -> std::result::Result<usize, LedgerError> {
        asked(query)
            .count(&self.file)
            .map_err(|error| self.failed(&error))
    }
}

fn asked(query: &FigureQuery) -> Asked {
    Asked::of::<FigureRow>().words(None, Some(&query.of))
}
