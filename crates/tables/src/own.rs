//! A user's own rows, by table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{PATHS, Record, Row, Table, TableError, nearest, parse};

/// A user's own rows for tables of Sayso: texts in the form of the tables under `data/`, by the path there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    files: BTreeMap<String, Vec<File>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct File {
    /// As errors name it.
    name: String,
    text: String,
}

/// What is wrong with a folder of one's own tables.
#[derive(Debug, Error)]
pub enum OwnError {
    /// The folder or a file in it can't be read.
    #[error("{path}: {source}", path = path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no text in UTF-8.
    #[error("{path}, line {line}: is no text in UTF-8; save it as UTF-8", path = path.display())]
    Encoding {
        /// Which.
        path: PathBuf,
        /// The first line that is not.
        line: usize,
    },
    /// A file has a path that no table has.
    #[error("{name}: no table has this path; {}", meant(path))]
    Path {
        /// The file.
        name: String,
        /// Its path in the folder.
        path: String,
    },
}

fn meant(path: &str) -> String {
    let short = path.rsplit('/').next().unwrap_or(path);
    // The names of before version 0.2, and a table that lies in the wrong folder.
    let at_home = match short {
        "events.tsv" => Some("events/lexicon.tsv"),
        "times.tsv" => Some("times/words.tsv"),
        _ => PATHS
            .iter()
            .find(|known| known.rsplit('/').next() == Some(short))
            .copied(),
    };
    match at_home.or_else(|| nearest(path, PATHS.iter().copied())) {
        Some(known) => format!("`{known}` has; a folder of tables mirrors Sayso's data/ folder"),
        None => format!(
            "a folder of tables mirrors Sayso's data/ folder; the tables are {}",
            PATHS.join(", ")
        ),
    }
}

impl Own {
    /// Rows for one table, named by its path under `data/`.
    pub fn of(path: &str, text: &str) -> Self {
        let mut own = Self::default();
        own.insert(path, path, text);
        own
    }

    /// The tables of a folder that mirrors `data/`: `events/lexicon.tsv`, `report/agencies.tsv`… Files that do not
    /// end in `.tsv` are left alone.
    ///
    /// # Errors
    /// Where the folder or a file can't be read, is no UTF-8, or has a path that no table has.
    pub fn read(folder: &Path) -> Result<Self, OwnError> {
        let mut own = Self::default();
        let mut paths = Vec::new();
        files(folder, &mut paths)?;
        for path in paths {
            let within = path.strip_prefix(folder).unwrap_or(&path);
            let within: Vec<String> = within
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            own.add_file(&within.join("/"), &path)?;
        }
        Ok(own)
    }

    /// Adds a folder that mirrors `data/`, or a file whose path ends with that of a table, or that alone has its name
    /// ("owners.tsv").
    ///
    /// # Errors
    /// As [`Own::read`], and where a file's name tells no table or several.
    pub fn add_path(&mut self, path: &Path) -> Result<(), OwnError> {
        if path.is_dir() {
            self.extend(Self::read(path)?);
            return Ok(());
        }
        let written = path.to_string_lossy().replace('\\', "/");
        let ends = |known: &&str| written == **known || written.ends_with(&format!("/{known}"));
        let name = written.rsplit('/').next().unwrap_or(&written);
        let named: Vec<&str> = PATHS
            .iter()
            .copied()
            .filter(|known| known.rsplit('/').next() == Some(name))
            .collect();
        let known = PATHS.iter().copied().find(|known| ends(known));
        match known.or_else(|| named.first().copied().filter(|_| named.len() == 1)) {
            Some(known) => self.add_file(known, path),
            None => Err(OwnError::Path {
                path: name.to_owned(),
                name: written,
            }),
        }
    }

    /// Adds a file for the table of a path under `data/`.
    ///
    /// # Errors
    /// Where it can't be read, is no UTF-8, or no table has this path.
    pub fn add_file(&mut self, path: &str, file: &Path) -> Result<(), OwnError> {
        let failed = |source| OwnError::Read {
            path: file.to_owned(),
            source,
        };
        let bytes = std::fs::read(file).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..valid];
            OwnError::Encoding {
                path: file.to_owned(),
                line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
            }
        })?;
        self.add(path, &file.display().to_string(), &text)
    }

    /// Adds a text for the table of a path under `data/`; `name` stands in errors.
    ///
    /// # Errors
    /// Where no table has this path.
    pub fn add(&mut self, path: &str, name: &str, text: &str) -> Result<(), OwnError> {
        if !PATHS.contains(&path) {
            return Err(OwnError::Path {
                name: name.to_owned(),
                path: path.to_owned(),
            });
        }
        self.insert(path, name, text);
        Ok(())
    }

    fn insert(&mut self, path: &str, name: &str, text: &str) {
        self.files.entry(path.to_owned()).or_default().push(File {
            name: name.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Adds all that another has, below what is here.
    pub fn extend(&mut self, other: Self) {
        for (path, files) in other.files {
            self.files.entry(path).or_default().extend(files);
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Each file: the path of its table under `data/`, its name and its text, in the order of the paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.files.iter().flat_map(|(path, files)| {
            files
                .iter()
                .map(move |file| (path.as_str(), file.name.as_str(), file.text.as_str()))
        })
    }

    /// The rows of a table: Sayso's, then the user's.
    ///
    /// # Errors
    /// With the first row that is not as it should be.
    pub fn rows<R: Record>(&self, table: &Table<R>) -> Result<Vec<Row<R>>, TableError> {
        let mut rows = table.rows()?;
        rows.extend(self.only(table)?);
        Ok(rows)
    }

    /// The user's rows of a table alone.
    ///
    /// # Errors
    /// With the first row that is not as it should be.
    pub fn only<R: Record>(&self, table: &Table<R>) -> Result<Vec<Row<R>>, TableError> {
        let mut rows = Vec::new();
        for file in self.files.get(table.path()).into_iter().flatten() {
            rows.extend(parse(&file.name, &file.text)?);
        }
        Ok(rows)
    }

    /// What these rows are called beside the id of a model: twelve hexadecimal digits of their SHA-256; `None` where
    /// there are none. It does not depend on the names of the files.
    pub fn id(&self) -> Option<String> {
        self.id_where(|_| true)
    }

    /// The same for the rows that reading uses; those for claims and exports are used after it.
    pub fn id_of_reading(&self) -> Option<String> {
        self.id_where(|path| !path.starts_with("claims/") && !path.starts_with("export/"))
    }

    fn id_where(&self, counts: impl Fn(&str) -> bool) -> Option<String> {
        let mut hash = Sha256::new();
        let mut any = false;
        for (path, _, text) in self.files().filter(|(path, _, _)| counts(path)) {
            any = true;
            for part in [path, text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        let digits = hash.finalize();
        let digits = digits[..6].iter().map(|byte| format!("{byte:02x}"));
        any.then(|| digits.collect())
    }
}

/// The `.tsv` files of a folder and those in it, in order.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), OwnError> {
    let failed = |source| OwnError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_mirrors_the_data() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &[u8]| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write(
            "claims/owners.tsv",
            b"publisher\tfamily\nEnn Post\tEnn Media\n",
        );
        write("notes.txt", b"not a table");
        let own = Own::read(folder.path()).unwrap();
        assert_eq!(own.files().count(), 1);
        assert_eq!(own.id().unwrap().len(), 12);

        write("owners.tsv", b"");
        let wrong = Own::read(folder.path()).unwrap_err().to_string();
        assert!(
            wrong.contains("owners.tsv") && wrong.contains("`claims/owners.tsv` has"),
            "{wrong}"
        );
        std::fs::remove_file(folder.path().join("owners.tsv")).unwrap();
        write("events/lexcon.tsv", b"");
        let wrong = Own::read(folder.path()).unwrap_err().to_string();
        assert!(wrong.contains("`events/lexicon.tsv` has"), "{wrong}");
        std::fs::remove_file(folder.path().join("events/lexcon.tsv")).unwrap();
        write("statements/cues.tsv", b"cue\tstance\ns\xe9\tasserts\n");
        let wrong = Own::read(folder.path()).unwrap_err().to_string();
        assert!(wrong.contains("line 2: is no text in UTF-8"), "{wrong}");
    }
}
