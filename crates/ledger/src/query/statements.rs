use sayso::rows::Hit;
use sayso::{Day, Stance, StatementRow};
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::words;
use super::hits::Asked;
use crate::{Ledger, LedgerError};

/// Which statements are asked for; all conditions hold.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub struct StatementQuery {
    /// Words of the speaker's name or of those that name the source
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub by: Option<String>,
    /// Words of what is said
    #[arg(long, value_name = "WORDS")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub about: Option<String>,
    /// What the speaker does with it: asserts, denies, asks, orders…
    #[arg(long)]
    pub stance: Option<Stance>,
    /// Published by this outlet
    #[arg(long, value_name = "NAME")]
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub outlet: Option<String>,
    /// Said on this day or later (where the report does not tell when, its publication counts)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// Said on this day or before
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// How many at most, of the reports added last
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How many of the first are passed over
    #[arg(long, value_name = "N")]
    pub skip: Option<usize>,
}

impl Ledger {
    /// The statements that meet a query. At a limit those of the reports added last are taken; they come the
    /// latest said first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn statements(
        &self,
        query: &StatementQuery,
    ) -> std::result::Result<Vec<Hit<StatementRow>>, LedgerError> {
        let asked = asked(query);
        let mut found = asked
            .hits::<StatementRow>(&self.file, query.limit, query.skip.unwrap_or(0))
            .map_err(|error| self.failed(&error))?;
        found.sort_by_key(|hit| std::cmp::Reverse(hit.day));
        self.unaltered(found.iter().map(|hit| hit.report))?;
        Ok(found)
    }

    /// How many statements meet a query, whatever its limit.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_statements(
        &self,
        query: &StatementQuery,
    ) -> std::result::Result<usize, LedgerError> {
        asked(query)
            .count(&self.file)
            .map_err(|error| self.failed(&error))
    }
}

fn asked(query: &StatementQuery) -> Asked {
    Asked::of::<StatementRow>()
        .words(Some("speaker"), query.by.as_ref())
        .words(Some("content"), query.about.as_ref())
        .only("statement.day >=", query.since)
        .only("statement.day <=", query.until)
        .only("statement.stance =", query.stance)
        .only("report.outlet COLLATE NOCASE =", query.outlet.as_ref())
}
