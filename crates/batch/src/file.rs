//! Batches as Parquet files that are there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::{BatchError, schema};

/// A Parquet file of [`schema`] being written beside its place, which it takes when it is whole. What was there before
/// is replaced then; a part that is not finished is taken away.
pub struct File {
    whole: PathBuf,
    part: PathBuf,
    writer: Option<ArrowWriter<fs::File>>,
}

impl File {
    /// Starts one.
    ///
    /// # Errors
    /// Where its folder can't be written to.
    pub fn create(path: &Path) -> Result<Self, BatchError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        // Who starts the same file again replaces what a stopped run left beside it.
        let out = fs::File::create(&part).map_err(|error| failed(&part, error))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("sayso ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(out, schema(), Some(properties));
        Ok(Self {
            whole: path.to_owned(),
            writer: Some(writer.map_err(|error| failed(path, error))?),
            part,
        })
    }

    /// Writes one more batch of the schema as a group of rows.
    ///
    /// # Errors
    /// Where the disk is full, or the batch is of another schema.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), BatchError> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let written = writer.write(batch).and_then(|()| writer.flush());
        written.map_err(|error| failed(&self.part, error))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where its end can't be written, or it can't be renamed.
    pub fn done(mut self) -> Result<(), BatchError> {
        if let Some(writer) = self.writer.take() {
            let out = writer.into_inner();
            let out = out.map_err(|error| failed(&self.part, error))?;
            out.sync_all().map_err(|error| failed(&self.part, error))?;
            fs::rename(&self.part, &self.whole).map_err(|error| failed(&self.whole, error))?;
        }
        Ok(())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            let _ = fs::remove_file(&self.part);
        }
    }
}

fn failed(path: &Path, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> BatchError {
    BatchError::File {
        path: path.to_owned(),
        error: error.into(),
    }
}
