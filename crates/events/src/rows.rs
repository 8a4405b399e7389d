//! Reading tables: tab-separated, comments with `#`, a header line first.

use thiserror::Error;

/// What is wrong with a table.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// Which table.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is wanted.
    pub what: String,
}

/// A row with its place, for messages.
pub(crate) struct Row<'t> {
    table: &'t str,
    line: usize,
    fields: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The field in a column, from 0, without white space around it.
    pub(crate) fn field(&self, column: usize) -> &'t str {
        self.fields.get(column).map_or("", |field| field.trim())
    }

    /// The field's parts between `by`.
    pub(crate) fn list(&self, column: usize, by: char) -> impl Iterator<Item = &'t str> {
        self.field(column)
            .split(by)
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }

    /// The field, which must not be empty.
    pub(crate) fn needed(&self, column: usize, what: &str) -> Result<&'t str, TableError> {
        let field = self.field(column);
        if field.is_empty() {
            Err(self.error(format!("wants {what} in column {}", column + 1)))
        } else {
            Ok(field)
        }
    }

    /// What is wrong with this row.
    pub(crate) fn error(&self, what: String) -> TableError {
        TableError {
            table: self.table.to_owned(),
            line: self.line,
            what,
        }
    }
}

/// The rows of a table below its header; each has at most `columns` fields.
pub(crate) fn rows<'t>(
    table: &'t str,
    source: &'t str,
    columns: usize,
) -> Result<Vec<Row<'t>>, TableError> {
    let lines = source.lines().enumerate().map(|(at, line)| (at + 1, line));
    let kept = lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1);
    kept.map(|(line, text)| {
        let row = Row {
            table,
            line,
            fields: text.split('\t').collect(),
        };
        if row.fields.len() > columns {
            return Err(row.error(format!(
                "has {} columns, wants {columns} at most",
                row.fields.len()
            )));
        }
        Ok(row)
    })
    .collect()
}
