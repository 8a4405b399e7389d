use std::path::PathBuf;

use sayso_ledger::LedgerError;
use thiserror::Error;

/// Why an export failed. A file that was to be written is left as it was before.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The output.
    #[error("can't write the output: {0}")]
    Write(#[from] std::io::Error),
    /// A file.
    #[error("{path}: can't be written ({error}); check the folder and its permissions, or name another with -o", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file stands where a folder is wanted.
    #[error("{path}: is no folder; the tables are written as files into one: name a folder with -o, or one table with --table", path = path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder stands where a file is wanted.
    #[error("{path}: is a folder; name a file with -o", path = path.display())]
    NoFile {
        /// The folder.
        path: PathBuf,
    },
    /// The ledger itself, or another database, stands where a file is to be written.
    #[error(
        "{path}: is {what}, which would be lost; nothing was written; name another file with -o",
        path = path.display()
    )]
    Precious {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// CSV and Parquet have one table a stream.
    #[error("there are several tables: name one with --table ({known}), or a folder for all of them with -o", known = crate::tables().join(", "))]
    NoTable,
    /// There is no such table.
    #[error("{name}: there is no such table; there are {known}", known = crate::tables().join(", "))]
    UnknownTable {
        /// The name asked for.
        name: String,
    },
}

impl ExportError {
    /// Whether it is only that nobody reads the output any more.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// The same with the file that was being written.
    pub(crate) fn in_file(self, path: &std::path::Path) -> Self {
        match self {
            Self::Write(error) => Self::File {
                path: path.to_owned(),
                error,
            },
            other => other,
        }
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Write(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => std::io::Error::other(format!("{other:?}")),
        })
    }
}

impl From<parquet::errors::ParquetError> for ExportError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        let io = |error: parquet::errors::ParquetError| match error {
            parquet::errors::ParquetError::External(inner) => match inner.downcast() {
                Ok(error) => *error,
                Err(other) => std::io::Error::other(other),
            },
            other => std::io::Error::other(other),
        };
        Self::Write(io(error))
    }
}
