use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use sayso_claims::Tables;

use crate::LedgerError;
use crate::migrate::{self, VERSION};

/// "Says" in ASCII: how `file` and we know a ledger from another SQLite file.
const APPLICATION: i32 = 0x5361_7973;

/// How long another writer's batch is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A file of reports and their rows.
///
/// It is an SQLite file with a write-ahead log: each batch that was added is there wholly or not at all, whatever
/// becomes of the process, and others may read while one writes.
pub struct Ledger {
    pub(crate) file: Connection,
    pub(crate) path: PathBuf,
    pub(crate) tables: Tables,
}

/// What is to be done with a ledger.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Read,
    Write,
    Create,
}

impl Ledger {
    /// Opens a ledger for adding, or makes one where there is no file. An older ledger is brought up to date.
    ///
    /// # Errors
    /// Where the file is no ledger, damaged, of a later Sayso, in use, or can't be written.
    pub fn create(path: &Path) -> Result<Self, LedgerError> {
        Self::with(path, Use::Create)
    }

    /// Opens a ledger for adding. An older one is brought up to date.
    ///
    /// # Errors
    /// As [`Ledger::create`], and where there is none.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Self::with(path, Use::Write)
    }

    /// Opens a ledger for asking only; it may lie in a folder that can't be written.
    ///
    /// # Errors
    /// Where there is none, or it is damaged, or of another version than this Sayso's.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        Self::with(path, Use::Read)
    }

    fn with(path: &Path, purpose: Use) -> Result<Self, LedgerError> {
        if purpose != Use::Create && !path.exists() {
            return Err(LedgerError::Missing {
                path: path.to_owned(),
            });
        }
        let failed = |error: rusqlite::Error| LedgerError::of(path, &error);
        let file = if purpose == Use::Read {
            connect_to_read(path).map_err(failed)?
        } else {
            let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            if purpose == Use::Create {
                flags |= OpenFlags::SQLITE_OPEN_CREATE;
            }
            Connection::open_with_flags(path, flags).map_err(failed)?
        };
        file.busy_timeout(PATIENCE).map_err(failed)?;
        let mut ledger = Self {
            file,
            path: path.to_owned(),
            tables: Tables::new().map_err(|error| LedgerError::Other {
                path: path.to_owned(),
                what: error.to_string(),
            })?,
        };
        ledger.check_version(purpose)?;
        ledger.settle(purpose).map_err(failed)?;
        ledger.tables = crate::tables::claim_tables(&ledger.file, path)?;
        Ok(ledger)
    }

    fn check_version(&mut self, purpose: Use) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let failed = |error: rusqlite::Error| LedgerError::of(&path, &error);
        let number = |name: &str| {
            self.file
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        let found = number("user_version").map_err(failed)?;
        let application = number("application_id").map_err(failed)?;
        let tables: i64 = self
            .file
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(failed)?;
        let known = VERSION;
        if tables > 0 && application != i64::from(APPLICATION) {
            return Err(LedgerError::Foreign { path });
        }
        if tables == 0 && purpose != Use::Create {
            let what = "it is empty".to_owned();
            return Err(LedgerError::Corrupt { path, what });
        }
        if found > known {
            return Err(LedgerError::Newer { path, found, known });
        }
        if found == known {
            return Ok(());
        }
        if purpose == Use::Read {
            return Err(LedgerError::Older { path, found, known });
        }
        self.migrate().map_err(failed)
    }

    /// Brings the file up to date in one transaction.
    fn migrate(&mut self) -> rusqlite::Result<()> {
        self.write_ahead()?;
        let change = self
            .file
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have been quicker.
        let found: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found < VERSION {
            migrate::migrate(&change, found)?;
        }
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", VERSION)?;
        change.commit()
    }

    /// Sets the journal before there is anything in the file; it stays so ever after. SQLite does not wait for another
    /// process that does the same.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        let until = std::time::Instant::now() + PATIENCE;
        loop {
            match self.file.pragma_update(None, "journal_mode", "wal") {
                Err(error)
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                        && std::time::Instant::now() < until =>
                {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                done => return done,
            }
        }
    }

    fn settle(&self, purpose: Use) -> rusqlite::Result<()> {
        self.file.set_prepared_statement_cache_capacity(64);
        self.file.pragma_update(None, "cache_size", -CACHE_KIB)?;
        self.file.pragma_update(None, "temp_store", "memory")?;
        self.file.pragma_update(None, "foreign_keys", true)?;
        if purpose != Use::Read {
            // A batch that was reported as added outlasts a loss of power too.
            self.file.pragma_update(None, "synchronous", "full")?;
            self.file
                .pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        }
        Ok(())
    }

    /// The tables that its claims are judged by, for making entries.
    pub fn claim_tables(&self) -> &Tables {
        &self.tables
    }

    /// Looks the whole file over: SQLite's own check, ties between tables, and the indexes of words.
    ///
    /// # Errors
    /// [`LedgerError::Corrupt`] with the first thing that is wrong.
    pub fn check(&self) -> Result<(), LedgerError> {
        let failed = |error: rusqlite::Error| LedgerError::of(&self.path, &error);
        let corrupt = |what: String| LedgerError::Corrupt {
            path: self.path.clone(),
            what,
        };
        let found: String = self
            .file
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(failed)?;
        if found != "ok" {
            return Err(corrupt(found));
        }
        let mut ties = self
            .file
            .prepare("PRAGMA foreign_key_check")
            .map_err(failed)?;
        if ties.exists([]).map_err(failed)? {
            return Err(corrupt("a row of a report that is not there".to_owned()));
        }
        Ok(())
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An error of SQLite's as one of this ledger's.
    pub(crate) fn failed(&self, error: &rusqlite::Error) -> LedgerError {
        LedgerError::of(&self.path, error)
    }
}

/// Pages of the log after which they are copied to the file: 32 MB. Pages that change often are then copied less often.
const LOG_PAGES: i64 = 8192;

/// Memory for pages of the file, in KiB.
const CACHE_KIB: i64 = 64 * 1024;

/// Opens a file for reading. In a folder that can't be written SQLite can't share a log with a writer; without a
/// log there is none to share.
fn connect_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags(path, flags)?;
    let readable = file.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match readable {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)
            ) && !std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) =>
        {
            let mut address = String::from("file:");
            for byte in path.as_os_str().as_encoded_bytes() {
                if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
                    address.push(char::from(*byte));
                } else {
                    address.push_str(&format!("%{byte:02X}"));
                }
            }
            address.push_str("?immutable=1");
            Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{entry, ledger, post};

    fn broken(ledger: &Path) -> LedgerError {
        Ledger::create(ledger).err().unwrap()
    }

    #[test]
    fn a_ledger_opens_again() {
        let (_folder, mut first) = ledger();
        first
            .add([entry(&post("a", "2026-04-11", "The lock is shut."))])
            .unwrap();
        let path = first.path().to_owned();
        assert_eq!(Ledger::open_to_read(&path).unwrap().count().unwrap(), 1);
        drop(first);
        let again = Ledger::open(&path).unwrap();
        assert_eq!(again.count().unwrap(), 1);
        again.check().unwrap();
    }

    #[test]
    fn what_is_no_ledger_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        let notes = "Call the harbour master. ".repeat(50);
        std::fs::write(&path, &notes).unwrap();
        assert!(matches!(broken(&path), LedgerError::Corrupt { .. }));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), notes);
        let other = folder.path().join("other.db");
        Connection::open(&other)
            .unwrap()
            .execute_batch("CREATE TABLE recipe (name TEXT)")
            .unwrap();
        assert!(matches!(broken(&other), LedgerError::Foreign { .. }));
        let missing = folder.path().join("none.sayso");
        assert!(matches!(
            Ledger::open(&missing),
            Err(LedgerError::Missing { .. })
        ));
        assert!(matches!(
            Ledger::open_to_read(&missing),
            Err(LedgerError::Missing { .. })
        ));
        assert!(!missing.exists());
    }

    #[test]
    fn a_cut_file_is_told() {
        let (_folder, mut first) = ledger();
        first
            .add([entry(&post(
                "a",
                "2026-04-11",
                "The lock is shut, “for good”, said Ada Lund.",
            ))])
            .unwrap();
        let path = first.path().to_owned();
        drop(first);
        let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(file.metadata().unwrap().len() / 2).unwrap();
        let found = Ledger::open_to_read(&path).and_then(|ledger| ledger.check());
        assert!(
            matches!(found, Err(LedgerError::Corrupt { .. })),
            "{found:?}"
        );
    }

    #[test]
    fn a_later_version_is_refused() {
        let (_folder, first) = ledger();
        first.file.pragma_update(None, "user_version", 99).unwrap();
        let path = first.path().to_owned();
        drop(first);
        let message = broken(&path).to_string();
        assert!(
            message.contains("version 99") && message.contains("update Sayso"),
            "{message}"
        );
        assert!(matches!(
            Ledger::open_to_read(&path),
            Err(LedgerError::Newer { .. })
        ));
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let (_folder, mut first) = ledger();
        let other = Connection::open(first.path()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        first.file.busy_timeout(Duration::ZERO).unwrap();
        let report = post("a", "2026-04-11", "The lock is shut.");
        assert!(matches!(
            first.add([entry(&report)]),
            Err(LedgerError::Locked { .. })
        ));
        assert_eq!(first.count().unwrap(), 0);
        other.execute_batch("ROLLBACK").unwrap();
        first.add([entry(&report)]).unwrap();
    }

    #[test]
    fn a_full_disk_loses_nothing_stored() {
        let (_folder, mut first) = ledger();
        let report = |number: usize| {
            post(
                &number.to_string(),
                "2026-04-11",
                &format!("Lock {number} is shut. ").repeat(400),
            )
        };
        first.add([entry(&report(0))]).unwrap();
        let pages: i64 = first
            .file
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        first
            .file
            .pragma_update(None, "max_page_count", pages + 2)
            .unwrap();
        let full = first.add((1..9).map(|number| entry(&report(number))));
        assert!(matches!(full, Err(LedgerError::Full { .. })), "{full:?}");
        assert_eq!(first.count().unwrap(), 1);
        first.check().unwrap();
        first
            .file
            .pragma_update(None, "max_page_count", 1_000_000)
            .unwrap();
        first
            .add((1..9).map(|number| entry(&report(number))))
            .unwrap();
        assert_eq!(first.count().unwrap(), 9);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told() {
        let message = broken(Path::new("/dev/null/none.sayso")).to_string();
        assert!(
            message.contains("can't be written") && message.contains("permissions"),
            "{message}"
        );
    }
}
