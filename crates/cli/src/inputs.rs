//! Reports from wherever the user says: files, standard input, and addresses where fetching is built in.

use sayso::report::{ReadError, ReadOptions, Report, Source};

/// The reports of a source, read as they are asked for.
pub(crate) fn open(
    source: Source,
    options: &ReadOptions,
) -> Box<dyn Iterator<Item = Result<Report, ReadError>> + Send> {
    match source {
        #[cfg(feature = "fetch")]
        Source::Address(address) => crate::fetch::reports(&address, options),
        other => sayso::report::open(other, options),
    }
}
