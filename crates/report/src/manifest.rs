//! Lists of files with their dates and outlets.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::{ReadError, bytes};

/// A line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) path: PathBuf,
    pub(crate) published: Option<Date>,
    pub(crate) outlet: Option<String>,
}

/// The entries of a manifest, each line by itself; paths that do not stand as they are given are
/// looked for beside the manifest.
pub(crate) fn entries(manifest: &Path) -> Result<Vec<Result<Entry, ReadError>>, ReadError> {
    let path = manifest.display().to_string();
    let file = std::fs::File::open(manifest).map_err(|error| ReadError::Io {
        path: path.clone(),
        error,
    })?;
    let (text, ..) = bytes::decode(&path, bytes::read(&path, file)?, None)?;
    let folder = manifest.parent().unwrap_or(Path::new("")).to_owned();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    Ok(lines
        .map(|(at, line)| entry(&path, &folder, at + 1, line))
        .collect())
}

fn entry(manifest: &str, folder: &Path, line: usize, row: &str) -> Result<Entry, ReadError> {
    let wrong = |what: String| ReadError::Manifest {
        path: manifest.to_owned(),
        line,
        what,
    };
    let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
    if columns.len() > 3 {
        return Err(wrong(format!("has {} columns", columns.len())));
    }
    let named = Path::new(columns[0]);
    let beside = folder.join(named);
    let path = if !named.exists() && beside.exists() {
        beside
    } else {
        named.to_owned()
    };
    let stated = columns.get(1).filter(|date| !date.is_empty());
    let published = stated
        .map(|date| {
            date.parse()
                .map_err(|_| wrong(format!("{date:?} is no date")))
        })
        .transpose()?;
    let outlet = columns
        .get(2)
        .filter(|outlet| !outlet.is_empty())
        .map(|outlet| (*outlet).to_owned());
    Ok(Entry {
        path,
        published,
        outlet,
    })
}
