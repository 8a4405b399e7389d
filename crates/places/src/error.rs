use std::io;
use std::path::PathBuf;

/// Why a gazetteer could not be opened, made or added to.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The bytes are no gazetteer of this version, or are damaged.
    #[error("no gazetteer of this version ({reason}): import the GeoNames file again")]
    Format {
        /// What is wrong with them.
        reason: &'static str,
    },
    /// A line of a GeoNames dump or of a table of rows cannot be read.
    #[error("line {line}: {reason}; nothing was imported")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The dump holds no place.
    #[error(
        "no place in the file; expected a GeoNames dump (allCountries.txt or one country's, 19 columns with tabs)"
    )]
    Empty,
    /// More rows than the format can hold.
    #[error("too many {what} for one gazetteer; import fewer countries")]
    TooMany {
        /// Of what there are too many.
        what: &'static str,
    },
}
