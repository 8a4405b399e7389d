//! Reads the rows of tables.

use thiserror::Error;

/// What is wrong with a table.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

/// The rows of a table of `N` columns below its header line; empty lines are left out.
pub(crate) fn rows<'t, const N: usize>(
    table: &'t str,
    source: &'t str,
) -> impl Iterator<Item = Result<(usize, [&'t str; N]), TableError>> {
    let filled = source
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, row)| !row.is_empty());
    filled.map(move |(index, row)| {
        let columns: Vec<&str> = row.split('\t').collect();
        let found = columns.len();
        let columns = columns.try_into().map_err(|_| TableError {
            table: table.to_owned(),
            line: index + 1,
            what: format!("wants {N} columns parted by tabs, has {found}"),
        })?;
        Ok((index + 1, columns))
    })
}
