//! Brings ledgers of earlier versions up to date. Each step is from one version to the next, in the one transaction
//! in which all are taken: a ledger is of the old version or of the new, whatever becomes of the process.

mod from1;
mod from2;

use rusqlite::{Result, Transaction};

/// The tables of a ledger of this Sayso.
pub(crate) const SCHEMA: &str = concat!(
    include_str!("schema.sql"),
    include_str!("claims.sql"),
    include_str!("rows.sql"),
    include_str!("sums.sql"),
    include_str!("decisions.sql")
);

/// The version that they are.
pub(crate) const VERSION: i64 = 3;

/// What makes a ledger of each version, from the first, one of the next.
const STEPS: &[fn(&Transaction<'_>) -> Result<()>] = &[from1::migrate, from2::migrate];

/// Takes the steps from a version to this Sayso's.
pub(crate) fn migrate(change: &Transaction<'_>, found: i64) -> Result<()> {
    if found == 0 {
        return change.execute_batch(SCHEMA);
    }
    let taken = usize::try_from(found - 1).unwrap_or(0);
    STEPS.iter().skip(taken).try_for_each(|step| step(change))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rusqlite::{Connection, TransactionBehavior};

    use super::*;
    use crate::{Ledger, LedgerError, ReportQuery, StatementQuery};

    const OLD: &[u8] = include_bytes!("../tests/data/v0.1.sayso");

    fn old() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.sayso");
        std::fs::write(&path, OLD).unwrap();
        (folder, path)
    }

    fn schema(ledger: &Connection) -> Vec<(String, Option<String>)> {
        let mut all = ledger
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_>>()
            .unwrap()
    }

    #[test]
    fn there_is_a_step_from_every_version() {
        assert_eq!(STEPS.len() as i64 + 1, VERSION);
    }

    /// What the ledger of version 0.1 told, as its Sayso wrote it.
    #[test]
    fn an_old_ledger_gives_the_same_answers() {
        let (_folder, path) = old();
        let refused = Ledger::open_to_read(&path).err().unwrap();
        assert!(
            matches!(refused, LedgerError::Older { found: 1, .. }),
            "{refused}"
        );
        let ledger = Ledger::open(&path).unwrap();
        ledger.check().unwrap();
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(SCHEMA).unwrap();
        assert_eq!(schema(&ledger.file), schema(&fresh));

        let wanted = include_str!("../tests/data/v0.1.jsonl");
        let mut lines = wanted.lines();
        ledger
            .each_report(&ReportQuery::default(), |stored| {
                let wanted: serde_json::Value =
                    serde_json::from_str(lines.next().unwrap()).unwrap();
                let found = stored.row.to_json().unwrap();
                let mut found: serde_json::Value = serde_json::from_str(&found).unwrap();
                // How sure a participant is was not kept then.
                for event in found["events"].as_array_mut().unwrap() {
                    for one in ["actors", "recipients"] {
                        for part in event[one].as_array_mut().unwrap() {
                            assert!(
                                part.as_object_mut()
                                    .unwrap()
                                    .remove("confidence")
                                    .unwrap()
                                    .is_null()
                            );
                        }
                    }
                    for one in ["actor", "recipient"] {
                        event[one]
                            .as_object_mut()
                            .map(|part| part.remove("confidence"));
                    }
                }
                for (name, found) in found.as_object().unwrap() {
                    assert_eq!(found, &wanted[name], "{name} of report {}", stored.id);
                }
                Ok::<(), LedgerError>(())
            })
            .unwrap();
        assert_eq!(lines.next(), None);
        let asked = StatementQuery {
            by: Some("radek".into()),
            ..StatementQuery::default()
        };
        let found = ledger.statements(&asked).unwrap();
        assert!(!found.is_empty());
        assert!(found.iter().all(|hit| hit.words.who.contains("Radek")));
        assert!(ledger.claims(&Default::default()).unwrap().len() > 1);
        let report = ledger.report(1).unwrap().unwrap();
        assert!(
            report
                .statements
                .iter()
                .all(|hit| !hit.words.content.is_empty())
        );
        drop(ledger);
        Ledger::open_to_read(&path).unwrap();
    }

    /// What a process leaves behind that is killed before it has done all.
    #[test]
    fn killed_in_the_middle_the_ledger_is_whole() {
        let (folder, path) = old();
        let mut file = Connection::open(&path).unwrap();
        file.pragma_update(None, "journal_mode", "wal").unwrap();
        // Little room in memory, so that half of what is changed is in the log already.
        file.pragma_update(None, "cache_size", 2).unwrap();
        let change = file
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        migrate(&change, 1).unwrap();
        let left = folder.path().join("left.sayso");
        for ending in ["", "-wal"] {
            let name = |path: &PathBuf| PathBuf::from(format!("{}{ending}", path.display()));
            std::fs::copy(name(&path), name(&left)).unwrap();
        }
        drop(change);
        let log = std::fs::metadata(folder.path().join("left.sayso-wal")).unwrap();
        assert!(log.len() > 10_000, "{}", log.len());
        let refused = Ledger::open_to_read(&left).err().unwrap();
        assert!(
            matches!(refused, LedgerError::Older { found: 1, .. }),
            "{refused}"
        );
        let ledger = Ledger::open(&left).unwrap();
        ledger.check().unwrap();
        assert_eq!(ledger.count().unwrap(), 4);
    }

    /// A row that can't be read stops the migration, and the old ledger stays.
    #[test]
    fn what_cannot_be_read_stays_as_it_is() {
        let (_folder, path) = old();
        let file = Connection::open(&path).unwrap();
        file.execute_batch("UPDATE statement SET stance = 'yodels' WHERE id = 3")
            .unwrap();
        drop(file);
        let refused = Ledger::open(&path).err().unwrap();
        let told = refused.to_string();
        assert!(matches!(refused, LedgerError::Corrupt { .. }), "{told}");
        assert!(told.contains("yodels") && told.contains("stance"), "{told}");
        let file = Connection::open(&path).unwrap();
        let version: i64 = file
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, 1);
    }
}
