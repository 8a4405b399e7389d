//! Who speaks in a ledger, and what of that is contested or was taken back.

use rusqlite::{Result, params};
use serde::Serialize;

use super::claims::ClaimFound;
use super::wanted::all_of_in;
use crate::{Ledger, LedgerError};

/// Someone who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaking {
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
}

/// What one voice said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoiceFound {
    /// Who it is, and how much they said.
    #[serde(flatten)]
    pub speaking: Speaking,
    /// The claims that they support, deny or correct: those that are contested first, then those that changed.
    pub claims: Vec<ClaimFound>,
}

/// Statements that are looked at for who speaks, those of the reports added last.
const LOOKED_AT: i64 = 20_000;
/// Claims of one voice at most.
const CLAIMS: i64 = 60;

impl Ledger {
    /// Who speaks, those of most statements first: all whose name has the words, or, where there are none, those of the
    /// 20,000 statements added last.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn voices(
        &self,
        words: Option<&str>,
        limit: usize,
    ) -> std::result::Result<Vec<Speaking>, LedgerError> {
        let wanted = words.map(|words| all_of_in("speaker", words));
        if matches!(wanted, Some(None)) {
            return Ok(Vec::new());
        }
        self.speaking(wanted.flatten(), None, limit)
            .map_err(|error| self.failed(&error))
    }

    /// What a voice of this very name said; `None` where nobody of this name speaks.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn voice(&self, name: &str) -> std::result::Result<Option<VoiceFound>, LedgerError> {
        let Some(wanted) = all_of_in("speaker", &format!("\"{}\"", name.replace('"', " "))) else {
            return Ok(None);
        };
        let found = self
            .speaking(Some(wanted.clone()), Some(name), 1)
            .map_err(|error| self.failed(&error))?;
        let Some(speaking) = found.into_iter().next() else {
            return Ok(None);
        };
        let ids = || -> Result<Vec<i64>> {
            let mut claims = self.file.prepare_cached(
                "SELECT DISTINCT claim.id FROM statement
                 JOIN attestation ON attestation.report = statement.report AND attestation.statement = statement.number
                 JOIN claim ON claim.id = attestation.claim
                 WHERE statement.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)
                 AND statement.row ->> '$.speaker.name' = ?2
                 ORDER BY CASE claim.status WHEN 'disputed' THEN 0 WHEN 'corrected' THEN 1 WHEN 'updated' THEN 2 ELSE 3 END,
                          claim.reports DESC, claim.id LIMIT ?3",
            )?;
            claims
                .query_map(params![wanted, name, CLAIMS], |row| row.get(0))?
                .collect()
        };
        let ids = ids().map_err(|error| self.failed(&error))?;
        Ok(Some(VoiceFound {
            speaking,
            claims: self.claims_of(&ids)?,
        }))
    }

    fn speaking(
        &self,
        wanted: Option<String>,
        name: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Speaking>> {
        let from = match wanted {
            Some(_) => "id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)",
            None => "?1 IS NULL",
        };
        let sql = format!(
            "SELECT name, count(*), count(DISTINCT said.report), count(DISTINCT outlet COLLATE NOCASE), min(day), max(day)
             FROM (SELECT row ->> '$.speaker.name' AS name, report, day FROM statement WHERE {from}
                   ORDER BY id DESC LIMIT ?2) AS said JOIN report ON report.id = said.report
             WHERE name IS NOT NULL AND (?3 IS NULL OR name = ?3) GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?4"
        );
        let mut speaking = self.file.prepare_cached(&sql)?;
        let found = speaking.query_map(params![wanted, LOOKED_AT, name, limit], |row| {
            Ok(Speaking {
                name: row.get(0)?,
                statements: row.get(1)?,
                reports: row.get(2)?,
                outlets: row.get(3)?,
                first_day: row.get(4)?,
                last_day: row.get(5)?,
            })
        })?;
        found.collect()
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
        let voices = ledger.voices(None, 9).unwrap();
        assert_eq!(voices[0].name, "Emil Radek");
        assert_eq!((voices[0].statements, voices[0].reports), (2, 2));
        let told = ledger.voices(Some("ren*"), 9).unwrap();
        assert_eq!(told[0].name, "Tobias Renn");
        let voice = ledger.voice("Emil Radek").unwrap().unwrap();
        assert_eq!(voice.speaking.last_day.as_deref(), Some("2026-04-12"));
        let mut words = voice.claims.iter().flat_map(|claim| &claim.attestations);
        assert!(words.any(|one| one.words.contains("shut")));
        for nobody in ["Radek", "", "\"", "' OR 1=1 --"] {
            assert_eq!(ledger.voice(nobody).unwrap(), None, "{nobody}");
        }
    }
}
