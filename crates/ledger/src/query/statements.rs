use jiff::civil::Date;
use rusqlite::{Result, Row, ToSql};
use sayso::Pair;
use serde::Serialize;

use super::wanted::{all_of, all_of_in, in_chars, list, words_of};
use crate::{Ledger, LedgerError};

/// Which statements are asked for; all conditions hold.
#[derive(Clone, Debug, Default)]
pub struct StatementQuery {
    /// Words of the speaker's name or of those that name the source.
    pub by: Option<String>,
    /// Words of the content.
    pub about: Option<String>,
    /// Said on this day or later. Where the words do not tell the day it is that of publication.
    pub since: Option<Date>,
    /// Said on this day or before.
    pub until: Option<Date>,
    /// What the speaker does with the content, as rows name it ("denies").
    pub stance: Option<String>,
    /// Published by this outlet.
    pub outlet: Option<String>,
    /// How many at most; all where `None`.
    pub limit: Option<usize>,
    /// How many of the first are passed over.
    pub skip: usize,
}

/// A statement in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementFound {
    /// The report's number.
    pub report: i64,
    /// The statement's id in its report.
    pub statement: String,
    /// When it was said.
    pub day: Option<String>,
    /// Whether the words tell the day ("said") or it is that of publication ("published").
    pub day_basis: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The speaker's name, else the words that name the source, else "unknown".
    pub who: String,
    /// The words that name the source.
    pub source: String,
    /// The words that attribute it.
    pub cue: String,
    /// What is said.
    pub content: String,
    /// Where that stands in the text, in code points.
    pub spans: Vec<Pair>,
    /// direct, indirect, mixed or embedded.
    pub kind: String,
    /// What the speaker does with it.
    pub stance: String,
    /// Whether the cue is negated.
    pub negated: bool,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// Probability that content and source are right.
    pub confidence: f64,
    /// Where the report was read from.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
}

/// What a statement is told by; the report's text comes last.
pub(super) const COLUMNS: &str = "statement.*, report.outlet, report.path, report.url, report.text";

impl Ledger {
    /// The statements that meet a query. At a limit those of the reports added last are taken; they come the
    /// latest said first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn statements(
        &self,
        query: &StatementQuery,
    ) -> std::result::Result<Vec<StatementFound>, LedgerError> {
        let mut wanted = Vec::new();
        for (column, words) in [("speaker", &query.by), ("content", &query.about)] {
            let Some(words) = words else { continue };
            if all_of(words).is_none() {
                return Ok(Vec::new());
            }
            wanted.extend(all_of_in(column, words));
        }
        self.met(query, &wanted)
            .map_err(|error| self.failed(&error))
    }

    fn met(&self, query: &StatementQuery, wanted: &[String]) -> Result<Vec<StatementFound>> {
        let mut sql = format!("SELECT {COLUMNS} FROM ");
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let order = if wanted.is_empty() {
            sql += "statement JOIN report ON report.id = statement.report WHERE 1";
            "statement.day DESC, statement.id DESC"
        } else {
            // In the order of the index, so that no more rows are touched than are given.
            sql += "statement_words CROSS JOIN statement ON statement.id = statement_words.rowid
                    CROSS JOIN report ON report.id = statement.report WHERE statement_words MATCH ?1";
            values.push(Box::new(wanted.join(" AND ")));
            "statement_words.rowid DESC"
        };
        let bounds = [
            ("statement.day >=", query.since.map(|day| day.to_string())),
            ("statement.day <=", query.until.map(|day| day.to_string())),
            ("statement.stance =", query.stance.clone()),
            ("report.outlet COLLATE NOCASE =", query.outlet.clone()),
        ];
        for (condition, value) in bounds {
            if let Some(value) = value {
                values.push(Box::new(value));
                sql += &format!(" AND {condition} ?{}", values.len());
            }
        }
        values.push(Box::new(
            query
                .limit
                .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1)),
        ));
        values.push(Box::new(i64::try_from(query.skip).unwrap_or(i64::MAX)));
        let last = values.len();
        sql += &format!(" ORDER BY {order} LIMIT ?{} OFFSET ?{last}", last - 1);
        let mut statements = self.file.prepare_cached(&sql)?;
        let rows = statements.query_map(rusqlite::params_from_iter(values.iter()), found)?;
        let mut found: Vec<StatementFound> = rows.collect::<Result<_>>()?;
        found.sort_by(|a, b| b.day.cmp(&a.day));
        Ok(found)
    }

    /// The statements of one report, in their order.
    pub(super) fn statements_of(&self, report: i64) -> Result<Vec<StatementFound>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM statement JOIN report ON report.id = statement.report
             WHERE statement.report = ?1 ORDER BY statement.number"
        );
        self.file
            .prepare_cached(&sql)?
            .query_map([report], found)?
            .collect()
    }
}

fn found(row: &Row<'_>) -> Result<StatementFound> {
    let text = row.get_ref("text")?.as_str()?;
    let spans: Vec<Pair> = list(row, "content")?;
    let source = words_of(text, &list::<Vec<Pair>>(row, "source")?);
    let name: Option<String> = row.get("speaker_name")?;
    let unnamed = if source.is_empty() {
        "unknown".to_owned()
    } else {
        source.clone()
    };
    Ok(StatementFound {
        report: row.get("report")?,
        statement: format!("s{}", row.get::<_, i64>("number")?),
        day: row.get("day")?,
        day_basis: row.get("day_basis")?,
        outlet: row.get("outlet")?,
        who: name.unwrap_or(unnamed),
        source,
        cue: words_of(text, &list::<Vec<Pair>>(row, "cue")?),
        content: words_of(text, &spans),
        spans: in_chars(text, &spans),
        kind: row.get("kind")?,
        stance: row.get("stance")?,
        negated: row.get("negated")?,
        say_so: list(row, "say_so")?,
        confidence: row.get("confidence")?,
        path: row.get("path")?,
        url: row.get("url")?,
    })
}
