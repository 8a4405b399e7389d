//! One loader for all tables: tab-separated text, `#` remarks, a header line that names the columns.
//!
//! A room writes down each table once, as a [`Record`] (its columns, typed) and a [`Table`] (its path under `data/` and
//! the text that comes with Sayso). [`Own`] holds a user's rows for any of them, under the same paths; [`Own::rows`]
//! reads both, Sayso's first.
//!
//! ```
//! use sayso_tables::{Own, Table, record};
//!
//! record! {
//!     /// A boat.
//!     pub struct Boat key [name] {
//!         /// What it is called.
//!         name: String,
//!         /// In metres.
//!         length: Option<f64>,
//!         /// Where it goes, split by `|`.
//!         ports: Vec<String>,
//!     }
//! }
//! const BOATS: Table<Boat> = Table::new("harbour/boats.tsv", "name\tlength\tports\nHeron\t12.5\tEnn|Tarn\n");
//!
//! let own = Own::of("harbour/boats.tsv", "ports\tname\nEnn\tPlover\n");
//! let rows = own.rows(&BOATS)?;
//! assert_eq!((rows[1].name.as_str(), rows[1].length), ("Plover", None));
//! let wrong = Own::of("harbour/boats.tsv", "name\tlength\nPlover\tlong\n").rows(&BOATS).unwrap_err();
//! assert_eq!(wrong.to_string(), "harbour/boats.tsv, line 2, column `length`: `long` is no number");
//! # Ok::<(), sayso_tables::TableError>(())
//! ```

mod cell;
mod describe;
mod own;
mod parse;
mod paths;

use std::marker::PhantomData;

use thiserror::Error;

pub use cell::{Cell, none_of};
pub use describe::describe;
pub use own::{Own, OwnError};
pub use parse::{Cells, Row, parse};
pub use paths::{PATHS, nearest};

/// What is wrong with a table.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{table}, line {line}{}: {what}", column.as_ref().map(|column| format!(", column `{column}`")).unwrap_or_default())]
pub struct TableError {
    /// Which table: its path under `data/`, or the user's file.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong and what is wanted.
    pub what: String,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What stands in it.
    pub about: &'static str,
    /// Whether it may be empty, or missing from a table.
    pub optional: bool,
}

/// A row of a table, typed; written with [`record!`].
pub trait Record: Sized {
    /// The columns in the order in which they are usually written.
    const COLUMNS: &'static [Column];
    /// The columns that no two rows of one table may share; empty where any may.
    const KEY: &'static [&'static str];

    /// Reads the cells of a row.
    ///
    /// # Errors
    /// Where a cell is not as its column wants it.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self, TableError>;
}

/// A table that comes with Sayso.
pub struct Table<R> {
    path: &'static str,
    text: &'static str,
    row: PhantomData<fn() -> R>,
}

/// A table without the type of its rows: for lists of all tables.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Where it lies under `data/`, and under a folder of a user's tables.
    pub path: &'static str,
    /// The text that comes with Sayso.
    pub text: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    check: fn(&str, &str) -> Result<usize, TableError>,
}

impl<R: Record> Table<R> {
    /// A table by its path under `data/` and its text.
    pub const fn new(path: &'static str, text: &'static str) -> Self {
        Self {
            path,
            text,
            row: PhantomData,
        }
    }

    /// The same for lists of all tables.
    pub const fn definition(&self) -> Definition {
        Definition {
            path: self.path,
            text: self.text,
            columns: R::COLUMNS,
            check: |name, text| parse::<R>(name, text).map(|rows| rows.len()),
        }
    }

    /// Its path under `data/`.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The rows that come with Sayso.
    ///
    /// # Errors
    /// Where the table is damaged (the tests rule that out).
    pub fn rows(&self) -> Result<Vec<Row<R>>, TableError> {
        parse(self.path, self.text)
    }
}

impl Definition {
    /// Checks a text in the form of this table, and counts its rows. What refers to other tables (a class, a
    /// country) is checked where the rows are put to use.
    ///
    /// # Errors
    /// With the first row that is not as it should be.
    pub fn check(&self, name: &str, text: &str) -> Result<usize, TableError> {
        (self.check)(name, text)
    }
}

/// The name of a column that is written `r#type` in Rust.
#[doc(hidden)]
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(rest) => rest,
            Err(_) => name,
        },
        _ => name,
    }
}

/// Writes down the rows of a table: a struct whose fields are the columns, each with its doc comment, and the columns
/// that no two rows share.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident key [$($key:ident),*] {
        $($(#[doc = $about:literal])+ $field:ident: $type:ty,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $name { $($(#[doc = $about])+ $vis $field: $type,)+ }

        impl $crate::Record for $name {
            const COLUMNS: &'static [$crate::Column] = &[$($crate::Column {
                name: $crate::plain(stringify!($field)),
                about: concat!($($about),+),
                optional: <$type as $crate::Cell>::OPTIONAL,
            },)+];
            const KEY: &'static [&'static str] = &[$($crate::plain(stringify!($key))),*];

            fn read(cells: &mut $crate::Cells<'_, '_>) -> Result<Self, $crate::TableError> {
                Ok(Self { $($field: cells.next::<$type>()?,)+ })
            }
        }
    };
}

/// Lets a type be a cell of a table: the words that are written for its values.
#[macro_export]
macro_rules! choice {
    ($type:ty, $what:literal, $($word:literal => $value:expr),+ $(,)?) => {
        impl $crate::Cell for $type {
            fn read(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok($value),)+
                    other => Err(format!("`{other}` is no {}; it may be {}", $what, [$($word),+].join(", "))),
                }
            }
        }
    };
}
