//! Tables and the files they are written to.

use std::io::Write;

use sayso_ledger::Stored;

use crate::ExportError;
use crate::columns::Columns;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whole numbers.
    Number,
    /// Numbers.
    Real,
    /// True or false.
    Flag,
    /// Text; lists are JSON.
    Text,
}

/// A table: its columns, and the rows that a report puts into it.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Kind)],
    pub(crate) rows: fn(&Stored) -> Vec<Vec<Cell>>,
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// It can't be told.
    Nothing,
    Number(i64),
    Real(f64),
    Flag(bool),
    Text(String),
}

impl Cell {
    /// A list or an object as JSON; of strings and numbers it can't fail.
    pub(crate) fn json(value: &impl serde::Serialize) -> Self {
        serde_json::to_string(value).map_or(Self::Nothing, Self::Text)
    }

    /// A confidence to its three places, without the noise of widening.
    pub(crate) fn confidence(value: f32) -> Self {
        Self::Real((f64::from(value) * 1000.0).round() / 1000.0)
    }

    /// As CSV has it.
    fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Nothing, Self::Number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T> From<Option<T>> for Cell
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Self::from)
    }
}

impl From<&Option<String>> for Cell {
    fn from(text: &Option<String>) -> Self {
        text.as_ref().map_or(Self::Nothing, Self::from)
    }
}

/// A row of a table of many columns of which few are filled.
pub(crate) struct Line {
    columns: &'static [(&'static str, Kind)],
    cells: Vec<Cell>,
}

impl Line {
    pub(crate) fn new(columns: &'static [(&'static str, Kind)]) -> Self {
        Self {
            columns,
            cells: vec![Cell::Nothing; columns.len()],
        }
    }

    /// Fills a column, where the table has it.
    pub(crate) fn set(&mut self, column: &str, value: impl Into<Cell>) {
        if let Some(at) = self.columns.iter().position(|(name, _)| *name == column) {
            self.cells[at] = value.into();
        }
    }

    pub(crate) fn done(self) -> Vec<Cell> {
        self.cells
    }
}

/// A table being written.
pub(crate) struct Sheet<'t, W: Write + Send> {
    table: &'t Table,
    form: Form<W>,
}

enum Form<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Parquet(Box<Columns<W>>),
}

impl<'t, W: Write + Send> Sheet<'t, W> {
    pub(crate) fn new(table: &'t Table, parquet: bool, out: W) -> Result<Self, ExportError> {
        let form = if parquet {
            Form::Parquet(Box::new(Columns::new(table.columns, out)?))
        } else {
            let mut sheet = csv::Writer::from_writer(out);
            sheet.write_record(table.columns.iter().map(|(name, _)| name))?;
            Form::Csv(Box::new(sheet))
        };
        Ok(Self { table, form })
    }

    /// Adds the rows of a report.
    pub(crate) fn add(&mut self, report: &Stored) -> Result<(), ExportError> {
        for row in (self.table.rows)(report) {
            match &mut self.form {
                Form::Csv(sheet) => sheet.write_record(row.iter().map(Cell::written))?,
                Form::Parquet(columns) => columns.add(row)?,
            }
        }
        Ok(())
    }

    pub(crate) fn close(self) -> Result<(), ExportError> {
        match self.form {
            Form::Csv(mut sheet) => Ok(sheet.flush()?),
            Form::Parquet(columns) => columns.close(),
        }
    }
}
