use std::path::PathBuf;

use arrow_schema::{ArrowError, DataType};
use thiserror::Error;

/// What is wrong with a batch as a whole.
#[derive(Debug, Error)]
pub enum BatchError {
    /// A column that must be there is not.
    #[error("the batch has no column {wanted}; it has {found}")]
    Missing {
        /// The column, or the two of which one is wanted.
        wanted: &'static str,
        /// Those that there are.
        found: String,
    },
    /// A column of another type.
    #[error("column {column}: is {found}; wanted {wanted}")]
    Type {
        /// The column.
        column: &'static str,
        /// Its type.
        found: Box<DataType>,
        /// The types that it may have.
        wanted: &'static str,
    },
    /// The same column twice.
    #[error("column {column}: is there twice")]
    Twice {
        /// The column.
        column: &'static str,
    },
    /// More text than one batch holds.
    #[error(
        "the rows do not fit into one batch: they hold more than {limit} MB of text; make batches smaller, or leave the text out"
    )]
    TooLarge {
        /// The limit in MB.
        limit: usize,
    },
    /// The rows can't be put into columns.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
    /// A file can't be written.
    #[error("{path}: can't be written ({error}); check the folder and its permissions", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        error: Box<dyn std::error::Error + Send + Sync>,
    },
}
