//! What can be asked of a ledger.

mod browse;
mod claims;
mod detail;
mod events;
mod figures;
mod map;
mod report;
mod search;
mod statements;
mod stored;
mod stories;
pub(crate) mod wanted;

pub use browse::{BrowseQuery, OutletFound, ReportListed, SnippetPiece, Voice};
pub use claims::{AttestationFound, ClaimFound, ClaimQuery};
pub use detail::{Details, Reprinted, StatementDetail, TimeFound};
pub use events::{EventFound, EventQuery, ParticipantFound};
pub use figures::{FigureFound, FigureQuery};
pub use map::{MapQuery, Mapped};
pub use report::{ChangeFound, CopyFound, ReportFound, VersionFound};
pub use search::Found;
pub use statements::{StatementFound, StatementQuery};
pub use stored::{Known, ReportQuery, Shared, Stored};
pub use stories::{InStory, StoryFound, StoryTold};
