//! From files to [`Report`]s: the only room that knows foreign formats.
//!
//! [`open`] gives the reports of a [`Source`] one by one, so that a file of a million reports is
//! never in memory whole; what can't be read is an error that names it, and the next goes on.

mod blocks;
mod bytes;
mod credits;
mod dates;
mod error;
mod feed;
mod head;
mod html;
mod json;
mod kind;
mod language;
mod manifest;
mod markup;
mod packed;
mod pattern;
mod record;
mod report;
mod source;
#[cfg(test)]
mod testing;
mod text;
mod wacz;
mod warc;

pub use credits::{Agencies, Credit};
pub use error::ReadError;
pub use kind::holds_reports;
pub use language::Language;
pub use pattern::{NoPattern, PathPattern};
pub use record::Record;
pub use report::{Basis, Published, Report};
pub use source::{PassedOver, ReadOptions, Source, from_stream, open};

/// The tables of this room.
pub const TABLES: &[sayso_tables::Definition] = &[
    credits::AGENCIES.definition(),
    html::boilerplate::LINES.definition(),
];

/// Checks a user's rows for the tables of this room.
///
/// # Errors
/// With the row that is not as its table wants it.
pub fn check(own: &sayso_tables::Own) -> Result<(), sayso_tables::TableError> {
    own.only(&credits::AGENCIES)?;
    own.only(&html::boilerplate::LINES)?;
    Ok(())
}

/// Takes a user's rows of lines that are no part of articles for all web pages that this program opens from now on;
/// only the first call counts. Agencies go to [`Agencies::with`].
///
/// # Errors
/// With the row that is not as its table wants it.
pub fn install(own: &sayso_tables::Own) -> Result<(), sayso_tables::TableError> {
    html::boilerplate::install(own)
}
