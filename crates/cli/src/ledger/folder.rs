//! The files of a folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use sayso::report::{ReadError, holds_reports};

/// The files in a folder and its folders that hold reports, in the order of their names, listed as they are asked
/// for. Hidden files, and those whose endings no report has, are passed over. What can't be listed is an error, and
/// the rest goes on.
pub(super) struct Files {
    /// The folders that are open, the innermost last.
    open: Vec<Folder>,
}

/// What is left of a folder.
struct Folder {
    path: PathBuf,
    /// The next last. Names only: there may be millions.
    names: Vec<Name>,
    error: Option<std::io::Error>,
}

struct Name {
    name: Box<OsStr>,
    is_folder: bool,
}

impl Files {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self {
            open: vec![Folder::listed(folder)],
        }
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(folder) = self.open.last_mut() {
            if let Some(error) = folder.error.take() {
                let path = folder.path.display().to_string();
                return Some(Err(ReadError::Io { path, error }));
            }
            match folder.names.pop() {
                None => {
                    self.open.pop();
                }
                Some(Name { name, is_folder }) => {
                    let path = folder.path.join(&*name);
                    if !is_folder {
                        return Some(Ok(path));
                    }
                    self.open.push(Folder::listed(path));
                }
            }
        }
        None
    }
}

impl Folder {
    /// A folder's names; where they can't all be told, those that can.
    fn listed(path: PathBuf) -> Self {
        let mut names = Vec::new();
        let error = list(&path, &mut names).err();
        names.sort_unstable_by(|a, b| b.name.cmp(&a.name));
        Self { path, names, error }
    }
}

fn list(folder: &Path, names: &mut Vec<Name>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type()?;
        // A link to a folder may lead back to where it stands.
        let wanted = kind.is_dir()
            || holds_reports(&name.to_string_lossy())
                && !(kind.is_symlink() && entry.path().is_dir());
        if wanted {
            names.push(Name {
                name: name.into_boxed_os_str(),
                is_folder: kind.is_dir(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_files_come_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for inner in ["a", "b", ".hidden"] {
            std::fs::create_dir(path(inner)).unwrap();
            for number in 0..2500 {
                std::fs::write(path(&format!("{inner}/{number:04}.txt")), "x").unwrap();
            }
        }
        for name in [
            "a.warc.gz",
            "z.RSS",
            "notes.pdf",
            "logs.gz",
            "b/more.jsonl.gz",
        ] {
            std::fs::write(path(name), "x").unwrap();
        }
        let found: Vec<PathBuf> = Files::of(folder.path().to_owned())
            .map(Result::unwrap)
            .collect();
        assert_eq!(found.len(), 5003);
        assert!(found.is_sorted());
        assert_eq!(found[5002], path("z.RSS"));
    }

    #[test]
    fn a_folder_that_is_gone_is_named_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("x.txt"), "x").unwrap();
        }
        let mut files = Files::of(folder.path().to_owned());
        std::fs::remove_dir_all(folder.path().join("a")).unwrap();
        let error = files.next().unwrap().unwrap_err().to_string();
        assert!(error.contains("check the path"), "{error}");
        assert!(files.next().unwrap().unwrap().ends_with("b/x.txt"));
        assert!(files.next().is_none());
    }
}
