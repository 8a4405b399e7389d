//! What can be asked of a ledger.

mod claims;
mod figures;
mod report;
mod search;
mod statements;
mod stories;
mod wanted;

pub use claims::{AttestationFound, ClaimFound, ClaimQuery};
pub use figures::{FigureFound, FigureQuery};
pub use report::{ChangeFound, CopyFound, CreditFound, ReportFound, VersionFound};
pub use search::Found;
pub use statements::{StatementFound, StatementQuery};
pub use stories::{InStory, StoryFound, StoryTold};
