use thiserror::Error;

use crate::packed::Fault;

/// Why something could not be read. Every message names the file and says what to do.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file can't be opened or read.
    #[error("{path}: {error}; check the path and its permissions")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A folder where a file is wanted.
    #[error("{path}: is a folder; name the files in it, for example {path}/*.txt")]
    Folder {
        /// The folder.
        path: String,
    },
    /// Nothing, or only white space, in the file.
    #[error("{path}: is empty; there is nothing to read")]
    Empty {
        /// The file.
        path: String,
    },
    /// The bytes are no text.
    #[error("{path}: is {kind}, not text; {advice}")]
    Binary {
        /// The file.
        path: String,
        /// What it looks like.
        kind: &'static str,
        /// What to do with such a file.
        advice: &'static str,
    },
    /// A packed file or an archive ends early or has wrong bytes.
    #[error(
        "{path}: {what} at byte {offset}; the reports before that are read; get the file again for the rest"
    )]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong.
        what: &'static str,
        /// Where, in the file as it lies there.
        offset: u64,
    },
    /// A packed file that unpacks to far more than words do.
    #[error(
        "{path}: {what}, as no file of reports does; it is not read further; unpack it yourself if you trust it"
    )]
    Bomb {
        /// The file.
        path: String,
        /// How much it unpacks to.
        what: String,
    },
    /// The file should be a feed or an archive, and is none.
    #[error("{path}: {what}; wanted {wanted}")]
    Form {
        /// The file.
        path: String,
        /// What it is.
        what: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// A feed that breaks off.
    #[error(
        "{path}: {what} at byte {offset}; the entries before that are read; get the feed again for the rest"
    )]
    Feed {
        /// The feed.
        path: String,
        /// What is wrong.
        what: String,
        /// Where, in the feed as UTF-8.
        offset: u64,
    },
    /// An entry of a feed or a record of an archive can't be read.
    #[error("{path}: {what}; it is left out, the others are read")]
    Part {
        /// The entry or record.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// An archive in which there is nothing to read.
    #[error(
        "{path}: there are no articles in this archive ({others} other records); name another, or the pages themselves"
    )]
    NoArticles {
        /// The archive.
        path: String,
        /// Records that are no articles.
        others: usize,
    },
    /// An address can't be fetched.
    #[error("{address}: {what}")]
    Address {
        /// The address.
        address: String,
        /// What is wrong and what to do.
        what: String,
    },
    /// Larger than is read at once.
    #[error(
        "{path}: is larger than {limit} MB; split it, or put its reports one a line into a .jsonl file"
    )]
    TooLarge {
        /// The file.
        path: String,
        /// The limit in MB.
        limit: u64,
    },
    /// A record of a JSON Lines file is none.
    #[error("{path}, line {line}: {what}; wanted an object with a `text` field")]
    Record {
        /// The file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A line of a manifest is wrong.
    #[error(
        "{path}, line {line}: {what}; wanted PATH, date (YYYY-MM-DD) and outlet, separated by tabs"
    )]
    Manifest {
        /// The manifest.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// No article text was found in a web page.
    #[error("{path}: no article text found in this page; save its text as .txt and read that")]
    NoArticle {
        /// The page.
        path: String,
    },
}

impl ReadError {
    /// What an error in reading a file means.
    pub(crate) fn io(path: &str, error: std::io::Error) -> Self {
        let path = path.to_owned();
        let fault = error.get_ref().and_then(|inner| inner.downcast_ref());
        match fault {
            Some(Fault::Damaged { offset, what }) => Self::Damaged {
                path,
                what,
                offset: *offset,
            },
            Some(bomb @ Fault::Bomb) => Self::Bomb {
                path,
                what: bomb.to_string(),
            },
            None => Self::Io { path, error },
        }
    }
}
