//! What a ledger holds, in numbers.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Result};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Ledger, LedgerError};

/// What a ledger holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Totals {
    /// How many reports, versions counted each.
    pub reports: usize,
    /// How many outlets.
    pub outlets: usize,
    /// The first day of publication.
    pub since: Option<String>,
    /// The last.
    pub until: Option<String>,
    /// How many reports tell neither outlet nor day.
    pub without_outlet_or_day: usize,
    /// How many stories.
    pub stories: usize,
    /// How many claims of each status.
    pub claims: BTreeMap<String, usize>,
    /// How many statements.
    pub statements: usize,
    /// How many figures.
    pub figures: usize,
    /// How many events.
    pub events: usize,
    /// How many decisions of people hold.
    pub decisions: usize,
    /// How many reports people took out.
    pub removed: usize,
    /// The model that read the report added last.
    pub model: Option<String>,
    /// The models that read the reports before it, where they are others.
    pub other_models: Vec<String>,
    /// Version of the file's form.
    pub format: i64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Ledger {
    /// What the ledger holds, in numbers.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn totals(&self) -> std::result::Result<Totals, LedgerError> {
        let found = || -> Result<Totals> {
            let file = &self.file;
            let count = |sql: &str| file.query_row(sql, [], |row| row.get::<_, usize>(0));
            let claims = file
                .prepare("SELECT status, count(*) FROM claim GROUP BY status ORDER BY status")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_>>()?;
            let (since, until) = file.query_row(
                "SELECT min(published), max(published) FROM report",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let model: Option<String> = file
                .query_row(
                    "SELECT model FROM report ORDER BY id DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )
                .optional()?;
            let models = file
                .prepare("SELECT DISTINCT model FROM report WHERE model IS NOT ?1 ORDER BY model")?
                .query_map([&model], |row| row.get(0))?
                .collect::<Result<_>>()?;
            Ok(Totals {
                reports: count("SELECT count(*) FROM report")?,
                outlets: count("SELECT count(DISTINCT outlet COLLATE NOCASE) FROM report")?,
                since,
                until,
                without_outlet_or_day: count(
                    "SELECT count(*) FROM report WHERE outlet IS NULL OR published IS NULL",
                )?,
                stories: count("SELECT count(*) FROM story")?,
                claims,
                statements: count("SELECT count(*) FROM statement")?,
                figures: count("SELECT count(*) FROM figure")?,
                events: count("SELECT count(*) FROM event")?,
                decisions: count(
                    "SELECT count(*) FROM decision WHERE act NOT IN ('undo', 'withdraw')
                     AND NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.undoes = decision.id)",
                )?,
                removed: count("SELECT count(*) FROM removed")?,
                model,
                other_models: models,
                format: file.pragma_query_value(None, "user_version", |row| row.get(0))?,
                bytes: std::fs::metadata(&self.path).map_or(0, |data| data.len()),
            })
        };
        found().map_err(|error| self.failed(&error))
    }
}
