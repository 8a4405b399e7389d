//! The tables that belong to a ledger: rows of its users' own, kept in it, so that what a report is read by and a claim
//! judged by does not depend on who added last.

use rusqlite::{Connection, TransactionBehavior, params};
use sayso::{Own, Reader};
use sayso_claims::Tables;

use crate::{Ledger, LedgerError, stories};

/// Made when the first rows are kept: a ledger without tables of its own is as it always was.
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS own_table (
    -- The table's path under data/.
    path TEXT NOT NULL,
    -- The file's name, without folders: another of the same name takes its place.
    name TEXT NOT NULL,
    rows TEXT NOT NULL,
    PRIMARY KEY (path, name)
) STRICT, WITHOUT ROWID";

/// A table of its own that a ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTable {
    /// The table's path under `data/`.
    pub path: String,
    /// The name of the file that it came from.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
}

impl Ledger {
    /// The users' own rows that belong to this ledger: for a [`Reader`] of what is added to it or asked of it.
    ///
    /// # Errors
    /// Where the file can't be read, or a later Sayso has kept a table that this one does not know.
    pub fn own_tables(&self) -> Result<Own, LedgerError> {
        load(&self.file, &self.path)
    }

    /// The same, one by one, with their sizes.
    ///
    /// # Errors
    /// As [`Ledger::own_tables`].
    pub fn list_tables(&self) -> Result<Vec<OwnTable>, LedgerError> {
        let own = self.own_tables()?;
        let listed = own.files().map(|(path, name, text)| {
            let remark = |line: &&str| line.trim().is_empty() || line.starts_with('#');
            let lines = text.lines().filter(|line| !remark(line)).count();
            OwnTable {
                path: path.to_owned(),
                name: name.to_owned(),
                rows: lines.saturating_sub(1),
            }
        });
        Ok(listed.collect())
    }

    /// Keeps a user's own rows in the ledger and judges all claims anew by them; the number of tables that are new or
    /// changed. Reports that are in it already keep the reading of their day.
    ///
    /// # Errors
    /// Where a row is not as its table wants it (nothing is kept then), or the file can't be written.
    pub fn add_tables(&mut self, own: &Own) -> Result<usize, LedgerError> {
        let mut all = self.own_tables()?;
        all.extend(own.clone());
        self.accept(&all)?;
        let files: Vec<(&str, &str, &str)> = own
            .files()
            .map(|(path, name, text)| (path, short(name), text))
            .collect();
        self.change_tables(|change| {
            let mut changed = 0;
            for (path, name, text) in &files {
                changed += change.execute(
                    "INSERT INTO own_table VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET rows = excluded.rows WHERE rows <> excluded.rows",
                    params![path, name, text],
                )?;
            }
            Ok(changed)
        })
    }

    /// Forgets the rows for a table, by its path under `data/`, and judges all claims anew; how many files they came
    /// from.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn remove_tables(&mut self, path: &str) -> Result<usize, LedgerError> {
        self.change_tables(|change| change.execute("DELETE FROM own_table WHERE path = ?1", [path]))
    }

    /// Whether all of these rows are as their tables want them.
    fn accept(&self, own: &Own) -> Result<(), LedgerError> {
        let wrong = |what: String| LedgerError::Other {
            path: self.path.clone(),
            what,
        };
        Reader::check(own).map_err(|error| wrong(error.to_string()))?;
        Tables::with(own).map_err(|error| wrong(error.to_string()))?;
        Ok(())
    }

    fn change_tables(
        &mut self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<usize>,
    ) -> Result<usize, LedgerError> {
        let path = self.path.clone();
        let failed = |error: rusqlite::Error| LedgerError::of(&path, &error);
        let transaction = self
            .file
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        transaction.execute_batch(SCHEMA).map_err(failed)?;
        let changed = change(&transaction).map_err(failed)?;
        if changed == 0 {
            return Ok(0);
        }
        let tables = claim_tables(&transaction, &path)?;
        let stories: Vec<i64> = transaction
            .prepare("SELECT id FROM story ORDER BY id")
            .and_then(|mut asked| asked.query_map([], |row| row.get(0))?.collect())
            .map_err(failed)?;
        for story in stories {
            stories::settle(&transaction, &tables, story).map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        self.tables = tables;
        Ok(changed)
    }
}

/// The tables by which the claims of a ledger are judged.
pub(crate) fn claim_tables(
    file: &Connection,
    path: &std::path::Path,
) -> Result<Tables, LedgerError> {
    Tables::with(&load(file, path)?).map_err(|error| LedgerError::Other {
        path: path.to_owned(),
        what: error.to_string(),
    })
}

fn load(file: &Connection, path: &std::path::Path) -> Result<Own, LedgerError> {
    let failed = |error: rusqlite::Error| LedgerError::of(path, &error);
    let mut own = Own::default();
    let made = file
        .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'own_table'")
        .and_then(|mut asked| asked.exists([]))
        .map_err(failed)?;
    if !made {
        return Ok(own);
    }
    let mut asked = file
        .prepare("SELECT path, name, rows FROM own_table ORDER BY path, name")
        .map_err(failed)?;
    let mut rows = asked.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let cell = |at: usize| row.get::<_, String>(at).map_err(failed);
        let (table, name, text) = (cell(0)?, cell(1)?, cell(2)?);
        own.add(&table, &name, &text)
            .map_err(|error| LedgerError::Other {
                path: path.to_owned(),
                what: format!("its own tables: {error}"),
            })?;
    }
    Ok(own)
}

/// A file's name without its folders.
fn short(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClaimQuery;
    use crate::testing::{entry, ledger, post};

    const OWNERS: &str = "publisher\tfamily\nHalder Post\tHalder Media\nHalder Radio\tHalder Media\nTarn Times\tHalder Media\n";
    const TEXT: &str =
        "A fire destroyed the Ennick grain store in Tarn on Friday. The fire killed two workers.";

    fn families(ledger: &Ledger) -> usize {
        let claims = ledger.claims(&ClaimQuery::default()).unwrap();
        claims.iter().map(|claim| claim.families).max().unwrap()
    }

    #[test]
    fn families_do_not_depend_on_who_added_last() {
        let (_folder, mut first) = ledger();
        let path = first.path().to_owned();
        let report = |outlet: &str, page: &str| sayso::Report {
            outlet: Some(outlet.into()),
            ..post(page, "2026-04-11", TEXT)
        };
        first
            .add_tables(&Own::of("claims/owners.tsv", OWNERS))
            .unwrap();
        first.add([entry(&report("Halder Post", "a"))]).unwrap();
        drop(first);
        // Another process, which knows of no owners.
        let mut second = Ledger::open(&path).unwrap();
        second.add([entry(&report("Halder Radio", "b"))]).unwrap();
        second.add([entry(&report("Tarn Times", "c"))]).unwrap();
        assert_eq!(families(&second), 1);
        assert_eq!(second.remove_tables("claims/owners.tsv").unwrap(), 1);
        assert_eq!(families(&second), 3);
        second
            .add_tables(&Own::of("claims/owners.tsv", OWNERS))
            .unwrap();
        assert_eq!(families(&second), 1);
        assert_eq!(second.list_tables().unwrap()[0].rows, 3);
        second.check().unwrap();
    }

    #[test]
    fn tables_with_a_fault_are_refused_whole() {
        let (_folder, mut ledger) = ledger();
        let mut own = Own::of("claims/owners.tsv", OWNERS);
        let rows = "cue\tstance\nmutter\tsings\n";
        own.add("statements/cues.tsv", "my/cues.tsv", rows).unwrap();
        let error = ledger.add_tables(&own).unwrap_err().to_string();
        assert!(
            error.contains("my/cues.tsv, line 2, column `stance`"),
            "{error}"
        );
        assert!(ledger.own_tables().unwrap().is_empty());
        let own = Own::of("statements/cues.tsv", "cue\tstance\nmutter\tasserts\n");
        assert_eq!(ledger.add_tables(&own).unwrap(), 1);
        assert_eq!(ledger.add_tables(&own).unwrap(), 0);
        assert_eq!(ledger.own_tables().unwrap().id(), own.id());
    }
}
