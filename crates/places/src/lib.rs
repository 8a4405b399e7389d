//! The places that a report names: a gazetteer, and the resolution of names against it.
//!
//! [`Gazetteer`] holds some 300,000 places in one embedded file that is read where it lies;
//! [`import`] makes a larger one of a GeoNames dump. [`find`] gives the [`Place`]s of a report.

mod adjectives;
mod builder;
mod candidates;
mod divide;
mod error;
mod find;
mod format;
mod gaps;
mod gazetteer;
mod heavens;
mod import;
mod kind;
mod lang;
mod links;
mod mentions;
mod place;
mod reading;
mod resolve;
mod spelling;
mod tables;
mod weigh;
mod words;

pub use adjectives::adjective_places;
pub use builder::{Builder, NewRow};
pub use divide::divide;
pub use error::GazetteerError;
pub use find::{Context, find};
pub use gazetteer::{Gazetteer, NameUse, Row, RowId, Unit, UnitId, Units};
pub use import::{ImportSummary, import};
pub use kind::PlaceKind;
pub use place::{Place, Precision, Relation, RunnerUp, Site};
pub use tables::{TABLES, Tables};
