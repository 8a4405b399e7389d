//! What can be asked of a ledger.

mod asked;
mod browse;
mod claims;
mod events;
mod figures;
mod glance;
mod hits;
mod map;
mod report;
mod reprinted;
mod search;
mod statements;
pub(crate) mod stored;
mod stories;
mod voices;
pub(crate) mod wanted;

pub use browse::{BrowseQuery, OutletFound, ReportListed, SnippetPiece, Voice};
pub use claims::{AttestationFound, ClaimFound, ClaimQuery};
pub use events::EventQuery;
pub use figures::FigureQuery;
pub use glance::{Glance, Notable, Totals};
pub use map::{MapQuery, Mapped};
pub use report::{ChangeFound, CopyFound, ReportFound, VersionFound};
pub use reprinted::Reprinted;
pub use search::Found;
pub use statements::StatementQuery;
pub use stored::{ReportQuery, Shared, Stored};
pub use stories::{InStory, StoryFound, StoryTold};
pub use voices::{Speaking, VoiceFound};
