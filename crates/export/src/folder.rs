//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sayso_ledger::{Ledger, Precious, precious};

use crate::table::Sheet;
use crate::{ExportError, Format, Request, tables};

/// Writes one file. It takes its name when it is whole; one that was there before is replaced then. What is no plain
/// file, a pipe or a device, is written as it is. The ledger and other databases are never replaced.
///
/// # Errors
/// As [`crate::write()`], and where the file can't be written.
pub fn write_file(ledger: &Ledger, request: &Request, path: &Path) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::NoFile {
            path: path.to_owned(),
        });
    }
    if path.exists() && !path.is_file() {
        let device = File::create(path).map_err(|error| failed(path, error))?;
        return crate::write(ledger, request, device);
    }
    let (part, file) = Part::new(ledger, path)?;
    crate::write(ledger, request, file).map_err(|error| error.in_file(path))?;
    part.done()
}

/// Writes all tables as CSV or Parquet, one file each, into a folder that is made where there is none. Gives the
/// files.
///
/// # Errors
/// Where the ledger can't be read or a file written; no file is replaced then.
pub fn write_folder(
    ledger: &Ledger,
    request: &Request,
    folder: &Path,
) -> Result<Vec<PathBuf>, ExportError> {
    if folder.exists() && !folder.is_dir() {
        return Err(ExportError::NoFolder {
            path: folder.to_owned(),
        });
    }
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let parquet = request.format == Format::Parquet;
    let ending = if parquet { "parquet" } else { "csv" };
    let mut parts = Vec::new();
    let mut sheets = Vec::new();
    for table in tables::TABLES {
        let (part, file) = Part::new(ledger, &folder.join(format!("{}.{ending}", table.name)))?;
        let out = std::io::BufWriter::new(file);
        sheets.push(Sheet::new(table, parquet, out).map_err(|error| error.in_file(&part.whole))?);
        parts.push(part);
    }
    ledger.each_report(&request.reports, |report| {
        for (sheet, part) in sheets.iter_mut().zip(&parts) {
            sheet
                .add(&report)
                .map_err(|error| error.in_file(&part.whole))?;
        }
        Ok::<(), ExportError>(())
    })?;
    for (sheet, part) in sheets.into_iter().zip(&parts) {
        sheet.close().map_err(|error| error.in_file(&part.whole))?;
    }
    let files = parts.iter().map(|part| part.whole.clone()).collect();
    for part in parts {
        part.done()?;
    }
    Ok(files)
}

/// A file that is being written under another name. Where it is not done it is taken away.
struct Part {
    whole: PathBuf,
    part: PathBuf,
    done: bool,
}

impl Part {
    fn new(ledger: &Ledger, path: &Path) -> Result<(Self, File), ExportError> {
        let what = match precious(path, &[ledger.path()]) {
            Some(Precious::Input) => Some("the ledger that is exported"),
            Some(Precious::Database) => Some("a ledger or another database"),
            None => None,
        };
        if let Some(what) = what {
            return Err(ExportError::Precious {
                path: path.to_owned(),
                what,
            });
        }
        let (part, file) = beside(path).map_err(|error| failed(path, error))?;
        let part = Self {
            whole: path.to_owned(),
            part,
            done: false,
        };
        Ok((part, file))
    }

    fn done(mut self) -> Result<(), ExportError> {
        fs::rename(&self.part, &self.whole).map_err(|error| failed(&self.whole, error))?;
        self.done = true;
        Ok(())
    }
}

/// A new file beside `path`; one that is there already is somebody's and stays.
fn beside(path: &Path) -> std::io::Result<(PathBuf, File)> {
    const MOST: usize = 1000;
    let mut number = 0;
    loop {
        let mut part = path.as_os_str().to_owned();
        part.push(match number {
            0 => ".part".to_owned(),
            number => format!(".{number}.part"),
        });
        match File::create_new(&part) {
            Ok(file) => return Ok((part.into(), file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < MOST => {
                number += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.part);
        }
    }
}

fn failed(path: &Path, error: std::io::Error) -> ExportError {
    ExportError::File {
        path: path.to_owned(),
        error,
    }
}
