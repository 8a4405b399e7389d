//! The same proposition across reports: whose word it rests on, and whether it is confirmed, disputed or changed.
//!
//! A report is taken apart into [`Testimony`]: its propositions (one a clause) and the [`Voice`]s that they are the
//! word of. [`judge`] puts the testimonies of one story together into [`Claim`]s, each with an [`Attestation`] for
//! every proposition that supports or denies it. Which attestations share an origin, and which status follows, are
//! rules; each that was used is named in the claim, and all are written down in [`origins`] and [`status`].

mod alike;
mod decided;
mod figures;
mod judge;
mod lang;
mod link;
pub mod names;
pub mod origins;
pub mod pairs;
mod propositions;
pub mod status;
pub mod stories;
mod tables;
mod terms;
mod voices;

pub use judge::{
    Attestation, Claim, ClaimKind, Copied, Regroup, Role, Story, Told, compared, judge,
};
pub use propositions::{Bounds, FigureTold, Parts, Proposition, Testimony};
pub use status::Status;
pub use tables::{TABLES, Tables};
pub use terms::{Term, asked};
pub use voices::{Body, Voice};
