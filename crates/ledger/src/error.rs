use std::path::{Path, PathBuf};

use rusqlite::ffi::ErrorCode;
use thiserror::Error;

/// Why a ledger can't be opened, read or written. What was stored before stays stored.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// There is no such file.
    #[error("{path}: there is no ledger here; make one with `sayso add --ledger {path} REPORTS`", path = path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// An SQLite file of something else.
    #[error("{path}: is a database, but no ledger of Sayso's; name another file with --ledger", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// An empty file, or one that another program is just making.
    #[error(
        "{path}: is empty or just being made; wait for the program that makes it, or add reports with `sayso add --ledger {path} REPORTS`",
        path = path.display()
    )]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged, or is no ledger at all.
    #[error(
        "{path}: is damaged or no ledger ({what}); put it aside, and restore a copy of it or add the reports again",
        path = path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        what: String,
    },
    /// Something in the file is not what was stored.
    #[error(
        "{path}: {what} is not as it was stored; see all that is damaged with `sayso check --ledger {path}`, and restore a copy or add the reports again to a new ledger",
        path = path.display()
    )]
    Altered {
        /// The file.
        path: PathBuf,
        /// What it is: a report or a story, with its number.
        what: String,
    },
    /// A later Sayso wrote it.
    #[error(
        "{path}: was written by a later Sayso (ledger version {found}, this one reads up to {known}); update Sayso",
        path = path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of the file.
        found: i64,
        /// The latest version that this Sayso knows.
        known: i64,
    },
    /// An earlier Sayso wrote it, and it was opened for reading only.
    #[error(
        "{path}: is of ledger version {found}, this Sayso reads {known}; bring it up to date with `sayso add --ledger {path}` and any report",
        path = path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Version of the file.
        found: i64,
        /// The version that this Sayso reads.
        known: i64,
    },
    /// Another process writes to it.
    #[error("{path}: another program is writing to it; wait until that is done and try again", path = path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder can't be written.
    #[error(
        "{path}: can't be written ({what}); check the permissions of the file and its folder, or name another file with --ledger",
        path = path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// No room is left.
    #[error(
        "{path}: the disk is full; make room and add the same reports again (those already stored are kept)",
        path = path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The disk failed.
    #[error("{path}: can't be read or written ({what}); check the disk", path = path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// Something that should not happen.
    #[error("{path}: {what}; please report this", path = path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        what: String,
    },
}

impl LedgerError {
    /// What an error of SQLite's means for the ledger at `path`.
    pub(crate) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let what = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path, what }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path, what }
            }
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, what },
            _ => match error {
                // A column of another type than the schema's: the file was tampered with.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Corrupt { path, what },
                _ => Self::Other { path, what },
            },
        }
    }
}
