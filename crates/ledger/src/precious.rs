//! Files that an output must never be written over.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How an SQLite file begins (<https://www.sqlite.org/fileformat.html>, 1.3).
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// What SQLite keeps beside a file under the file's name with one of these.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Why nothing may be written to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Precious {
    /// It is read from at the same time.
    Input,
    /// It is a ledger or another SQLite file, or belongs to one.
    Database,
}

/// Whether what is at `path` would be lost if an output were written there: one of the `inputs`, whatever name it
/// goes by, an SQLite file, or a log of one. What does not exist or can't be read is not precious.
pub fn precious(path: &Path, inputs: &[&Path]) -> Option<Precious> {
    let owner = owner(path);
    let one_of = |path: &Path| inputs.iter().any(|input| is_same(path, input));
    // Before anything is opened: a process that closes a file loses every POSIX lock that it holds on it.
    if one_of(path) || owner.as_deref().is_some_and(one_of) {
        return Some(Precious::Input);
    }
    (is_sqlite(path) || owner.as_deref().is_some_and(is_sqlite)).then_some(Precious::Database)
}

/// The file that a log would belong to by its name.
fn owner(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let owner = BESIDE.iter().find_map(|end| name.strip_suffix(end))?;
    Some(path.with_file_name(owner))
}

fn is_sqlite(path: &Path) -> bool {
    // A pipe would be waited for.
    if !fs::metadata(path).is_ok_and(|data| data.is_file()) {
        return false;
    }
    let mut head = [0; SQLITE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *SQLITE
}

/// Whether two paths lead to one file: by device and inode where the system tells them.
fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(first), Ok(second)) = (fs::metadata(one), fs::metadata(other)) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        first.is_file() && (first.dev(), first.ino()) == (second.dev(), second.ino())
    }
    #[cfg(not(unix))]
    {
        first.is_file()
            && second.is_file()
            && fs::canonicalize(one).ok() == fs::canonicalize(other).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledgers_and_inputs_are_precious_by_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let found = |name: &str, input: &str| precious(&at(name), &[&at(input)]);
        rusqlite::Connection::open(at("l.sayso"))
            .unwrap()
            .execute_batch("CREATE TABLE note (words TEXT)")
            .unwrap();
        fs::write(at("rows.jsonl"), "{}").unwrap();
        assert_eq!(found("l.sayso", "l.sayso"), Some(Precious::Input));
        assert_eq!(found("./l.sayso", "l.sayso"), Some(Precious::Input));
        assert_eq!(found("l.sayso", "other"), Some(Precious::Database));
        assert_eq!(found("l.sayso-wal", "other"), Some(Precious::Database));
        assert_eq!(found("l.sayso-wal", "l.sayso"), Some(Precious::Input));
        assert_eq!(found("rows.jsonl", "rows.jsonl"), Some(Precious::Input));
        assert_eq!(found("rows.jsonl", "l.sayso"), None);
        assert_eq!(found("none.jsonl", "l.sayso"), None);
        assert_eq!(found("none-wal", "l.sayso"), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("l.sayso"), at("link")).unwrap();
            fs::hard_link(at("rows.jsonl"), at("hard")).unwrap();
            assert_eq!(found("link", "other"), Some(Precious::Database));
            assert_eq!(found("hard", "rows.jsonl"), Some(Precious::Input));
        }
    }
}
