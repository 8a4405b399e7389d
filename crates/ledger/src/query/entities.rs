//! Who and what reports name, across the ledger.

use rusqlite::{Result, params};
use sayso::EntityKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asked::words;
use crate::{Ledger, LedgerError};

/// Which entities are asked for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EntityQuery {
    /// Part of the name
    #[serde(deserialize_with = "words")]
    #[schemars(length(max = 500))]
    pub words: Option<String>,
    /// How many at most
    pub limit: Option<usize>,
    /// How many of the first are passed over
    pub skip: Option<usize>,
}

/// Somebody or something that reports name. Entities of one name and type are taken for one, which they may not be.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EntityListed {
    /// The name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 of its country, where told.
    pub country: Option<String>,
    /// An office that it holds, where told.
    pub office: Option<String>,
    /// In how many reports it is named.
    pub reports: usize,
    /// How many statements it makes.
    pub statements: usize,
    /// How many of them deny.
    pub denials: usize,
    /// The first day on which a report that names it was published.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

impl Ledger {
    /// The entities that have a name, those that make most statements first, and how many there are in all.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn entities(
        &self,
        query: &EntityQuery,
    ) -> std::result::Result<(Vec<EntityListed>, usize), LedgerError> {
        let like = query.words.as_ref().map(|words| {
            let plain = words.trim().to_lowercase();
            format!("%{}%", plain.replace(['%', '_'], " "))
        });
        let found = || -> Result<(Vec<EntityListed>, usize)> {
            let mut all = self.file.prepare_cached(
                "WITH named AS (
                    SELECT entity.report, entity.number, entity.row ->> 'name' AS name, entity.row ->> 'type' AS type,
                           entity.row ->> 'country' AS country, entity.row ->> 'office' AS office
                    FROM entity WHERE ?1 IS NULL OR lower(entity.row ->> 'name') LIKE ?1
                 ), said AS (
                    SELECT report, CAST(substr(row ->> '$.speaker.entity', 2) AS INTEGER) AS number, count(*) AS said,
                           sum(stance = 'denies') AS denied
                    FROM statement WHERE row ->> '$.speaker.entity' IS NOT NULL GROUP BY 1, 2
                 )
                 SELECT name, type, max(country) AS country, max(office) AS office, count(DISTINCT named.report) AS reports,
                        coalesce(sum(said), 0) AS statements, coalesce(sum(denied), 0) AS denials,
                        min(published) AS first, max(published) AS last, count(*) OVER () AS total
                 FROM named JOIN report ON report.id = named.report
                 LEFT JOIN said ON said.report = named.report AND said.number = named.number
                 WHERE type <> 'MISC' OR said > 0
                 GROUP BY name, type ORDER BY statements DESC, reports DESC, name, type LIMIT ?2 OFFSET ?3",
            )?;
            let limit = query
                .limit
                .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
            let rows = all.query_map(params![like, limit, query.skip.unwrap_or(0)], |cells| {
                let kind = crate::json::word(cells, "type")?;
                let found = EntityListed {
                    name: cells.get("name")?,
                    kind: kind.unwrap_or(EntityKind::Other),
                    country: cells.get("country")?,
                    office: cells.get("office")?,
                    reports: cells.get("reports")?,
                    statements: cells.get("statements")?,
                    denials: cells.get("denials")?,
                    first: cells.get("first")?,
                    last: cells.get("last")?,
                };
                Ok((found, cells.get::<_, usize>("total")?))
            })?;
            let rows = rows.collect::<Result<Vec<_>>>()?;
            let total = rows.first().map_or(0, |(_, total)| *total);
            Ok((rows.into_iter().map(|(row, _)| row).collect(), total))
        };
        found().map_err(|error| self.failed(&error))
    }
}
