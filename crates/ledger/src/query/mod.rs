//! What can be asked of a ledger.

mod claims;
mod events;
mod figures;
mod report;
mod search;
mod statements;
mod stories;

pub use claims::{AttestationFound, ClaimFound, ClaimQuery};
mod stored;
mod wanted;

pub use events::{EventFound, EventQuery, ParticipantFound};
pub use figures::{FigureFound, FigureQuery};
pub use report::{ChangeFound, CopyFound, CreditFound, ReportFound, VersionFound};
pub use search::Found;
pub use statements::{StatementFound, StatementQuery};
pub use stored::{Known, ReportQuery, Shared, Stored};
pub use stories::{InStory, StoryFound, StoryTold};
