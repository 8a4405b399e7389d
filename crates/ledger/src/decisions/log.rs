//! The log of decisions.

use rusqlite::{Connection, OptionalExtension, Result, Row as Cells, params};
use sayso::Label;
use serde_json::Value;

use super::claim::OnClaims;
use super::new::{Act, DecisionFound, DecisionQuery, Mark, Target};
use super::rows::{As, Rows};
use super::story::{OnStories, story_of_most};
use super::{ids, meant, story_of};
use crate::query::wanted::list;
use crate::review::RowKind;
use crate::{Ledger, LedgerError};

/// That a decision was not undone.
pub(super) const HOLDS: &str =
    "NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.undoes = decision.id)";

/// The bytes that hexadecimal digits are of.
pub(super) fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.filter_map(byte).collect()
}

/// A decision to be written down.
pub(super) struct Line<'l> {
    pub(super) target: Target,
    pub(super) act: Act,
    pub(super) content: Option<Vec<u8>>,
    pub(super) undoes: Option<i64>,
    pub(super) was: String,
    pub(super) becomes: Option<String>,
    pub(super) note: Option<&'l str>,
    pub(super) who: &'l str,
    pub(super) at: &'l str,
}

impl Line<'_> {
    pub(super) fn keep(&self, ledger: &Connection) -> Result<i64> {
        ledger
            .prepare_cached(
                "INSERT INTO decision VALUES (NULL, ?1, ?2, ?3, NULL, NULL, NULL, ?4, ?5, ?6, ?7, ?8, ?9, NULL)",
            )?
            .execute(params![
                self.target.as_str(),
                self.act.as_str(),
                self.content,
                self.undoes,
                self.was,
                self.becomes,
                self.note,
                self.who,
                self.at
            ])?;
        Ok(ledger.last_insert_rowid())
    }
}

fn label<L: Label>(cells: &Cells<'_>, column: &str) -> Result<L> {
    let word = cells.get_ref(column)?.as_str()?;
    L::of(word).ok_or_else(|| rusqlite::types::FromSqlError::InvalidType.into())
}

/// The marks of a report: what was decided on it, and on the story that it is of.
pub(crate) fn marks_of_report(ledger: &Connection, report: i64) -> Result<Vec<Mark>> {
    marks(
        ledger,
        &format!(
            "SELECT decision.* FROM decision JOIN report ON report.content = decision.content
             WHERE report.id = ?1 AND (target = 'report' OR target = 'story' AND act = 'move') AND act <> 'undo' AND {HOLDS}
             ORDER BY decision.id"
        ),
        report,
    )
}

/// The marks of a claim, by its number in the table.
pub(crate) fn marks_of_claim(ledger: &Connection, claim: i64) -> Result<Vec<Mark>> {
    marks(
        ledger,
        "SELECT decision.* FROM claim_decided JOIN decision ON decision.id = claim_decided.decision WHERE claim = ?1
         ORDER BY decision.id",
        claim,
    )
}

fn marks(ledger: &Connection, sql: &str, of: i64) -> Result<Vec<Mark>> {
    ledger
        .prepare_cached(sql)?
        .query_map([of], |cells| {
            Ok(Mark {
                act: label(cells, "act")?,
                by: cells.get("who")?,
                at: cells.get("at")?,
                number: cells.get("id")?,
            })
        })?
        .collect()
}

impl Ledger {
    /// The decisions that people made, the latest first, undone ones among them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn decisions(
        &self,
        query: &DecisionQuery,
    ) -> std::result::Result<Vec<DecisionFound>, LedgerError> {
        let found = || -> Result<Vec<DecisionFound>> {
            let mut all = self.file.prepare_cached(&format!(
                "{FOUND} {ASKED} ORDER BY decision.id DESC LIMIT ?4 OFFSET ?5"
            ))?;
            let limit = query
                .limit
                .map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
            all.query_map(
                params![
                    query.on.map(Target::as_str),
                    query.report,
                    query.who,
                    limit,
                    query.skip.unwrap_or(0)
                ],
                |cells| self.decision_in(cells),
            )?
            .collect()
        };
        found().map_err(|error| self.failed(&error))
    }

    /// How many decisions meet a query.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_decisions(
        &self,
        query: &DecisionQuery,
    ) -> std::result::Result<usize, LedgerError> {
        self.file
            .query_row(
                &format!("SELECT count(*) FROM decision LEFT JOIN report ON report.content = decision.content {ASKED}"),
                params![query.on.map(Target::as_str), query.report, query.who],
                |row| row.get(0),
            )
            .map_err(|error| self.failed(&error))
    }

    pub(super) fn one_decision(&self, number: i64) -> Result<Option<DecisionFound>> {
        self.file
            .prepare_cached(&format!("{FOUND} WHERE decision.id = ?1"))?
            .query_row([number], |cells| self.decision_in(cells))
            .optional()
    }

    fn decision_in(&self, cells: &Cells<'_>) -> Result<DecisionFound> {
        let undone_by: Option<i64> = cells.get("undone_by")?;
        let mut found = DecisionFound {
            decision: cells.get("id")?,
            on: label(cells, "target")?,
            act: label(cells, "act")?,
            report: cells.get("number")?,
            row: None,
            story: None,
            claim: None,
            told: String::new(),
            from: list(cells, "was")?,
            to: match cells.get_ref("becomes")?.as_str_or_null()? {
                Some(_) => list(cells, "becomes")?,
                None => Value::Null,
            },
            note: cells.get("note")?,
            who: cells.get("who")?,
            at: cells.get("at")?,
            holds: undone_by.is_none(),
            undone_by,
        };
        let name = match (found.report, found.from["path"].as_str()) {
            (Some(report), _) => format!("report {report}"),
            (None, Some(path)) => format!("report {path}"),
            (None, None) => "a report that the ledger does not hold".to_owned(),
        };
        if found.act == Act::Undo {
            let undoes: Option<i64> = cells.get("undoes")?;
            found.told = format!("decision {} undone", undoes.unwrap_or_default());
            return Ok(found);
        }
        match found.on {
            Target::Row => self.on_row(cells, &mut found, &name)?,
            Target::Report => {
                found.story = match found.report {
                    Some(report) => story_of(&self.file, report)?,
                    None => None,
                };
                found.told = match found.act {
                    Act::Remove => format!("{name} removed"),
                    _ => format!("{name}: {}", changed(&found.from, &found.to)),
                };
            }
            Target::Story => {
                let on: OnStories = serde_json::from_value(found.to.clone()).unwrap_or_default();
                let was: OnStories = serde_json::from_value(found.from.clone()).unwrap_or_default();
                found.story = match found.report {
                    Some(report) => story_of(&self.file, report)?,
                    None => story_of_most(&self.file, &on.into)?,
                };
                found.told = match (found.act, on.into.is_empty()) {
                    (Act::Move, true) => format!("{name} is a story of its own"),
                    (Act::Move, false) => {
                        format!("{name} moved to the story of {} others", on.into.len())
                    }
                    _ => format!(
                        "a story of {} reports merged with one of {}",
                        on.from.len(),
                        on.into.len()
                    ),
                };
                // Contents tell nobody anything.
                found.from = serde_json::json!({"reports": was.into.len()});
                found.to = serde_json::json!({"reports": on.into.len() + on.from.len()});
            }
            Target::Claim => {
                let on: OnClaims = serde_json::from_value(found.to.clone()).unwrap_or_default();
                found.report = None;
                let claim: Option<(i64, i64)> = self
                    .file
                    .prepare_cached(
                        "SELECT story, number FROM claim_decided JOIN claim ON claim.id = claim_decided.claim
                         WHERE decision = ?1 ORDER BY claim.id LIMIT 1",
                    )?
                    .query_row([found.decision], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                found.story = claim.map(|(story, _)| story);
                found.claim = claim.map(|(story, number)| format!("{story}.{number}"));
                let was = found.from["status"].as_str().unwrap_or_default().to_owned();
                found.told = match found.act {
                    Act::Status => format!(
                        "“{}”: {}, was {was}",
                        on.words,
                        on.status.map_or("", Status::as_str)
                    ),
                    Act::Merge => format!("“{}” is one claim with another", on.words),
                    _ => format!("{} of “{}” taken out", on.other.len(), on.words),
                };
                found.to = match on.status {
                    Some(status) => serde_json::json!({"status": status}),
                    None => serde_json::json!({"attestations": on.other.len()}),
                };
            }
        }
        Ok(found)
    }

    fn on_row(&self, cells: &Cells<'_>, found: &mut DecisionFound, name: &str) -> Result<()> {
        let kind: RowKind = label(cells, "kind")?;
        let cover = sayso::ByteSpan::new(cells.get("start")?, cells.get("end")?);
        if let Some(report) = found.report {
            let rows = Rows::of(&self.file, report, As::Read)?;
            let all = ids(&rows.row, &sayso::rows::Text::new(&rows.text));
            let all = all.iter().filter(|(of, ..)| *of == kind);
            found.row = meant(all.map(|(_, id, at)| (id.as_str(), *at)), cover).map(str::to_owned);
        }
        let row = found.row.as_deref().unwrap_or("a row");
        found.told = match found.act {
            Act::Accept => format!("{name}, {row}: right"),
            Act::Reject => format!("{name}, {row}: no {kind}"),
            Act::Withdraw => format!("{name}, {row}: as it was read"),
            _ => format!("{name}, {row}: {}", changed(&found.from, &found.to)),
        };
        Ok(())
    }
}

use sayso_claims::Status;

/// What becomes of which values: "speaker “A” → “B”".
fn changed(from: &Value, to: &Value) -> String {
    let told = |value: &Value| match value {
        Value::Null => "nothing".to_owned(),
        Value::String(words) => format!("“{words}”"),
        other => other.to_string(),
    };
    let fields = to.as_object().into_iter().flatten();
    let each = fields.map(|(name, to)| format!("{name} {} → {}", told(&from[name]), told(to)));
    each.collect::<Vec<_>>().join(", ")
}

const FOUND: &str = "SELECT decision.*, report.id AS number,
    (SELECT min(id) FROM decision AS later WHERE later.undoes = decision.id) AS undone_by
    FROM decision LEFT JOIN report ON report.content = decision.content";

const ASKED: &str = "WHERE (?1 IS NULL OR target = ?1) AND (?2 IS NULL OR report.id = ?2) AND (?3 IS NULL OR who = ?3)";
