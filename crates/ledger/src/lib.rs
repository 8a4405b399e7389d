//! The ledger: one file that holds every report read, its rows tied to its words, and what it has in common with
//! the others.
//!
//! ```no_run
//! use sayso::{Reader, Report};
//! use sayso_ledger::{Entry, Ledger, Tables};
//!
//! let reader = Reader::new()?;
//! let tables = Tables::new()?;
//! let report = Report::from_text("note.txt", "“The bridge is shut,” Mayor Ines Halvorsen said on Friday.");
//! let mut ledger = Ledger::create("bridge.sayso".as_ref())?;
//! ledger.add([Entry::new(&reader.read(&report), &tables)])?;
//! for statement in ledger.statements(&sayso_ledger::StatementQuery { by: Some("Halvorsen".into()), ..Default::default() })? {
//!     println!("{}: {}", statement.words.who, statement.words.content);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An [`Entry`] is made of a reading by any thread; [`Ledger::add`] stores entries in batches. The same content is
//! stored once; other content under the same address, or the same path and outlet, is a later version, and both
//! are kept. What a report shares with earlier ones is found as it is added, by an index of samples of its words.

mod add;
mod changes;
mod check;
mod copies;
mod decisions;
mod entry;
mod error;
mod fingerprints;
mod json;
mod lang;
mod ledger;
mod migrate;
pub use sayso_claims::names;
mod packed;
mod passages;
mod precious;
mod query;
mod review;
mod rows;
mod stories;
mod tables;
#[cfg(test)]
mod testing;
mod verify;
mod words;

pub use add::{Added, BATCH, Outcome};
pub use check::{Fault, Health};
pub use decisions::{
    Act, Decided, DecisionFound, DecisionQuery, Mark, NewDecision, QueueQuery, Queued, Target,
    Undo, Why,
};
pub use entry::{ContentId, Entry};
pub use error::LedgerError;
pub use ledger::Ledger;
pub use precious::{Precious, precious};
pub use query::{
    AttestationFound, BrowseQuery, ChangeFound, ClaimFound, ClaimQuery, CopyFound, EntityListed,
    EntityQuery, EventQuery, FigureQuery, Found, Glance, InStory, MapQuery, Mapped, Notable,
    OutletFound, ReportFound, ReportListed, ReportQuery, Reprinted, Shared, SnippetPiece,
    StatementQuery, Stored, StoryFound, StoryTold, Totals, VersionFound, Voice, VoiceFound,
};
pub use review::{
    Agreement, CORRECTABLE, Decision, NewReview, Review, ReviewError, ReviewQuery, RowKind,
};
pub use rows::Known;
pub use sayso::rows::Hit;
pub use sayso_claims::Status;
pub use sayso_claims::{TABLES, Tables};
pub use tables::OwnTable;
pub use verify::{Check, Checked, Held, Now, Piece, Verdict};
