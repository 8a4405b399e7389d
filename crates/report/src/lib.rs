//! From files to [`Report`]s: the only room that knows foreign formats.
//!
//! [`open`] gives the reports of a [`Source`] one by one, so that a file of a million reports is
//! never in memory whole; what can't be read is an error that names it, and the next goes on.

mod bytes;
mod error;
mod html;
mod json;
mod language;
mod manifest;
mod report;
mod source;
mod text;

pub use error::ReadError;
pub use language::Language;
pub use report::{Basis, Published, Report};
pub use source::{ReadOptions, Source, open};
