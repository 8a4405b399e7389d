use thiserror::Error;

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
    #[error("{path}: looks like {kind}, not text; convert it to text or HTML first")]
    Binary {
        /// The file.
        path: String,
        /// What it looks like.
        kind: &'static str,
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
