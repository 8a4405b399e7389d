//! Findings as a table for people, as JSON or as CSV.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::ValueEnum;
use sayso::rows::{self, Hit, Listed, Shape};
use serde::Serialize;

use crate::paint::{Paint, harmless};
use crate::wrap;

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table for people
    Table,
    /// A list of objects
    Json,
    /// Comma-separated values, with all columns
    Csv,
}

/// A column of a table.
pub(super) struct Column<T> {
    pub(super) name: &'static str,
    /// The most characters shown in a table; with none it is in CSV only.
    pub(super) width: Option<usize>,
    pub(super) value: fn(&T) -> String,
}

/// Prints findings.
pub(super) fn print<T: Serialize>(found: &[T], columns: &[Column<T>], format: Format) -> ExitCode {
    match format {
        Format::Table => write(&table(found, columns)),
        Format::Csv => write(&csv(found, columns)),
        Format::Json => json(&found),
    }
}

/// Prints rows: a table and CSV begin with columns of their own, CSV has all fields of the row after these.
pub(super) fn print_hits<R: Listed>(
    found: &[Hit<R>],
    columns: &[Column<Hit<R>>],
    fields: &[rows::Column<R>],
    format: Format,
) -> ExitCode {
    match format {
        Format::Csv => write(&csv_of_hits(found, columns, fields)),
        other => print(found, columns, other),
    }
}

/// Fields that a column of its own tells already are left out, but for spans, which that tells in words.
pub(super) fn csv_of_hits<R: Listed>(
    found: &[Hit<R>],
    columns: &[Column<Hit<R>>],
    fields: &[rows::Column<R>],
) -> String {
    let told = |name: &str| columns.iter().any(|column| column.name == name);
    let is_span = |shape: Shape| matches!(shape, Shape::Span | Shape::List(Shape::Span));
    let fields: Vec<(String, &rows::Column<R>)> = fields
        .iter()
        .filter(|field| field.name != "id" && (!told(field.name) || is_span(field.shape)))
        .map(|field| match told(field.name) {
            true => (format!("{}_spans", field.name), field),
            false => (field.name.to_owned(), field),
        })
        .collect();
    let names = columns.iter().map(|column| column.name.to_owned());
    let names = names.chain(fields.iter().map(|(name, _)| name.clone()));
    let mut printed = names.collect::<Vec<_>>().join(",") + "\n";
    for one in found {
        let own = columns.iter().map(|column| quoted((column.value)(one)));
        let fields = fields
            .iter()
            .map(|(_, field)| quoted((field.value)(&one.row).written()));
        printed += &own.chain(fields).collect::<Vec<_>>().join(",");
        printed.push('\n');
    }
    printed
}

/// Prints something as JSON, on one line.
pub(super) fn json(found: &impl Serialize) -> ExitCode {
    match serde_json::to_string(found) {
        Ok(line) => write(&(line + "\n")),
        Err(error) => {
            tell!("sayso: can't write the output: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a text for people: at the width of the terminal, where it goes to one.
pub(super) fn show(text: &str) -> ExitCode {
    match wrap::width() {
        Some(width) => write(&wrap::wrapped(text, width)),
        None => write(text),
    }
}

/// Prints a text; that nobody reads on is no failure.
pub(crate) fn write(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            tell!("sayso: can't write the output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// The findings in aligned columns: on a terminal at its width, with long values on several lines; elsewhere with
/// long values cut.
pub(super) fn table<T>(found: &[T], columns: &[Column<T>]) -> String {
    table_at(found, columns, wrap::width())
}

/// Characters between two columns.
const APART: usize = 2;

fn table_at<T>(found: &[T], columns: &[Column<T>], width: Option<usize>) -> String {
    let shown: Vec<(&Column<T>, usize)> = columns
        .iter()
        .filter_map(|column| Some((column, column.width?)))
        .collect();
    let value = |column: &Column<T>, most: usize, one: &T| match width {
        None => cut(&(column.value)(one), most),
        Some(_) => plain(&(column.value)(one)),
    };
    let mut cells: Vec<Vec<String>> = vec![
        shown
            .iter()
            .map(|(column, _)| column.name.to_owned())
            .collect(),
    ];
    for one in found {
        let row = shown.iter().map(|(column, most)| value(column, *most, one));
        cells.push(row.collect());
    }
    let most = |column: usize, length: fn(&str) -> usize| {
        let lengths = cells.iter().map(|row| length(&row[column]));
        lengths.max().unwrap_or(0)
    };
    let widest = |column| most(column, |cell| cell.chars().count());
    let mut widths: Vec<usize> = (0..shown.len()).map(widest).collect();
    if let Some(width) = width {
        let longest_word = |cell: &str| {
            let words = cell.split(' ').map(|word| word.chars().count());
            words.max().unwrap_or(0)
        };
        let least: Vec<usize> = (0..shown.len())
            .map(|column| most(column, longest_word))
            .collect();
        if !narrow(&mut widths, &least, width) {
            return records(&cells, width);
        }
    }
    let paint = Paint::for_stdout();
    let mut printed = String::new();
    for (number, row) in cells.iter().enumerate() {
        let parts: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, most)| match width {
                Some(_) => wrap::cell(cell, *most),
                None => vec![cell.clone()],
            })
            .collect();
        let lines = parts.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..lines {
            let mut line = String::new();
            for (part, width) in parts.iter().zip(&widths) {
                let _ = write!(line, "{:width$}  ", part.get(at).map_or("", String::as_str));
            }
            let line = line.trim_end();
            let _ = if number == 0 {
                writeln!(printed, "{}", paint.bold(line))
            } else {
                writeln!(printed, "{line}")
            };
        }
    }
    printed
}

/// Takes characters from the widest columns until all are in a width; none is made narrower than its longest word.
/// Whether they are in the width then.
fn narrow(widths: &mut [usize], least: &[usize], width: usize) -> bool {
    let apart = APART * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + apart > width {
        let wider = widths.iter_mut().zip(least);
        let wider = wider.filter(|(width, least)| **width > **least);
        match wider.max_by_key(|(width, _)| **width) {
            Some((widest, _)) => *widest -= 1,
            None => return false,
        }
    }
    true
}

/// The findings one below the other, for a terminal that is too narrow for their columns.
fn records(cells: &[Vec<String>], width: usize) -> String {
    let Some((names, rows)) = cells.split_first() else {
        return String::new();
    };
    let paint = Paint::for_stdout();
    let names_wide = names.iter().map(|name| name.chars().count()).max();
    let names_wide = names_wide.unwrap_or(0);
    let mut printed = String::new();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            printed.push('\n');
        }
        let told = names.iter().zip(row).filter(|(_, value)| !value.is_empty());
        for (name, value) in told {
            let mut name = format!("{name:names_wide$}");
            for line in wrap::cell(value, width.saturating_sub(names_wide + APART)) {
                let _ = writeln!(printed, "{}  {line}", paint.bold(&name));
                name = " ".repeat(names_wide);
            }
        }
    }
    printed
}

/// A value on one line.
fn plain(value: &str) -> String {
    let plain = value.split_whitespace().collect::<Vec<_>>().join(" ");
    harmless(&plain).into_owned()
}

/// A value on one line and of `most` characters.
pub(super) fn cut(value: &str, most: usize) -> String {
    let plain = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = harmless(&plain);
    if plain.chars().count() <= most {
        return plain.into_owned();
    }
    plain.chars().take(most - 1).chain(['…']).collect()
}

/// RFC 4180, with line feeds.
pub(super) fn csv<T>(found: &[T], columns: &[Column<T>]) -> String {
    let mut printed = columns
        .iter()
        .map(|column| column.name)
        .collect::<Vec<_>>()
        .join(",")
        + "\n";
    for one in found {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| quoted((column.value)(one)))
            .collect();
        printed += &cells.join(",");
        printed.push('\n');
    }
    printed
}

fn quoted(value: String) -> String {
    if value.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

/// A value that may be missing, as it is written.
pub(super) fn written(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A value that may be missing.
pub(super) fn or_nothing(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

/// Spans as "12-40 55-60".
pub(super) fn spans(spans: &[[usize; 2]]) -> String {
    spans
        .iter()
        .map(|[start, end]| format!("{start}-{end}"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column<&str>] = &[
        Column {
            name: "words",
            width: Some(8),
            value: |words| (*words).to_owned(),
        },
        Column {
            name: "length",
            width: None,
            value: |words| words.len().to_string(),
        },
    ];

    #[test]
    fn tables_are_cut_and_harmless() {
        assert_eq!(
            table(&["a\nb", "\u{1b}[31m", "a long value"], COLUMNS),
            "words\na b\n\u{fffd}[31m\na long …\n"
        );
    }

    #[test]
    fn columns_fit_the_terminal_and_words_stay_whole() {
        let printed = table_at(
            &["two border guards were wounded at the crossing"],
            COLUMNS,
            Some(24),
        );
        assert_eq!(
            printed,
            "words\ntwo border guards were\nwounded at the crossing\n"
        );
    }

    #[test]
    fn a_terminal_too_narrow_for_the_columns_has_rows_as_records() {
        const WIDE: &[Column<&str>] = &[
            Column {
                name: "outlet",
                width: Some(24),
                value: |_| "Correspondents Quarterly".to_owned(),
            },
            Column {
                name: "place",
                width: Some(24),
                value: |words| (*words).to_owned(),
            },
            Column {
                name: "source",
                width: Some(24),
                value: |_| "commissioner for reconstruction".to_owned(),
            },
        ];
        let record = "outlet  Correspondents Quarterly\nplace   Northern Harbourtown\n\
                      source  commissioner for\n        reconstruction\n";
        let printed = table_at(&["Northern Harbourtown", ""], WIDE, Some(32));
        let without = record.replace("place   Northern Harbourtown\n", "");
        assert_eq!(printed, format!("{record}\n{without}"));
    }

    #[test]
    fn csv_is_quoted() {
        assert_eq!(
            csv(&["say \"no\", twice", "b"], COLUMNS),
            "words,length\n\"say \"\"no\"\", twice\",15\nb,1\n"
        );
    }
}
