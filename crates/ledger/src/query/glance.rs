//! What a desk sees first: what of each story is contested or has changed.

use rusqlite::{Result, params};
use serde::Serialize;

use super::wanted::words_of;
use crate::{Ledger, LedgerError};

/// A story at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Glance {
    /// How many outlets have it.
    pub outlets: usize,
    /// How many claims it has.
    pub claims: usize,
    /// How many of them are disputed.
    pub contested: usize,
    /// How many were updated or corrected.
    pub changed: usize,
    /// Some of those, the disputed first, then those of most reports.
    pub notable: Vec<Notable>,
}

/// A claim in one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notable {
    /// "story.number".
    pub claim: String,
    /// disputed, updated or corrected.
    pub status: String,
    /// What is claimed, in the words of the first report that supports it.
    pub words: String,
    /// What a figure is of: killed, wounded…, else its unit or sort.
    pub measure: Option<String>,
    /// The least that the figure may be as it stands now.
    pub value_low: Option<f64>,
    /// The most that it may be.
    pub value_high: Option<f64>,
    /// The last day on which a report told it.
    pub day: Option<String>,
}

/// Claims of a story that are told at a glance.
const NOTABLE: i64 = 4;

impl Ledger {
    /// A story at a glance.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn glance(&self, story: i64) -> std::result::Result<Glance, LedgerError> {
        let find = || -> Result<Glance> {
            let outlets = self
                .file
                .prepare_cached(
                    "SELECT count(DISTINCT outlet COLLATE NOCASE) FROM in_story JOIN report ON report.id = report
                     WHERE story = ?1",
                )?
                .query_row([story], |row| row.get(0))?;
            let counted = "SELECT count(*), count(*) FILTER (WHERE status = 'disputed'),
                           count(*) FILTER (WHERE status IN ('updated', 'corrected')) FROM claim WHERE story = ?1";
            let (claims, contested, changed) = self
                .file
                .prepare_cached(counted)?
                .query_row([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(Glance {
                outlets,
                claims,
                contested,
                changed,
                notable: self.notable(story)?,
            })
        };
        find().map_err(|error| self.failed(&error))
    }

    fn notable(&self, story: i64) -> Result<Vec<Notable>> {
        let mut claims = self.file.prepare_cached(
            "SELECT id, number, status, measure, value_low, value_high,
                    (SELECT max(published) FROM attestation JOIN report ON report.id = report WHERE claim = claim.id) AS day
             FROM claim WHERE story = ?1 AND status IN ('disputed', 'updated', 'corrected')
             ORDER BY status != 'disputed', reports DESC, id LIMIT ?2",
        )?;
        let mut words = self.file.prepare_cached(
            "SELECT text, start, end FROM attestation JOIN report ON report.id = report
             WHERE claim = ?1 ORDER BY role != 'supports', number LIMIT 1",
        )?;
        let mut found = Vec::new();
        let mut rows = claims.query(params![story, NOTABLE])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            found.push(Notable {
                claim: format!("{story}.{}", row.get::<_, i64>("number")?),
                status: row.get("status")?,
                words: words.query_row([id], |row| {
                    Ok(words_of(
                        row.get_ref(0)?.as_str()?,
                        &[[row.get(1)?, row.get(2)?]],
                    ))
                })?,
                measure: row.get("measure")?,
                value_low: row.get("value_low")?,
                value_high: row.get("value_high")?,
                day: row.get("day")?,
            });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{entry, ledger, post};

    #[test]
    fn what_is_disputed_is_seen_at_a_glance() {
        let (_folder, mut ledger) = ledger();
        let told = "The lock at Vesby was left open on Monday, harbour master Ines Halvorsen said.";
        let denied = "The port authority denied that the lock at Vesby was left open on Monday.";
        ledger
            .add([
                entry(&post("a", "2026-04-11", told)),
                entry(&post("b", "2026-04-12", denied)),
            ])
            .unwrap();
        let story = ledger.story_of(1).unwrap().unwrap();
        let glance = ledger.glance(story).unwrap();
        let claims = ledger.story(story).unwrap().unwrap().claims;
        assert_eq!(glance.claims, claims.len());
        assert_eq!(glance.outlets, 1);
        let disputed: Vec<_> = claims
            .iter()
            .filter(|claim| claim.status == "disputed")
            .collect();
        assert_eq!(glance.contested, disputed.len());
        for (notable, claim) in glance.notable.iter().zip(disputed) {
            assert_eq!(
                (&notable.claim, &notable.words),
                (&claim.claim, &claim.words)
            );
        }
    }
}
