//! The text of a report, as found, and the plain units every later room counts in.
//!
//! Nothing here changes the text: a [`Span`] is a stretch of bytes of it, [`Offsets`] says where
//! the same stretch lies in code points or UTF-16 units, and the readers below
//! ([`paragraphs`], [`tokens`], [`quotes`]) give spans of it.

mod blank;
mod offsets;
mod paragraphs;
mod quotes;
mod span;
mod tokens;

pub use offsets::{OffsetUnit, Offsets};
pub use paragraphs::{Paragraph, paragraphs};
pub use quotes::{Quote, QuoteMarks, quotes};
pub use span::Span;
pub use tokens::{Token, tokens};
