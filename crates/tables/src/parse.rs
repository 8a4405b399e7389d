//! From text to typed rows.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::{Cell, Record, TableError, nearest};

/// A row with its place, for messages.
#[derive(Clone, Debug)]
pub struct Row<R> {
    cells: R,
    table: Arc<str>,
    line: usize,
}

impl<R> Deref for Row<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.cells
    }
}

impl<R> Row<R> {
    /// What is wrong with a column of this row.
    pub fn wrong(&self, column: &str, what: impl Into<String>) -> TableError {
        TableError {
            table: self.table.to_string(),
            line: self.line,
            column: Some(column.to_owned()),
            what: what.into(),
        }
    }

    /// The cells alone.
    pub fn into_cells(self) -> R {
        self.cells
    }
}

/// The cells of one row, handed out in the order of the record's columns.
pub struct Cells<'t, 'r> {
    place: &'r Place,
    columns: &'static [crate::Column],
    /// Where each column of the record stands in this table.
    order: &'r [Option<usize>],
    fields: &'r [&'t str],
    at: usize,
}

struct Place {
    table: Arc<str>,
    line: usize,
}

impl Place {
    fn wrong(&self, column: Option<&str>, what: String) -> TableError {
        TableError {
            table: self.table.to_string(),
            line: self.line,
            column: column.map(str::to_owned),
            what,
        }
    }
}

impl Cells<'_, '_> {
    /// The next cell.
    ///
    /// # Errors
    /// Where it is empty and may not be, or not as its type wants it.
    #[allow(
        clippy::should_implement_trait,
        reason = "each cell has a type of its own"
    )]
    pub fn next<C: Cell>(&mut self) -> Result<C, TableError> {
        let column = self.columns[self.at].name;
        let field = self.order[self.at].and_then(|at| self.fields.get(at));
        let text = field.map_or("", |field| field.trim());
        self.at += 1;
        if text.is_empty() && !C::OPTIONAL {
            return Err(self.place.wrong(Some(column), "is empty".to_owned()));
        }
        C::read(text).map_err(|what| self.place.wrong(Some(column), what))
    }
}

/// Reads a table; `name` stands in errors. A text without any row below remarks is a table without rows.
///
/// # Errors
/// Where the header lacks a column or has one that is none, or a row has too many or too few cells, a cell that is not
/// as its column wants it, or the key of an earlier row.
pub fn parse<R: Record>(name: &str, text: &str) -> Result<Vec<Row<R>>, TableError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut place = Place {
        table: name.into(),
        line: 0,
    };
    let lines = text.lines().enumerate();
    let mut kept = lines.filter(|(_, line)| !line.trim().is_empty() && !is_remark(line));
    let Some((at, header)) = kept.next() else {
        return Ok(Vec::new());
    };
    place.line = at + 1;
    let named: Vec<&str> = header.split('\t').map(str::trim).collect();
    let order = order::<R>(&place, &named)?;
    let key: Vec<usize> = R::KEY
        .iter()
        .filter_map(|key| named.iter().position(|name| name == key))
        .collect();
    let mut seen: HashMap<Vec<&str>, usize> = HashMap::new();
    let mut rows = Vec::new();
    for (at, line) in kept {
        place.line = at + 1;
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() > named.len() {
            let (found, wanted) = (fields.len(), named.len());
            let what = format!("has {found} columns where the header has {wanted}");
            return Err(place.wrong(None, what));
        }
        let mut cells = Cells {
            place: &place,
            columns: R::COLUMNS,
            order: &order,
            fields: &fields,
            at: 0,
        };
        let cells = R::read(&mut cells)?;
        if !key.is_empty() {
            let key: Vec<&str> = key
                .iter()
                .map(|&at| fields.get(at).map_or("", |field| field.trim()))
                .collect();
            let told = key.join(", ");
            if let Some(first) = seen.insert(key, place.line) {
                let what = format!("`{told}` stands in line {first} already");
                return Err(place.wrong(R::KEY.first().copied(), what));
            }
        }
        rows.push(Row {
            cells,
            table: Arc::clone(&place.table),
            line: place.line,
        });
    }
    Ok(rows)
}

/// A remark begins with `#`; a row whose first cell is `#` is none.
fn is_remark(line: &str) -> bool {
    line.strip_prefix('#')
        .is_some_and(|rest| !rest.starts_with('\t'))
}

/// Where each column of a record stands in a table with this header.
fn order<R: Record>(place: &Place, named: &[&str]) -> Result<Vec<Option<usize>>, TableError> {
    let all = || -> Vec<&str> { R::COLUMNS.iter().map(|column| column.name).collect() };
    for (at, name) in named.iter().enumerate() {
        if !R::COLUMNS.iter().any(|column| column.name == *name) {
            let meant = nearest(name, all().into_iter());
            let meant = meant.map_or_else(String::new, |meant| format!(" (`{meant}`?)"));
            let what = format!(
                "`{name}` in the header is no column{meant}; the columns are {}",
                all().join(", ")
            );
            return Err(place.wrong(None, what));
        }
        if named[..at].contains(name) {
            return Err(place.wrong(None, format!("the header has `{name}` twice")));
        }
    }
    let find = |column: &crate::Column| named.iter().position(|name| *name == column.name);
    for column in R::COLUMNS {
        if !column.optional && find(column).is_none() {
            let what = format!(
                "the header lacks `{}`; the columns are {}",
                column.name,
                all().join(", ")
            );
            return Err(place.wrong(None, what));
        }
    }
    Ok(R::COLUMNS.iter().map(find).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::record! {
        /// A lock of a canal.
        struct Lock key [name] {
            /// Its name.
            name: String,
            /// Metres.
            fall: f64,
            /// Those who keep it.
            keepers: Vec<String>,
        }
    }

    fn read(text: &str) -> Result<Vec<Row<Lock>>, String> {
        parse("locks.tsv", text).map_err(|error| error.to_string())
    }

    #[test]
    fn rows_are_read_by_the_names_of_their_columns() {
        let rows = read("\u{feff}# Locks.\r\nkeepers\tfall\tname\r\n\r\nIna| Bo \t2.5\tUpper\r\n\t1\t#\r\n#\t1\tLower\r\n").unwrap();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].keepers, ["Ina", "Bo"]);
        assert_eq!((rows[1].name.as_str(), rows[1].fall), ("#", 1.0));
        assert_eq!(rows[2].keepers, ["#"]);
        assert!(read("# nothing yet\n").unwrap().is_empty());
        assert_eq!(read("name\tfall\nUpper\t2\n").unwrap().len(), 1);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, what) in [
            (
                "name\tfal\nUpper\t2\n",
                "locks.tsv, line 1: `fal` in the header is no column (`fall`?)",
            ),
            (
                "name\nUpper\n",
                "line 1: the header lacks `fall`; the columns are name, fall, keepers",
            ),
            (
                "name\tname\tfall\nUpper\t2\n",
                "line 1: the header has `name` twice",
            ),
            ("name\tfall\nUpper\n", "line 2, column `fall`: is empty"),
            (
                "name\tfall\nUpper\tdeep\n",
                "line 2, column `fall`: `deep` is no number",
            ),
            (
                "name\tfall\nUpper\t2\tx\n",
                "line 2: has 3 columns where the header has 2",
            ),
            (
                "name\tfall\nUpper\t2\n# again\nUpper\t3\n",
                "line 4, column `name`: `Upper` stands in line 2 already",
            ),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(what), "{error}");
        }
    }
}
