//! Tables as Parquet. A list or an object is a text of JSON.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::ExportError;
use crate::table::{Cell, Kind};

/// Bytes of cells that are held before they are written as a group of rows.
const GROUP: usize = 8 * 1024 * 1024;

/// A Parquet file being written.
pub(crate) struct Columns<W: Write + Send> {
    kinds: Vec<Kind>,
    file: SerializedFileWriter<W>,
    /// The cells that are not written yet, column by column.
    held: Vec<Vec<Cell>>,
    bytes: usize,
}

impl<W: Write + Send> Columns<W> {
    pub(crate) fn new(columns: &[(&str, Kind)], out: W) -> Result<Self, ExportError> {
        let fields = columns
            .iter()
            .map(|(name, kind)| Ok(Arc::new(field(name, *kind)?)))
            .collect::<Result<Vec<_>, ParquetError>>()?;
        let schema = Type::group_type_builder("row")
            .with_fields(fields)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("sayso ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            kinds: columns.iter().map(|(_, kind)| *kind).collect(),
            file: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            held: vec![Vec::new(); columns.len()],
            bytes: 0,
        })
    }

    pub(crate) fn add(&mut self, row: Vec<Cell>) -> Result<(), ExportError> {
        for (column, cell) in self.held.iter_mut().zip(row) {
            self.bytes += size_of::<Cell>();
            if let Cell::Text(text) = &cell {
                self.bytes += text.len();
            }
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
        for (cells, kind) in self.held.iter_mut().zip(&self.kinds) {
            let Some(column) = group.next_column()? else {
                break;
            };
            write_column(column, cells, *kind)?;
            cells.clear();
        }
        group.close()?;
        self.bytes = 0;
        Ok(())
    }
}

fn field(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, converted) = match kind {
        Kind::Number => (Physical::INT64, ConvertedType::NONE),
        Kind::Real => (Physical::DOUBLE, ConvertedType::NONE),
        Kind::Flag => (Physical::BOOLEAN, ConvertedType::NONE),
        Kind::Text => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_converted_type(converted)
        .build()
}

fn write_column(
    column: SerializedColumnWriter<'_>,
    cells: &[Cell],
    kind: Kind,
) -> Result<(), ParquetError> {
    match kind {
        Kind::Number => write_values::<Int64Type>(column, cells, |cell| match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        }),
        Kind::Real => write_values::<DoubleType>(column, cells, |cell| match cell {
            Cell::Real(number) => Some(*number),
            _ => None,
        }),
        Kind::Flag => write_values::<BoolType>(column, cells, |cell| match cell {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        }),
        Kind::Text => write_values::<ByteArrayType>(column, cells, |cell| match cell {
            Cell::Text(text) => Some(ByteArray::from(text.as_str())),
            _ => None,
        }),
    }
}

/// Writes those cells that have a value, and for each cell whether it has one.
fn write_values<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: &[Cell],
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<Option<T::T>> = cells.iter().map(value).collect();
    let levels: Vec<i16> = values
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column
        .typed::<T>()
        .write_batch(&values, Some(&levels), None)?;
    column.close()
}
