//! Tables and the files they are written to.

use std::io::Write;

use sayso::rows::{Cell, Column, Shape, Text};
use sayso_ledger::{Known, Stored};

use crate::ExportError;
use crate::columns::Columns;

/// A table: its columns, and the rows that a report puts into it.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) fill: fn() -> Box<dyn Fill>,
}

/// What fills a table.
pub(crate) trait Fill {
    /// Names and shapes of the columns.
    fn columns(&self) -> Vec<(String, Shape)>;

    /// The rows of a report.
    fn rows(&self, report: &Stored) -> Vec<Vec<Cell>>;
}

/// A row in its report.
pub(crate) struct Of<'r> {
    pub(crate) report: &'r Stored,
    pub(crate) text: &'r Text<'r>,
    pub(crate) known: Option<&'r Known>,
}

/// How a column is filled.
pub(crate) type Value<R> = Box<dyn Fn(&Of<'_>, &R) -> Cell>;

/// All rows of one sort of a report, with what is known of each.
pub(crate) type All<R> = for<'r> fn(&'r Stored) -> Vec<(&'r R, Option<&'r Known>)>;

/// A table of rows of one sort: columns of its own, and one for each field of the row, so that a new field has one.
pub(crate) struct Rows<R: 'static> {
    columns: Vec<(String, Shape, Value<R>)>,
    all: All<R>,
}

impl<R: 'static> Rows<R> {
    /// Without columns, but that every row begins with the report's number.
    pub(crate) fn new(all: All<R>) -> Self {
        let columns = Vec::new();
        Self { columns, all }.with("report", Shape::Number, |of, _| Cell::Number(of.report.id))
    }

    /// With one more column.
    pub(crate) fn with(
        mut self,
        name: &str,
        shape: Shape,
        value: impl Fn(&Of<'_>, &R) -> Cell + 'static,
    ) -> Self {
        self.columns.push((name.to_owned(), shape, Box::new(value)));
        self
    }

    /// With the day of the row and what it is.
    pub(crate) fn with_day(self) -> Self {
        self.with("day", Shape::Day, |of, _| {
            let day = of.known.and_then(|known| known.day);
            day.map_or(Cell::Nothing, Cell::Day)
        })
        .with("day_basis", Shape::Text, |of, _| {
            let basis = of.known.and_then(|known| known.day_basis);
            basis.map_or(Cell::Nothing, |basis| text(basis.as_str()))
        })
    }

    /// With the sentence that the row stands in.
    pub(crate) fn with_sentence(self) -> Self {
        let sentence = |of: &Of<'_>| of.known.and_then(|known| known.sentence);
        let number = |at: Option<usize>| at.map_or(Cell::Nothing, |at| Cell::Number(at as i64));
        self.with("sentence", Shape::Text, move |of, _| {
            sentence(of).map_or(Cell::Nothing, |span| text(of.text.words(span)))
        })
        .with("sentence_start", Shape::Number, move |of, _| {
            number(sentence(of).map(|span| span.start()))
        })
        .with("sentence_end", Shape::Number, move |of, _| {
            number(sentence(of).map(|span| span.end()))
        })
    }

    /// With a column for each field of the row but some. Fields that a table calls otherwise are named with their other
    /// name: `("id", "statement")`. A span is given as words, where it starts and where it ends; a list of spans as
    /// words and, with `_spans` after its name, as spans.
    pub(crate) fn with_fields(
        mut self,
        fields: &'static [Column<R>],
        names: &[(&'static str, &'static str)],
        but: &[&str],
    ) -> Self {
        for field in fields.iter().filter(|field| !but.contains(&field.name)) {
            let name = names
                .iter()
                .find(|(field_name, _)| *field_name == field.name);
            let name = name.map_or(field.name, |(_, name)| name);
            let value = field.value;
            let words = move |of: &Of<'_>, row: &R| words(of.text, &value(row));
            self = match field.shape {
                Shape::Span if matches!(field.name, "span" | "trigger") => {
                    let end = |cell: Cell, last: bool| match cell {
                        Cell::Span(start, end) => {
                            Cell::Number(if last { end } else { start } as i64)
                        }
                        _ => Cell::Nothing,
                    };
                    let name = if name == "span" { "words" } else { name };
                    self.with(name, Shape::Text, words)
                        .with("start", Shape::Number, move |_, row| end(value(row), false))
                        .with("end", Shape::Number, move |_, row| end(value(row), true))
                }
                Shape::Span => self.with(name, Shape::Text, words).with(
                    &format!("{name}_span"),
                    Shape::Span,
                    move |_, row| value(row),
                ),
                Shape::List(Shape::Span) => self.with(name, Shape::Text, words).with(
                    &format!("{name}_spans"),
                    field.shape,
                    move |_, row| value(row),
                ),
                shape => self.with(name, shape, move |_, row| value(row)),
            };
        }
        self
    }
}

impl<R: 'static> Fill for Rows<R> {
    fn columns(&self) -> Vec<(String, Shape)> {
        let columns = self.columns.iter();
        columns
            .map(|(name, shape, _)| (name.clone(), *shape))
            .collect()
    }

    fn rows(&self, report: &Stored) -> Vec<Vec<Cell>> {
        let text = Text::new(&report.text);
        let cells = |(row, known): (&R, Option<&Known>)| {
            let of = Of {
                report,
                text: &text,
                known,
            };
            self.columns
                .iter()
                .map(|(_, _, value)| value(&of, row))
                .collect()
        };
        (self.all)(report).into_iter().map(cells).collect()
    }
}

/// The words of a span or of several.
fn words(text: &Text<'_>, cell: &Cell) -> Cell {
    let one = |cell: &Cell| match cell {
        Cell::Span(start, end) => Some(text.words(sayso::CharSpan::new(*start, *end))),
        _ => None,
    };
    match cell {
        Cell::List(spans) => {
            let words: Vec<&str> = spans.iter().filter_map(one).collect();
            Cell::Text(words.join(" … "))
        }
        span => one(span).map_or(Cell::Nothing, self::text),
    }
}

/// A cell of words.
pub(crate) fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

/// Words that may be missing.
pub(crate) fn perhaps(words: Option<&str>) -> Cell {
    words.map_or(Cell::Nothing, text)
}

/// A table of somebody else's columns, of which few are filled.
pub(crate) struct Foreign {
    pub(crate) columns: &'static [(&'static str, Shape)],
    pub(crate) rows: fn(&Stored) -> Vec<Vec<Cell>>,
}

impl Fill for Foreign {
    fn columns(&self) -> Vec<(String, Shape)> {
        let columns = self.columns.iter();
        columns
            .map(|(name, shape)| ((*name).to_owned(), *shape))
            .collect()
    }

    fn rows(&self, report: &Stored) -> Vec<Vec<Cell>> {
        (self.rows)(report)
    }
}

/// A row of such a table.
pub(crate) struct Line {
    columns: &'static [(&'static str, Shape)],
    cells: Vec<Cell>,
}

impl Line {
    pub(crate) fn new(columns: &'static [(&'static str, Shape)]) -> Self {
        Self {
            columns,
            cells: vec![Cell::Nothing; columns.len()],
        }
    }

    /// Fills a column, where the table has it.
    pub(crate) fn set(&mut self, column: &str, value: impl Filled) {
        if let Some(at) = self.columns.iter().position(|(name, _)| *name == column) {
            self.cells[at] = value.cell();
        }
    }

    pub(crate) fn done(self) -> Vec<Cell> {
        self.cells
    }
}

/// What a column is filled with.
pub(crate) trait Filled {
    fn cell(self) -> Cell;
}

macro_rules! filled {
    ($($type:ty, $cell:expr;)+) => {
        $(impl Filled for $type {
            fn cell(self) -> Cell {
                let cell: fn($type) -> Cell = $cell;
                cell(self)
            }
        })+
    };
}

filled! {
    i64, Cell::Number;
    f64, Cell::Real;
    String, Cell::Text;
    &str, text;
    &String, |words| text(words);
    &Option<String>, |words| perhaps(words.as_deref());
    sayso::Day, |day| Cell::Text(day.to_string());
}

impl<T: Filled> Filled for Option<T> {
    fn cell(self) -> Cell {
        self.map_or(Cell::Nothing, Filled::cell)
    }
}

/// A table being written.
pub(crate) struct Sheet<W: Write + Send> {
    fill: Box<dyn Fill>,
    form: Form<W>,
}

enum Form<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Parquet(Box<Columns<W>>),
}

impl<W: Write + Send> Sheet<W> {
    pub(crate) fn new(table: &Table, parquet: bool, out: W) -> Result<Self, ExportError> {
        let fill = (table.fill)();
        let columns = fill.columns();
        let form = if parquet {
            Form::Parquet(Box::new(Columns::new(&columns, out)?))
        } else {
            let mut sheet = csv::Writer::from_writer(out);
            sheet.write_record(columns.iter().map(|(name, _)| name))?;
            Form::Csv(Box::new(sheet))
        };
        Ok(Self { fill, form })
    }

    /// Adds the rows of a report.
    pub(crate) fn add(&mut self, report: &Stored) -> Result<(), ExportError> {
        for row in self.fill.rows(report) {
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
