//! What one voice said, and what of that is contested or was taken back.

use rusqlite::{Result, params};
use serde::Serialize;

use super::claims::ClaimFound;
use super::wanted::all_of_in;
use crate::{Ledger, LedgerError};

/// What one voice said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoiceFound {
    /// The name, as reports have it.
    pub name: String,
    /// How many statements.
    pub statements: usize,
    /// In how many reports.
    pub reports: usize,
    /// In how many outlets.
    pub outlets: usize,
    /// The first day on which they said something.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// The claims that they support, deny or correct: those that are contested first, then those that changed.
    pub claims: Vec<ClaimFound>,
}

/// Claims of one voice at most.
const CLAIMS: i64 = 60;

impl Ledger {
    /// What a voice of this very name said; `None` where nobody of this name speaks.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn voice(&self, name: &str) -> std::result::Result<Option<VoiceFound>, LedgerError> {
        // The index narrows the statements, the name itself decides.
        let Some(wanted) = all_of_in("speaker", &format!("\"{}\"", name.replace('"', " "))) else {
            return Ok(None);
        };
        let find = || -> Result<(VoiceFound, Vec<i64>)> {
            let mut said = self.file.prepare_cached(
                "SELECT count(*), count(DISTINCT statement.report), count(DISTINCT outlet COLLATE NOCASE), min(day), max(day)
                 FROM statement JOIN report ON report.id = statement.report
                 WHERE statement.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)
                 AND statement.row ->> '$.speaker.name' = ?2",
            )?;
            let found = said.query_row(params![wanted, name], |row| {
                Ok(VoiceFound {
                    name: name.to_owned(),
                    statements: row.get(0)?,
                    reports: row.get(1)?,
                    outlets: row.get(2)?,
                    first_day: row.get(3)?,
                    last_day: row.get(4)?,
                    claims: Vec::new(),
                })
            })?;
            let mut claims = self.file.prepare_cached(
                "SELECT DISTINCT claim.id FROM statement
                 JOIN attestation ON attestation.report = statement.report AND attestation.statement = statement.number
                 JOIN claim ON claim.id = attestation.claim
                 WHERE statement.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)
                 AND statement.row ->> '$.speaker.name' = ?2
                 ORDER BY CASE claim.status WHEN 'disputed' THEN 0 WHEN 'corrected' THEN 1 WHEN 'updated' THEN 2 ELSE 3 END,
                          claim.reports DESC, claim.id LIMIT ?3",
            )?;
            let claims = claims
                .query_map(params![wanted, name, CLAIMS], |row| row.get(0))?
                .collect::<Result<_>>()?;
            Ok((found, claims))
        };
        let (found, claims) = find().map_err(|error| self.failed(&error))?;
        if found.statements == 0 {
            return Ok(None);
        }
        Ok(Some(VoiceFound {
            claims: self.claims_of(&claims)?,
            ..found
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{entry, ledger, post};

    #[test]
    fn what_one_voice_said_is_found_by_the_name() {
        let (_folder, mut ledger) = ledger();
        let first = "“The lock at Vesby is shut,” Emil Radek said on Monday.";
        let second =
            "“Nobody was hurt,” Tobias Renn said.\n\n“The lock was open at noon,” Emil Radek said.";
        ledger
            .add([
                entry(&post("a", "2026-04-11", first)),
                entry(&post("b", "2026-04-12", second)),
            ])
            .unwrap();
        let voice = ledger.voice("Emil Radek").unwrap().unwrap();
        assert_eq!((voice.statements, voice.reports), (2, 2));
        assert_eq!(voice.last_day.as_deref(), Some("2026-04-12"));
        let mut words = voice.claims.iter().flat_map(|claim| &claim.attestations);
        assert!(words.any(|one| one.words.contains("shut")));
        for nobody in ["Radek", "", "\"", "' OR 1=1 --"] {
            assert_eq!(ledger.voice(nobody).unwrap(), None, "{nobody}");
        }
    }
}
