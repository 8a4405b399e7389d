//! Tables as Parquet, in its own types: days as DATE, lists as LIST, spans as lists of two numbers. Records are JSON.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use sayso::rows::{Cell, Shape};

use crate::ExportError;

/// Bytes of cells that are held before they are written as a group of rows.
const GROUP: usize = 8 * 1024 * 1024;

/// A Parquet file being written.
pub(crate) struct Columns<W: Write + Send> {
    shapes: Vec<Shape>,
    file: SerializedFileWriter<W>,
    /// The cells that are not written yet, column by column.
    held: Vec<Vec<Cell>>,
    bytes: usize,
}

impl<W: Write + Send> Columns<W> {
    pub(crate) fn new(columns: &[(String, Shape)], out: W) -> Result<Self, ExportError> {
        let fields = columns
            .iter()
            .map(|(name, shape)| Ok(Arc::new(field(name, *shape)?)))
            .collect::<Result<Vec<_>, ParquetError>>()?;
        let schema = Type::group_type_builder("row")
            .with_fields(fields)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("sayso ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            shapes: columns.iter().map(|(_, shape)| *shape).collect(),
            file: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            held: vec![Vec::new(); columns.len()],
            bytes: 0,
        })
    }

    pub(crate) fn add(&mut self, row: Vec<Cell>) -> Result<(), ExportError> {
        for (column, cell) in self.held.iter_mut().zip(row) {
            self.bytes += size(&cell);
            column.push(cell);
        }
        if self.bytes >= GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    pub(crate) fn close(mut self) -> Result<(), ExportError> {
        if self.bytes > 0 {
            self.write_group()?;
        }
        self.file.close()?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        let mut group = self.file.next_row_group()?;
        for (cells, shape) in self.held.iter_mut().zip(&self.shapes) {
            let Some(column) = group.next_column()? else {
                break;
            };
            write_column(column, cells, *shape)?;
            cells.clear();
        }
        group.close()?;
        self.bytes = 0;
        Ok(())
    }
}

fn size(cell: &Cell) -> usize {
    let more = match cell {
        Cell::Text(text) => text.len(),
        Cell::List(cells) | Cell::Record(_, cells) => cells.iter().map(size).sum(),
        _ => 0,
    };
    size_of::<Cell>() + more
}

/// What a list is of; a span is a list of numbers.
fn inner(shape: Shape) -> Option<Shape> {
    match shape {
        Shape::List(shape) => Some(*shape),
        Shape::Span => Some(Shape::Number),
        _ => None,
    }
}

fn field(name: &str, shape: Shape) -> Result<Type, ParquetError> {
    if let Some(inner) = inner(shape) {
        let list = Type::group_type_builder("list")
            .with_repetition(Repetition::REPEATED)
            .with_fields(vec![Arc::new(field("element", inner)?)])
            .build()?;
        return Type::group_type_builder(name)
            .with_repetition(Repetition::OPTIONAL)
            .with_converted_type(ConvertedType::LIST)
            .with_fields(vec![Arc::new(list)])
            .build();
    }
    let (physical, converted) = match shape {
        Shape::Number => (Physical::INT64, ConvertedType::NONE),
        Shape::Real => (Physical::DOUBLE, ConvertedType::NONE),
        Shape::Flag => (Physical::BOOLEAN, ConvertedType::NONE),
        Shape::Day => (Physical::INT32, ConvertedType::DATE),
        Shape::Record(_) => (Physical::BYTE_ARRAY, ConvertedType::JSON),
        _ => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_converted_type(converted)
        .build()
}

fn write_column(
    column: SerializedColumnWriter<'_>,
    cells: &[Cell],
    shape: Shape,
) -> Result<(), ParquetError> {
    let mut leaf = shape;
    while let Some(inner) = inner(leaf) {
        leaf = inner;
    }
    match leaf {
        Shape::Number => write_values::<Int64Type>(column, cells, shape, |cell| match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        }),
        Shape::Real => write_values::<DoubleType>(column, cells, shape, |cell| match cell {
            Cell::Real(number) => Some(*number),
            _ => None,
        }),
        Shape::Flag => write_values::<BoolType>(column, cells, shape, |cell| match cell {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        }),
        Shape::Day => write_values::<Int32Type>(column, cells, shape, |cell| match cell {
            Cell::Day(day) => since_1970(day.0),
            _ => None,
        }),
        _ => write_values::<ByteArrayType>(column, cells, shape, |cell| match cell {
            Cell::Text(text) => Some(ByteArray::from(text.as_str())),
            Cell::Record(..) => Some(ByteArray::from(cell.written().into_bytes())),
            _ => None,
        }),
    }
}

/// Days since the first of 1970, as Parquet counts them.
fn since_1970(day: jiff::civil::Date) -> Option<i32> {
    let first = jiff::civil::date(1970, 1, 1);
    Some(day.since(first).ok()?.get_days())
}

/// Values with their levels, as Parquet takes nested ones apart: how much of the path to each is there, and at which
/// depth it begins anew.
struct Levels<T> {
    values: Vec<T>,
    there: Vec<i16>,
    anew: Vec<i16>,
}

impl<T> Levels<T> {
    fn add(
        &mut self,
        cell: &Cell,
        shape: Shape,
        (depth, lists, anew): (i16, i16, i16),
        value: &impl Fn(&Cell) -> Option<T>,
    ) {
        let mut put = |there: i16, value: Option<T>| {
            self.there.push(there);
            self.anew.push(anew);
            self.values.extend(value);
        };
        let Some(inner) = inner(shape) else {
            let value = value(cell);
            return put(depth + i16::from(value.is_some()), value);
        };
        let span;
        let items = match cell {
            Cell::List(items) => items.as_slice(),
            Cell::Span(start, end) => {
                span = [start, end].map(|&at| Cell::Number(at as i64));
                &span[..]
            }
            _ => return put(depth, None),
        };
        if items.is_empty() {
            return put(depth + 1, None);
        }
        for (at, item) in items.iter().enumerate() {
            let anew = if at == 0 { anew } else { lists + 1 };
            self.add(item, inner, (depth + 2, lists + 1, anew), value);
        }
    }
}

/// Writes those cells that have a value, and for each cell how much of it is there.
fn write_values<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: &[Cell],
    shape: Shape,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let mut levels = Levels {
        values: Vec::new(),
        there: Vec::new(),
        anew: Vec::new(),
    };
    for cell in cells {
        levels.add(cell, shape, (0, 0, 0), &value);
    }
    let anew = inner(shape).map(|_| levels.anew.as_slice());
    column
        .typed::<T>()
        .write_batch(&levels.values, Some(&levels.there), anew)?;
    column.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart() {
        const SPANS: Shape = Shape::List(&Shape::Span);
        let mut levels = Levels {
            values: Vec::new(),
            there: Vec::new(),
            anew: Vec::new(),
        };
        let number = |cell: &Cell| match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        };
        let cells = [
            Cell::List(vec![Cell::Span(1, 2), Cell::Span(5, 9)]),
            Cell::Nothing,
            Cell::List(Vec::new()),
        ];
        for cell in &cells {
            levels.add(cell, SPANS, (0, 0, 0), &number);
        }
        assert_eq!(levels.values, [1, 2, 5, 9]);
        assert_eq!(levels.there, [5, 5, 5, 5, 0, 1]);
        assert_eq!(levels.anew, [0, 2, 1, 2, 0, 0]);
    }
}
