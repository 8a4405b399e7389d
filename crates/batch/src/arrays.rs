//! Rows as Arrow arrays: the schema and the values follow from the definitions of rows.

use std::sync::{Arc, LazyLock};

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder,
};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use sayso::Row;
use sayso::rows::{Cell, Column, Record, Shape};

use crate::{BatchError, Outcome};

/// Text of a batch at most, in MB: its columns count bytes with 31 bits, and what else is in the rows needs room.
const MOST_TEXT: usize = 1024;

/// What people decide is in a ledger, never in what is read.
const IN_LEDGERS: &str = "decided";

/// The schema of what is read: `id` and `error`, and the columns of a row as `sayso read` prints it. Spans are structs
/// of `start` and `end` in code points, days are dates, lists of rows are lists of structs.
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let own = ["id", "error"].map(|name| Field::new(name, DataType::Utf8, true));
        let row = columns().map(|column| field(column.name, column.shape));
        Arc::new(Schema::new(own.into_iter().chain(row).collect::<Vec<_>>()))
    });
    Arc::clone(&SCHEMA)
}

fn columns() -> impl Iterator<Item = &'static Column<Row>> {
    <Row>::COLUMNS.iter()
}

/// The fields of a record that a reading has, with their places.
fn fields(record: &Record) -> impl Iterator<Item = (usize, &sayso::rows::Field)> {
    let fields = record.fields.iter().enumerate();
    fields.filter(|(_, field)| field.name != IN_LEDGERS)
}

fn field(name: &str, shape: Shape) -> Field {
    Field::new(name, data_type(shape), true)
}

fn of_span() -> Fields {
    ["start", "end"]
        .map(|name| Field::new(name, DataType::Int64, true))
        .into_iter()
        .collect()
}

fn of_record(record: &Record) -> Fields {
    fields(record)
        .map(|(_, one)| field(one.name, one.shape))
        .collect()
}

fn data_type(shape: Shape) -> DataType {
    match shape {
        Shape::Number => DataType::Int64,
        Shape::Real => DataType::Float64,
        Shape::Flag => DataType::Boolean,
        Shape::Text | Shape::Label(_) => DataType::Utf8,
        Shape::Day => DataType::Date32,
        Shape::Span => DataType::Struct(of_span()),
        Shape::List(inner) => DataType::List(Arc::new(field("element", *inner))),
        Shape::Record(record) => DataType::Struct(of_record(record)),
    }
}

/// Outcomes as a batch, in their order.
///
/// # Errors
/// Where they do not fit into one.
pub fn batch(outcomes: &[Outcome]) -> Result<RecordBatch, BatchError> {
    let rows = || outcomes.iter().map(|outcome| outcome.row.as_ref().ok());
    let text: usize = rows()
        .filter_map(|row| row?.report.text.as_ref().map(String::len))
        .sum();
    if text > MOST_TEXT << 20 {
        return Err(BatchError::TooLarge { limit: MOST_TEXT });
    }
    let ids: StringArray = outcomes.iter().map(|one| one.id.as_deref()).collect();
    let errors: StringArray = outcomes
        .iter()
        .map(|one| one.row.as_ref().err().map(String::as_str))
        .collect();
    let mut arrays: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(errors)];
    for column in columns() {
        let cells: Vec<Cell> = rows()
            .map(|row| row.map_or(Cell::Nothing, |row| (column.value)(row)))
            .collect();
        let cells: Vec<&Cell> = cells.iter().collect();
        arrays.push(array(column.shape, &cells)?);
    }
    Ok(RecordBatch::try_new(schema(), arrays)?)
}

/// Fills an array with what is found in cells.
macro_rules! filled {
    ($builder:expr, $cells:expr, $($cell:pat => $value:expr),+) => {{
        let mut builder = $builder;
        for cell in $cells {
            match cell {
                $($cell => builder.append_option($value),)+
                _ => builder.append_null(),
            }
        }
        Arc::new(builder.finish()) as ArrayRef
    }};
}

/// Cells of one shape as an array; what has another shape is nothing.
fn array(shape: Shape, cells: &[&Cell]) -> Result<ArrayRef, ArrowError> {
    Ok(match shape {
        Shape::Number => filled!(Int64Builder::new(), cells, Cell::Number(n) => Some(*n)),
        Shape::Real => filled!(Float64Builder::new(), cells, Cell::Real(n) => Some(*n)),
        Shape::Flag => filled!(BooleanBuilder::new(), cells, Cell::Flag(flag) => Some(*flag)),
        Shape::Text | Shape::Label(_) => {
            filled!(StringBuilder::new(), cells, Cell::Text(text) => Some(text))
        }
        Shape::Day => {
            filled!(Date32Builder::new(), cells, Cell::Day(day) => since_1970(day.0))
        }
        Shape::Span => {
            let starts = filled!(Int64Builder::new(), cells, Cell::Span(at, _) => number(*at));
            let ends = filled!(Int64Builder::new(), cells, Cell::Span(_, at) => number(*at));
            let there = cells.iter().map(|cell| matches!(cell, Cell::Span(..)));
            let there = NullBuffer::from_iter(there);
            Arc::new(StructArray::try_new(
                of_span(),
                vec![starts, ends],
                Some(there),
            )?)
        }
        Shape::List(inner) => {
            let items = |cell: &&Cell| match cell {
                Cell::List(items) => items.len(),
                _ => 0,
            };
            let offsets = OffsetBuffer::from_lengths(cells.iter().map(items));
            let there = cells.iter().map(|cell| matches!(cell, Cell::List(_)));
            let there = NullBuffer::from_iter(there);
            let items: Vec<&Cell> = cells
                .iter()
                .filter_map(|cell| match cell {
                    Cell::List(items) => Some(items),
                    _ => None,
                })
                .flatten()
                .collect();
            let items = array(*inner, &items)?;
            let of = Arc::new(field("element", *inner));
            Arc::new(ListArray::try_new(of, offsets, items, Some(there))?)
        }
        Shape::Record(record) => {
            let column = |at: usize| -> Vec<&Cell> {
                let mut found = Vec::with_capacity(cells.len());
                for cell in cells {
                    found.push(match cell {
                        Cell::Record(_, cells) => cells.get(at).unwrap_or(&Cell::Nothing),
                        _ => &Cell::Nothing,
                    });
                }
                found
            };
            let arrays = fields(record)
                .map(|(at, field)| array(field.shape, &column(at)))
                .collect::<Result<Vec<_>, _>>()?;
            let there = cells.iter().map(|cell| matches!(cell, Cell::Record(..)));
            let there = NullBuffer::from_iter(there);
            Arc::new(StructArray::try_new(
                of_record(record),
                arrays,
                Some(there),
            )?)
        }
    })
}

fn number(at: usize) -> Option<i64> {
    i64::try_from(at).ok()
}

/// Days since the first of 1970, as Arrow counts them.
fn since_1970(day: jiff::civil::Date) -> Option<i32> {
    let first = jiff::civil::date(1970, 1, 1);
    Some(day.since(first).ok()?.get_days())
}
